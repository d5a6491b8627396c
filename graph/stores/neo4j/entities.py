"""Reading entities: by id, by key, by name; who is the same as whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from graph.model import Entity, Judgement
from graph.stores.codec import COMPACT
from graph.stores.finding import entity_rank, query_forms
from graph.stores.neo4j.query import CURRENT, Db
from graph.stores.neo4j.rows import judgement_from
from graph.stores.neo4j.words import all_of, any_of, quoted
from graph.text import skeleton

JUDGEMENT = "j.left, j.right, j.by, j.data"
_BY_KEY = """UNWIND $hashes AS hash MATCH (k:Naming {hash: hash}) WITH DISTINCT k.entity_id AS id ORDER BY id LIMIT $limit
    MATCH (e:Entity {id: id}) RETURN e.data ORDER BY e.id"""
_ALL_MEMBERS = """UNWIND $ids AS id OPTIONAL MATCH (s:Same {id: id}) WITH id, s.canonical_id AS canonical
    OPTIONAL MATCH (m:Same {canonical_id: canonical}) RETURN DISTINCT coalesce(m.id, id) AS member ORDER BY member"""
_JUDGED = f"""MATCH (j:JudgementRow {{left: $id, {CURRENT}}}) RETURN {JUDGEMENT}
    UNION MATCH (j:JudgementRow {{right: $id, {CURRENT}}}) RETURN {JUDGEMENT}"""
_NAMED = "CALL db.index.fulltext.queryNodes('name_words', $wanted) YIELD node RETURN node.id"


def entities(db: Db, ids: Iterable[str]) -> dict[str, Entity]:
    """Those that are known, by id."""
    found = db.rows("UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id, e.data", ids=list(ids))
    return {record_id: COMPACT.decode(Entity, json.loads(data)) for record_id, data in found}


def by_key(db: Db, keys: Sequence[str], limit: int) -> tuple[Entity, ...]:
    found = db.rows(_BY_KEY, hashes=sorted({key_hash(key) for key in keys}), limit=limit)
    return tuple(COMPACT.decode(Entity, json.loads(data)) for (data,) in found)


def key_hash(key: str) -> str:
    """Keys are indexed by their hash: an index takes no value above 8 kB."""
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def canonical(db: Db, entity_ids: Sequence[str]) -> dict[str, str]:
    text = "UNWIND $ids AS id MATCH (s:Same {id: id}) RETURN s.id, s.canonical_id"
    return {entity_id: entity_id for entity_id in entity_ids} | dict(db.rows(text, ids=list(entity_ids)))


def members(db: Db, entity_id: str) -> tuple[str, ...]:
    return tuple(all_members(db, [entity_id]))


def all_members(db: Db, entity_ids: Iterable[str]) -> list[str]:
    """Every id judged the same as one of these, sorted."""
    return [member for (member,) in db.rows(_ALL_MEMBERS, ids=sorted(set(entity_ids)))]


def judgements_of(db: Db, entity_id: str) -> tuple[Judgement, ...]:
    held = {judgement_from(*columns) for columns in db.rows(_JUDGED, id=entity_id)}
    return tuple(sorted(held, key=lambda j: (j.left, j.right, j.by, j.at, j.verdict, j.score, j.reasons)))


def find(db: Db, name: str, limit: int) -> tuple[Entity, ...]:
    """By words or by sound; the index proposes, ``entity_rank`` decides and orders."""
    words = all_of(any_of(forms) for forms in query_forms(name))
    sounds = all_of(quoted(f"~{sound}") for sound in skeleton(name).split())
    wanted = " OR ".join(f"({part})" for part in (words, sounds) if part)
    if not wanted:
        return ()
    found = entities(db, named(db, wanted))
    ranked = [(rank, entity) for entity in found.values() if (rank := entity_rank(name, entity))]
    return tuple(entity for _, entity in sorted(ranked, key=lambda pair: pair[0])[:limit])


def named(db: Db, wanted: str) -> list[str]:
    """Entities whose names answer a full-text query."""
    return [entity_id for (entity_id,) in db.rows(_NAMED, wanted=wanted)]


def known(db: Db, entity_ids: Iterable[str]) -> set[str]:
    """Those of a gazetteer."""
    text = "UNWIND $ids AS id MATCH (e:Entity {id: id}) WHERE e.known RETURN e.id"
    return {entity_id for (entity_id,) in db.rows(text, ids=sorted(set(entity_ids)))}
