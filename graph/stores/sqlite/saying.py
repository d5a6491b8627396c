"""Attributions as rows, with what leads to them: the words of the index, the claimant and the targets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from graph.model import Attribution, Changes, Version
from graph.stores.sqlite import following, tables
from graph.stores.sqlite.assembling import ATTRIBUTION_COLUMNS
from graph.stores.sqlite.query import IN, many, rows
from graph.stores.sqlite.rows import attribution_coded, attribution_from
from graph.stores.sqlite.search import said_words
from graph.stores.sqlite.tables import Coded, Row
from graph.stores.sqlite.transaction import Transaction, close, current_of, difference
from graph.stores.times import FOREVER

_INSERT_WORDS = "INSERT INTO said_words (rowid, words) VALUES (?, ?)"
_INSERT_PARTY = "INSERT INTO party VALUES (?, ?, ?, ?, ?)"
_DELETE_PARTY = "DELETE FROM party WHERE (entity_id, ts, version_id, start, place) = (?, ?, ?, ?, ?)"


class Opened(NamedTuple):
    """A row to write: the attribution, its columns, and its interval."""

    attribution: Attribution
    coded: Coded
    recorded: int
    superseded: int


def put(
    tx: Transaction, owner: str, attributions: Iterable[Attribution], *, ts: int, is_new: bool, where: str
) -> Changes:
    """Replace the attributions of a version; edges and claims of those that are gone end with them."""
    by_id = {attribution.id: attribution for attribution in attributions}
    coded = [attribution_coded(attribution, ts=ts, where=where) for attribution in by_id.values()]
    old = {} if is_new else current_of(tx, tables.ATTRIBUTION, owner)
    found = difference(old, coded, keep=lambda key: False)
    if old:
        _forget_new(tx, found.ended)
        close(tx, tables.ATTRIBUTION, found.ended)
    insert(tx, (Opened(by_id[str(record.key[0])], record, tx.now, FOREVER) for record in found.opened))
    return found.changes + following.drop_edges_of(tx, [str(key[0]) for key in found.closed])


def insert(tx: Transaction, opened: Iterable[Opened]) -> None:
    """Write rows in the order of the text."""
    records: list[Row] = []
    words: list[Row] = []
    parties: list[Row] = []
    for said, coded, recorded, superseded in sorted(opened, key=lambda row: (row.attribution.start, row.coded.key)):
        ts = int(coded.values[2] or 0)
        place = tx.place(ts)
        records.append((recorded, superseded, coded.digest, *coded.values[:-1], place))
        words.append((place, said_words(said)))
        parties += _parties(said, ts, place)
    if records:
        tx.db.executemany(tables.ATTRIBUTION.insert, records)
        tx.db.executemany(_INSERT_WORDS, words)
        tx.db.executemany(_INSERT_PARTY, parties)


def _parties(said: Attribution, ts: int, place: int) -> list[Row]:
    claimant = said.claimant.entity_id if said.claimant else None
    named = sorted({*said.target_ids, *([claimant] if claimant else [])})
    return [(party, ts, said.version_id, said.start, place) for party in named]


def _forget_new(tx: Transaction, keys: Iterable[Row]) -> None:
    """Remove what leads to rows that this very moment began and ends."""
    found = rows(
        tx.db,
        f"""SELECT place, ts, owner, start, claimant_id, data FROM attribution
        WHERE id {IN} AND superseded = {FOREVER} AND recorded >= ?""",
        many(str(key[0]) for key in keys),
        tx.now,
    )
    for place, ts, owner, start, claimant, data in found:
        tx.db.execute("DELETE FROM said_words WHERE rowid = ?", (place,))
        named = {*json.loads(data).get("target_ids", ()), *([claimant] if claimant else [])}
        tx.db.executemany(_DELETE_PARTY, [(party, ts, owner, start, place) for party in sorted(named)])


def move(tx: Transaction, version: Version, ts: int) -> None:
    """Place the attributions of a version, superseded ones too, at another time."""
    found = rows(
        tx.db,
        f"SELECT place, ts, {ATTRIBUTION_COLUMNS} FROM attribution a WHERE owner = ? ORDER BY start, id",
        version.id,
    )
    for old, old_ts, *columns in found:
        said, place = attribution_from(columns, version.text), tx.place(ts)
        tx.db.execute("UPDATE attribution SET place = ?, ts = ? WHERE place = ?", (place, ts, old))
        tx.db.executemany(_DELETE_PARTY, _parties(said, old_ts, old))
        tx.db.executemany(_INSERT_PARTY, _parties(said, ts, place))
        tx.db.execute("DELETE FROM said_words WHERE rowid = ?", (old,))
        tx.db.execute(_INSERT_WORDS, (place, said_words(said)))
