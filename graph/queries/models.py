"""The shapes of the read models: frozen values, made by the other modules of this package."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from graph.model import (
    Act,
    Answer,
    AnswerKind,
    Certainty,
    Evidence,
    Grade,
    Moment,
    Reported,
    Span,
    Version,
    Zone,
)
from graph.state import Response, Silence


class EventKind(StrEnum):
    """What a point on the timeline is; each has a shape of its own, never a colour alone."""

    ALLEGATION = "allegation"
    DENIAL = "denial"
    ADMISSION = "admission"
    DECLINED = "declined"
    DEMAND = "demand"
    PROCEEDING = "proceeding"  # investigate, sue, rule
    CORRECTION = "correction"
    STATEMENT = "statement"


class Role(StrEnum):
    """How a stretch of an article is highlighted."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    TARGET = "target"
    HEDGE = "hedge"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Party:
    """Who speaks or is spoken of. ``key`` is a canonical entity id, "unnamed:<attribution id>", "unknown", or
    "name:<folded words>" for a name that is no entity.

    ``names`` are (language, name) pairs; ``name`` is the one to show where no language fits.
    """

    key: str
    name: str
    names: tuple[tuple[str, str], ...] = ()
    named: bool = True

    def in_language(self, language: str) -> str:
        return dict(self.names).get(language, self.name)


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """One answer found. Its absence means "no answer found in the N articles held", never "no reply"."""

    kind: AnswerKind
    by: Party
    when: Moment
    reported: Reported


@dataclass(frozen=True, slots=True)
class GradeCell:
    """The best grade of a thread with the words that justify it; ``evidence`` None for E0."""

    grade: Grade
    evidence: Evidence | None = None
    reported: Reported | None = None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One thread. ``words`` is the founding content as worded, in ``language``; every cell leads to its sentence, the last
    move to that of ``latest``. ``certainty`` (lowest and highest), ``response``, ``silence`` and ``proceeding`` as in
    ``graph.state``, at the time asked for."""

    thread_id: str
    words: str
    language: str
    accusers: tuple[Party, ...]
    accused: tuple[Party, ...]
    grade: GradeCell
    answers: tuple[AnswerCell, ...]
    articles: int
    outlets: int
    origins: int
    on_record: int
    first: Moment
    last: Moment
    founder: Reported
    latest: Reported
    certainty: tuple[Certainty, Certainty] | None = None
    response: Response = Response.NOT_REPORTED
    silence: Silence | None = None
    proceeding: Reported | None = None


@dataclass(frozen=True, slots=True)
class Board:
    rows: tuple[BoardRow, ...]
    next: str | None
    articles_held: int


@dataclass(frozen=True, slots=True)
class Event:
    """One point of a trace. ``id`` is the attribution's.

    ``answers`` are what it answers itself; ``replies`` what answers it, wherever it is held, oldest first. ``unanswered``
    is True for a charge in whose whole dispute the store holds no answer: never read off a stretch of a timeline.
    """

    id: str
    kind: EventKind
    by: Party
    about: tuple[Party, ...]
    when: Moment
    reported: Reported
    grade: GradeCell
    answers: tuple[Answer, ...] = ()
    replies: tuple[AnswerCell, ...] = ()
    unanswered: bool = False

    @property
    def charges(self) -> bool:
        """Whether it puts somebody in the wrong on its own: an allegation or a suit, to which an answer belongs."""
        return self.kind is EventKind.ALLEGATION or self.reported.attribution.act is Act.SUE


@dataclass(frozen=True, slots=True)
class Lane:
    """``role``: "accuser", "accused", "third party", "unnamed"; in order of first appearance, accusers first."""

    party: Party
    role: str


@dataclass(frozen=True, slots=True)
class Arc:
    """From the answering event to an event that it answers."""

    source: str
    target: str
    kind: AnswerKind


@dataclass(frozen=True, slots=True)
class Trace:
    """``title`` is the founding words, or the search. ``next`` continues a long trace. ``more`` other threads found."""

    title: str
    language: str
    lanes: tuple[Lane, ...]
    events: tuple[Event, ...]
    arcs: tuple[Arc, ...]
    row: BoardRow | None
    articles_held: int
    next: str | None = None
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlight:
    role: Role
    span: Span
    attribution_id: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One version as stored, with everything to mark in it. ``history`` are all versions, oldest first."""

    version: Version
    publisher_name: str
    url: str
    zones: tuple[Zone, ...]
    highlights: tuple[Highlight, ...]
    reported: tuple[Reported, ...]
    events: tuple[Event, ...]
    history: tuple[Version, ...] = field(default=())
