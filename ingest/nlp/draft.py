"""``Draft``: one possible attribution on its way through the engine, before it becomes a ``graph.model.Attribution``.

Whatever makes candidates (a parse, or a token grammar) hands drafts on; everything after is shared by all languages.
Ranges are document offsets in code points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from graph.model import Act


class Range(NamedTuple):
    """Half-open ``[start, end)`` in the version's text."""

    start: int
    end: int

    def within(self, other: Range) -> bool:
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Range) -> bool:
        return self.start < other.end and other.start < self.end


class Construction(StrEnum):
    """How the text says it; becomes ``Attribution.rule`` together with a detail."""

    CLAUSE = "clause"  # X said that ...
    QUOTATION = "quotation"  # "...", said X
    INFINITIVE = "infinitive"  # X vowed to ...
    OBJECT = "object"  # X denied the report
    PREPOSITION = "preposition"  # X accused Y of ..., X called for ...
    PASSIVE = "passive"  # Y was accused by X of ...
    NOUN = "noun"  # X's claim that ...
    LIGHT_VERB = "light verb"  # X made an accusation against ...
    ACCORDING = "according"  # according to X
    COLON = "colon"  # X: ...
    SIGNATURE = "signature"  # "..." — X
    IMPERSONAL = "impersonal"  # fears of ..., it is suspected that ...


class Subject(StrEnum):
    """Why a draft has or has no source of its own: what speaker resolution works on."""

    NAMED = "named"  # the source is a noun phrase
    PRONOUN = "pronoun"  # he, she, they, "which"
    DROPPED = "dropped"  # carried over: wa-adafa, "and added"
    NOBODY = "nobody"  # passive or impersonal: no speaker is to be guessed


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """``gender`` "m", "f" or "" and ``number`` "s", "d", "p" or "" are what the verb form or pronoun says of the speaker.

    ``detail`` refines the rule's name. ``hedge`` are weakening words met while making it (the engine adds those of the content).
    ``hint`` is the range of a noun phrase that the construction itself gives as the speaker where ``source`` is None
    (a participle's subject, a coordinated verb's subject). ``topic`` is what the content speaks of: the subject of its clause,
    the object that something is called.
    """

    construction: Construction
    cue: Range | None
    content: tuple[Range, ...]
    lemma: str
    act: Act
    confidence: float
    source: Range | None = None
    subject: Subject = Subject.NAMED
    target: tuple[Range, ...] = ()
    hedge: tuple[Range, ...] = ()
    negated: bool = False
    gender: str = ""
    number: str = ""
    hint: Range | None = None
    topic: Range | None = None
    detail: str = ""

    @property
    def rule(self) -> str:
        return f"{self.construction.value}:{self.detail}" if self.detail else self.construction.value

    @property
    def start(self) -> int:
        return min(r.start for r in (self.cue, self.source, *self.content) if r is not None)
