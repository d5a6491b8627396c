"""Every record as plain values, in the order of ``kinds.KINDS``; and the counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from graph import model
from graph.model import Page
from graph.stores import kinds
from graph.stores.codec import COMPACT
from graph.stores.dumping import dump_record, dump_row
from graph.stores.sqlite.documents import page, to_mentions, to_version
from graph.stores.sqlite.query import Db, rows
from graph.stores.sqlite.rows import attribution_from, bearing_from, claim_from, evidence_from, judgement_from
from graph.stores.times import FOREVER

Records = Iterator[tuple[str, dict[str, object]]]

_COUNTED = {
    "publishers": "publisher", "articles": "article", "versions": "version", "entities": "entity",
    "attributions": f"attribution WHERE superseded = {FOREVER}", "evidence": f"evidence WHERE superseded = {FOREVER}",
    "claims": f"claim WHERE superseded = {FOREVER}", "threads": f"thread WHERE superseded = {FOREVER}",
    "answers": f"bearing WHERE superseded = {FOREVER} AND answers = 1",
}  # fmt: skip


def counts(db: Db) -> dict[str, int]:
    """Current records by kind."""
    found = {name: int(db.execute(f"SELECT count(*) FROM {table}").get) for name, table in _COUNTED.items()}
    return found | {"mentions": int(db.execute("SELECT coalesce(sum(number), 0) FROM mentions").get)}


def dump(db: Db, *, history: bool, only: Collection[str] = ()) -> Records:
    """See ``graph.stores.base.Reader.dump``."""
    for kind in kinds.chosen(only):
        if kind.name in _ROWS:
            yield from _dump_rows(db, kind.name, history)
        elif history or kind not in kinds.LOGS:
            for record in _THINGS[kind.name](db, history):
                yield kind.name, record


# ---------------------------------------------------------------- records without intervals


def _whole(table: str, cls: type[Any], key: str) -> Callable[[Db, bool], Iterator[dict[str, object]]]:
    def records(db: Db, history: bool) -> Iterator[dict[str, object]]:
        for (data,) in db.execute(f"SELECT data FROM {table} ORDER BY {key}"):
            yield dump_record(COMPACT.decode(cls, json.loads(data)))

    return records


def _articles(db: Db, history: bool) -> Iterator[dict[str, object]]:
    for article_id, url, publisher_id in db.execute("SELECT id, url, publisher_id FROM article ORDER BY id"):
        yield dump_record(model.Article(id=article_id, url=url, publisher_id=publisher_id))


def _pages(db: Db, history: bool) -> Iterator[dict[str, object]]:
    for (sha256,) in rows(db, "SELECT sha256 FROM page ORDER BY sha256"):
        found: Page | None = page(db, sha256)
        yield dump_record(found)


def _versions(db: Db, history: bool) -> Iterator[dict[str, object]]:
    sql = "SELECT recorded, id, article_id, retrieved, data, text FROM version ORDER BY id"
    for recorded, *columns in db.execute(sql):
        yield dump_record(to_version(*columns), recorded=recorded if history else None)


def _mentions(db: Db, history: bool) -> Iterator[dict[str, object]]:
    sql = "SELECT version_id, m.data, v.text FROM mentions m JOIN version v ON v.id = version_id ORDER BY version_id"
    for version_id, data, text in db.execute(sql):
        for mention in to_mentions(data, text):
            yield dump_record(mention, owner=version_id)


_THINGS: dict[str, Callable[[Db, bool], Iterator[dict[str, object]]]] = {
    "publisher": _whole("publisher", model.Publisher, "id"),
    "article": _articles,
    "page": _pages,
    "version": _versions,
    "entity": _whole("entity", model.Entity, "id"),
    "mention": _mentions,
    "run": _whole("run", model.Run, "id"),
    "fetch": _whole("fetch", model.FetchRecord, "url"),
}

# ---------------------------------------------------------------- derived records


Decode = Callable[[list[Any]], Any]


def _decoded(cls: type[Any]) -> Decode:
    return lambda columns: COMPACT.decode(cls, json.loads(columns[0]))


def _with_text(decode: Callable[[Sequence[Any], str], Any]) -> Decode:
    return lambda columns: decode(columns[:-1], columns[-1])


def _spread(decode: Callable[..., Any]) -> Decode:
    return lambda columns: decode(*columns)


_TEXT = "(SELECT text FROM version v WHERE v.id = owner)"
# Kind → columns, table, order (ids, owner first where it is part of the identity), and how they make the value.
_ROWS: dict[str, tuple[str, str, str, Decode]] = {
    "attribution": (f"id, owner, made_by, data, vector, {_TEXT}", "attribution", "id", _with_text(attribution_from)),
    "evidence": (f"id, owner, attribution_id, made_by, data, {_TEXT}", "evidence", "id", _with_text(evidence_from)),
    "judgement": (
        '"left", "right", "by", data', "judgement", 'owner, "left", "right", "by"', _spread(judgement_from),
    ),
    "claim": ("id, founder_id, data, vector", "claim", "id", _spread(claim_from)),
    "expresses": (
        "answers, attribution_id, claim_id, data", "bearing WHERE answers = 0", "owner, attribution_id, claim_id",
        _spread(bearing_from),
    ),
    "answer": (
        "answers, attribution_id, claim_id, data", "bearing WHERE answers = 1", "owner, attribution_id, claim_id",
        _spread(bearing_from),
    ),
    "link": ("data", "link", 'owner, "left", "right", kind', _decoded(model.ClaimLink)),
    "thread": ("data", "thread", "id", _decoded(model.Thread)),
    "in_thread": ("data", "in_thread", "owner, claim_id, thread_id", _decoded(model.InThread)),
    "near_copy": ("data", "near_copy", "owner, version_id, of_version_id, method", _decoded(model.NearCopy)),
}  # fmt: skip


def _dump_rows(db: Db, kind: str, history: bool) -> Records:
    columns, table, order, decode = _ROWS[kind]
    where = "" if history else f"{' AND' if 'WHERE' in table else ' WHERE'} superseded = {FOREVER}"
    sql = f"SELECT owner, recorded, superseded, {columns} FROM {table}{where} ORDER BY {order}, recorded"
    for owner, recorded, superseded, *found in db.execute(sql):
        yield kind, dump_row(decode(found), owner, recorded, superseded, history=history)
