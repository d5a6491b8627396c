"""Attributions with their parties: who says it and of whom."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Attribution, Changes, GraphUpdate
from graph.stores.neo4j import tables
from graph.stores.neo4j.rows import attribution_coded, party_coded
from graph.stores.neo4j.transaction import Transaction, replace_owned

_TIMES = "UNWIND $ids AS id MATCH (v:Version {id: id}) RETURN v.id, v.ts"


def put(tx: Transaction, updates: Sequence[GraphUpdate], old: Sequence[str]) -> tuple[Changes, list[str]]:
    """Replace the attributions of the versions, of which those in ``old`` may have some; also gives the ids of those
    that are gone."""
    times = times_of(tx, [update.version.id for update in updates])
    said = [(a, times[a.version_id], u.article.url) for u in updates for a in unique(u.attributions)]
    coded = [attribution_coded(a, ts=ts, where=where) for a, ts, where in said]
    found = replace_owned(tx, tables.ATTRIBUTION, old, coded)
    parties = [party for a, ts, _ in said for party in party_coded(a, ts=ts)]
    replace_owned(tx, tables.PARTY, old, parties)
    return found.changes, [key[0] for key in found.closed]


def unique(attributions: Sequence[Attribution]) -> Sequence[Attribution]:
    """The last of each id."""
    return tuple({attribution.id: attribution for attribution in attributions}.values())


def times_of(tx: Transaction, version_ids: Sequence[str]) -> dict[str, int]:
    """When versions are knowable."""
    return dict(tx.db.rows(_TIMES, ids=sorted(set(version_ids))))
