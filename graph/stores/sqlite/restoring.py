"""Putting dumped records back as they were, with owners and intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from graph import model
from graph.stores import kinds
from graph.stores.checks import unknown
from graph.stores.codec import COMPACT
from graph.stores.dumping import Restored, restored
from graph.stores.kinds import mention_key
from graph.stores.sqlite import putting, rows, saying, tables
from graph.stores.sqlite.query import row as first_row
from graph.stores.sqlite.resolving import standing_of
from graph.stores.sqlite.tables import Coded, Table
from graph.stores.sqlite.transaction import Transaction

_WHERE = "restored copy"


def restore(tx: Transaction, kind: str, records: Iterable[dict[str, object]]) -> None:
    """See ``graph.stores.base.Writer.restore``. What follows from the records is made anew before the commit."""
    if kind not in kinds.BY_NAME:
        raise unknown("kind", kind, where=_WHERE)
    tx.restored = True
    found = (restored(kinds.BY_NAME[kind], record, now=tx.now) for record in records)
    if kind == kinds.MENTION.name:
        _mentions(tx, found)
    elif kind in _THINGS:
        for item in found:
            _THINGS[kind](tx, item)
    else:
        _rows(tx, kind, found)


# ---------------------------------------------------------------- records without intervals


def _version(tx: Transaction, item: Restored) -> None:
    putting.insert_version(tx, item.value, recorded=item.recorded, where=_WHERE)


def put_run(tx: Transaction, run: model.Run) -> None:
    """The last state of a run."""
    tx.db.execute("INSERT OR REPLACE INTO run VALUES (?, ?)", (run.id, rows.whole(run, where=run.id)))


def put_fetch(tx: Transaction, record: model.FetchRecord) -> None:
    """The last state of a URL."""
    tx.db.execute("INSERT OR REPLACE INTO fetch VALUES (?, ?)", (record.url, rows.whole(record, where=record.url)))


_THINGS: dict[str, Callable[[Transaction, Restored], object]] = {
    "publisher": lambda tx, item: putting.save_publisher(tx, item.value),
    "article": lambda tx, item: putting.put_article(tx, item.value),
    "page": lambda tx, item: putting.put_page(tx, item.value),
    "version": _version,
    "entity": lambda tx, item: putting.save_entity(tx, item.value),
    "run": lambda tx, item: put_run(tx, item.value),
    "fetch": lambda tx, item: put_fetch(tx, item.value),
}


def _mentions(tx: Transaction, found: Iterator[Restored]) -> None:
    for version_id, items in groupby(found, key=lambda item: item.owner):
        mentions = sorted((item.value for item in items), key=mention_key)
        data = putting.to_json_list([COMPACT.encode(mention) for mention in mentions], where=_WHERE)
        tx.db.execute("INSERT INTO mentions VALUES (?, ?, ?)", (version_id, len(mentions), data))


# ---------------------------------------------------------------- derived records


def _rows(tx: Transaction, kind: str, found: Iterator[Restored]) -> None:
    for item in found:
        if kind == kinds.ATTRIBUTION.name:
            saying.insert(tx, [_said(tx, item)])
        else:
            table, encode = _ROWS[kind]
            coded = encode(tx, item.value, item.owner)
            tx.db.execute(table.insert, (item.recorded, item.superseded, coded.digest, *coded.values))


def _said(tx: Transaction, item: Restored) -> saying.Opened:
    ts = first_row(tx.db, "SELECT ts FROM version WHERE id = ?", item.owner)
    coded = rows.attribution_coded(item.value, ts=ts[0] if ts else 0, where=_WHERE)
    return saying.Opened(item.value, coded, item.recorded, item.superseded)


def _claim(tx: Transaction, value: model.Claim, owner: str) -> Coded:
    _, ts, _ = standing_of(tx.db, [value.founder_id])[value.founder_id]
    return rows.claim_coded(value, owner=owner, founder_ts=ts)


def _bearing(tx: Transaction, value: model.Expresses | model.Answer, owner: str) -> Coded:
    version_id, ts, start = standing_of(tx.db, [value.attribution_id])[value.attribution_id]
    return rows.bearing_coded(value, owner=owner, version_id=version_id, ts=ts, start=start)


_ROWS: dict[str, tuple[Table, Callable[[Transaction, Any, str], Coded]]] = {
    "evidence": (tables.EVIDENCE, lambda tx, value, owner: rows.evidence_coded(value, where=_WHERE)),
    "judgement": (tables.JUDGEMENT, lambda tx, value, owner: rows.judgement_coded(value, owner=owner)),
    "claim": (tables.CLAIM, _claim),
    "expresses": (tables.BEARING, _bearing),
    "answer": (tables.BEARING, _bearing),
    "link": (tables.LINK, lambda tx, value, owner: rows.link_coded(value, owner=owner)),
    "thread": (tables.THREAD, lambda tx, value, owner: rows.thread_coded(value, owner=owner)),
    "in_thread": (tables.IN_THREAD, lambda tx, value, owner: rows.in_thread_coded(value, owner=owner)),
    "near_copy": (tables.NEAR_COPY, lambda tx, value, owner: rows.near_copy_coded(value, owner=owner)),
}
