"""What the steps of name finding hand on: a guess, and the tokens that are taken already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Label, Schema
from ingest.nlp.mentions_gazetteer import Gazetteer
from ingest.nlp.mentions_lookup import Hit, Words

SCHEMAS = {Label.PER: Schema.PERSON, Label.ORG: Schema.ORGANIZATION, Label.LOC: Schema.PLACE, Label.MISC: Schema.THING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A name at tokens ``first`` to ``last``, both inside; ``rule`` says who found it.

    ``key`` is the gazetteer's entry, ``bearer`` the guess whose entity this one names; ``cut`` letters of clitics in
    front. ``open``: a declared name of several entries where nothing decides; it stays unlinked.
    """

    first: int
    last: int
    label: Label
    schema: Schema
    rule: str
    key: str | None = None
    bearer: Guess | None = None
    cut: int = 0
    topics: tuple[str, ...] = ()
    open: bool = False

    def name(self, words: Words) -> str:
        """The bare name as written: without clitics."""
        return words.text[words.tokens[self.first].start + self.cut : words.tokens[self.last].end]

    def contains(self, other: Guess) -> bool:
        """``other`` lies inside and is shorter."""
        inside = self.first <= other.first and other.last <= self.last
        return inside and (self.last - self.first) > (other.last - other.first)


def of_hit(hit: Hit, gazetteer: Gazetteer) -> Guess:
    """A guess that is none: a declared name."""
    schema = gazetteer.entries[hit.key].schema if hit.key else SCHEMAS[hit.label]
    return Guess(
        first=hit.first,
        last=hit.last,
        label=hit.label,
        schema=schema,
        rule="gazetteer",
        key=hit.key,
        cut=hit.cut,
        open=hit.key is None,
    )


class Taken:
    """Guesses by token. The first to come stays, unless a longer name holds a mere part (Denzel Washington, Eric Trump)."""

    def __init__(self, guesses: Iterable[Guess] = ()) -> None:
        self._at: dict[int, Guess] = {}
        for guess in guesses:
            self.add(guess)

    def __getitem__(self, at: int) -> Guess | None:
        return self._at.get(at)

    def __contains__(self, at: int) -> bool:
        return at in self._at

    def add(self, guess: Guess) -> bool:
        """Take the guess's tokens; False when others have them."""
        others = {id(g): g for i in range(guess.first, guess.last + 1) if (g := self._at.get(i)) is not None}
        if not all(guess.contains(g) and _gives_way(g, guess) for g in others.values()):
            return False
        self.put(guess)
        return True

    def put(self, guess: Guess) -> None:
        """Take the tokens, whoever has them."""
        for i in range(guess.first, guess.last + 1):
            old = self._at.get(i)
            if old is not None:
                self._drop(old)
            self._at[i] = guess

    def _drop(self, guess: Guess) -> None:
        for i in range(guess.first, guess.last + 1):
            if self._at.get(i) is guess:
                del self._at[i]

    def guesses(self) -> list[Guess]:
        """In the order of the text."""
        return sorted({id(g): g for g in self._at.values()}.values(), key=lambda g: g.first)


def _gives_way(held: Guess, longer: Guess) -> bool:
    if held.label is Label.PER and longer.label is Label.PER:
        return (held.first == held.last or longer.rule == "father") and held.first > longer.first
    return held.label is Label.LOC and (longer.label in (Label.PER, Label.ORG) or longer.rule == "parser")
