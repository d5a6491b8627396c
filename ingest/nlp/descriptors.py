"""Unnamed sources, typed: how close they are said to be, how many, and why they stay unnamed."""

from __future__ import annotations

from functools import lru_cache

from graph.model import Closeness, Count, Label, Mention, SourceDescriptor
from graph.text import fold
from ingest.nlp.draft import Range
from ingest.nlp.phrases import Token
from ingest.nlp.reading import Reading

REASON_AFTER = 160  # code points behind a source in which the reason for anonymity is looked for


def describe(source: Range, reading: Reading) -> SourceDescriptor | None:
    """The descriptor of an unnamed source; None where the source names somebody."""
    words = reading.words_in(source)
    found = tuple(reading.lexicon.descriptor_phrases.find(words))
    if not found or _names_a_person(source, reading):
        return None
    closest = min(found, key=lambda hit: _ORDER[hit[1]])
    return SourceDescriptor(
        wording=reading.version.text[source.start : source.end],
        closeness=closest[1],
        count=_count(words, reading),
        about_entity_id=_about(source, closest[0], reading),
        reason=_reason(source, reading),
    )


_ORDER = {
    closeness: rank
    for rank, closeness in enumerate(
        (
            Closeness.CLOSE_TO,
            Closeness.FAMILIAR,
            Closeness.INSIDER,
            Closeness.WITNESS,
            Closeness.OFFICIAL,
            Closeness.EXPERT,
            Closeness.OTHER,
        )
    )
}
"""The most telling description wins: an "official familiar with the talks" is familiar."""


def _names_a_person(source: Range, reading: Reading) -> bool:
    return any(m.label is Label.PER for m in _inside(source, reading))


def _inside(place: Range, reading: Reading) -> list[Mention]:
    return [m for m in reading.mentions if place.start <= m.span.start and m.span.end <= place.end]


def _about(source: Range, words: Range, reading: Reading) -> str | None:
    """The body that the source is close to, works for or knows about: the first one named behind the description."""
    named = [m for m in _inside(source, reading) if m.entity_id and m.span.end > words.start]
    return named[0].entity_id if named else None


def _count(words: list[Token], reading: Reading) -> Count:
    """One or several by the lexicon's words; the first that is found decides."""
    counts = reading.lexicon.counts
    one, several = (_folded(counts.get(kind, ())) for kind in ("one", "several"))
    for word in words:
        for form in word.forms:
            if form in one:
                return Count.ONE
            if form in several or form.endswith(reading.lexicon.plural_endings or "\0"):
                return Count.SEVERAL
    return Count.UNKNOWN


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _reason(source: Range, reading: Reading) -> str:
    """The words that give the reason for anonymity, in the same sentence or right behind it."""
    text = reading.version.text
    line = reading.paragraph_at(source.start)
    end = min(source.end + REASON_AFTER, line.end if line else len(text))
    found = reading.lexicon.anonymity_phrases.find(reading.words_in(Range(source.start, end)))
    return next((text[place.start : place.end] for place, _ in found), "")
