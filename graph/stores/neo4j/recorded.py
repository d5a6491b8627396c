"""Threads as our graph had them at an earlier time: counted from the intervals themselves, which is slower and rare."""

from __future__ import annotations

from graph.stores.base import Slice, ThreadSummary
from graph.stores.cursor import from_cursor, to_cursor
from graph.stores.neo4j.query import Db, Row, When, held
from graph.stores.times import from_micros

# Of several versions that put a claim into a thread the last recorded one counts, then the higher score, smaller id.
_PLACED = f"""MATCH (q:PlacingRow {{claim_id: claim}}) WHERE {held("q")}
    WITH claim, q ORDER BY q.recorded DESC, q.score DESC, q.thread_id LIMIT 1"""
_THREAD_OF_CLAIM = f"CALL (claim) {{ {_PLACED} RETURN q.thread_id AS thread }}"
_CLAIMS_OF = f"""MATCH (p:PlacingRow {{thread_id: $thread}}) WHERE {held("p")} WITH DISTINCT p.claim_id AS claim
    {_THREAD_OF_CLAIM} WITH claim, thread WHERE thread = $thread RETURN claim"""
_COUNTS = f"""MATCH (b:BearingRow) USING INDEX b:BearingRow(claim_id, ts, version_id, start, attribution_id)
    WHERE b.claim_id = claim AND b.ts <= $public AND b.version_id IS NOT NULL AND b.start IS NOT NULL
        AND b.attribution_id IS NOT NULL AND {held("b")}
    MATCH (v:Version {{id: b.version_id}}) MATCH (d:Article {{id: v.article_id}})
    RETURN thread, count(DISTINCT b.claim_id), count(DISTINCT b.attribution_id), count(DISTINCT b.version_id),
        count(DISTINCT d.publisher_id), min(b.ts), max(b.ts)"""
_SUMMARY = f"""UNWIND $claims AS claim WITH claim, $thread AS thread {_COUNTS}"""
_PLACED_AT = f"""MATCH (p:PlacingRow) WHERE p.claim_id > $after AND {held("p")}
    WITH DISTINCT p.claim_id AS claim ORDER BY claim LIMIT $limit {_THREAD_OF_CLAIM} RETURN claim, thread ORDER BY claim"""
_ALL = f"""UNWIND $placed AS pair WITH pair[0] AS claim, pair[1] AS thread {_COUNTS}"""
_AT_ONCE = 5000


def claims_of(db: Db, thread_id: str, instant: int) -> list[str]:
    """Claims that were in the thread."""
    return [claim_id for (claim_id,) in db.rows(_CLAIMS_OF, thread=thread_id, instant=instant)]


def threads(db: Db, *, cursor: str | None, limit: int, when: When) -> Slice[ThreadSummary]:
    after = from_cursor(cursor, int, str)
    found = sorted(db.rows(_ALL, placed=_placed(db, when.instant), **when._asdict()), key=_order)
    return page_of([columns for columns in found if after is None or _order(columns) > after], limit)


def thread_summary(db: Db, thread_id: str, when: When) -> ThreadSummary | None:
    claims = claims_of(db, thread_id, when.instant)
    found = db.rows(_SUMMARY, claims=claims, thread=thread_id, **when._asdict())
    return to_summary(found[0]) if found else None


def page_of(found: list[Row], limit: int) -> Slice[ThreadSummary]:
    """A page of rows, of which one more than shown was asked for; last move first."""
    page = sorted(found, key=_order)[:limit]
    more = to_cursor(_order(page[-1])) if len(found) > limit and page else None
    return Slice(tuple(to_summary(columns) for columns in page), more)


def to_summary(columns: Row) -> ThreadSummary:
    """From (thread, claims, attributions, versions, publishers, first, last)."""
    thread_id, claims, attributions, versions, publishers, first, last = columns
    return ThreadSummary(thread_id, claims, attributions, versions, publishers, from_micros(first), from_micros(last))


def _order(columns: Row) -> tuple[int, str]:
    return (-columns[6], columns[0])


def _placed(db: Db, instant: int) -> list[list[str]]:
    """All claims with their threads, read in the order of the index."""
    placed: list[list[str]] = []
    while found := db.rows(_PLACED_AT, after=placed[-1][0] if placed else "", instant=instant, limit=_AT_ONCE):
        placed += [list(pair) for pair in found]
    return placed
