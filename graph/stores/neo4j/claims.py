"""Reading claims, what bears on them, and threads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast

from graph.model import Answer, ClaimLink, Expresses, NearCopy, Reported, Thread
from graph.stores.base import ClaimHead, Slice, ThreadSummary
from graph.stores.codec import COMPACT
from graph.stores.cursor import from_cursor
from graph.stores.neo4j import recorded
from graph.stores.neo4j.assembling import REPORTED, REPORTED_COLUMNS, bearing_on, heads, once, reported
from graph.stores.neo4j.entities import all_members
from graph.stores.neo4j.query import CURRENT, NOW, Db, When, held
from graph.stores.times import FOREVER, from_micros

CLAIM = "c.id, c.founder_id, c.data, c.vector"
_BY_ID = f"""MATCH (c:ClaimRow {{id: $id}}) WITH c ORDER BY c.recorded DESC LIMIT 1
    OPTIONAL MATCH (p:Place {{id: c.id}}) RETURN p.thread_id, {CLAIM}"""
_ABOUT = f"""UNWIND $entities AS entity
    CALL (entity) {{ MATCH (t:Topic) USING INDEX t:Topic(entity_id, founder_ts, claim_id)
        WHERE t.entity_id = entity AND t.founder_ts IS NOT NULL AND t.claim_id IS NOT NULL
        WITH t ORDER BY t.entity_id DESC, t.founder_ts DESC, t.claim_id LIMIT $limit
        RETURN t.founder_ts AS ts, t.claim_id AS id }}
    WITH DISTINCT ts, id ORDER BY ts DESC, id LIMIT $limit
    MATCH (c:ClaimRow {{key: id}}) OPTIONAL MATCH (p:Place {{id: id}})
    RETURN p.thread_id, {CLAIM} ORDER BY ts DESC, id"""
_IN_THREAD = f"""MATCH (p:Place {{thread_id: $thread}}) MATCH (c:ClaimRow {{key: p.id}}) RETURN $thread, {CLAIM}"""
_OF_IDS = f"""UNWIND $ids AS id MATCH (c:ClaimRow {{id: id}}) WHERE {held("c")} RETURN $thread, {CLAIM}"""
_LINKS = f"""UNWIND $ids AS id MATCH (n:LinkRow {{left: id}}) WHERE {held("n")} RETURN n.data
    UNION UNWIND $ids AS id MATCH (n:LinkRow {{right: id}}) WHERE {held("n")} RETURN n.data"""
_COPIES = f"""MATCH (n:CopyRow {{version_id: $id, {CURRENT}}}) RETURN n.key, n.data
    UNION MATCH (n:CopyRow {{of_version_id: $id, {CURRENT}}}) RETURN n.key, n.data"""
_ANSWERING = f"""UNWIND $entities AS entity
    CALL (entity) {{
        MATCH (a:AttributionRow) USING INDEX a:AttributionRow(claimant_id, answering, superseded, ts)
        WHERE a.claimant_id = entity AND a.answering = true AND a.superseded = {FOREVER} AND a.ts IS NOT NULL
        RETURN a ORDER BY a.claimant_id DESC, a.answering DESC, a.superseded DESC, a.ts DESC LIMIT $limit }}
    WITH a ORDER BY a.ts DESC, a.owner, a.start, a.id LIMIT $limit {REPORTED}
    RETURN {REPORTED_COLUMNS} ORDER BY a.ts DESC, a.owner, a.start, a.id"""


def claim(db: Db, claim_id: str) -> ClaimHead | None:
    return next(iter(heads(db, db.rows(_BY_ID, id=claim_id))), None)


def thread(db: Db, thread_id: str) -> Thread | None:
    text = "MATCH (n:ThreadRow {id: $id}) RETURN n.data ORDER BY n.recorded DESC LIMIT 1"
    found = db.rows(text, id=thread_id)
    return COMPACT.decode(Thread, json.loads(found[0][0])) if found else None


def about(db: Db, entity_ids: Sequence[str], limit: int) -> tuple[ClaimHead, ...]:
    return heads(db, db.rows(_ABOUT, entities=all_members(db, entity_ids), limit=limit))


def claims_in(db: Db, thread_id: str, when: When) -> tuple[ClaimHead, ...]:
    if when.instant == NOW.instant:
        found = db.rows(_IN_THREAD, thread=thread_id)
    else:
        ids = recorded.claims_of(db, thread_id, when.instant)
        found = db.rows(_OF_IDS, thread=thread_id, ids=ids, instant=when.instant)
    bound = None if when.public == FOREVER else from_micros(when.public)
    public = [head for head in heads(db, found) if bound is None or head.founder_time <= bound]
    return tuple(sorted(public, key=lambda head: (head.founder_time, head.claim.id)))


def links_of(db: Db, claim_ids: Sequence[str], when: When) -> tuple[ClaimLink, ...]:
    found = db.rows(_LINKS, ids=sorted(set(claim_ids)), instant=when.instant)
    links = [COMPACT.decode(ClaimLink, json.loads(data)) for (data,) in found]
    return tuple(sorted(links, key=lambda link: (link.left, link.right, link.kind)))


def near_copies_of(db: Db, version_id: str) -> tuple[NearCopy, ...]:
    found = sorted(db.rows(_COPIES, id=version_id))
    return tuple(COMPACT.decode(NearCopy, json.loads(data)) for _, data in found)


def expressions_of(db: Db, claim_ids: Sequence[str], when: When) -> tuple[Expresses, ...]:
    return cast(tuple[Expresses, ...], tuple(once(bearing_on(db, claim_ids, when, answers=0))))


def answers_to(db: Db, claim_ids: Sequence[str], when: When) -> tuple[Answer, ...]:
    return cast(tuple[Answer, ...], tuple(once(bearing_on(db, claim_ids, when, answers=1))))


def answering_by(db: Db, entity_ids: Sequence[str], limit: int) -> tuple[Reported, ...]:
    found = db.rows(_ANSWERING, entities=all_members(db, entity_ids), limit=limit, **NOW._asdict())
    return tuple(reported(columns) for columns in found)


# ---------------------------------------------------------------- threads

# A thread stands at its last move: no later one within what may be shown.
_LAST_MOVES = """MATCH (m:Move) USING INDEX m:Move(ts, thread_id, version_id)
    WHERE m.ts <= $ts AND m.thread_id IS NOT NULL AND m.version_id IS NOT NULL
        AND CASE WHEN m.ts < $ts THEN true ELSE m.thread_id > $last END
        AND NOT EXISTS { MATCH (n:Move {thread_id: m.thread_id})
            WHERE n.ts <= $public AND n.version_id IS NOT NULL
            AND CASE WHEN n.ts > m.ts THEN true ELSE n.ts = m.ts AND n.version_id > m.version_id END }
    WITH m.ts AS at, m.thread_id AS thread ORDER BY at DESC, thread LIMIT $limit"""
_SUMMARY = f"""CALL (thread) {{
        MATCH (m:Move {{thread_id: thread}}) WHERE m.ts <= $public AND m.version_id IS NOT NULL
        RETURN sum(m.number) AS attributions, count(*) AS versions, count(DISTINCT m.publisher_id) AS publishers,
            min(m.ts) AS first, max(m.ts) AS last }}
    RETURN thread, COUNT {{ MATCH (p:Place {{thread_id: thread}}) WHERE EXISTS {{
        MATCH (b:BearingRow {{claim_id: p.id, {CURRENT}}}) WHERE b.ts <= $public AND b.version_id IS NOT NULL
            AND b.start IS NOT NULL AND b.attribution_id IS NOT NULL }} }},
        attributions, versions, publishers, first, last"""
_THREADS = f"{_LAST_MOVES} {_SUMMARY}"
_THREAD = f"WITH $thread AS thread {_SUMMARY}"


def threads(db: Db, *, cursor: str | None, limit: int, when: When) -> Slice[ThreadSummary]:
    """Walks the moves backwards from T, so no thread is read that is not shown."""
    if when.instant != NOW.instant:
        return recorded.threads(db, cursor=cursor, limit=limit, when=when)
    after = from_cursor(cursor, int, str)
    ts, last = (-int(after[0]), after[1]) if after else (when.public, "")
    found = db.rows(_THREADS, ts=ts, last=last, public=when.public, limit=limit + 1)
    return recorded.page_of(found, limit)


def thread_summary(db: Db, thread_id: str, when: When) -> ThreadSummary | None:
    if when.instant != NOW.instant:
        return recorded.thread_summary(db, thread_id, when)
    found = db.rows(_THREAD, thread=thread_id, public=when.public)
    return recorded.to_summary(found[0]) if found and found[0][3] else None
