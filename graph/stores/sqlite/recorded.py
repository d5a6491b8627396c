"""Threads as our graph had them at an earlier time: counted from the intervals themselves, which is slower and rare."""

from __future__ import annotations

from typing import Any

from graph.stores.base import Slice, ThreadSummary
from graph.stores.cursor import from_cursor, to_cursor
from graph.stores.sqlite.query import Db, When
from graph.stores.times import from_micros

# Of several versions that put a claim into a thread the last recorded one counts, then the higher score, smaller id.
_THREAD_OF_CLAIM = """SELECT claim_id, thread_id FROM (
    SELECT claim_id, thread_id, row_number() OVER (
        PARTITION BY claim_id ORDER BY recorded DESC, score DESC, thread_id) AS rank
    FROM in_thread WHERE recorded <= :instant AND superseded > :instant) WHERE rank = 1"""

_SUMMARIES = f"""WITH held AS MATERIALIZED ({_THREAD_OF_CLAIM})
    SELECT h.thread_id, count(DISTINCT b.claim_id), count(DISTINCT b.attribution_id), count(DISTINCT b.version_id),
        count(DISTINCT a.publisher_id), min(b.ts), max(b.ts)
    FROM held h JOIN bearing b ON b.claim_id = h.claim_id
        JOIN version v ON v.id = b.version_id JOIN article a ON a.id = v.article_id
    WHERE b.ts <= :public AND b.recorded <= :instant AND b.superseded > :instant
        AND (:thread IS NULL OR h.thread_id = :thread)
    GROUP BY h.thread_id"""


def claims_of(db: Db, thread_id: str, instant: int) -> list[str]:
    """Claims that were in the thread."""
    found = db.execute(
        f"SELECT claim_id FROM ({_THREAD_OF_CLAIM}) WHERE thread_id = :thread", _named(instant, thread_id)
    )
    return [claim_id for (claim_id,) in found]


def threads(db: Db, *, cursor: str | None, limit: int, when: When) -> Slice[ThreadSummary]:
    after = from_cursor(cursor, int, str)
    found = [(-columns[6], columns[0], columns) for columns in _summaries(db, when, None)]
    rest = sorted(item for item in found if after is None or item[:2] > after)
    page = rest[:limit]
    more = to_cursor(page[-1][:2]) if len(rest) > limit and page else None
    return Slice(tuple(_to_summary(columns) for _, _, columns in page), more)


def thread_summary(db: Db, thread_id: str, when: When) -> ThreadSummary | None:
    found = _summaries(db, when, thread_id)
    return _to_summary(found[0]) if found else None


def _summaries(db: Db, when: When, thread_id: str | None) -> list[tuple[Any, ...]]:
    return db.execute(_SUMMARIES, {**_named(when.instant, thread_id), "public": when.public}).fetchall()


def _named(instant: int, thread_id: str | None) -> dict[str, int | str | None]:
    return {"instant": instant, "thread": thread_id}


def _to_summary(columns: tuple[Any, ...]) -> ThreadSummary:
    thread_id, claims, attributions, versions, publishers, first, last = columns
    return ThreadSummary(thread_id, claims, attributions, versions, publishers, from_micros(first), from_micros(last))
