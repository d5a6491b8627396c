"""The trace: how a thread, a claim, an actor or a search unfolded, as lanes, points and arcs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import UsageError
from graph.model import NOW, AsOf, Reported
from graph.queries.board import claims_of, row, threads_of
from graph.queries.events import arcs, event
from graph.queries.models import BoardRow, Event, EventKind, Lane, Party, Trace
from graph.queries.parties import Parties
from graph.queries.replies import Replies
from graph.stores.base import Reader, Slice
from graph.text import fold

_CHARGES = (EventKind.ALLEGATION, EventKind.PROCEEDING)
_PREFIXES = ("thr:", "clm:", "ent:", "att:")
_HITS = 200  # statements that a search looks at


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is traced: its statements, and the thread that its row is of."""

    reported: Slice[Reported]
    thread_id: str | None = None
    title: str = ""
    language: str = ""
    more: tuple[str, ...] = ()


def trace(reader: Reader, what: str, *, cursor: str | None = None, limit: int = 400, as_of: AsOf = NOW) -> Trace:
    """Timeline of ``what``: an id (``thr:``, ``clm:``, ``ent:``, ``att:``), a name of an entity, or words.

    Raises ``UsageError`` for an id that is not in the store.
    """
    subject = _subject(reader, what.strip(), cursor, limit, as_of)
    parties = Parties(reader)
    parties.learn(subject.reported.items)
    replies = Replies(reader, subject.reported.items, parties, as_of=as_of)
    events = tuple(event(one, parties, replies) for one in subject.reported.items)
    board_row = row(reader, subject.thread_id, parties, as_of=as_of) if subject.thread_id else None
    return Trace(
        title=subject.title or (board_row.words if board_row else what),
        language=subject.language or (board_row.language if board_row else ""),
        lanes=_lanes(events, board_row),
        events=events,
        arcs=arcs(events),
        row=board_row,
        articles_held=reader.counts().get("articles", 0),
        next=subject.reported.next,
        more=subject.more,
    )


def _subject(reader: Reader, what: str, cursor: str | None, limit: int, as_of: AsOf) -> _Subject:
    if what.startswith(_PREFIXES):
        return _of_id(reader, what, cursor, limit, as_of)
    entities = reader.find_entities(what, limit=1) if what else ()
    if entities:
        timeline = reader.timeline_of_entity(entities[0].id, cursor=cursor, limit=limit, as_of=as_of)
        if timeline.items:
            return _Subject(timeline, title=entities[0].name, more=tuple(threads_of(reader, timeline.items)))
    return _of_words(reader, what, cursor, limit, as_of)


def _of_id(reader: Reader, what: str, cursor: str | None, limit: int, as_of: AsOf) -> _Subject:
    if what.startswith("thr:") and reader.thread(what) is not None:
        return _of_thread(reader, what, cursor, limit, as_of)
    if what.startswith("clm:") and (head := reader.claim(what)) is not None:
        timeline = reader.timeline_of_claims([what], cursor=cursor, limit=limit, as_of=as_of)
        return _Subject(timeline, head.thread_id, head.founder.words, head.founder.language)
    if what.startswith("ent:") and (entity := reader.entity(what)) is not None:
        timeline = reader.timeline_of_entity(what, cursor=cursor, limit=limit, as_of=as_of)
        return _Subject(timeline, title=entity.name, more=tuple(threads_of(reader, timeline.items)))
    if what.startswith("att:") and (found := reader.attribution(what, as_of=as_of)) is not None:
        threads = threads_of(reader, (found,))
        return _of_thread(reader, threads[0], cursor, limit, as_of) if threads else _Subject(Slice((found,)))
    raise UsageError(f"{what} is not in this store", hint="Ids come from `claimline search` or `claimline trace WORDS`")


def _of_thread(reader: Reader, thread_id: str, cursor: str | None, limit: int, as_of: AsOf) -> _Subject:
    claim_ids = claims_of(reader, thread_id, as_of=as_of)
    timeline = reader.timeline_of_claims(claim_ids, cursor=cursor, limit=limit, as_of=as_of)
    return _Subject(timeline, thread_id)


def _of_words(reader: Reader, what: str, cursor: str | None, limit: int, as_of: AsOf) -> _Subject:
    """The thread with most hits, and which others there are; statements in no thread when nothing else is found."""
    hits = reader.search(what, limit=_HITS, as_of=as_of).items if fold(what).strip() else ()
    threads = threads_of(reader, hits)
    if not threads:
        ordered = sorted(
            hits, key=lambda one: (one.version.knowable.at or one.version.retrieved, one.attribution.start)
        )
        return _Subject(Slice(tuple(ordered[:limit])), title=what)
    subject = _of_thread(reader, threads[0], cursor, limit, as_of)
    return _Subject(subject.reported, threads[0], more=tuple(threads[1:]))


def _lanes(events: Sequence[Event], board_row: BoardRow | None) -> tuple[Lane, ...]:
    """A lane for each speaker and each accused (silence is seen too): accusers, accused, third parties, the unnamed."""
    accused = {party.key: party for party in (board_row.accused if board_row else ())}
    if board_row is None:
        accused = {party.key: party for one in events if one.kind in _CHARGES for party in one.about}
    accusers = {one.by.key for one in events if one.kind in _CHARGES} - accused.keys()
    everybody = {one.by.key: one.by for one in events} | accused
    lanes = [Lane(party, _role(party, accusers, accused)) for party in everybody.values()]
    order = ("accuser", "accused", "third party", "unnamed")
    return tuple(sorted(lanes, key=lambda lane: order.index(lane.role)))


def _role(party: Party, accusers: set[str], accused: dict[str, Party]) -> str:
    if party.key in accused:
        return "accused"
    if not party.named:
        return "unnamed"
    return "accuser" if party.key in accusers else "third party"
