"""Putting all that versions add by themselves: documents, who is named, who says what on what evidence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import zstandard

from graph.model import Article, Changes, Entity, GraphUpdate, Mention, Page, Publisher
from graph.stores.checks import check_text, check_update, to_json
from graph.stores.codec import COMPACT
from graph.stores.kinds import mention_key
from graph.stores.merging import is_known, merged_entity, merged_publisher, merged_version
from graph.stores.neo4j import following, judging, saying, tables
from graph.stores.neo4j.entities import key_hash
from graph.stores.neo4j.rows import evidence_coded, version_from, version_properties, whole
from graph.stores.neo4j.tables import Properties
from graph.stores.neo4j.transaction import Transaction, replace_owned
from graph.stores.neo4j.words import name_words

T = TypeVar("T", Publisher, Entity, Article)
_THINGS = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id, n.data"
_SAVE = "UNWIND $rows AS r MERGE (n:{label} {{id: r.id}}) SET n += r"
_VERSIONS = "UNWIND $ids AS id MATCH (v:Version {id: id}) RETURN v.id, v.retrieved, v.data, v.ts, v.mentions"
_PAGES = "UNWIND $ids AS id MATCH (n:Page {id: id}) RETURN n.id"
_NAMINGS = "UNWIND $rows AS r MERGE (n:Naming {key: r.key}) SET n.hash = r.hash, n.entity_id = r.entity_id"
INSERTED, UPDATED, UNCHANGED = Changes(inserted=1), Changes(updated=1), Changes(unchanged=1)


def put(tx: Transaction, updates: Sequence[GraphUpdate]) -> Changes:
    """See ``graph.stores.base.Writer.put``; the updates are of different versions."""
    for update in updates:
        check_update(update)
    changes = put_publishers(tx, [u.publisher for u in updates if u.publisher])
    changes += put_pages(tx, [u.page for u in updates if u.page])
    changes += put_articles(tx, [u.article for u in updates])
    new, told = put_versions(tx, updates)
    old = [update.version.id for update in updates if update.version.id not in new]
    changes += put_entities(tx, [entity for u in updates for entity in u.entities])
    said, gone = saying.put(tx, updates, old)
    graded = [evidence_coded(evidence, where=u.article.url) for u in updates for evidence in u.evidence]
    changes += told + said + replace_owned(tx, tables.EVIDENCE, old, graded).changes
    changes += judging.replace(tx, {u.version.id: u.judgements for u in updates}, old)
    return changes + following.drop_edges_of(tx, gone)


# ---------------------------------------------------------------- shared records


def put_publishers(tx: Transaction, publishers: Sequence[Publisher]) -> Changes:
    changes, changed = _merged(tx, Publisher, publishers, merged_publisher)
    save_publishers(tx, changed)
    return changes


def save_publishers(tx: Transaction, publishers: Iterable[Publisher]) -> None:
    """Write them."""
    rows = [
        {"id": p.id, "name": p.name, "domain": p.domain, "country": p.country, "data": whole(p, where=p.domain)}
        for p in publishers
    ]
    tx.db.each(_SAVE.format(label="Publisher"), _sorted(rows))


def put_articles(tx: Transaction, articles: Sequence[Article]) -> Changes:
    changes, changed = _merged(tx, Article, articles, lambda old, new: new)
    save_articles(tx, changed)
    if changes.updated:
        following.refresh_articles(tx, [article.id for article in changed])
    return changes


def save_articles(tx: Transaction, articles: Sequence[Article]) -> None:
    """Write them."""
    rows: list[Properties] = []
    for article in articles:
        check_text(article.url, where=article.id)
        data = whole(article, where=article.id)
        rows.append({"id": article.id, "url": article.url, "publisher_id": article.publisher_id, "data": data})
    tx.db.each(_SAVE.format(label="Article"), _sorted(rows))
    tx.link("Article", (article.id for article in articles))


def put_entities(tx: Transaction, entities: Sequence[Entity]) -> Changes:
    changes, changed = _merged(tx, Entity, entities, merged_entity)
    save_entities(tx, changed)
    return changes


def save_entities(tx: Transaction, entities: Sequence[Entity]) -> None:
    """Write them with their keys and the words and sounds of their names."""
    rows = [
        {
            "id": entity.id,
            "name": entity.name,
            "schema": entity.schema.value,
            "known": is_known(entity),
            "data": whole(entity, where=entity.id),
            "words": name_words(entity),
        }
        for entity in entities
    ]
    tx.db.each(_SAVE.format(label="Entity"), _sorted(rows))
    namings = {(key_hash(key), entity.id) for entity in entities for key in entity.keys}
    keyed = [{"key": f"{hashed} {entity}", "hash": hashed, "entity_id": entity} for hashed, entity in sorted(namings)]
    tx.db.each(_NAMINGS, keyed)
    judging.regroup(tx, [entity.id for entity in entities])


def _merged(tx: Transaction, cls: type[T], values: Sequence[T], merge: Callable[[T, T], T]) -> tuple[Changes, list[T]]:
    """Merge with what is there; gives those that are to be written."""
    held: dict[str, T | None] = tx.things.setdefault(cls.__name__, {})
    asked = sorted({value.id for value in values} - held.keys())
    if asked:
        held |= dict.fromkeys(asked)
        found = tx.db.rows(_THINGS.format(label=cls.__name__), ids=asked)
        held |= {record_id: COMPACT.decode(cls, json.loads(data)) for record_id, data in found}
    changes, changed = Changes(), {}
    for value in values:
        old = held[value.id]
        new = value if old is None else merge(old, value)
        if new != old:
            held[value.id] = changed[value.id] = new
        changes += INSERTED if old is None else UNCHANGED if new == old else UPDATED
    return changes, list(changed.values())


# ---------------------------------------------------------------- pages and versions


def put_pages(tx: Transaction, pages: Sequence[Page]) -> Changes:
    """A page's key is the hash of its bytes, so one that is there is the same."""
    wanted = {page.sha256: page for page in pages}
    there = {sha256 for (sha256,) in tx.db.rows(_PAGES, ids=sorted(wanted))} if wanted else set()
    save_pages(tx, [page for sha256, page in wanted.items() if sha256 not in there])
    new = len(wanted.keys() - there)
    return Changes(inserted=new, unchanged=len(pages) - new)


def save_pages(tx: Transaction, pages: Iterable[Page]) -> None:
    """Write them, compressed."""
    packer = zstandard.ZstdCompressor(level=6)
    rows = [
        {
            "id": page.sha256,
            "data": to_json(COMPACT.encode(page, leave=frozenset({"content"})), where=page.url),
            "content": packer.compress(page.content),
        }
        for page in pages
    ]
    tx.db.each(_SAVE.format(label="Page"), _sorted(rows))


def put_versions(tx: Transaction, updates: Sequence[GraphUpdate]) -> tuple[set[str], Changes]:
    """Versions with their mentions; also gives the ids of those that are new."""
    found = tx.db.rows(_VERSIONS, ids=sorted(u.version.id for u in updates))
    old = {record_id: columns for record_id, *columns in found}
    changes, rows = Changes(), []
    for update in updates:
        done, row = _version(tx, update, old.get(update.version.id))
        changes += done
        rows += [row] if row else []
    tx.db.each(_SAVE.format(label="Version"), _sorted(rows))
    tx.link("Version", (row["id"] for row in rows))
    moved = [row for row in rows if row["id"] in old and "ts" in row and row["ts"] != old[row["id"]][2]]
    following.move(tx, {row["id"]: row["ts"] for row in moved})
    new = {row["id"] for row in rows} - old.keys()
    tx.fresh |= new
    return new, changes


def _version(tx: Transaction, update: GraphUpdate, old: Sequence[Any] | None) -> tuple[Changes, Properties | None]:
    """What changed, and the properties to write."""
    version, where = update.version, update.article.url
    mentions = mentions_of(update.mentions, where=where)
    if old is None:
        tx.mentions += len(mentions)
        row = version_properties(version, where=where) | {"recorded": tx.now, **told(update.mentions, where=where)}
        return Changes(inserted=1 + len(mentions)), row
    before = version_from(version.id, version.article_id, old[0], old[1], version.text)
    merged = merged_version(before, version)
    row = version_properties(merged, where=where) if merged != before else {}
    changes = _mentions(mentions, old[3])
    if changes.changed:
        tx.mentions += changes.inserted - changes.superseded
        row |= {"id": version.id, **told(update.mentions, where=where)}
    return changes + (UNCHANGED if merged == before else UPDATED), row or None


def told(mentions: Iterable[Mention], *, where: str) -> Properties:
    """The properties of a version that hold its mentions: all as JSON, since they are read together only."""
    mentions = list(mentions)
    data = f"[{','.join(mentions_of(mentions, where=where))}]"
    return {"mentions": data, "mentioned": sorted({m.entity_id for m in mentions if m.entity_id})}


def mentions_of(mentions: Iterable[Mention], *, where: str) -> list[str]:
    """Each as JSON, once, in the order of the text."""
    return [to_json(COMPACT.encode(mention), where=where) for mention in sorted(set(mentions), key=mention_key)]


def _mentions(new: list[str], old: str | None) -> Changes:
    before = {to_json(plain, where="") for plain in json.loads(old or "[]")}
    kept = len(before.intersection(new))
    return Changes(inserted=len(new) - kept, unchanged=kept, superseded=len(before) - kept)


def _sorted(rows: Iterable[Properties]) -> list[Properties]:
    """In the order of their ids: everywhere the same, so that no two writers wait for each other."""
    return sorted(rows, key=lambda row: str(row["id"]))
