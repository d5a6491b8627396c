"""Putting what follows from one version and the store: claims, what bears on them, threads, near copies."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Answer, Changes, Claim, Expresses, ResolutionUpdate
from graph.stores import kinds
from graph.stores.checks import unknown
from graph.stores.sqlite import following, judging, tables
from graph.stores.sqlite.query import IN, Db, many, rows
from graph.stores.sqlite.rows import (
    bearing_coded,
    claim_coded,
    in_thread_coded,
    link_coded,
    near_copy_coded,
    thread_coded,
)
from graph.stores.sqlite.tables import Coded, Table
from graph.stores.sqlite.transaction import Difference, Transaction, apply, current, difference, replace_owned
from graph.stores.times import FOREVER

_CURRENT = f"superseded = {FOREVER}"


def put(tx: Transaction, update: ResolutionUpdate) -> Changes:
    """See ``graph.stores.base.Writer.put_resolution``."""
    owner, standing = update.version_id, _check_ends(tx.db, update)
    changes = judging.replace(tx, kinds.resolution_owner(owner), update.judgements)
    changes += put_claims(tx, owner, update.claims, {record_id: at[1] for record_id, at in standing.items()})
    changes += _put_shared(tx, tables.THREAD, [thread_coded(thread, owner=owner) for thread in update.threads]).changes
    bearing = replace_owned(tx, tables.BEARING, owner, _bearings(update, standing))
    changes += bearing.changes
    changes += replace_owned(tx, tables.LINK, owner, [link_coded(link, owner=owner) for link in update.links]).changes
    copies = [near_copy_coded(copy, owner=owner) for copy in update.near_copies]
    changes += replace_owned(tx, tables.NEAR_COPY, owner, copies).changes
    freed = following.expressed_by(bearing.closed) | _claims_of(tx.db, owner)
    retired, left, touched = following.retire_claims(tx, freed - {claim.id for claim in update.claims})
    placed = replace_owned(
        tx,
        tables.IN_THREAD,
        owner,
        [in_thread_coded(edge, owner=owner) for edge in update.in_thread],
        keep=lambda key: following.is_last_thread(tx.db, str(key[1]), str(key[2]), owner),
    )
    touched |= following.rethread(tx.db, {str(key[1]) for key in placed.touched})
    left |= {str(key[2]) for key in placed.closed}
    changes += retired + placed.changes
    changes += following.retire_threads(tx, left - {thread.id for thread in update.threads})
    following.refresh_moves(tx.db, touched | {str(key[3]) for key in bearing.touched})
    return changes


def _bearings(update: ResolutionUpdate, standing: dict[str, tuple[str, int, int]]) -> list[Coded]:
    edges: tuple[Expresses | Answer, ...] = (*update.expresses, *update.answers)
    found = ((edge, standing[edge.attribution_id]) for edge in edges)
    return [bearing_coded(e, owner=update.version_id, version_id=v, ts=ts, start=start) for e, (v, ts, start) in found]


def put_claims(tx: Transaction, owner: str, claims: Iterable[Claim], founded: dict[str, int]) -> Changes:
    """``founded``: when the founding attribution was knowable, by its id."""
    by_id = {claim.id: claim for claim in claims}
    coded = [claim_coded(c, owner=owner, founder_ts=founded[c.founder_id]) for c in by_id.values()]
    found = _put_shared(tx, tables.CLAIM, coded)
    for record in found.opened:
        following.index_claim(tx.db, by_id[str(record.key[0])], founded[by_id[str(record.key[0])].founder_id])
    return found.changes


def _put_shared(tx: Transaction, table: Table, coded: list[Coded]) -> Difference:
    """Records that belong to no single version: put when new or changed, never closed here."""
    found = difference(current(tx, table, coded), coded, keep=lambda key: True)
    apply(tx, table, found)
    return found


def _claims_of(db: Db, owner: str) -> set[str]:
    return {claim_id for (claim_id,) in rows(db, f"SELECT id FROM claim WHERE owner = ? AND {_CURRENT}", owner)}


def _check_ends(db: Db, update: ResolutionUpdate) -> dict[str, tuple[str, int, int]]:
    """Where each attribution named stands: version, ``ts``, start. Raises ``InputError`` for what is not there."""
    ends = kinds.ends_of(update)
    named = {
        "version": rows(db, f"SELECT id FROM version WHERE id {IN}", many(ends["version"])),
        "attribution": rows(db, f"SELECT id FROM attribution WHERE id {IN} AND {_CURRENT}", many(ends["attribution"])),
        "claim": rows(db, f"SELECT id FROM claim WHERE id {IN}", many(ends["claim"])),
        "thread": rows(db, f"SELECT id FROM thread WHERE id {IN}", many(ends["thread"])),
    }
    standing = standing_of(db, ends["attribution"] | ends["founder"])
    known = {kind: {record_id for (record_id,) in found} for kind, found in named.items()}
    known["founder"] = set(standing)
    known["claim"] |= {claim.id for claim in update.claims}
    known["thread"] |= {thread.id for thread in update.threads}
    for kind in ("version", "attribution", "founder", "claim", "thread"):
        for record_id in sorted(ends[kind] - known[kind]):
            raise unknown(kind, record_id, where=update.version_id)
    return standing


def standing_of(db: Db, attribution_ids: Iterable[str]) -> dict[str, tuple[str, int, int]]:
    """Version, ``ts`` and start of attributions in their last state."""
    sql = f"SELECT id, owner, ts, start FROM attribution WHERE id {IN} ORDER BY recorded"
    return {record_id: (owner, ts, start) for record_id, owner, ts, start in rows(db, sql, many(attribution_ids))}
