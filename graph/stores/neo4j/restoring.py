"""Putting dumped records back as they were, with owners and intervals; and runs and the fetch log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby, islice
from typing import Any

from graph import model
from graph.stores import kinds
from graph.stores.checks import unknown
from graph.stores.dumping import Restored, restored
from graph.stores.neo4j import following, judging, putting, rows, saying, tables
from graph.stores.neo4j.documents import fetch_key, mentions_in
from graph.stores.neo4j.resolving import standing_of
from graph.stores.neo4j.tables import Coded, Properties, Table, properties
from graph.stores.neo4j.transaction import Difference, Transaction, note
from graph.stores.times import FOREVER

WHERE = "restored copy"
_AT_ONCE = 2000
_SAVE = "UNWIND $rows AS r MERGE (n:{label} {{{key}: r.{key}}}) SET n += r"
_MENTIONS = "UNWIND $rows AS r MATCH (v:Version {id: r.id}) SET v += r"


def restore(tx: Transaction, kind: str, records: Iterable[dict[str, object]]) -> None:
    """See ``graph.stores.base.Writer.restore``. What follows from the records is made with them."""
    if kind not in kinds.BY_NAME:
        raise unknown("kind", kind, where=WHERE)
    found = (restored(kinds.BY_NAME[kind], record, now=tx.now) for record in records)
    while batch := list(islice(found, _AT_ONCE)):
        if kind in _THINGS:
            _THINGS[kind](tx, batch)
        else:
            _rows(tx, kind, batch)


# ---------------------------------------------------------------- records without intervals


def put_runs(tx: Transaction, runs: Iterable[model.Run]) -> None:
    """The last state of runs."""
    found = [{"id": run.id, "data": rows.whole(run, where=run.id)} for run in runs]
    tx.db.each(_SAVE.format(label="Run", key="id"), found)


def put_fetches(tx: Transaction, records: Iterable[model.FetchRecord]) -> None:
    """The last state of URLs."""
    found = [{"key": fetch_key(r.url), "data": rows.whole(r, where=r.url)} for r in records]
    tx.db.each(_SAVE.format(label="Fetch", key="key"), sorted(found, key=lambda row: row["key"]))


def _versions(tx: Transaction, batch: list[Restored]) -> None:
    found = [rows.version_properties(item.value, where=WHERE) | {"recorded": item.recorded} for item in batch]
    tx.db.each(_SAVE.format(label="Version", key="id"), found)
    tx.link("Version", (row["id"] for row in found))


def _mentions(tx: Transaction, batch: list[Restored]) -> None:
    """Those of one version may come in two batches."""
    found: list[Properties] = []
    for version_id, items in groupby(batch, key=lambda item: item.owner):
        new = [item.value for item in items]
        before = mentions_in(tx.db, version_id)
        tx.mentions += len({*before, *new}) - len(before)
        found.append({"id": version_id} | putting.told([*before, *new], where=WHERE))
    tx.db.each(_MENTIONS, found)
    tx.link("Version", (row["id"] for row in found))


_THINGS: dict[str, Callable[[Transaction, list[Restored]], object]] = {
    "publisher": lambda tx, batch: putting.save_publishers(tx, [item.value for item in batch]),
    "article": lambda tx, batch: putting.save_articles(tx, [item.value for item in batch]),
    "page": lambda tx, batch: putting.save_pages(tx, [item.value for item in batch]),
    "version": _versions,
    "entity": lambda tx, batch: putting.save_entities(tx, [item.value for item in batch]),
    "mention": _mentions,
    "run": lambda tx, batch: put_runs(tx, [item.value for item in batch]),
    "fetch": lambda tx, batch: put_fetches(tx, [item.value for item in batch]),
}

# ---------------------------------------------------------------- derived records

Opened = tuple[Coded, Restored]


def _rows(tx: Transaction, kind: str, batch: list[Restored]) -> None:
    table, opened = _CODED[kind](tx, batch)
    _insert(tx, table, opened)
    current = [item.value for item in batch if item.superseded == FOREVER]
    _FOLLOW.get(kind, _nothing)(tx, current)


def _insert(tx: Transaction, table: Table, opened: Iterable[Opened]) -> None:
    opened = list(opened)
    found = [properties(coded, recorded=item.recorded, superseded=item.superseded) for coded, item in opened]
    tx.db.each(_SAVE_ROW[table.label], sorted(found, key=lambda row: str(row["key"])))
    current = tuple(coded for coded, item in opened if item.superseded == FOREVER)
    note(tx, table, Difference((), (), current, model.Changes()))


_SAVE_ROW = {table.label: table.insert.replace("CREATE (n:", "MERGE (n:", 1).replace(") SET", " {key: r.key}) SET", 1)
             for table in tables.TABLES}  # fmt: skip


def _attributions(tx: Transaction, batch: list[Restored]) -> tuple[Table, list[Opened]]:
    times = saying.times_of(tx, [item.owner for item in batch])
    parties = [(coded, item) for item in batch for coded in rows.party_coded(item.value, ts=times.get(item.owner, 0))]
    _insert(tx, tables.PARTY, parties)
    said = [(rows.attribution_coded(i.value, ts=times.get(i.owner, 0), where=WHERE), i) for i in batch]
    return tables.ATTRIBUTION, said


def _claims(tx: Transaction, batch: list[Restored]) -> tuple[Table, list[Opened]]:
    at = standing_of(tx, [item.value.founder_id for item in batch])
    coded = [(rows.claim_coded(i.value, owner=i.owner, founder_ts=at[i.value.founder_id].ts), i) for i in batch]
    following.index_claims(tx, [(i.value, at[i.value.founder_id].ts) for i in batch if i.superseded == FOREVER])
    return tables.CLAIM, coded


def _bearings(tx: Transaction, batch: list[Restored]) -> tuple[Table, list[Opened]]:
    at = standing_of(tx, [item.value.attribution_id for item in batch])
    tx.moved |= {standing.version_id for standing in at.values()}
    return tables.BEARING, [(_bearing(item, at), item) for item in batch]


def _bearing(item: Restored, at: dict[str, Any]) -> Coded:
    version_id, ts, start = at[item.value.attribution_id]
    return rows.bearing_coded(item.value, owner=item.owner, ts=ts, version_id=version_id, start=start)


Encode = Callable[[Any, str], Coded]


def _simple(table: Table, encode: Encode) -> Callable[[Transaction, list[Restored]], tuple[Table, list[Opened]]]:
    return lambda tx, batch: (table, [(encode(item.value, item.owner), item) for item in batch])


_CODED: dict[str, Callable[[Transaction, list[Restored]], tuple[Table, list[Opened]]]] = {
    "attribution": _attributions,
    "evidence": _simple(tables.EVIDENCE, lambda value, owner: rows.evidence_coded(value, where=WHERE)),
    "judgement": _simple(tables.JUDGEMENT, lambda value, owner: rows.judgement_coded(value, owner=owner)),
    "claim": _claims,
    "expresses": _bearings,
    "answer": _bearings,
    "link": _simple(tables.LINK, lambda value, owner: rows.link_coded(value, owner=owner)),
    "thread": _simple(tables.THREAD, lambda value, owner: rows.thread_coded(value, owner=owner)),
    "in_thread": _simple(tables.PLACING, lambda value, owner: rows.placing_coded(value, owner=owner)),
    "near_copy": _simple(tables.COPY, lambda value, owner: rows.copy_coded(value, owner=owner)),
}


def _nothing(tx: Transaction, current: list[Any]) -> None:
    """Most records stand for themselves."""


_FOLLOW: dict[str, Callable[[Transaction, list[Any]], None]] = {
    "judgement": lambda tx, current: judging.recompute(tx, {end for j in current for end in (j.left, j.right)}),
    "in_thread": lambda tx, current: following.rethread(tx, {edge.claim_id for edge in current}),
}
