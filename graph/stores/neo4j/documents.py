"""Reading publishers, articles, pages, versions, mentions and the logs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b

import zstandard

from graph import model
from graph.model import Article, Mention, Page, Publisher, Version
from graph.stores.base import Slice
from graph.stores.codec import COMPACT
from graph.stores.cursor import from_cursor, to_cursor
from graph.stores.neo4j.query import Db, Row, When
from graph.stores.neo4j.rows import article_from, version_from

VERSION = "v.id, v.article_id, v.retrieved, v.data, v.text"
# The latest text of its article within what may be shown: no later one that may be shown too.
IS_LATEST = """NOT EXISTS { MATCH (w:Version {article_id: v.article_id})
    WHERE w.ts <= $public AND w.recorded <= $instant AND (w.retrieved > v.retrieved OR w.retrieved = v.retrieved AND
        (w.recorded > v.recorded OR w.recorded = v.recorded AND w.id > v.id)) }"""
MAY_BE_SHOWN = "v.ts <= $public AND v.recorded <= $instant"
_BY_ID = f"UNWIND $ids AS id MATCH (v:Version {{id: id}}) RETURN {VERSION}"
_OF_ARTICLE = f"""MATCH (v:Version {{article_id: $article}}) RETURN {VERSION}
    ORDER BY v.retrieved, v.recorded, v.id"""
_NEWEST = f"""MATCH (v:Version) USING INDEX v:Version(ts, id)
    WHERE v.ts <= $ts AND v.id IS NOT NULL AND CASE WHEN v.ts < $ts THEN true ELSE v.id > $last END AND {MAY_BE_SHOWN} AND {IS_LATEST}
    WITH v ORDER BY v.ts DESC, v.id LIMIT $limit RETURN v.ts, {VERSION}"""
_LONGEST_URL = 1500  # an index takes no value above 8 kB


def publishers(db: Db, ids: Iterable[str]) -> dict[str, Publisher]:
    """Those that are known, by id."""
    found = db.rows("UNWIND $ids AS id MATCH (n:Publisher {id: id}) RETURN n.id, n.data", ids=list(ids))
    return {record_id: COMPACT.decode(Publisher, json.loads(data)) for record_id, data in found}


def articles(db: Db, ids: Iterable[str]) -> dict[str, Article]:
    """Those that are known, by id."""
    found = db.rows("UNWIND $ids AS id MATCH (n:Article {id: id}) RETURN n.id, n.url, n.publisher_id", ids=list(ids))
    return {columns[0]: article_from(*columns) for columns in found}


def versions(db: Db, ids: Iterable[str]) -> dict[str, Version]:
    """Those that are known, by id."""
    return {columns[0]: version_from(*columns) for columns in db.rows(_BY_ID, ids=list(ids))}


def versions_of(db: Db, article_id: str) -> tuple[Version, ...]:
    return tuple(version_from(*columns) for columns in db.rows(_OF_ARTICLE, article=article_id))


def newest(db: Db, *, cursor: str | None, limit: int, when: When) -> Slice[Version]:
    """Latest version of each article, newest first."""
    ts, last = start_of(cursor, when)
    return page_of(db.rows(_NEWEST, ts=ts, last=last, limit=limit + 1, **when._asdict()), limit)


def start_of(cursor: str | None, when: When) -> tuple[int, str]:
    """Where a page of versions, newest first, begins: ``ts`` and the id after which."""
    after = from_cursor(cursor, int, str)
    return (-int(after[0]), str(after[1])) if after else (when.public, "")


def page_of(found: list[Row], limit: int) -> Slice[Version]:
    """A page of rows (``ts``, ``VERSION``), of which one more than shown was asked for."""
    page = found[:limit]
    more = to_cursor((-page[-1][0], page[-1][1])) if len(found) > limit and page else None
    return Slice(tuple(version_from(*columns) for _, *columns in page), more)


def page(db: Db, sha256: str) -> Page | None:
    found = db.rows("MATCH (n:Page {id: $id}) RETURN n.data, n.content", id=sha256)
    return page_from(*found[0]) if found else None


def page_from(data: str, content: bytes) -> Page:
    """From its data and its compressed bytes."""
    plain = zstandard.ZstdDecompressor().decompress(bytes(content))
    return COMPACT.decode(Page, {**json.loads(data), "content": plain})


def mentions_in(db: Db, version_id: str) -> tuple[Mention, ...]:
    found = db.rows("MATCH (v:Version {id: $id}) RETURN v.mentions, v.text", id=version_id)
    return to_mentions(*found[0]) if found else ()


def to_mentions(data: str | None, text: str) -> tuple[Mention, ...]:
    """All mentions of one version, in the order of the text."""
    found = json.loads(data or "[]")
    return tuple(COMPACT.decode(Mention, {"entity_id": None, **plain}, text=text) for plain in found)


def run(db: Db, run_id: str) -> model.Run | None:
    found = db.rows("MATCH (n:Run {id: $id}) RETURN n.data", id=run_id)
    return COMPACT.decode(model.Run, json.loads(found[0][0])) if found else None


def fetch_record(db: Db, url: str) -> model.FetchRecord | None:
    found = db.rows("MATCH (n:Fetch {key: $key}) RETURN n.data", key=fetch_key(url))
    return COMPACT.decode(model.FetchRecord, json.loads(found[0][0])) if found else None


def fetch_key(url: str) -> str:
    """The URL itself, but for one too long for an index."""
    if len(url) <= _LONGEST_URL:
        return url
    return f"{url[:_LONGEST_URL]} {blake2b(url.encode(), digest_size=16).hexdigest()}"
