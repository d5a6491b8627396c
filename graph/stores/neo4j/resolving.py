"""Putting what follows from versions and the store: claims, what bears on them, threads, near copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.model import Answer, Changes, Claim, Expresses, ResolutionUpdate
from graph.stores import kinds
from graph.stores.checks import unknown
from graph.stores.neo4j import following, judging, tables
from graph.stores.neo4j.query import CURRENT
from graph.stores.neo4j.rows import bearing_coded, claim_coded, copy_coded, link_coded, placing_coded, thread_coded
from graph.stores.neo4j.tables import Coded, Key
from graph.stores.neo4j.transaction import Transaction, current_of, put_shared, replace_owned

_KNOWN = {
    "version": "UNWIND $ids AS id MATCH (n:Version {id: id}) RETURN id",
    "attribution": "UNWIND $ids AS id MATCH (n:AttributionRow {key: id}) RETURN id",
    "claim": "UNWIND $ids AS id MATCH (n:ClaimRow {id: id}) RETURN DISTINCT id",
    "thread": "UNWIND $ids AS id MATCH (n:ThreadRow {id: id}) RETURN DISTINCT id",
}
_STANDING = """UNWIND $ids AS id MATCH (a:AttributionRow {id: id}) WITH a ORDER BY a.recorded
    RETURN a.id, a.owner, a.ts, a.start"""
_CLAIMS_OF = f"UNWIND $owners AS owner MATCH (c:ClaimRow {{owner: owner, {CURRENT}}}) RETURN c.id"


class Standing(NamedTuple):
    """Where an attribution stands."""

    version_id: str
    ts: int
    start: int


def put(tx: Transaction, updates: Sequence[ResolutionUpdate]) -> Changes:
    """See ``graph.stores.base.Writer.put_resolution``; the updates are of different versions."""
    owners, standing = [u.version_id for u in updates if u.version_id not in tx.fresh], _check_ends(tx, updates)
    tx.fresh -= {update.version_id for update in updates}
    judgements = {kinds.resolution_owner(u.version_id): u.judgements for u in updates}
    changes = judging.replace(tx, judgements, map(kinds.resolution_owner, owners))
    changes += _put_claims(tx, updates, standing)
    threads = [thread_coded(thread, owner=u.version_id) for u in updates for thread in u.threads]
    changes += put_shared(tx, tables.THREAD, threads).changes
    bearing = replace_owned(tx, tables.BEARING, owners, _bearings(updates, standing))
    tx.moved |= _versions_of(tx, bearing.closed) | {str(coded.values["version_id"]) for coded in bearing.opened}
    links = [link_coded(link, owner=u.version_id) for u in updates for link in u.links]
    copies = [copy_coded(copy, owner=u.version_id) for u in updates for copy in u.near_copies]
    changes += bearing.changes + replace_owned(tx, tables.LINK, owners, links).changes
    changes += replace_owned(tx, tables.COPY, owners, copies).changes
    freed = {key[2] for key in bearing.closed if key[3] == "0"} | _claims_of(tx, owners)
    retired, left = following.retire_claims(tx, freed - {claim.id for u in updates for claim in u.claims})
    placed, leaving = _put_placings(tx, updates, owners)
    gone = (left | leaving) - {thread.id for u in updates for thread in u.threads}
    return changes + retired + placed + following.retire_threads(tx, gone)


def _put_claims(tx: Transaction, updates: Sequence[ResolutionUpdate], standing: dict[str, Standing]) -> Changes:
    by_id = {claim.id: (claim, u.version_id) for u in updates for claim in u.claims}
    coded = [claim_coded(c, owner=owner, founder_ts=standing[c.founder_id].ts) for c, owner in by_id.values()]
    found = put_shared(tx, tables.CLAIM, coded)
    opened: list[Claim] = [by_id[record.key[0]][0] for record in found.opened]
    following.index_claims(tx, [(claim, standing[claim.founder_id].ts) for claim in opened])
    return found.changes


def _bearings(updates: Iterable[ResolutionUpdate], standing: dict[str, Standing]) -> list[Coded]:
    return [
        bearing_coded(edge, owner=update.version_id, **standing[edge.attribution_id]._asdict())
        for update in updates
        for edge in edges_of(update)
    ]


def edges_of(update: ResolutionUpdate) -> tuple[Expresses | Answer, ...]:
    """All that bears on a claim."""
    return (*update.expresses, *update.answers)


def _put_placings(
    tx: Transaction, updates: Sequence[ResolutionUpdate], owners: Sequence[str]
) -> tuple[Changes, set[str]]:
    """Claims in threads; also gives the threads that claims leave."""
    coded = [placing_coded(edge, owner=u.version_id) for u in updates for edge in u.in_thread]
    leaving = current_of(tx, tables.PLACING, owners).keys() - {record.key for record in coded}
    found = replace_owned(tx, tables.PLACING, owners, coded, kept=following.last_threads(tx, leaving))
    following.rethread(tx, {key[1] for key in found.touched})
    return found.changes, {key[2] for key in found.closed}


def _claims_of(tx: Transaction, owners: Sequence[str]) -> set[str]:
    found = tx.db.rows(_CLAIMS_OF, owners=sorted(owners)) if owners else []
    return {claim_id for (claim_id,) in found}


def _versions_of(tx: Transaction, keys: Iterable[Key]) -> set[str]:
    """The versions of the attributions of bearings (owner, attribution, claim, answers)."""
    return {at.version_id for at in standing_of(tx, {key[1] for key in keys}).values()}


def _check_ends(tx: Transaction, updates: Sequence[ResolutionUpdate]) -> dict[str, Standing]:
    """Where each attribution named stands. Raises ``InputError`` for what is not there."""
    ends = {update.version_id: kinds.ends_of(update) for update in updates}
    wanted = {kind: set().union(*(named[kind] for named in ends.values())) for kind in (*_KNOWN, "founder")}
    known = {kind: _there(tx, text, wanted[kind]) for kind, text in _KNOWN.items()}
    standing = standing_of(tx, wanted["attribution"] | wanted["founder"])
    known["founder"] = set(standing)
    known["claim"] |= {claim.id for update in updates for claim in update.claims}
    known["thread"] |= {thread.id for update in updates for thread in update.threads}
    for version_id, named in ends.items():
        for kind in ("version", "attribution", "founder", "claim", "thread"):
            for record_id in sorted(named[kind] - known[kind]):
                raise unknown(kind, record_id, where=version_id)
    return standing


def _there(tx: Transaction, text: str, ids: set[str]) -> set[str]:
    return {record_id for (record_id,) in tx.db.rows(text, ids=sorted(ids))} if ids else set()


def standing_of(tx: Transaction, attribution_ids: Iterable[str]) -> dict[str, Standing]:
    """Attributions in their last state."""
    ids = sorted(set(attribution_ids))
    found = tx.db.rows(_STANDING, ids=ids) if ids else []
    return {record_id: Standing(*columns) for record_id, *columns in found}
