"""Set phrases of a verb and the words behind it, read in their order: "met en demeure X de", "n'a pas donné suite à".

Parsers take such words for cases, objects or nouns of their own. The lexicon's ``turns`` say what follows the verb; what is
said is the rest of the clause.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.nlp.candidates.parsed_head import Head, made
from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.candidates.parsed_spans import spans
from ingest.nlp.candidates.parsed_subjects import speaker_of
from ingest.nlp.candidates.parsed_tree import Tree
from ingest.nlp.draft import Construction, Draft, Range
from ingest.nlp.lexicon import Sense, Turn, VerbGroup

_NEAR = 6
"""Words between the phrase and its complementiser."""
_BETWEEN = 2
"""Adverbs and negations between the verb and the words: "n'a *pas encore* donné suite", "ne donne *pas* suite"."""


def turn(head: Head) -> Draft | None:
    """The statement of a set phrase; None where the verb begins none."""
    tree = head.parse.tree
    helped = head.verb > 0 and tree.pos[head.verb - 1] == "AUX"  # "fait savoir", with "fait" as its auxiliary
    for verb in (head.verb, head.verb - 1) if helped else (head.verb,):
        for found in head.parse.lexicon.turns:
            behind = _behind(head.parse, verb, found) if tree.lemma[verb] in found.lemmas else None
            if behind is not None and behind > head.verb and (head.negated or not found.negated):
                return _draft(head, found, verb, behind)
    return None


def _behind(parse: Parse, verb: int, turn: Turn) -> int | None:
    """The token behind the words of the phrase."""
    tree = parse.tree
    for first in range(verb + 1, min(verb + 2 + _BETWEEN, tree.size)):
        for words in turn.words:
            parts = words.split()
            if list(tree.lower[first : first + len(parts)]) == parts:
                return first + len(parts)
        if tree.pos[first] != "ADV" and tree.lower[first] not in tree.grammar.negators:
            return None
    return None


def _draft(head: Head, turn: Turn, verb: int, behind: int) -> Draft | None:
    parse, tree = head.parse, head.parse.tree
    end = _end(parse, behind)
    first, party = _past_party(parse, behind, end) if turn.party else (behind, None)
    first = verb + 1 if turn.object else _past_complementiser(parse, first, end)
    said = spans(parse, range(first, end)) or (tree.range_of(verb + 1, behind - 1),)
    group = VerbGroup(act=turn.act, constructions=(Construction.PREPOSITION,), lemmas=turn.lemmas)
    target = (party,) if party is not None else ()
    if head.speaker.head is None:
        head = replace(head, speaker=speaker_of(tree, behind - 1, parse.lexicon.controllers))
    found = made(head, Construction.PREPOSITION, Sense(head.lemma, "", group), said, target=target, detail="turn")
    if found is None or found.cue is None:
        return None
    last = behind - 1 if first < end and not turn.object else verb
    cue = Range(tree.start[min(verb, first_word(tree, verb))], tree.end[last])
    return replace(found, cue=cue, negated=False, confidence=0.9)


def first_word(tree: Tree, verb: int) -> int:
    """Leftmost auxiliary, negation or clitic in an unbroken row before ``verb``."""
    clitics = {*tree.grammar.inverted, *tree.grammar.clitics, *tree.grammar.negators, *tree.grammar.mute}
    first = verb
    while first > 0 and (tree.pos[first - 1] == "AUX" or tree.lower[first - 1] in clitics):
        first -= 1
    return first


def _past_complementiser(parse: Parse, first: int, end: int) -> int:
    """Behind the "que" that opens what is said, also behind "par courriel"; ``first`` where none does."""
    tree = parse.tree
    for i in range(first, min(first + _NEAR, end)):
        if tree.lower[i] in parse.lexicon.complementisers:
            return i + 1
        if tree.tag[i] in tree.grammar.finite_tags:
            break
    return first


def _past_party(parse: Parse, first: int, end: int) -> tuple[int, Range | None]:
    """Behind the noun phrase up to the preposition of an infinitive, with the phrase: "l'entreprise *de curer*"."""
    tree = parse.tree
    links = (i for i in range(first + 1, end - 1) if tree.pos[i] == "ADP" and _is_infinitive(parse, i + 1))
    link = next(links, None)
    if link is None:
        return first, None
    start = first + (tree.pos[first] == "ADP")
    return link, tree.range_of(start if start < link else first, link - 1)


def _is_infinitive(parse: Parse, i: int) -> bool:
    """An infinitive, with "ne pas" or a pronoun before it."""
    tree = parse.tree
    light = {*tree.grammar.negators, *tree.grammar.clitics}
    while i < tree.size - 1 and tree.lower[i] in light:
        i += 1
    return tree.tag[i] in tree.grammar.infinitive_tags


def _end(parse: Parse, first: int) -> int:
    """Where the clause ends: its sentence's end, or a comma outside quotations behind which the narrator goes on."""
    tree = parse.tree
    last = tree.sentence_end(first - 1)
    for i in range(first, last + 1):
        if parse.paragraph[i] != parse.paragraph[first - 1] or (tree.word[i] in (",", ";") and parse.quoted[i] < 0):
            return i
    return last if tree.is_mark(last) else last + 1
