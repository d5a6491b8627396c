"""Sources that are noun phrases: who they name, or whom they point back to ("the company", "Sacks", "a spokesman for the firm")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from graph.model import Claimant, Label, Mention, Span
from graph.text import match_forms, words
from ingest.nlp.descriptors import describe
from ingest.nlp.draft import Range
from ingest.nlp.reading import Reading
from ingest.nlp.referents import Referent, Scene

BACK_REFERENCE, SAME_NAME, INTRODUCED = 0.8, 0.9, 0.7
NAME_BEHIND = 30  # code points behind a noun in which its name ends: "a company called ..."
PREFERRED = (Label.PER, Label.ORG, Label.LOC)
_SHORT = 4
"""Words of a phrase that may still be a name whose first word is a noun like "the company"."""
_LEXICONS = 32


@dataclass(frozen=True, slots=True)
class _Back:
    """A back-reference: the kind it points to, and its noun without the article."""

    label: Label
    noun: str


@dataclass(frozen=True)
class BackReferences:
    """Noun phrases of one text."""

    reading: Reading
    scene: Scene

    def named(self, source: Range, speakers: Sequence[Referent]) -> Claimant:
        """The claimant of a noun phrase: who it names, or whom it points back to."""
        said = words(self._text(source))
        back = self._back_of(source, said)
        if back is not None:
            return self._pointed_to(source, back, speakers) or self.as_worded(source)
        spoken_for = self._spoken_for(source, said)
        if spoken_for is not None:
            return self._pointed_to(source, spoken_for, speakers) or self.as_worded(source)
        named = self.as_worded(source)
        return self._same_name(said, named, speakers) or named

    def inside(self, place: Range) -> list[Mention]:
        """What is named within ``place``."""
        return [m for m in self.reading.mentions if place.start <= m.span.start and m.span.end <= place.end]

    def label_of(self, source: Range | None, claimant: Claimant) -> Label | None:
        """The kind of who speaks, by his name, else by the noun that points back to him."""
        mention = self._mention(source) if source is not None else None
        if mention is None and claimant.span is not None:
            mention = self._mention(Range(claimant.span.start, claimant.span.end))
        if mention is not None:
            return mention.label
        back = self._back_of(source, words(self._text(source))) if source is not None else None
        return back.label if back is not None else None

    def _text(self, place: Range) -> str:
        return self.reading.version.text[place.start : place.end]

    def _span(self, place: Range) -> Span:
        return Span.of(self.reading.version.text, place.start, place.end)

    def _mention(self, place: Range) -> Mention | None:
        """The person named in ``place``, else the body, else the place."""
        ranked = [m for m in self.inside(place) if m.label in PREFERRED]
        return min(ranked, key=lambda m: (PREFERRED.index(m.label), m.span.start), default=None)

    # ------------------------------------------------------------ is it a back-reference?

    @cached_property
    def _nouns(self) -> Mapping[str, _Back]:
        return _table(tuple(self.reading.lexicon.speakers.backreferences.items()))

    def _back_of(self, source: Range, said: list[str]) -> _Back | None:
        """What the phrase points back to; also with "himself", or a relative clause, behind it."""
        named = self._mention(source) is not None
        for length in (len(said), 1, 2):
            back = self._nouns.get(" ".join(said[:length]))
            if back is None:
                continue
            if length == len(said) or said[length] in self._same or not self._may_name(said, named=named):
                return back
        return None

    def _spoken_for(self, source: Range, said: list[str]) -> _Back | None:
        """ "the management of the bank", "a spokesman for the firm": the body that a spokesman points back to."""
        speaks = len(said) > 1 and said[0] in self._spokesmen and self._mention(source) is None
        back = self._nouns.get(said[-1]) if speaks else None
        return back if back is not None and back.label is Label.ORG else None

    @cached_property
    def _spokesmen(self) -> frozenset[str]:
        return _folded(self.reading.lexicon.speakers.spokesmen)

    def _may_name(self, said: list[str], *, named: bool) -> bool:
        """True where more words than the noun make a name or a title of it ("the analyst at X, Y")."""
        goes_on = bool(self._relatives) and len(said) > 1 and said[1] not in self._relatives
        return len(said) <= _SHORT or named or goes_on

    @cached_property
    def _same(self) -> frozenset[str]:
        return _folded(self.reading.lexicon.speakers.same)

    @cached_property
    def _relatives(self) -> frozenset[str]:
        return _folded((*self.reading.lexicon.unparsed.relatives, *self.reading.lexicon.speakers.same))

    # ------------------------------------------------------------ whom it points back to

    def _pointed_to(self, source: Range, back: _Back, speakers: Sequence[Referent]) -> Claimant | None:
        """The last speaker of that noun, else who was introduced with it, else the last one of that kind."""
        kinds = (None, back.label)  # "the head of *the firm*" is a person
        named = next((s for s in reversed(speakers) if back.noun in s.words and s.label in kinds), None)
        introduced = self._introduced(source, back)
        if introduced is not None and not (named and named.place > introduced[0]):
            return introduced[1]
        if named is not None:
            return _less_sure(named.claimant, BACK_REFERENCE)
        return None if back.noun in self._institutions else self._last_of_kind(source, back.label, speakers)

    @cached_property
    def _institutions(self) -> frozenset[str]:
        return _folded(self.reading.lexicon.speakers.institutions)

    def _last_of_kind(self, source: Range, label: Label, speakers: Sequence[Referent]) -> Claimant | None:
        """The last speaker or topic of that kind; an unnamed source is nobody in particular."""
        if self._relatives and describe(source, self.reading) is not None:
            return None
        speaker = next((s for s in reversed(speakers) if s.label is label), None)
        topic = self.scene.last_of(label, Range(speaker.place if speaker else 0, source.start))
        last = topic or speaker
        return None if last is None else _less_sure(last.claimant, BACK_REFERENCE)

    def _introduced(self, source: Range, back: _Back) -> tuple[int, Claimant] | None:
        """Where the noun without its article stands before, with the name behind it: "a company ..., the company"."""
        if not self._relatives:
            return None
        words_before = self.reading.words_in(Range(0, source.start))
        places = [w.place for w in reversed(words_before) if back.noun in w.forms[:1]]
        for place in places:
            named = self._name_behind(place)
            if named is not None:
                return place.start, named
            if back.label is Label.PER:
                break
        if not places:
            return None
        span = self._span(places[0])
        return places[0].start, Claimant(name=span.exact, span=span, confidence=INTRODUCED)

    def _name_behind(self, noun: Range) -> Claimant | None:
        """The name behind a noun: one that is known, or what stands between quotation marks right behind it."""
        near = Range(noun.start, noun.end + NAME_BEHIND)
        mention = next((m for m in self.inside(near) if m.label in PREFERRED), None)
        if mention is not None and mention.entity_id is not None:
            return Claimant(
                name=mention.span.exact, span=mention.span, entity_id=mention.entity_id, confidence=INTRODUCED
            )
        quotation = next((q for q in self.reading.outermost if q.outer.start == noun.end + 1), None)
        end = quotation.outer.end if quotation is not None else mention.span.end if mention is not None else None
        if end is None:
            return None
        span = self._span(Range(noun.start, end))
        return Claimant(name=span.exact, span=span, confidence=INTRODUCED)

    def _same_name(self, said: list[str], named: Claimant, speakers: Sequence[Referent]) -> Claimant | None:
        """The entity of an earlier speaker whose name holds all words of this one ("Sacks" after "David Sacks")."""
        if not said or len(said) > 2 or named.entity_id is not None:
            return None
        speaker = next((s for s in reversed(speakers) if frozenset(said) < s.words), None)
        return None if speaker is None else replace(named, entity_id=speaker.claimant.entity_id, confidence=SAME_NAME)

    # ------------------------------------------------------------ who is named

    def as_worded(self, source: Range) -> Claimant:
        """The name in the phrase; the whole phrase where it only describes somebody."""
        mention = self._mention(source)
        described = (
            mention is not None and mention.label is not Label.PER and describe(source, self.reading) is not None
        )
        if mention is None or described or self._is_elsewhere(source, mention):
            return Claimant(name=self._text(source), span=self._span(source))
        return Claimant(name=mention.span.exact, span=mention.span, entity_id=mention.entity_id)

    def _is_elsewhere(self, source: Range, mention: Mention) -> bool:
        """True for a body or place that only describes who speaks: "the head *of X*", "the channel that belongs *to X*"."""
        spokesmen = self.reading.lexicon.speakers.spokesmen
        if mention.label is Label.PER or not spokesmen:
            return False
        before = self._text(Range(source.start, mention.span.start)).split()
        if not before or before[0] in spokesmen:
            return False
        person = before[0] in self._titles and mention.span.end < source.end
        return person or len(before) > 1

    @cached_property
    def _titles(self) -> frozenset[str]:
        """Titles of people."""
        grammar = self.reading.lexicon.unparsed
        return frozenset(grammar.titles) - frozenset(grammar.bodies)


@lru_cache(maxsize=_LEXICONS)
def _table(kinds: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, _Back]:
    """Folded phrase → what it points to; an article joined to the noun, or a word of its own before it, is left out."""
    listed = ((words(phrase), label) for label, phrases in kinds for phrase in phrases)
    return {" ".join(said): _Back(Label(label), match_forms(said[-1])[-1]) for said, label in listed}


@lru_cache(maxsize=_LEXICONS)
def _folded(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for phrase in listed for word in words(phrase))


def _less_sure(claimant: Claimant, factor: float) -> Claimant:
    return replace(claimant, confidence=round(claimant.confidence * factor, 3))
