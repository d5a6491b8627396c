"""What follows from the records and is kept beside them, so that no page has to count: threads of claims, moves of
threads, claims about an entity. And what ends when something else ends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.model import Changes, Claim
from graph.stores.neo4j import tables
from graph.stores.neo4j.query import CURRENT
from graph.stores.neo4j.tables import Key, from_key
from graph.stores.neo4j.transaction import Transaction, close

_BEARING_OF = f"""UNWIND $ids AS id MATCH (b:BearingRow {{attribution_id: id, {CURRENT}}})
    RETURN b.key, b.claim_id, b.version_id, b.answers"""
_UNEXPRESSED = f"""UNWIND $ids AS id MATCH (c:ClaimRow {{key: id}}) WHERE NOT EXISTS {{
    MATCH (b:BearingRow {{claim_id: id, answers: 0, {CURRENT}}}) }} RETURN id"""
_PLACED = f"UNWIND $ids AS id MATCH (p:PlacingRow {{claim_id: id, {CURRENT}}}) RETURN p.key"
_UNUSED = f"""UNWIND $ids AS id MATCH (t:ThreadRow {{key: id}}) WHERE NOT EXISTS {{
    MATCH (p:PlacingRow {{thread_id: id, {CURRENT}}}) }} RETURN id"""
_FORGET_TOPICS = "UNWIND $rows AS id MATCH (t:Topic {claim_id: id}) DETACH DELETE t"
_ALIVE = "UNWIND $ids AS id MATCH (c:ClaimRow {key: id}) RETURN id"


# ---------------------------------------------------------------- what ends


def drop_edges_of(tx: Transaction, attribution_ids: list[str]) -> Changes:
    """End what bears on claims by attributions that are gone, and the claims that nothing expresses any more."""
    found = tx.db.rows(_BEARING_OF, ids=sorted(attribution_ids)) if attribution_ids else []
    close(tx, tables.BEARING, [from_key(key) for key, *_ in found])
    tx.moved |= {version_id for _, _, version_id, _ in found}
    changes, left = retire_claims(tx, {claim_id for _, claim_id, _, answers in found if not answers})
    return changes + Changes(superseded=len(found)) + retire_threads(tx, left)


def retire_claims(tx: Transaction, candidates: set[str]) -> tuple[Changes, set[str]]:
    """End those that nothing expresses, with their places in threads; also gives the threads that they leave."""
    found = tx.db.rows(_UNEXPRESSED, ids=sorted(candidates)) if candidates else []
    empty = [claim_id for (claim_id,) in found]
    if not empty:
        return Changes(), set()
    close(tx, tables.CLAIM, [(claim_id,) for claim_id in empty])
    tx.db.each(_FORGET_TOPICS, empty)
    placed = [from_key(key) for (key,) in tx.db.rows(_PLACED, ids=empty)]
    close(tx, tables.PLACING, placed)
    rethread(tx, set(empty))
    return Changes(superseded=len(empty) + len(placed)), {key[2] for key in placed}


def retire_threads(tx: Transaction, candidates: set[str]) -> Changes:
    """End those that no claim is put into."""
    found = tx.db.rows(_UNUSED, ids=sorted(candidates)) if candidates else []
    close(tx, tables.THREAD, found)
    return Changes(superseded=len(found))


def last_threads(tx: Transaction, keys: Iterable[Key]) -> set[Key]:
    """Of the placings (owner, claim, thread) those that stay though their version brings them no longer: the last ones
    of claims that live on."""
    claims = sorted({key[1] for key in keys})
    if not claims:
        return set()
    held: dict[str, list[Key]] = {}
    for (key,) in tx.db.rows(_PLACED, ids=claims):
        held.setdefault(from_key(key)[1], []).append(from_key(key))
    alive = {claim_id for (claim_id,) in tx.db.rows(_ALIVE, ids=claims)}
    return {key for key in keys if key[1] in alive and held.get(key[1]) == [key]}


# ---------------------------------------------------------------- what is kept beside the records

_PLACINGS = f"""UNWIND $ids AS id MATCH (p:PlacingRow {{claim_id: id, {CURRENT}}})
    RETURN id, -p.recorded, -p.score, p.thread_id"""
_PLACES = "UNWIND $ids AS id MATCH (p:Place {id: id}) RETURN p.id, p.thread_id"
_SAVE_PLACE = "UNWIND $rows AS r MERGE (p:Place {id: r.id}) SET p.thread_id = r.thread_id"
_DROP_PLACE = "UNWIND $rows AS id MATCH (p:Place {id: id}) DETACH DELETE p"
_MOVED_BY = f"""UNWIND $ids AS id MATCH (b:BearingRow {{claim_id: id, {CURRENT}}}) WHERE b.answers IN [0, 1]
    RETURN DISTINCT b.version_id"""
_VERSIONS_OF = "UNWIND $ids AS id MATCH (v:Version {article_id: id}) RETURN v.id"


def rethread(tx: Transaction, claim_ids: set[str]) -> None:
    """Set the thread that each claim is in now. Of several versions that place it the last recorded one counts, then
    the higher score, then the smaller id."""
    if not claim_ids:
        return
    ids = sorted(claim_ids)
    best: dict[str, tuple[int, float, str]] = {}
    for claim_id, *rank in tx.db.rows(_PLACINGS, ids=ids):
        best[claim_id] = min(best.get(claim_id, tuple(rank)), tuple(rank))
    old: dict[str, str] = dict(tx.db.rows(_PLACES, ids=ids))
    new = {claim_id: rank[2] for claim_id, rank in best.items()}
    changed = [claim_id for claim_id in ids if new.get(claim_id) != old.get(claim_id)]
    tx.db.each(_DROP_PLACE, [claim_id for claim_id in changed if claim_id not in new])
    rows = [{"id": claim_id, "thread_id": new[claim_id]} for claim_id in changed if claim_id in new]
    tx.db.each(_SAVE_PLACE, rows)
    tx.link(tables.CLAIM.label, changed)
    if changed:
        tx.moved |= {version_id for (version_id,) in tx.db.rows(_MOVED_BY, ids=changed)}


def refresh_articles(tx: Transaction, article_ids: list[str]) -> None:
    """Their publisher has changed."""
    tx.moved |= {version_id for (version_id,) in tx.db.rows(_VERSIONS_OF, ids=sorted(article_ids))}


_MOVES = f"""UNWIND $ids AS id MATCH (b:BearingRow {{version_id: id, {CURRENT}}}) MATCH (p:Place {{id: b.claim_id}})
    WITH id, p.thread_id AS thread, b.ts AS ts, count(DISTINCT b.attribution_id) AS number
    MATCH (v:Version {{id: id}}) MATCH (d:Article {{id: v.article_id}})
    RETURN thread + ' ' + id, thread, ts, id, number, d.publisher_id"""
_OLD_MOVES = """UNWIND $ids AS id MATCH (m:Move {version_id: id})
    RETURN m.key, m.thread_id, m.ts, m.version_id, m.number, m.publisher_id"""
_SAVE_MOVES = "UNWIND $rows AS r MERGE (m:Move {key: r.key}) SET m = r"
_DROP_MOVES = "UNWIND $rows AS key MATCH (m:Move {key: key}) DETACH DELETE m"


def settle(tx: Transaction) -> None:
    """Count anew what each version that has moved contributes to threads."""
    ids = sorted(tx.moved)
    tx.moved.clear()
    if not ids:
        return
    old = {key: columns for key, *columns in tx.db.rows(_OLD_MOVES, ids=ids)}
    new = {key: columns for key, *columns in tx.db.rows(_MOVES, ids=ids)}
    names = ("thread_id", "ts", "version_id", "number", "publisher_id")
    rows = [dict(zip(names, new[key], strict=True), key=key) for key in sorted(new) if old.get(key) != new[key]]
    tx.db.each(_DROP_MOVES, sorted(old.keys() - new.keys()))
    tx.db.each(_SAVE_MOVES, rows)


_INDEX_TOPICS = "UNWIND $rows AS r MERGE (t:Topic {key: r.key}) SET t = r"


def index_claims(tx: Transaction, claims: Iterable[tuple[Claim, int]]) -> None:
    """Let claims (with when their founders were knowable) be found by what they name."""
    found = list(claims)
    tx.db.each(_FORGET_TOPICS, sorted(claim.id for claim, _ in found))
    rows: list[dict[str, Any]] = [
        {"key": f"{claim.id} {entity}", "claim_id": claim.id, "entity_id": entity, "founder_ts": ts}
        for claim, ts in found
        for entity in sorted({*claim.target_ids, *claim.frame.about})
    ]
    tx.db.each(_INDEX_TOPICS, sorted(rows, key=lambda row: row["key"]))


_MOVE = (
    "UNWIND $rows AS r MATCH (n:AttributionRow) USING INDEX n:AttributionRow(owner, superseded) "
    "WHERE n.owner = r.id AND n.superseded > 0 SET n.ts = r.ts",
    "UNWIND $rows AS r MATCH (n:PartyRow) USING INDEX n:PartyRow(owner, superseded) "
    "WHERE n.owner = r.id AND n.superseded > 0 SET n.ts = r.ts",
    "UNWIND $rows AS r MATCH (n:BearingRow {version_id: r.id}) SET n.ts = r.ts",
    "UNWIND $rows AS r MATCH (a:AttributionRow) USING INDEX a:AttributionRow(owner, superseded) "
    "WHERE a.owner = r.id AND a.superseded > 0 WITH DISTINCT a.id AS id, r "
    "MATCH (c:ClaimRow {founder_id: id}) SET c.founder_ts = r.ts "
    "WITH DISTINCT c.id AS claim, r MATCH (t:Topic {claim_id: claim}) SET t.founder_ts = r.ts",
)


def move(tx: Transaction, times: dict[str, int]) -> None:
    """Versions are knowable at another time, and so is what their attributions bear on and found."""
    rows = [{"id": version_id, "ts": ts} for version_id, ts in sorted(times.items())]
    for text in _MOVE:
        tx.db.each(text, rows)
    tx.moved |= times.keys()
