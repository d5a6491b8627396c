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
    content = _content(parse, first, tree.right[noun])
    if not content:
        return None
    return Draft(
        construction=Construction.ACCORDING,
        cue=tree.range_of(first, last),
        content=content,
        lemma=" ".join(tree.lower[first : last + 1]),
        act=phrase.act,
        confidence=0.93 * phrase.weight,
        source=noun_phrase(parse, noun),
        subject=Subject.PRONOUN if tree.pos[noun] == "PRON" else Subject.NAMED,
    )


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
