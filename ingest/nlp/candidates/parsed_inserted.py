"""``X, a expliqué le ministre, Y``: an inserted cue with its subject behind it, in languages that turn it round.

Parsers take that subject for an object, or the words before the cue for its subject. The order of the words says what it
is: a comma or closing mark, the verb with its auxiliaries, a noun phrase, and then a mark or the end.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.nlp.candidates import parsed_beside as beside
from ingest.nlp.candidates import parsed_quotations as quoting
from ingest.nlp.candidates.parsed_head import Head, made
from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.candidates.parsed_spans import spans
from ingest.nlp.candidates.parsed_subjects import Speaker
from ingest.nlp.candidates.parsed_tree import Tree
from ingest.nlp.candidates.parsed_turns import first_word, turn
from ingest.nlp.draft import Construction, Draft, Range

_FAR = 12
"""Words from the verb to its subject: "a lancé mardi à ses partisans la candidate"."""
_OPENS = (",", "?", "!", "…", "»", "”", '"')


def inserted(head: Head) -> Draft | None:
    """A set phrase of the verb; else the quotation beside the cue, else the sentence around it."""
    found = turn(head)
    if found is not None:
        return found
    parse = head.parse
    sense = head.sense(Construction.QUOTATION)
    if sense is None or not parse.tree.grammar.inverts or not _stands_inserted(parse, head.verb):
        return None
    subject = _subject(parse, head.verb)
    if subject is None:
        return None
    turned = replace(head, speaker=Speaker(subject))
    quoted = beside.near(parse, head.verb, strict=True)
    is_before = bool(quoted) and quoted[0].start < parse.tree.start[head.verb]
    content = quoted if is_before else _around(turned, subject)
    found = made(turned, Construction.QUOTATION, sense, content, detail="inserted")
    return None if found is None else replace(found, source=_with_apposition(parse, found.source))


def _stands_inserted(parse: Parse, verb: int) -> bool:
    """A finite verb, or a participle with its auxiliary, right behind a comma, a closing mark or a quotation."""
    tree, first = parse.tree, first_word(parse.tree, verb)
    if first == 0 or parse.paragraph[first - 1] != parse.paragraph[verb]:
        return False
    behind = parse.quoted[first - 1] >= 0 or tree.word[first - 1] in _OPENS
    joined = verb + 1 < tree.size and tree.lower[verb + 1] in (*tree.grammar.inverted, *tree.grammar.mute)
    with_auxiliary = first < verb and tree.tag[verb] in tree.grammar.passive_tags
    return behind and (joined or with_auxiliary or tree.tag[verb] in tree.grammar.finite_tags)


def _subject(parse: Parse, verb: int) -> int | None:
    """The pronoun joined to the verb or its auxiliary, else the first noun behind that no preposition leads to."""
    tree = parse.tree
    joined = range(first_word(tree, verb), min(verb + 3, tree.size))
    pronoun = next((i for i in joined if tree.lower[i] in tree.grammar.inverted), None)
    return pronoun if pronoun is not None else _noun_behind(parse, verb)


def _with_apposition(parse: Parse, source: Range | None) -> Range | None:
    """``source`` with ", Inès Barbier" and ", qui ..." behind it, which the parse often hangs elsewhere."""
    tree = parse.tree
    if source is None:
        return None
    end = next((i for i in range(tree.size) if tree.end[i] >= source.end), None)
    while end is not None and end + 2 < tree.size and tree.word[end + 1] == ",":
        last = _apposition_end(parse, end + 2)
        if last is None:
            break
        end = last
        source = Range(source.start, tree.end[end])
    return source


def _apposition_end(parse: Parse, first: int) -> int | None:
    """The last token of the noun phrase or relative clause that begins at ``first``, up to a comma or stop."""
    tree = parse.tree
    end = first
    while end < tree.size and not tree.is_mark(end) and parse.paragraph[end] == parse.paragraph[first]:
        end += 1
    verb = next((i for i in range(first, end) if tree.tag[i] in tree.grammar.finite_tags), None)
    begins = tree.pos[first] in ("PROPN", "NOUN") or (tree.pos[first] == "DET" and end < tree.size)
    if tree.tag[first] in tree.grammar.relative_tags:
        reports = any(tree.lemma[i] in parse.lexicon.senses for i in range(first, end) if tree.pos[i] == "VERB")
        return None if verb is None or reports else end - 1
    return end - 1 if begins and verb is None and end > first else None


def _noun_behind(parse: Parse, verb: int) -> int | None:
    tree, led = parse.tree, False
    for at in range(verb + 1, min(verb + 1 + _FAR, tree.size)):
        if tree.is_mark(at) or parse.quoted[at] >= 0 or tree.pos[at] in (*tree.grammar.verb_tags, "AUX", "SCONJ"):
            return None
        if tree.pos[at] == "ADP":
            led = True
        elif tree.pos[at] in tree.grammar.noun_tags:
            if not led and not _is_time(tree, at):
                return at
            led = False
    return None


def _is_time(tree: Tree, at: int) -> bool:
    """ "mardi", "mardi *soir*"."""
    return tree.moment[at] or tree.moment[at - 1]


def _around(head: Head, subject: int) -> tuple[Range, ...]:
    """The sentence without the cue and its subject, where it has a main verb: else the words before are the subject."""
    parse, tree, verb = head.parse, head.parse.tree, head.verb
    before = range(tree.sentence[verb], first_word(tree, verb))
    comma = next((i for i in range(max(verb, subject), tree.sentence_end(verb)) if tree.word[i] == ","), None)
    goes_on = comma is not None and _goes_on(tree, comma + 1)
    behind = range(comma + 1, tree.sentence_end(verb) + 1) if comma is not None and goes_on else range(0)
    if not (goes_on or any(_is_main(tree, i, verb) for i in before)):
        return ()
    here = [i for i in (*before, *behind) if parse.paragraph[i] == parse.paragraph[verb]]
    return quoting.grown(parse, spans(parse, here), verb)


def _is_main(tree: Tree, i: int, verb: int) -> bool:
    """A finite verb that stands in no relative clause."""
    chain = (i, *(above for above in tree.above(i) if above != verb))
    return tree.tag[i] in tree.grammar.finite_tags and not any(tree.has(at, "relative") for at in chain)


def _goes_on(tree: Tree, first: int) -> bool:
    """Whether the main clause goes on behind the insertion: its verb comes at once, and no noun before it."""
    opening = [i for i in range(first, min(first + 3, tree.size)) if tree.lower[i] not in tree.grammar.negators]
    return bool(opening) and tree.tag[opening[0]] in tree.grammar.finite_tags
