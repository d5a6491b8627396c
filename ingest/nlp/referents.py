"""Referents: who a text has spoken of so far and may mean by "he", "it" or "and added", with what is known of each."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from graph.model import Claimant, Label, Mention
from graph.text import fold, match_forms, words
from ingest.nlp.draft import Draft, Range
from ingest.nlp.reading import Reading
from ingest.nlp.sections import Pronoun

_SENTENCE = re.compile(r"[.!?؟…][”\"»’)]*\s+|\n+")
_TOPICS = (Label.PER, Label.ORG)
_BEFORE = 12
"""Code points before a name in which the word before it stands."""
TOLD_OF = 0.8
"""Confidence of somebody who was named but has not spoken."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Somebody named at ``place``; "" and None where gender, number and label are not known.

    ``words`` are those of the source, ``holder`` the number of the draft in whose content he stands (None outside contents).
    """

    claimant: Claimant
    place: int
    gender: str = ""
    number: str = ""
    label: Label | None = None
    words: frozenset[str] = frozenset()
    holder: int | None = None


def agrees(pronoun: Pronoun, referent: Referent) -> bool:
    """Gender and number fit where both are known; a pronoun that stands for people stands for no body."""
    gender = not (pronoun.gender and referent.gender) or pronoun.gender == referent.gender
    number = not (pronoun.number and referent.number) or pronoun.number == referent.number
    label = not pronoun.labels or referent.label is None or referent.label.value in pronoun.labels
    return gender and number and label


@dataclass(frozen=True)
class Scene:
    """The names of one text, as what is said later may point back to them."""

    reading: Reading
    drafts: Sequence[Draft]

    def last_topic(self, pronoun: Pronoun, span: Range, holder: int | None) -> Referent | None:
        """The last person or body named first in a sentence of ``span`` who agrees, outside quotations and contents."""
        fitting = (t for t in reversed(self._topics) if span.start <= t.place < span.end)
        return next((t for t in fitting if t.holder in (None, holder) and agrees(pronoun, t)), None)

    def last_of(self, label: Label, span: Range) -> Referent | None:
        """The last one of that kind named first in a sentence of ``span``."""
        return next((t for t in reversed(self._topics) if t.label is label and span.start <= t.place < span.end), None)

    def sentence_start(self, place: int) -> int:
        """Where the sentence of ``place`` begins."""
        return self._starts[bisect_right(self._starts, place) - 1]

    def holder_of(self, place: Range, besides: Draft | None = None) -> int | None:
        """The number of the draft whose content is the narrowest around ``place``."""
        found = [
            (span.end - span.start, n)
            for n, draft in enumerate(self.drafts)
            if draft is not besides
            for span in draft.content
            if place.within(span)
        ]
        return min(found)[1] if found else None

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _SENTENCE.finditer(self.reading.text))]

    @cached_property
    def _topics(self) -> tuple[Referent, ...]:
        """The first person and the first body of each sentence, in the order of the text."""
        seen: set[tuple[int, Label]] = set()
        found = []
        for mention in self.reading.mentions:
            key = (self.sentence_start(mention.span.start), mention.label)
            if mention.label not in _TOPICS or key in seen or self.reading.quotation_at(mention.span.start):
                continue
            seen.add(key)
            if not (_is_place(mention, self.reading) or self._is_in_source(mention)):
                found.append(self._topic(mention))
        return tuple(found)

    def _is_in_source(self, mention: Mention) -> bool:
        """A speaker: of him the verb tells more."""
        place = Range(mention.span.start, mention.span.end)
        return any(draft.source is not None and place.within(draft.source) for draft in self.drafts)

    def _topic(self, mention: Mention) -> Referent:
        span = mention.span
        place = Range(span.start, span.end)
        person = mention.label is Label.PER
        return Referent(
            claimant=Claimant(name=span.exact, span=span, entity_id=mention.entity_id, confidence=TOLD_OF),
            place=span.start,
            gender=gender_of(place, self.reading),
            number="s" if person else number_of(place, self.reading),
            label=mention.label,
            words=all_words(span.exact),
            holder=self.holder_of(place),
        )


def all_words(text: str) -> frozenset[str]:
    """Folded words, each also without what is written joined to it."""
    return frozenset(form for word in words(text) for form in match_forms(word))


def gender_of(place: Range, reading: Reading) -> str:
    """ "m" or "f" by a title or noun ("spokeswoman") among the words, else by a given name; "" where neither tells."""
    spoken = reading.words_in(place)
    by_noun = _gendered(tuple(reading.lexicon.speakers.gendered.items()))
    nouns = (by_noun[form] for word in spoken for form in word.forms if form in by_noun)
    names = (word.forms[0] for word in spoken if not word.written[:1].islower())
    return next(nouns, "") or next((given_names()[name] for name in names if name in given_names()), "")


@lru_cache(maxsize=32)
def _gendered(nouns: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    return {fold(word): gender for gender, listed in nouns for word in listed}


@cache
def given_names() -> Mapping[str, str]:
    """Folded given name → "m" or "f"; names that both bear are not listed."""
    listed = tomllib.loads((Path(__file__).parent / "given_names.toml").read_text("utf-8"))
    return {fold(name): gender for gender, names in listed.items() for name in names}


def number_of(place: Range, reading: Reading) -> str:
    """ "p" where the head of the phrase is a plural by its parse, or the phrase says how many; "" where nothing is known."""
    if reading.doc is not None:
        span = reading.doc.char_span(place.start, place.end, alignment_mode="expand")
        return "p" if span is not None and "Plur" in span.root.morph.get("Number", []) else ""
    first = reading.words_in(place)[:1]
    several = _folded(reading.lexicon.counts.get("several", ()))
    return "p" if any(form in several for word in first for form in word.forms) else ""


@lru_cache(maxsize=32)
def _folded(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, listed))


def _is_place(mention: Mention, reading: Reading) -> bool:
    """A name behind "in" or "near" says where, not who."""
    before = reading.words_in(Range(max(0, mention.span.start - _BEFORE), mention.span.start))[-1:]
    return any(form in reading.lexicon.modality.places for word in before for form in word.forms)
