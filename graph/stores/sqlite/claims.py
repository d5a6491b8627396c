"""Reading claims, what bears on them, and threads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, cast

from graph.model import Answer, ClaimLink, Expresses, NearCopy, Reported, Thread
from graph.stores.base import ClaimHead, Slice, ThreadSummary
from graph.stores.codec import COMPACT
from graph.stores.cursor import from_cursor, to_cursor
from graph.stores.sqlite import recorded
from graph.stores.sqlite.assembling import ATTRIBUTION_COLUMNS, NOW, bearings, heads, reported
from graph.stores.sqlite.entities import all_members
from graph.stores.sqlite.query import IN, Db, When, many, row, rows
from graph.stores.times import FOREVER, from_micros

CLAIM_COLUMNS = "c.id, c.founder_id, c.data, c.vector"
CURRENT = f"superseded = {FOREVER}"


def claim(db: Db, claim_id: str) -> ClaimHead | None:
    found = rows(
        db,
        f"""SELECT (SELECT thread_id FROM claim_thread t WHERE t.claim_id = c.id), {CLAIM_COLUMNS}
        FROM claim c WHERE c.id = ? ORDER BY c.recorded DESC LIMIT 1""",
        claim_id,
    )
    return next(iter(heads(db, found)), None)


def thread(db: Db, thread_id: str) -> Thread | None:
    found = row(db, "SELECT data FROM thread WHERE id = ? ORDER BY recorded DESC LIMIT 1", thread_id)
    return COMPACT.decode(Thread, json.loads(found[0])) if found else None


def about(db: Db, entity_ids: Sequence[str], limit: int) -> tuple[ClaimHead, ...]:
    newest: set[tuple[int, str]] = set()
    for member in all_members(db, entity_ids):
        newest.update(
            rows(
                db,
                """SELECT -founder_ts, claim_id FROM claim_about WHERE entity_id = ?
                ORDER BY founder_ts DESC, claim_id LIMIT ?""",
                member,
                limit,
            )
        )
    ids = [claim_id for _, claim_id in sorted(newest)[:limit]]
    found = rows(
        db,
        f"""SELECT t.thread_id, {CLAIM_COLUMNS} FROM claim c LEFT JOIN claim_thread t ON t.claim_id = c.id
        WHERE c.id {IN} AND c.{CURRENT}""",
        many(ids),
    )
    by_id = {head.claim.id: head for head in heads(db, found)}
    return tuple(by_id[claim_id] for claim_id in ids)


def claims_in(db: Db, thread_id: str, when: When) -> tuple[ClaimHead, ...]:
    ids = (
        [claim_id for (claim_id,) in rows(db, "SELECT claim_id FROM claim_thread WHERE thread_id = ?", thread_id)]
        if when.instant == NOW.instant
        else recorded.claims_of(db, thread_id, when.instant)
    )
    found = rows(
        db,
        f"SELECT ?, {CLAIM_COLUMNS} FROM claim c WHERE c.id {IN} AND c.recorded <= ? AND c.superseded > ?",
        *(thread_id, many(ids), when.instant, when.instant),
    )
    bound = None if when.public == FOREVER else from_micros(when.public)
    public = [head for head in heads(db, found) if bound is None or head.founder_time <= bound]
    return tuple(sorted(public, key=lambda head: (head.founder_time, head.claim.id)))


def links_of(db: Db, claim_ids: Sequence[str], when: When) -> tuple[ClaimLink, ...]:
    wanted = many(claim_ids)
    found = rows(
        db,
        f"""SELECT DISTINCT data FROM link
        WHERE ("left" {IN} OR "right" {IN}) AND recorded <= ? AND superseded > ?""",
        *(wanted, wanted, when.instant, when.instant),
    )
    links = [COMPACT.decode(ClaimLink, json.loads(data)) for (data,) in found]
    return tuple(sorted(links, key=lambda link: (link.left, link.right, link.kind)))


def near_copies_of(db: Db, version_id: str) -> tuple[NearCopy, ...]:
    found = rows(
        db,
        f"""SELECT data FROM near_copy WHERE (version_id = ? OR of_version_id = ?) AND {CURRENT}
        ORDER BY owner, version_id, of_version_id, method""",
        *(version_id, version_id),
    )
    return tuple(COMPACT.decode(NearCopy, json.loads(data)) for (data,) in found)


def expressions_of(db: Db, claim_ids: Sequence[str], when: When) -> tuple[Expresses, ...]:
    return cast(tuple[Expresses, ...], _edges(db, claim_ids, when, Expresses))


def answers_to(db: Db, claim_ids: Sequence[str], when: When) -> tuple[Answer, ...]:
    return cast(tuple[Answer, ...], _edges(db, claim_ids, when, Answer))


def _edges(db: Db, claim_ids: Sequence[str], when: When, kind: type[Any]) -> tuple[Any, ...]:
    found = bearings(db, "claim_id", claim_ids, when)
    edges = [edge for edges in found.values() for edge in edges if isinstance(edge, kind)]
    return tuple(sorted(edges, key=lambda edge: (edge.attribution_id, edge.claim_id)))


def answering_by(db: Db, entity_ids: Sequence[str], limit: int) -> tuple[Reported, ...]:
    newest: list[tuple[Any, ...]] = []
    for member in all_members(db, entity_ids):
        newest += rows(
            db,
            f"""SELECT -a.ts, a.owner, a.start, {ATTRIBUTION_COLUMNS} FROM attribution a
            WHERE a.claimant_id = ? AND a.answering = 1 AND a.{CURRENT} ORDER BY a.ts DESC LIMIT ?""",
            *(member, limit),
        )
    return reported(db, [columns[3:] for columns in sorted(newest, key=lambda c: c[:4])[:limit]], NOW)


# ---------------------------------------------------------------- threads


def threads(db: Db, *, cursor: str | None, limit: int, when: When) -> Slice[ThreadSummary]:
    """Walks the moves backwards from T: a thread stands at its last one, so no thread is read that is not shown."""
    if when.instant != NOW.instant:
        return recorded.threads(db, cursor=cursor, limit=limit, when=when)
    after = from_cursor(cursor, int, str)
    ts, last = (-int(after[0]), after[1]) if after else (when.public, "")
    found = rows(
        db,
        """SELECT m.ts, m.thread_id FROM thread_move m
        WHERE m.ts <= ? AND NOT (m.ts = ? AND m.thread_id <= ?) AND NOT EXISTS (
            SELECT 1 FROM thread_move n WHERE n.thread_id = m.thread_id AND n.ts <= ?
            AND (n.ts, n.version_id) > (m.ts, m.version_id))
        ORDER BY m.ts DESC, m.thread_id LIMIT ?""",
        *(ts, ts, last, when.public, limit + 1),
    )
    page = found[:limit]
    more = to_cursor((-page[-1][0], page[-1][1])) if len(found) > limit and page else None
    return Slice(tuple(_summary(db, thread_id, when.public) for _, thread_id in page), more)


def thread_summary(db: Db, thread_id: str, when: When) -> ThreadSummary | None:
    if when.instant != NOW.instant:
        return recorded.thread_summary(db, thread_id, when)
    moved = "SELECT 1 FROM thread_move WHERE thread_id = ? AND ts <= ? LIMIT 1"
    return _summary(db, thread_id, when.public) if row(db, moved, thread_id, when.public) else None


def _summary(db: Db, thread_id: str, public: int) -> ThreadSummary:
    counted = rows(
        db,
        """SELECT sum(number), count(*), count(DISTINCT publisher_id), min(ts), max(ts),
        (SELECT count(*) FROM claim_thread c WHERE c.thread_id = m.thread_id AND EXISTS (
            SELECT 1 FROM bearing b WHERE b.claim_id = c.claim_id AND b.ts <= ?2 AND b.superseded = ?3))
        FROM thread_move m WHERE thread_id = ?1 AND ts <= ?2""",
        *(thread_id, public, FOREVER),
    )
    attributions, versions, publishers, first, last, claims = counted[0]
    return ThreadSummary(
        thread_id=thread_id,
        claims=claims,
        attributions=attributions,
        versions=versions,
        publishers=publishers,
        first=from_micros(first),
        last=from_micros(last),
    )
