"""Carried-over speakers, for all languages: who is "he", "the company", and who goes on speaking in "and added".

::

    NAMED    the name in the source; "the company" and "Sacks" point back to who was named before
    PRONOUN  ┐ the speaker that the construction gives (``hint``), else the last one who agrees in gender and number
    DROPPED  ┘ and is not too far away
    NOBODY   nobody: a passive or impersonal verb never gets a guess
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from graph.model import Claimant, Label, Mention, Span
from graph.text import words
from ingest.nlp.descriptors import describe
from ingest.nlp.draft import Draft, Range, Subject
from ingest.nlp.reading import Reading
from ingest.nlp.sections import Pronoun

SAME_SENTENCE, BACK_REFERENCE, SAME_NAME, INTRODUCED = 0.95, 0.8, 0.9, 0.7
NAME_BEHIND = 30  # code points behind a noun in which its name ends: "a company called ..."
BY_DISTANCE = (0.9, 0.8, 0.6, 0.5)  # confidence by paragraphs between the speaker and "and added"; farther is no answer
PASSED_OVER = 0.8  # for each later speaker who does not agree
UNSURE = 0.35  # below this nobody is better than somebody
_LEXICONS = 32  # whose tables are kept folded
PREFERRED = (Label.PER, Label.ORG, Label.LOC)


def resolve(drafts: Sequence[Draft], reading: Reading) -> tuple[Claimant | None, ...]:
    """One answer for each draft, in the same order; None when unsure or when nobody is named (``Subject.NOBODY``).

    ``drafts`` come in the order of the text. A draft with a source that names somebody gets a claimant with that span.
    """
    resolver = _Resolver(reading)
    holders = _holders(drafts)
    return tuple(resolver.claimant(draft, holder) for draft, holder in zip(drafts, holders, strict=True))


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who has spoken: ``place`` of the cue, what the verb said of gender and number, the draft that holds it."""

    claimant: Claimant
    place: int
    source: Range | None
    gender: str
    number: str
    label: Label | None
    words: frozenset[str]
    holder: int | None


def _holders(drafts: Sequence[Draft]) -> tuple[int | None, ...]:
    """For each draft the number of the one whose content holds its cue: nested speech has speakers of its own."""
    return tuple(_holder(draft, drafts) for draft in drafts)


def _holder(inner: Draft, drafts: Sequence[Draft]) -> int | None:
    place = inner.cue
    if place is None:
        return None
    found = [
        (span.end - span.start, n)
        for n, draft in enumerate(drafts)
        if draft is not inner
        for span in draft.content
        if place.within(span)
    ]
    return min(found)[1] if found else None


@dataclass
class _Resolver:
    """Goes through one text and remembers who has spoken."""

    reading: Reading
    speakers: list[_Speaker] = field(default_factory=list)

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [p.start for p in self.reading.paragraphs]

    @cached_property
    def _pronouns(self) -> Mapping[str, Pronoun]:
        return _pronoun_table(self.reading.lexicon.speakers.pronouns)

    @cached_property
    def _backreferences(self) -> Mapping[str, Label]:
        return _backreference_table(tuple(self.reading.lexicon.speakers.backreferences.items()))

    def claimant(self, draft: Draft, holder: int | None) -> Claimant | None:
        """Who speaks in ``draft``; remembered for those that follow."""
        found = self._found(draft, holder)
        if found is not None:
            self.speakers.append(self._speaker(draft, found, holder))
        return found

    def _found(self, draft: Draft, holder: int | None) -> Claimant | None:
        if draft.subject is Subject.NOBODY:
            return None
        if draft.source is not None and draft.subject is not Subject.PRONOUN:
            return self._named(draft.source)
        if draft.hint is not None:
            return _less_sure(self._named(draft.hint), SAME_SENTENCE)
        return self._carried(draft, holder)

    def _speaker(self, draft: Draft, claimant: Claimant, holder: int | None) -> _Speaker:
        place = draft.cue.start if draft.cue else draft.start
        mention = self._mention(draft.source) if draft.source else None
        pronoun = self._pronoun(draft)
        return _Speaker(
            claimant=claimant,
            place=place,
            source=draft.source,
            gender=draft.gender or pronoun.gender,
            number=self._number(draft),
            label=mention.label if mention else None,
            words=frozenset(_said(self._text(draft.source))) if draft.source else frozenset(_said(claimant.name)),
            holder=holder,
        )

    def _number(self, draft: Draft) -> str:
        """What is known of how many speak: a verb before its subject says nothing, one person's name does."""
        if draft.source is None or draft.number == "p":
            return draft.number
        people = [m for m in self.reading.mentions if m.label is Label.PER and _is_inside(m, draft.source)]
        return "s" if len(people) == 1 and people[0].span.end == draft.source.end else ""

    def _text(self, place: Range) -> str:
        return self.reading.version.text[place.start : place.end]

    def _pronoun(self, draft: Draft) -> Pronoun:
        said = " ".join(_said(self._text(draft.source))) if draft.source else ""
        return self._pronouns.get(said, Pronoun(words=(), gender=draft.gender, number=draft.number))

    # ------------------------------------------------------------ a source that is a noun phrase

    def _named(self, source: Range) -> Claimant | None:
        """The claimant of a noun phrase: who it names, or whom it points back to."""
        said = " ".join(_said(self._text(source)))
        label = self._label_of(source, said)
        if label is not None:
            return self._back(source, label, said) or self._as_worded(source)
        named = self._as_worded(source)
        return self._same_name(source, named) or named

    def _label_of(self, source: Range, said: str) -> Label | None:
        """The kind of a back-reference ("the company", also with a relative clause behind it)."""
        first = said.split(" ")
        named = self._mention(source) is not None
        for length in (len(first), 1, 2):
            label = self._backreferences.get(" ".join(first[:length]))
            if label is not None and (length == len(first) or not (self._names(said) or named or self._goes_on(first))):
                return label
        return None

    def _goes_on(self, said: list[str]) -> bool:
        """True where a noun goes on with more than a relative clause: a title before a name ("the analyst at X, Y")."""
        return bool(self._relatives) and len(said) > 1 and said[1] not in self._relatives

    @cached_property
    def _relatives(self) -> frozenset[str]:
        return _relative_words((*self.reading.lexicon.unparsed.relatives, *self.reading.lexicon.speakers.same))

    def _names(self, said: str) -> bool:
        """True where words of a longer phrase may name somebody: it is taken for a name unless a relative follows."""
        return len(said.split(" ")) <= 4

    def _as_worded(self, source: Range) -> Claimant:
        mention = self._mention(source)
        described = (
            mention is not None and mention.label is not Label.PER and describe(source, self.reading) is not None
        )
        if mention is None or described or self._is_elsewhere(source, mention):
            return Claimant(name=self._text(source), span=self._span(source))
        return Claimant(name=mention.span.exact, span=mention.span, entity_id=mention.entity_id)

    def _is_elsewhere(self, source: Range, mention: Mention) -> bool:
        """True for a body or place that only describes who speaks: "the head *of X*", "the channel that belongs *to X*"."""
        if mention.label is Label.PER or not self.reading.lexicon.speakers.spokesmen:
            return False
        before = self._text(Range(source.start, mention.span.start)).split()
        if not before or before[0] in self.reading.lexicon.speakers.spokesmen:
            return False
        person = before[0] in self._titles and mention.span.end < source.end
        return person or len(before) > 1

    @cached_property
    def _titles(self) -> frozenset[str]:
        """Titles of people."""
        grammar = self.reading.lexicon.unparsed
        return frozenset(grammar.titles) - frozenset(grammar.bodies)

    def _span(self, place: Range) -> Span:
        return Span.of(self.reading.version.text, place.start, place.end)

    def _mention(self, place: Range) -> Mention | None:
        """The person named in ``place``, else the body, else the place."""
        inside = [m for m in self.reading.mentions if place.start <= m.span.start and m.span.end <= place.end]
        ranked = [m for m in inside if m.label in PREFERRED]
        return min(ranked, key=lambda m: (PREFERRED.index(m.label), m.span.start), default=None)

    def _back(self, source: Range, label: Label, said: str) -> Claimant | None:
        """Whom "the company" points back to: the last speaker of that noun, else of that kind, else the last name."""
        noun = set(_said(said)[-1:]) | set(map(_bare, _said(said)[:1]))
        named = next((s for s in reversed(self.speakers) if noun & s.words), None)
        introduced = (
            None if named or not self._relatives else self._introduced(source, _bare(said.split(" ", maxsplit=1)[0]))
        )
        if introduced is not None:
            return introduced
        unnamed = bool(self._relatives) and describe(source, self.reading) is not None
        speaker = named or next((s for s in reversed(self.speakers) if s.label is label and not unnamed), None)
        if speaker is not None:
            return _less_sure(speaker.claimant, BACK_REFERENCE)
        earlier = [m for m in self.reading.mentions if m.span.end <= source.start and m.label is label]
        if not earlier or label is Label.PER:
            return None
        mention = earlier[-1]
        return Claimant(
            name=mention.span.exact, span=mention.span, entity_id=mention.entity_id, confidence=BACK_REFERENCE
        )

    def _introduced(self, source: Range, noun: str) -> Claimant | None:
        """Where the noun without its article stands before: "a company ..., the company"; with the name behind it."""
        words_before = self.reading.words_in(Range(0, source.start))
        found = next((w for w in reversed(words_before) if noun in w.forms[:1]), None)
        if found is None:
            return None
        near = Range(found.place.start, found.place.end + NAME_BEHIND)
        mention = next((m for m in self.reading.mentions if m.label in PREFERRED and _is_inside(m, near)), None)
        if mention is not None:
            return Claimant(
                name=mention.span.exact, span=mention.span, entity_id=mention.entity_id, confidence=INTRODUCED
            )
        span = self._span(found.place)
        return Claimant(name=span.exact, span=span, confidence=INTRODUCED)

    def _same_name(self, source: Range, named: Claimant) -> Claimant | None:
        """The entity of an earlier speaker whose name holds all words of this one ("Sacks" after "David Sacks")."""
        said = frozenset(_said(self._text(source)))
        for speaker in reversed(self.speakers):
            if said and said < speaker.words and len(said) <= 2 and named.entity_id is None:
                return replace(named, entity_id=speaker.claimant.entity_id, confidence=SAME_NAME)
        return None

    # ------------------------------------------------------------ no noun phrase

    def _carried(self, draft: Draft, holder: int | None) -> Claimant | None:
        """The last speaker who agrees."""
        place, pronoun, passed = draft.cue.start if draft.cue else draft.start, self._pronoun(draft), 0
        for speaker in reversed(self.speakers):
            if speaker.holder != holder:
                continue
            if not _agrees(pronoun, speaker):
                passed += 1
                continue
            confidence = self._by_distance(speaker.place, place) * PASSED_OVER**passed
            return _less_sure(speaker.claimant, confidence) if confidence >= UNSURE else None
        return None

    def _by_distance(self, speaker: int, place: int) -> float:
        between = bisect_right(self._paragraphs, place) - bisect_right(self._paragraphs, speaker)
        return BY_DISTANCE[between] if 0 <= between < len(BY_DISTANCE) else 0.0


@lru_cache(maxsize=1 << 12)  # the same few names and phrases are asked for again and again
def _said(text: str) -> tuple[str, ...]:
    """Folded words of a source."""
    return tuple(words(text))


@lru_cache(maxsize=_LEXICONS)
def _pronoun_table(pronouns: tuple[Pronoun, ...]) -> Mapping[str, Pronoun]:
    return {" ".join(words(word)): pronoun for pronoun in pronouns for word in pronoun.words}


@lru_cache(maxsize=_LEXICONS)
def _backreference_table(kinds: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, Label]:
    return {" ".join(words(noun)): Label(label) for label, nouns in kinds for noun in nouns}


@lru_cache(maxsize=_LEXICONS)
def _relative_words(relatives: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for relative in relatives for word in words(relative))


def _is_inside(mention: Mention, place: Range) -> bool:
    return bool(place.start <= mention.span.start and mention.span.end <= place.end)


def _agrees(pronoun: Pronoun, speaker: _Speaker) -> bool:
    """Gender and number fit where both are known; a pronoun that stands for people stands for no body."""
    gender = not (pronoun.gender and speaker.gender) or pronoun.gender == speaker.gender
    number = not (pronoun.number and speaker.number) or pronoun.number == speaker.number
    label = not pronoun.labels or speaker.label is None or speaker.label.value in pronoun.labels
    return gender and number and label


def _less_sure(claimant: Claimant | None, factor: float) -> Claimant | None:
    return None if claimant is None else replace(claimant, confidence=round(claimant.confidence * factor, 3))


def _bare(word: str) -> str:
    """A noun without its joined article, so that "the source" meets "a source"."""
    from graph.text import match_forms

    return match_forms(word)[-1]
