"""Verbs as the token grammar knows them: the readings of a written form, and what a lemma does."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.nlp.draft import Construction
from ingest.nlp.lexicon import Sense


@dataclass(frozen=True, slots=True)
class Verb:
    """One reading of a written form. ``tense`` "past", "present" or "participle"."""

    lemma: str
    tense: str
    passive: bool
    gender: str
    number: str


@dataclass(frozen=True, slots=True)
class Senses:
    """What one lemma does, by construction; the prepositions before its content and its target."""

    clause: Sense | None = None
    quotation: Sense | None = None
    object: Sense | None = None
    prepositions: tuple[tuple[str, Sense], ...] = ()

    def behind(self, preposition: str) -> Sense | None:
        return next((sense for p, sense in self.prepositions if p == preposition), None)

    @property
    def takes_object(self) -> bool:
        """True where a person may be its direct object: accused him, told them, denied it."""
        behind = (sense for _, sense in self.prepositions)
        senses = (s for s in (self.clause, self.object, *behind) if s)
        return self.object is not None or any(s.group.object != "content" for s in senses)


def senses_of(found: tuple[Sense, ...], fold: Callable[[str], str]) -> Senses:
    """The senses of one lemma by construction; the first in the file wins. Prepositions are folded as words are."""

    def first(construction: Construction) -> Sense | None:
        return next((s for s in found if construction in s.group.constructions), None)

    behind = [(fold(p), s) for s in found if Construction.PREPOSITION in s.group.constructions for p in s.group.content]
    return Senses(
        clause=first(Construction.CLAUSE),
        quotation=first(Construction.QUOTATION),
        object=first(Construction.OBJECT),
        prepositions=tuple(behind),
    )


def read_forms(path: Path) -> dict[str, dict[str, list[str]]]:
    """The generated forms; none where the lexicon names no file."""
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text("utf-8"))
