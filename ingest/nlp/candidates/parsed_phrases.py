"""Fixed phrases that name a source: "according to X", "in the words of X"."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.nlp.candidates import parsed_quotations as quoting
from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.candidates.parsed_spans import noun_phrase, spans
from ingest.nlp.draft import Construction, Draft, Range, Subject
from ingest.nlp.lexicon import Phrase

_ENOUGH = 3
"""Words on one side of the phrase from which that side can be the content."""


def drafts(parse: Parse) -> Iterator[Draft]:
    """One draft for each phrase outside quotations."""
    for phrase in parse.lexicon.according:
        for words in phrase.words:
            parts = words.replace("'", "' ").split()
            for first in _places(parse, parts):
                draft = _draft(parse, phrase, first, first + len(parts) - 1)
                if draft is not None:
                    yield draft


def _places(parse: Parse, parts: list[str]) -> Iterator[int]:
    lower = parse.tree.lower
    at = 0
    while parts[0] in lower[at:]:
        at = lower.index(parts[0], at)
        if lower[at : at + len(parts)] == parts and parse.quoted[at] < 0:
            yield at
        at += 1


def _draft(parse: Parse, phrase: Phrase, first: int, last: int) -> Draft | None:
    tree = parse.tree
    noun = tree.first(last, "preposition_object")
    if noun is None:  # schemes in which the preposition hangs on its noun
        noun = next((tree.head[i] for i in (first, last) if tree.has(i, "case") and tree.head[i] > last), None)
    if noun is None or " ".join(tree.lower[first : noun + 1]) in parse.lexicon.relative_links:
        return None
    last_of_source = tree.right[noun]
    content = _content(parse, first, last_of_source)
    if not content and tree.grammar.case:
        last_of_source = _before_main_clause(parse, noun)
        content = _content(parse, first, last_of_source)
    if not content:
        return None
    return Draft(
        construction=Construction.ACCORDING,
        cue=tree.range_of(first, last),
        content=content,
        lemma=" ".join(tree.lower[first : last + 1]),
        act=phrase.act,
        confidence=0.93 * phrase.weight,
        source=_cut(noun_phrase(parse, noun), tree.end[last_of_source]),
        subject=Subject.PRONOUN if tree.pos[noun] == "PRON" else Subject.NAMED,
    )


def _cut(source: Range, end: int) -> Range:
    return Range(source.start, min(source.end, end))


def _before_main_clause(parse: Parse, noun: int) -> int:
    """The last token of the source where the parse hung the main clause on it: before a comma that no relative follows."""
    tree = parse.tree
    for i in range(noun + 1, tree.right[noun]):
        relative = tree.has(i + 1, "subject") and tree.has(tree.head[i + 1], "relative")
        rest = range(i + 1, tree.right[noun] + 1)
        if tree.word[i] == "," and not relative and any(tree.tag[k] in tree.grammar.finite_tags for k in rest):
            return i - 1
    return tree.right[noun]


def _nearest_noun(parse: Parse, last: int) -> int | None:
    """The noun that follows, where the parse took a word of its phrase for a verb ("show insiders")."""
    tree = parse.tree
    end = last
    while end + 1 < tree.size and not tree.is_mark(end + 1) and tree.sentence[end + 1] == tree.sentence[last]:
        end += 1
        if tree.pos[end] in tree.grammar.noun_tags and tree.left[end] > last:
            return end
    return None


def _content(parse: Parse, first: int, last: int) -> tuple[Range, ...]:
    """The rest of the sentence: what follows an opening phrase, what comes before a closing one, else both."""
    tree = parse.tree
    begin, end = tree.sentence[first], tree.sentence_end(first)
    before = [i for i in range(begin, first) if parse.paragraph[i] == parse.paragraph[first]]
    after = [i for i in range(last + 1, end + 1) if parse.paragraph[i] == parse.paragraph[first]]
    if _words(parse, before) < _ENOUGH:
        chosen = after
    elif _words(parse, after) < _ENOUGH or any(tree.pos[i] in ("VERB", "AUX") for i in before):
        chosen = before
    else:
        chosen = [*before, *after]
    return quoting.grown(parse, spans(parse, chosen), first)


def _words(parse: Parse, tokens: list[int]) -> int:
    return sum(not parse.tree.is_mark(i) for i in tokens)
