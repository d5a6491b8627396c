"""Reading publishers, articles, pages, versions, mentions and the logs."""

from __future__ import annotations

import json
from collections.abc import Iterable

import zstandard

from graph import model
from graph.model import Article, Mention, Page, Publisher, Version
from graph.stores.base import Slice
from graph.stores.codec import COMPACT
from graph.stores.cursor import from_cursor, to_cursor
from graph.stores.sqlite.query import IN, Db, When, many, row, rows
from graph.stores.sqlite.rows import version_from
from graph.stores.times import from_micros

VERSION_COLUMNS = "v.id, v.article_id, v.retrieved, v.data, v.text"
# "The latest text of its article" within what may be shown: no later one that may be shown too.
IS_LATEST = """NOT EXISTS (SELECT 1 FROM version w WHERE w.article_id = v.article_id
    AND (w.retrieved, w.recorded, w.id) > (v.retrieved, v.recorded, v.id) AND w.ts <= ? AND w.recorded <= ?)"""


def publishers(db: Db, ids: Iterable[str]) -> dict[str, Publisher]:
    """Those that are known, by id."""
    found = rows(db, f"SELECT id, data FROM publisher WHERE id {IN}", many(ids))
    return {record_id: COMPACT.decode(Publisher, json.loads(data)) for record_id, data in found}


def articles(db: Db, ids: Iterable[str]) -> dict[str, Article]:
    """Those that are known, by id."""
    found = rows(db, f"SELECT id, url, publisher_id FROM article WHERE id {IN}", many(ids))
    return {record_id: Article(id=record_id, url=url, publisher_id=publisher) for record_id, url, publisher in found}


def versions(db: Db, ids: Iterable[str]) -> dict[str, Version]:
    """Those that are known, by id."""
    found = rows(db, f"SELECT {VERSION_COLUMNS} FROM version v WHERE id {IN}", many(ids))
    return {columns[0]: to_version(*columns) for columns in found}


def texts(db: Db, version_ids: Iterable[str]) -> dict[str, str]:
    """What spans point into, by version."""
    return dict(rows(db, f"SELECT id, text FROM version WHERE id {IN}", many(version_ids)))


def to_version(record_id: str, article_id: str, retrieved: int, data: str, text: str) -> Version:
    """A version from ``VERSION_COLUMNS``."""
    return version_from(record_id, article_id, from_micros(retrieved).isoformat(), data, text)


def versions_of(db: Db, article_id: str) -> tuple[Version, ...]:
    order = "ORDER BY v.retrieved, v.recorded, v.id"
    found = rows(db, f"SELECT {VERSION_COLUMNS} FROM version v WHERE article_id = ? {order}", article_id)
    return tuple(to_version(*columns) for columns in found)


def newest(db: Db, *, cursor: str | None, limit: int, when: When) -> Slice[Version]:
    """Latest version of each article, newest first."""
    after = from_cursor(cursor, int, str)
    ts, last = (-int(after[0]), after[1]) if after else (when.public, "")
    found = rows(
        db,
        f"""SELECT v.ts, {VERSION_COLUMNS} FROM version v
        WHERE v.ts <= ? AND NOT (v.ts = ? AND v.id <= ?) AND v.ts <= ? AND v.recorded <= ? AND {IS_LATEST}
        ORDER BY v.ts DESC, v.id LIMIT ?""",
        *(ts, ts, last, when.public, when.instant, when.public, when.instant, limit + 1),
    )
    page = found[:limit]
    more = to_cursor((-page[-1][0], page[-1][1])) if len(found) > limit and page else None
    return Slice(tuple(to_version(*columns) for _, *columns in page), more)


def page(db: Db, sha256: str) -> Page | None:
    found = row(db, "SELECT data, content FROM page WHERE sha256 = ?", sha256)
    if found is None:
        return None
    content = zstandard.ZstdDecompressor().decompress(found[1])
    return COMPACT.decode(Page, {**json.loads(found[0]), "content": content})


def mentions_in(db: Db, version_id: str) -> tuple[Mention, ...]:
    found = row(
        db,
        "SELECT m.data, v.text FROM mentions m JOIN version v ON v.id = m.version_id WHERE m.version_id = ?",
        version_id,
    )
    return to_mentions(*found) if found else ()


def to_mentions(data: str, text: str) -> tuple[Mention, ...]:
    """All mentions of one version, in the order of the text."""
    return tuple(COMPACT.decode(Mention, {"entity_id": None, **plain}, text=text) for plain in json.loads(data))


def run(db: Db, run_id: str) -> model.Run | None:
    found = row(db, "SELECT data FROM run WHERE id = ?", run_id)
    return COMPACT.decode(model.Run, json.loads(found[0])) if found else None


def fetch_record(db: Db, url: str) -> model.FetchRecord | None:
    found = row(db, "SELECT data FROM fetch WHERE url = ?", url)
    return COMPACT.decode(model.FetchRecord, json.loads(found[0])) if found else None
