"""Content that the parse hangs elsewhere than on its verb: behind a phrase of time, around an aside, after a broken clause."""

from __future__ import annotations

from ingest.nlp.candidates import parsed_quotations as quoting
from ingest.nlp.candidates.parsed_head import Head, addressed, made
from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.candidates.parsed_spans import noun_phrase, spans, without_complementiser
from ingest.nlp.candidates.parsed_tree import Tree
from ingest.nlp.draft import Construction, Draft

_ENDS = (".", "!", ";", "--", "—", "–")
_ASIDE = 10
"""Words from a verb to the comma that ends an aside: "he said in a letter on Monday,"."""


def misplaced_clause(head: Head) -> Draft | None:
    """``said at the time that ...``, ``told a meeting of ministers that ...``: the clause hangs on a noun of the phrase."""
    tree, sense = head.parse.tree, head.sense(Construction.CLAUSE)
    if sense is None:
        return None
    phrases = tree.of(head.verb, "preposition", "oblique", *(("object",) if sense.group.object == "addressee" else ()))
    for phrase in phrases:
        for noun in tree.subtree(phrase) if phrase > head.verb else ():
            clause = _said_on(head.parse, noun)
            if clause is not None:
                tokens = without_complementiser(head.parse, list(range(tree.left[clause], tree.right[phrase] + 1)))
                content = quoting.grown(head.parse, spans(head.parse, tokens), head.verb)
                is_told = tree.has(phrase, "object") and tree.pos[noun] in tree.grammar.noun_tags
                told = (noun_phrase(head.parse, noun, without=clause),) if is_told else ()
                return made(head, Construction.CLAUSE, sense, content, target=told, detail="misplaced")
    return None


def _said_on(parse: Parse, noun: int) -> int | None:
    """A clause on ``noun`` whose "that" plays no part in it, as a relative word would."""
    tree = parse.tree
    for clause in tree.of(noun, "relative", "clause", "reduced"):
        first = tree.left[clause]
        if tree.lower[first] not in parse.lexicon.complementisers or first <= noun:
            continue
        if tree.has(first, "marker") or tree.has(first, "adverb") or tree.moment[noun]:
            return clause
    return None


def echo(head: Head) -> Draft | None:
    """``As experts have pointed out, X``: the clause that the verb hangs on is what they say."""
    tree, sense = head.parse.tree, head.sense(Construction.CLAUSE)
    echoes = head.parse.lexicon.echoes
    if sense is None or head.lemma not in echoes.verbs or not tree.has(head.verb, "adverbial_clause"):
        return None
    first, subject = tree.left[head.verb], tree.first(head.verb, "subject")
    if tree.lower[first] not in echoes.words or subject is None or tree.of(head.verb, "clause", "object"):
        return None
    inner = set(tree.subtree(head.verb))
    content = spans(head.parse, [i for i in tree.subtree(tree.head[head.verb]) if i not in inner])
    return made(head, Construction.CLAUSE, sense, content, detail="echo")


def between_commas(head: Head) -> Draft | None:
    """``X, he said in a letter, is Y``: a verb with its subject between commas, in a sentence that goes on behind it."""
    tree, sense = head.parse.tree, head.sense(Construction.CLAUSE)
    subject = tree.first(head.verb, "subject")
    if sense is None or subject is None or tree.tag[head.verb] not in tree.grammar.finite_tags:
        return None
    first, last = tree.sentence[head.verb], tree.sentence_end(head.verb)
    begin = min(tree.left[subject], head.verb)
    end = _next_comma(head, max(tree.right[subject], head.verb))
    if begin - 1 <= first or tree.word[begin - 1] != "," or end is None or not _goes_on(head.parse, end + 1, last):
        return None
    content = spans(head.parse, [*range(first, begin), *range(end + 1, last + 1)])
    content = quoting.grown(head.parse, content, head.verb)
    return made(head, Construction.CLAUSE, sense, content, detail="aside") if len(content) > 1 else None


def closing(head: Head) -> Draft | None:
    """``X is Y, the office reported on Tuesday.``: a verb with its subject behind a comma, at the end of its sentence."""
    tree, sense = head.parse.tree, head.sense(Construction.CLAUSE)
    subject = tree.first(head.verb, "subject")
    if sense is None or subject is None or tree.tag[head.verb] not in tree.grammar.finite_tags:
        return None
    has_thing = sense.group.object != "addressee" and tree.first(head.verb, "object") is not None
    first, begin = tree.sentence[head.verb], min(tree.left[subject], head.verb)
    if has_thing or begin - 1 <= first or tree.word[begin - 1] != "," or not _is_last(head):
        return None
    if not any(_is_finite(tree, i) for i in range(first, begin)) or _opens_tail(head.parse, first):
        return None
    content = quoting.grown(head.parse, spans(head.parse, range(first, begin)), head.verb)
    return made(head, Construction.CLAUSE, sense, content, target=addressed(head, sense), detail="closing")


def _is_last(head: Head) -> bool:
    """Nothing but a short phrase without a verb follows, up to a mark."""
    tree = head.parse.tree
    for i in range(head.verb + 1, min(head.verb + _ASIDE, tree.sentence_end(head.verb) + 1)):
        if tree.word[i] in _ENDS:
            return True
        if tree.word[i] == ":":
            return False
        if tree.pos[i] in (*tree.grammar.verb_tags, "AUX", "SCONJ"):
            return False
    return tree.sentence_end(head.verb) < head.verb + _ASIDE


def _next_comma(head: Head, at: int) -> int | None:
    """The comma that ends the aside, with no verb and no mark before it."""
    tree = head.parse.tree
    for i in range(at + 1, min(at + _ASIDE, tree.size)):
        if tree.word[i] == "," and not tree.is_mark(i + 1):
            return i
        if tree.is_mark(i) or tree.pos[i] in (*tree.grammar.verb_tags, "AUX", "SCONJ"):
            return None
    return None


def _goes_on(parse: Parse, first: int, last: int) -> bool:
    """Whether a sentence's main part stands there: a finite verb, and no word at its head that opens a narrator's tail."""
    tree = parse.tree
    if _opens_tail(parse, first) or tree.has(first, "coordinator") or tree.tag[first] in tree.grammar.relative_tags:
        return False
    return any(_is_finite(tree, i) for i in range(first, last + 1))


def _opens_tail(parse: Parse, first: int) -> bool:
    """ "although", or a participle: the narrator's."""
    tree = parse.tree
    participles = (*tree.grammar.participle_tags, *tree.grammar.passive_tags)
    return tree.lower[first] in parse.lexicon.tails or tree.tag[first] in participles


def rest(head: Head) -> Draft | None:
    """Where the parse gives a verb of saying nothing: what follows it in its sentence, when that is a clause."""
    tree, sense = head.parse.tree, head.sense(Construction.CLAUSE)
    first, last = head.verb + 1, tree.sentence_end(head.verb)
    if sense is None or head.speaker.head is None or first > last or _is_phrase(head, first):
        return None
    tokens = [i for i in range(first, last + 1) if i not in head.own]
    if not any(_is_finite(tree, i) for i in tokens):
        return None
    content = quoting.grown(head.parse, spans(head.parse, without_complementiser(head.parse, tokens)), head.verb)
    return made(head, Construction.CLAUSE, sense, content, detail="rest")


def _is_phrase(head: Head, first: int) -> bool:
    """What follows is no clause: a phrase of place or time, an infinitive, or a plain object."""
    tree = head.parse.tree
    if tree.is_mark(first) or tree.moment[first] or tree.pos[first] in ("ADP", "PART", "CCONJ"):
        return True
    thing = tree.first(head.verb, "object")
    return thing is not None and not any(_is_finite(tree, i) for i in tree.subtree(thing))


def _is_finite(tree: Tree, i: int) -> bool:
    return tree.tag[i] in tree.grammar.finite_tags or tree.tag[i] in tree.grammar.modal_tags
