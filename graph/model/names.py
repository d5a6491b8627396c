"""Who and what is named: mentions, entities, judgements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.model.ids import check_utc, make_id
from graph.model.places import Span
from graph.model.terms import Label, Schema, Verdict


@dataclass(frozen=True, slots=True)
class Alias:
    """``script`` is ISO 15924 ("Latn", "Arab"); ``origin`` "gazetteer", "text", "pair" (Arabic + Latin side by side)."""

    value: str
    language: str
    script: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """The person, organisation or place itself. Names in several scripts are joined by ``Judgement``s, not by the id.

    ``keys`` are what candidates are looked up by (folded names, consonant skeletons), made by ``graph.text``.
    """

    id: str
    schema: Schema
    name: str
    aliases: tuple[Alias, ...] = ()
    keys: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @staticmethod
    def id_of(label: Label, folded_name: str, discriminator: str = "") -> str:
        return make_id("ent", label.value, folded_name, discriminator)

    @staticmethod
    def id_of_known(key: str) -> str:
        """Id of a gazetteer entry."""
        return make_id("ent", "known", key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    span: Span
    label: Label
    entity_id: str | None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Same, not same or unsure, between two entities; ``by`` is a rule's or a person's name. Undone by a later one."""

    left: str
    right: str
    verdict: Verdict
    by: str
    at: datetime
    score: float = 1.0
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_utc("Judgement.at", self.at)
        if self.left >= self.right:
            raise ValueError("Judgement wants left < right, so that each pair is written one way")
