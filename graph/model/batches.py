"""Provenance, and what is written or asked together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from graph.model.claims import Answer, Claim, ClaimLink, Expresses, InThread, NearCopy, Thread
from graph.model.documents import Article, Page, Publisher, Version
from graph.model.ids import check_utc, make_id
from graph.model.names import Entity, Judgement, Mention
from graph.model.sayings import Attribution, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Provenance of a batch. ``counts`` are (name, number) pairs, filled in when it ends."""

    id: str
    started: datetime
    code_version: str
    models: tuple[str, ...] = ()
    lexicons: tuple[str, ...] = ()
    finished: datetime | None = None
    counts: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        check_utc("Run.started", self.started)
        check_utc("Run.finished", self.finished)

    @staticmethod
    def id_of(started: datetime, host: str, process: int) -> str:
        return make_id("run", started.isoformat(), host, str(process))

    def ended(self, at: datetime, counts: dict[str, int]) -> Run:
        return replace(self, finished=at, counts=tuple(sorted(counts.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphUpdate:
    """All that one version adds by itself. Applying it twice equals applying it once."""

    publisher: Publisher | None
    article: Article
    version: Version
    page: Page | None = None
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionUpdate:
    """What follows from one version and the store. Everything here belongs to ``version_id`` and is replaced with it."""

    version_id: str
    judgements: tuple[Judgement, ...] = ()
    claims: tuple[Claim, ...] = ()
    expresses: tuple[Expresses, ...] = ()
    answers: tuple[Answer, ...] = ()
    links: tuple[ClaimLink, ...] = ()
    threads: tuple[Thread, ...] = ()
    in_thread: tuple[InThread, ...] = ()
    near_copies: tuple[NearCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two as-of questions. ``published``: what could the public know at T; ``recorded``: what did our graph say at T."""

    published: datetime | None = None
    recorded: datetime | None = None

    def __post_init__(self) -> None:
        check_utc("AsOf.published", self.published)
        check_utc("AsOf.recorded", self.recorded)


NOW = AsOf()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRecord:
    """The fetch log's line for one URL: last seen and poll state, outside content hashes and change counts."""

    url: str
    last_seen: datetime
    status: str
    etag: str = ""
    last_modified: str = ""
    page_sha256: str = ""
    version_id: str = ""
    extractor: str = ""
    failures: int = 0
    not_before: datetime | None = None

    def __post_init__(self) -> None:
        check_utc("FetchRecord.last_seen", self.last_seen)
        check_utc("FetchRecord.not_before", self.not_before)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write did, in records."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    superseded: int = 0

    def __add__(self, other: Changes) -> Changes:
        return Changes(
            self.inserted + other.inserted,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.superseded + other.superseded,
        )

    @property
    def changed(self) -> bool:
        return bool(self.inserted or self.updated or self.superseded)


@dataclass(frozen=True, slots=True)
class Reported:
    """An attribution as a reader meets it: with the version that reports it and what hangs on it."""

    attribution: Attribution
    version: Version
    article: Article
    publisher: Publisher | None
    claim_ids: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=())
