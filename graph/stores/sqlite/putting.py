"""Putting all that one version adds by itself: the document, who is named, who says what on what evidence."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import zstandard

from graph.model import Article, Changes, Entity, GraphUpdate, Mention, Page, Publisher, Version
from graph.stores.checks import check_text, check_update, to_json
from graph.stores.codec import COMPACT
from graph.stores.finding import names_of
from graph.stores.kinds import mention_key
from graph.stores.merging import is_known, merged_entity, merged_publisher, merged_version
from graph.stores.sqlite import following, judging, saying, tables
from graph.stores.sqlite.documents import to_version
from graph.stores.sqlite.query import row, rows
from graph.stores.sqlite.rows import evidence_coded, version_data, whole
from graph.stores.sqlite.search import version_words
from graph.stores.sqlite.transaction import Transaction, replace_owned
from graph.stores.times import to_micros
from graph.text import index_text, skeleton

T = TypeVar("T", Publisher, Entity)
INSERTED, UPDATED, UNCHANGED = Changes(inserted=1), Changes(updated=1), Changes(unchanged=1)


def put(tx: Transaction, update: GraphUpdate) -> Changes:
    """See ``graph.stores.base.Writer.put``."""
    check_update(update)
    where, owner = update.article.url, update.version.id
    changes = put_publisher(tx, update.publisher) if update.publisher else Changes()
    changes += put_page(tx, update.page) if update.page else Changes()
    changes += put_article(tx, update.article)
    is_new, ts, done = put_version(tx, update.version, where=where)
    changes += done + put_mentions(tx, owner, update.mentions, where=where)
    for entity in update.entities:
        changes += put_entity(tx, entity)
    changes += saying.put(tx, owner, update.attributions, ts=ts, is_new=is_new, where=where)
    graded = [evidence_coded(evidence, where=where) for evidence in update.evidence]
    changes += replace_owned(tx, tables.EVIDENCE, owner, graded).changes
    return changes + judging.replace(tx, owner, update.judgements)


# ---------------------------------------------------------------- the document


def put_publisher(tx: Transaction, publisher: Publisher) -> Changes:
    return _merge(tx, "publisher", publisher, merged_publisher, save_publisher)


def save_publisher(tx: Transaction, publisher: Publisher) -> None:
    """Write it."""
    data = whole(publisher, where=publisher.domain)
    tx.db.execute("INSERT OR REPLACE INTO publisher VALUES (?, ?)", (publisher.id, data))


def put_article(tx: Transaction, article: Article) -> Changes:
    new = (article.url, article.publisher_id)
    old = row(tx.db, "SELECT url, publisher_id FROM article WHERE id = ?", article.id)
    if old == new:
        return UNCHANGED
    check_text(article.url, where=article.id)
    tx.db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?)", (article.id, *new))
    if old is not None:
        following.refresh_article(tx.db, article.id)
    return INSERTED if old is None else UPDATED


def put_page(tx: Transaction, page: Page) -> Changes:
    """Its key is the hash of its bytes, so one that is there is the same."""
    if row(tx.db, "SELECT 1 FROM page WHERE sha256 = ?", page.sha256):
        return UNCHANGED
    data = to_json(COMPACT.encode(page, leave=frozenset({"content"})), where=page.url)
    content = zstandard.ZstdCompressor(level=6).compress(page.content)
    tx.db.execute("INSERT INTO page (sha256, data, content) VALUES (?, ?, ?)", (page.sha256, data, content))
    return INSERTED


def put_version(tx: Transaction, version: Version, *, where: str) -> tuple[bool, int, Changes]:
    """Also gives whether it is new and its ``knowable``."""
    sql = "SELECT ts, id, article_id, retrieved, data, text FROM version WHERE id = ?"
    found = row(tx.db, sql, version.id)
    if found is None:
        ts = insert_version(tx, version, recorded=tx.now, where=where)
        return True, ts, INSERTED
    old = to_version(*found[1:])
    merged = merged_version(old, version)
    if merged == old:
        return False, found[0], UNCHANGED
    ts = _knowable(merged)
    update = "UPDATE version SET retrieved = ?, data = ? WHERE id = ?"
    tx.db.execute(update, (to_micros(merged.retrieved), version_data(merged, where=where), version.id))
    _move_version(tx, merged, ts)
    return False, ts, UPDATED


def _move_version(tx: Transaction, version: Version, ts: int) -> None:
    """It has other words in its title or another ``knowable``: set its words, and all that stands at its time."""
    old = tx.db.execute("SELECT place FROM version WHERE id = ?", (version.id,)).get
    place = tx.place(ts)
    tx.db.execute("UPDATE version SET place = ?, ts = ? WHERE id = ?", (place, ts, version.id))
    tx.db.execute("DELETE FROM version_words WHERE rowid = ?", (old,))
    tx.db.execute("INSERT INTO version_words (rowid, words) VALUES (?, ?)", (place, version_words(version)))
    saying.move(tx, version, ts)
    following.move(tx.db, version.id, ts)


def insert_version(tx: Transaction, version: Version, *, recorded: int, where: str) -> int:
    """Gives its ``knowable``."""
    check_text(version.text, where=where)
    ts = _knowable(version)
    place, data = tx.place(ts), version_data(version, where=where)
    columns = (place, version.id, version.article_id, ts, to_micros(version.retrieved), recorded, data, version.text)
    tx.db.execute("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?)", columns)
    tx.db.execute("INSERT INTO version_words (rowid, words) VALUES (?, ?)", (place, version_words(version)))
    return ts


def _knowable(version: Version) -> int:
    at = version.knowable.at
    return to_micros(at if at is not None else version.retrieved)


def put_mentions(tx: Transaction, version_id: str, mentions: Sequence[Mention], *, where: str) -> Changes:
    """All of a version in one row: they are read together only."""
    unique = sorted(set(mentions), key=mention_key)
    data = to_json_list([COMPACT.encode(mention) for mention in unique], where=where)
    found = row(tx.db, "SELECT number, data FROM mentions WHERE version_id = ?", version_id)
    if found is not None and found[1] == data:
        return Changes(unchanged=len(unique))
    if found is None and not unique:
        return Changes()
    tx.db.execute("INSERT OR REPLACE INTO mentions VALUES (?, ?, ?)", (version_id, len(unique), data))
    old = {json.dumps(item) for item in json.loads(found[1])} if found else set()
    kept = len(old & {json.dumps(item) for item in json.loads(data)})
    return Changes(inserted=len(unique) - kept, unchanged=kept, superseded=len(old) - kept)


def to_json_list(values: list[dict[str, Any]], *, where: str) -> str:
    """Compact JSON in a fixed order."""
    return "[" + ",".join(to_json(value, where=where) for value in values) + "]"


# ---------------------------------------------------------------- who is named


def put_entity(tx: Transaction, entity: Entity) -> Changes:
    return _merge(tx, "entity", entity, merged_entity, save_entity)


def save_entity(tx: Transaction, entity: Entity) -> None:
    """Write it with its keys and the words and sounds of its names."""
    was_known = row(tx.db, "SELECT known FROM entity WHERE id = ?", entity.id)
    data, known = whole(entity, where=entity.id), int(is_known(entity))
    tx.db.execute("INSERT OR REPLACE INTO entity VALUES (?, ?, ?)", (entity.id, known, data))
    tx.db.executemany("INSERT OR IGNORE INTO entity_key VALUES (?, ?)", [(key, entity.id) for key in entity.keys])
    for (place,) in rows(tx.db, "SELECT place FROM entity_name WHERE entity_id = ?", entity.id):
        tx.db.execute("DELETE FROM name_words WHERE rowid = ?", (place,))
        tx.db.execute("DELETE FROM entity_name WHERE place = ?", (place,))
    for name in names_of(entity):
        tx.db.execute("INSERT INTO entity_name (entity_id) VALUES (?)", (entity.id,))
        words = " ".join([index_text(name), *(f"~{sound}" for sound in skeleton(name).split())])
        tx.db.execute("INSERT INTO name_words (rowid, words) VALUES (last_insert_rowid(), ?)", (words,))
    if was_known is None or was_known[0] != known:
        judging.recompute(tx.db, [entity.id])


def _merge(
    tx: Transaction, table: str, new: T, merge: Callable[[T, T], T], save: Callable[[Transaction, T], None]
) -> Changes:
    if new in tx.seen:
        return UNCHANGED
    found = row(tx.db, f"SELECT data FROM {table} WHERE id = ?", new.id)
    old: T | None = COMPACT.decode(type(new), json.loads(found[0])) if found else None
    merged = new if old is None else merge(old, new)
    if merged != old:
        save(tx, merged)
    tx.seen.add(new)
    if old is None:
        return INSERTED
    return UNCHANGED if merged == old else UPDATED
