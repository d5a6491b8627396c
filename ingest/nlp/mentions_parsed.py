"""Names that a parser's own recogniser found: what the gazetteer and the patterns have left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.model import Label
from ingest.nlp.mentions_guess import SCHEMAS, Guess
from ingest.nlp.mentions_lookup import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# Labels of the models: OntoNotes (English) and WikiNER (French, Spanish).
_LABELS = {
    "PERSON": Label.PER,
    "PER": Label.PER,
    "ORG": Label.ORG,
    "GPE": Label.LOC,
    "LOC": Label.LOC,
    "FAC": Label.LOC,
}
_PEOPLES = "NORP"
_EDGES = {"the", "a", "an", "s", "le", "la", "les", "l"}


def guesses(words: Words, doc: Doc) -> Iterator[Guess]:
    """Entities of ``doc`` as token ranges of ``words``; articles and genitives at the edges left out.

    A name does not end in a word without a capital: in headlines the models take the verb along ("Verdane repeats").
    """
    starts = [token.start for token in words.tokens]
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        if label is None:
            continue
        first = bisect_left(starts, entity.start_char)
        last = bisect_left(starts, entity.end_char) - 1
        while first <= last and words.tokens[first].folded in _EDGES:
            first += 1
        while last > first and (words.tokens[last].folded in _EDGES or words.tokens[last].word.islower()):
            last -= 1
        if first > last or not words.tokens[first].word[0].isupper() or _slight(words, first, last, label):
            continue
        if all(map(words.joined, range(first, last))) and (first < last or _is_proper(entity)):
            yield Guess(first=first, last=last, label=label, schema=SCHEMAS[label], rule="parser")


def peoples(words: Words, doc: Doc) -> frozenset[int]:
    """Tokens of adjectives and nouns of origin (Israeli, Americans): no short forms of a body that begins so."""
    starts = [token.start for token in words.tokens]
    found = [entity for entity in doc.ents if entity.label_ == _PEOPLES]
    return frozenset(
        at for e in found for at in range(bisect_left(starts, e.start_char), bisect_left(starts, e.end_char))
    )


def _is_proper(entity: Span) -> bool:
    """One word that the tagger takes for a proper noun: at the beginning of a line everything has a capital."""
    return any(token.pos_ in ("PROPN", "") for token in entity)


def _slight(words: Words, first: int, last: int, label: Label) -> bool:
    """One word as an organisation that begins a line, holds a digit or is very short: mostly no name at all."""
    if first != last or label is not Label.ORG:
        return False
    token = words.tokens[first]
    begins = words.before(first) in {"", "\n", ".", "!", "?", "|", ">"}
    return begins or len(token.word) < 4 or any(c.isdigit() for c in token.word)
