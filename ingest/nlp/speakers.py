"""Carried-over speakers, for all languages: who is "he", "the company", and who goes on speaking in "and added".

::

    NAMED    the name in the source; "the company" and "Sacks" point back to who was named before (``backreferences``)
    PRONOUN  ┐ the speaker that the construction gives (``hint``), else the last one who agrees in gender and number and is
    DROPPED  ┘ not too far away: who spoke, or who was named first in a sentence since (``referents``)
    NOBODY   nobody: a passive or impersonal verb never gets a guess

"I" within what somebody says is who says it; "he" there is who says it too where he fits, but not inside his quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from graph.model import Claimant, Label
from graph.text import words
from ingest.nlp.backreferences import BackReferences
from ingest.nlp.draft import Draft, Range, Subject
from ingest.nlp.reading import Reading
from ingest.nlp.referents import Referent, Scene, agrees, all_words, gender_of, number_of
from ingest.nlp.sections import Pronoun

SAME_SENTENCE, SAME_SPEECH = 0.95, 0.8
BY_DISTANCE = (0.9, 0.8, 0.6, 0.5)  # confidence by paragraphs between the speaker and "and added"; farther is no answer
PASSED_OVER = 0.8  # for each later speaker who does not agree
PARTICIPLE = "participle"  # how the detail of a draft begins whose cue is one
UNSURE = 0.35  # below this nobody is better than somebody
_APART = re.compile("[,،]")
"""Behind it an apposition begins: "one of them, a teacher"."""
_LEXICONS = 32  # whose tables are kept folded


def resolve(drafts: Sequence[Draft], reading: Reading) -> tuple[Claimant | None, ...]:
    """One answer for each draft, in the same order; None when unsure or when nobody is named (``Subject.NOBODY``).

    ``drafts`` come in the order of the text. A draft with a source that names somebody gets a claimant with that span.
    """
    scene = Scene(reading, drafts)
    resolver = _Resolver(reading, scene, BackReferences(reading, scene))
    for number, draft in enumerate(drafts):
        resolver.add(number, draft)
    return tuple(resolver.claimant_of(number) for number in range(len(drafts)))


@dataclass
class _Resolver:
    """Goes through one text and remembers who has spoken: ``spoke`` by the number of the draft, in the order of the text."""

    reading: Reading
    scene: Scene
    nouns: BackReferences
    spoke: dict[int, Referent] = field(default_factory=dict)

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [p.start for p in self.reading.paragraphs]

    @cached_property
    def _pronouns(self) -> Mapping[str, Pronoun]:
        return _pronoun_table(self.reading.lexicon.speakers.pronouns)

    def add(self, number: int, draft: Draft) -> None:
        """Who speaks in ``draft``; remembered for those that follow."""
        holder = self.scene.holder_of(draft.cue, draft) if draft.cue else None
        found = self._found(draft, holder)
        if found is not None:
            self.spoke[number] = self._speaker(draft, found, holder)

    def claimant_of(self, number: int | None) -> Claimant | None:
        """Who speaks in the draft of that number."""
        speaker = None if number is None else self.spoke.get(number)
        return None if speaker is None else speaker.claimant

    def _found(self, draft: Draft, holder: int | None) -> Claimant | None:
        pronoun = self._pronoun(draft)
        if draft.subject is Subject.NOBODY:
            return None
        if pronoun.first_person:
            return _less_sure(self.claimant_of(holder), SAME_SPEECH)
        if draft.source is not None and draft.subject is not Subject.PRONOUN and not pronoun.words:
            return self.nouns.named(draft.source, tuple(self.spoke.values()))
        if draft.hint is not None:
            return _less_sure(self.nouns.named(draft.hint, tuple(self.spoke.values())), SAME_SENTENCE)
        return self._carried(draft, pronoun, holder)

    def _speaker(self, draft: Draft, claimant: Claimant, holder: int | None) -> Referent:
        pronoun, label = self._pronoun(draft), self.nouns.label_of(draft.source, claimant)
        gender = gender_of(draft.source, self.reading) if draft.source else ""
        if gender and label is not Label.ORG:
            label = Label.PER  # a given name, or "spokeswoman"
        return Referent(
            claimant=claimant,
            place=draft.cue.start if draft.cue else draft.start,
            gender=draft.gender or pronoun.gender or gender,
            number=self._number(draft, label),
            label=label,
            words=all_words(self._text(draft.source) if draft.source else claimant.name),
            holder=holder,
        )

    def _number(self, draft: Draft, label: Label | None) -> str:
        """What is known of how many speak: a verb before its subject says nothing, one person's name does."""
        if draft.source is None or draft.number == "p":
            return draft.number
        people = [m for m in self.nouns.inside(draft.source) if m.label is Label.PER]
        if len(people) == 1 and (people[0].span.end == draft.source.end or self.reading.doc is None):
            return "s"
        return "" if people or label is Label.ORG else number_of(draft.source, self.reading)

    def _text(self, place: Range) -> str:
        return self.reading.version.text[place.start : place.end]

    def _pronoun(self, draft: Draft) -> Pronoun:
        said = " ".join(words(re.split(_APART, self._text(draft.source))[0])) if draft.source else ""
        return self._pronouns.get(said, Pronoun(words=(), gender=draft.gender, number=draft.number))

    def _carried(self, draft: Draft, pronoun: Pronoun, holder: int | None) -> Claimant | None:
        """The last one who agrees, of those who spoke and those whom the text has told of since."""
        place = draft.cue.start if draft.cue else draft.start
        spoken, sure = self._last_speaker(pronoun, place, holder)
        if draft.detail.startswith(PARTICIPLE):
            return self._of_sentence(pronoun, spoken, place, holder)
        if spoken is None and self._is_holder(pronoun, place, holder):
            return _less_sure(self.claimant_of(holder), SAME_SPEECH)
        told = self.scene.last_topic(pronoun, Range(spoken.place if spoken else self._near(place), place), holder)
        if told is not None and not (spoken and _is_same(told, spoken)):
            return _less_sure(told.claimant, self._by_distance(told.place, place))
        return _less_sure(spoken.claimant, sure) if spoken and sure >= UNSURE else None

    def _of_sentence(
        self, pronoun: Pronoun, spoken: Referent | None, place: int, holder: int | None
    ) -> Claimant | None:
        """A participle goes on with its own sentence: with who speaks in it, else with whom it tells of first."""
        begins = self.scene.sentence_start(place)
        told = self.scene.last_topic(pronoun, Range(begins, place), holder)
        found = spoken if spoken is not None and spoken.place >= begins else told
        return _less_sure(found.claimant, SAME_SENTENCE) if found is not None else None

    def _is_holder(self, pronoun: Pronoun, place: int, holder: int | None) -> bool:
        """ "X said he had warned": who says it, unless it is a quotation, in which he would say "I"."""
        speaker = None if holder is None else self.spoke.get(holder)
        return speaker is not None and agrees(pronoun, speaker) and self.reading.quotation_at(place) is None

    def _last_speaker(self, pronoun: Pronoun, place: int, holder: int | None) -> tuple[Referent | None, float]:
        """The last speaker who agrees, and how sure that is by the distance and by who was passed over."""
        passed = 0
        for speaker in reversed(self.spoke.values()):
            if speaker.holder != holder:
                continue
            if agrees(pronoun, speaker):
                return speaker, self._by_distance(speaker.place, place) * PASSED_OVER**passed
            passed += 1
        return None, 0.0

    def _near(self, place: int) -> int:
        """The beginning of the paragraph before that of ``place``."""
        number = bisect_right(self._paragraphs, place) - 1
        return self._paragraphs[max(0, number - 1)] if self._paragraphs else 0

    def _by_distance(self, speaker: int, place: int) -> float:
        between = bisect_right(self._paragraphs, place) - bisect_right(self._paragraphs, speaker)
        return BY_DISTANCE[between] if 0 <= between < len(BY_DISTANCE) else 0.0


@lru_cache(maxsize=_LEXICONS)
def _pronoun_table(pronouns: tuple[Pronoun, ...]) -> Mapping[str, Pronoun]:
    return {" ".join(words(word)): pronoun for pronoun in pronouns for word in pronoun.words}


def _is_same(told: Referent, spoken: Referent) -> bool:
    """True for the speaker himself, named behind his cue: '"...", said X'."""
    one, other = told.claimant.span, spoken.claimant.span
    return bool(one and other and one.start < other.end and other.start < one.end)


def _less_sure(claimant: Claimant | None, factor: float) -> Claimant | None:
    return None if claimant is None else replace(claimant, confidence=round(claimant.confidence * factor, 3))
