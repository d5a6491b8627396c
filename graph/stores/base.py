"""What a store does, in terms of the product. One contract, tested by one suite on every implementation.

Contract (each sentence that can be tested is a test in ``tests/contract``):

* Every method raises only errors of ``graph.errors``; the driver's own never leave the store.
* A store may be used from several threads and, where it has a file or a server, from several processes at once.
* ``write(work)`` runs ``work(writer)`` in one transaction: all of it is there afterwards, or nothing. The writer reads
  what it wrote. ``work`` may be run again after a transient error, so it must be idempotent. One writer at a time;
  another waits, then gets ``StoreBusy``. A store opened with ``readonly=True`` refuses ``write`` with
  ``StoreUnavailable``.
* ``put`` of the same update twice equals once: the second returns ``Changes`` with only ``unchanged``, and no stored
  byte changes (who made it when apart: a run that finds the same again has found nothing new). A version put again
  with other derived records supersedes the old ones (kept for ``AsOf.recorded``) and opens new rows; a record that
  comes back opens a new interval.
* ``put_resolution`` replaces what belonged to the version before. Claims and threads left empty are retired, their ids
  kept.
* Reads take ``as_of``: ``published`` keeps what was knowable (``Version.knowable``) at or before T; ``recorded`` what
  was current in this store at T. The default is now and everything.
* Lists come in a stable, complete order and in pages (``Slice``): walking ``next`` visits every item once, none twice.
* Entity ids given to a read are expanded to all members joined by current SAME judgements; ids returned are as stored
  (``canonical`` maps them).
* Texts are stored exactly: NUL, bidi marks and any normal form come back byte for byte. Lone surrogates are refused
  (``InputError``), as is an edge that starts or ends at nothing.
* A record that comes again from another article is merged as ``graph.stores.merging`` says. A person's judgement
  (``put_judgement``) wins over the machine's (in updates); of several the latest ``at`` holds.
* A claim that several versions put into different threads is in the one recorded last (then the higher score, then the
  smaller id).
* Searching folds words by ``graph.text.index_text``; all words must match; ranks may differ between stores, membership
  may not.
* Times are aware UTC. ``recorded`` comes from ``now`` given to ``write``, never from a clock inside.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from graph.model import (
    NOW,
    Answer,
    Article,
    AsOf,
    Attribution,
    Changes,
    Claim,
    ClaimLink,
    Entity,
    Evidence,
    Expresses,
    FetchRecord,
    GraphUpdate,
    Judgement,
    Mention,
    NearCopy,
    Page,
    Publisher,
    Reported,
    ResolutionUpdate,
    Run,
    Thread,
    Version,
)

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """One page of a list; ``next`` is an opaque cursor for the following one, None at the end."""

    items: tuple[T, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimHead:
    """A claim with what resolution compares, without its appearances. ``thread_id`` None while it is in none."""

    claim: Claim
    thread_id: str | None
    founder: Attribution
    founder_time: datetime


@dataclass(frozen=True, slots=True)
class ThreadSummary:
    """Counts of one thread, computed by the store: order of the claims board. Times are ``Version.knowable``."""

    thread_id: str
    claims: int
    attributions: int
    versions: int
    publishers: int
    first: datetime
    last: datetime


class Reader(Protocol):
    """Everything that can be asked."""

    # one thing by its id; None when unknown
    def publisher(self, publisher_id: str) -> Publisher | None: ...
    def article(self, article_id: str) -> Article | None: ...
    def version(self, version_id: str) -> Version | None: ...
    def page(self, sha256: str) -> Page | None: ...
    def entity(self, entity_id: str) -> Entity | None: ...
    def attribution(self, attribution_id: str, *, as_of: AsOf = NOW) -> Reported | None: ...
    def claim(self, claim_id: str) -> ClaimHead | None:
        """Also one that is retired: its last state, in no thread."""

    def thread(self, thread_id: str) -> Thread | None: ...
    def run(self, run_id: str) -> Run | None: ...

    # documents
    def versions_of(self, article_id: str) -> tuple[Version, ...]:
        """All texts of an article, oldest first by when they were retrieved."""

    def articles(self, *, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW) -> Slice[Version]:
        """Latest version of each article, newest first by ``knowable``."""

    def mentions_in(self, version_id: str) -> tuple[Mention, ...]: ...
    def reported_in(self, version_id: str, *, as_of: AsOf = NOW) -> tuple[Reported, ...]:
        """Attributions of one version in the order of the text."""

    def near_copies_of(self, version_id: str) -> tuple[NearCopy, ...]:
        """Edges that start or end at the version."""

    # entities
    def entities_by_key(self, keys: Sequence[str], *, limit: int = 50) -> tuple[Entity, ...]:
        """Entities that have one of these ``Entity.keys``."""

    def canonical(self, entity_ids: Sequence[str]) -> dict[str, str]:
        """Each id → the id that stands for all judged the same: a gazetteer's where there is one, else the smallest."""

    def members(self, entity_id: str) -> tuple[str, ...]:
        """All ids judged the same as this one, itself included, sorted."""

    def judgements_of(self, entity_id: str) -> tuple[Judgement, ...]: ...

    # claims and threads
    def claims_about(self, entity_ids: Sequence[str], *, limit: int = 200) -> tuple[ClaimHead, ...]:
        """Current claims whose target or content names one of the entities, newest founder first."""

    def claims_in(self, thread_id: str, *, as_of: AsOf = NOW) -> tuple[ClaimHead, ...]:
        """Claims of a thread, oldest founder first."""

    def links_of(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[ClaimLink, ...]:
        """Links that start or end at one of the claims."""

    def expressions_of(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[Expresses, ...]: ...
    def answers_to(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[Answer, ...]: ...
    def evidence_for(self, attribution_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[Evidence, ...]: ...
    def answering_by(self, entity_ids: Sequence[str], *, limit: int = 200) -> tuple[Reported, ...]:
        """Attributions with act deny, decline or admit by one of the entities, newest first."""

    def threads(self, *, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW) -> Slice[ThreadSummary]:
        """Threads with at least one current attribution, last move first."""

    def thread_summary(self, thread_id: str, *, as_of: AsOf = NOW) -> ThreadSummary | None: ...

    # timelines: attributions oldest first by (knowable, version, place in the text)
    def timeline_of_claims(
        self, claim_ids: Sequence[str], *, cursor: str | None = None, limit: int = 200, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        """What expresses or answers one of the claims."""

    def timeline_of_entity(
        self, entity_id: str, *, cursor: str | None = None, limit: int = 200, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        """What the entity said and what was said of it (claimant or target)."""

    # finding
    def search(
        self, text: str, *, language: str | None = None, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        """Attributions whose sentence (source, cue, content) and claimant's names, as known now and in any script,
        hold all the words; newest first by ``knowable``."""

    def search_articles(
        self, text: str, *, language: str | None = None, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW
    ) -> Slice[Version]:
        """Latest version of each article whose title, headline or body holds all the words, newest first."""

    def find_entities(self, name: str, *, limit: int = 20) -> tuple[Entity, ...]:
        """Entities one of whose names holds all the words, in any script (through ``skeleton``), best first."""

    # the fetch log
    def fetch_record(self, url: str) -> FetchRecord | None: ...

    # all of it
    def counts(self) -> dict[str, int]:
        """Current records by kind: publishers, articles, versions, entities, mentions, attributions, evidence, claims,
        threads, answers."""

    def dump(self, *, history: bool = False, only: Collection[str] = ()) -> Iterator[tuple[str, dict[str, object]]]:
        """Every current record as (kind, plain values), in the order of ``kinds.KINDS``, then by id: the same from
        every store with the same content. Owned records name their owner.

        ``history`` adds the superseded ones, when each was ``recorded`` and ``superseded``, runs and the fetch log:
        all that ``Writer.restore`` needs for a full copy. ``only``: records of these kinds alone, by the kinds' names.
        """


class Writer(Reader, Protocol):
    """A reader inside a write transaction, that can also put."""

    def put(self, update: GraphUpdate) -> Changes: ...
    def put_resolution(self, update: ResolutionUpdate) -> Changes: ...
    def put_judgement(self, judgement: Judgement) -> Changes:
        """A person's decision."""

    def withdraw_judgement(self, left: str, right: str, *, by: str) -> Changes:
        """Undo a person's decision: the graph is as if it had not been made."""

    def put_run(self, run: Run) -> None: ...
    def put_fetch(self, record: FetchRecord) -> None:
        """Not counted as a change of the graph."""

    def restore(self, kind: str, records: Iterable[dict[str, object]]) -> None:
        """Put records of a ``dump(history=True)`` as they were, kind by kind in the order of ``kinds.KINDS``, into a
        store that does not hold them yet."""


class Store(Reader, Protocol):
    """An opened store. ``url`` names it without any password. Use as a context manager, or call ``close``."""

    @property
    def url(self) -> str: ...
    @property
    def readonly(self) -> bool: ...

    def write(self, work: Callable[[Writer], T], *, now: datetime, run_id: str = "") -> T:
        """``now`` is the ``recorded`` of all that is written; ``run_id`` is for the driver's log, where it has one."""

    def lease(self, owner: str, *, now: datetime, seconds: float = 120.0) -> bool:
        """Take or renew the run lease; False when another owner holds one that has not expired."""

    def holder(self) -> str | None:
        """Who holds the run lease, expired or not; None: nobody. Lets a run take over from one that was killed."""

    def release(self, owner: str) -> None: ...

    def tidy(self) -> None:
        """End of a run: checkpoint, statistics."""

    def check(self) -> tuple[str, ...]:
        """Problems found, in words; empty when sound."""

    def close(self) -> None: ...
    def __enter__(self) -> Store: ...
    def __exit__(self, *exc: object) -> None: ...
