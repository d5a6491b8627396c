"""Reading entities, their names, and what is judged to be the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Entity, Judgement
from graph.stores.finding import entity_rank, query_forms
from graph.stores.sqlite.query import IN, Db, many, rows
from graph.stores.sqlite.rows import entity_from, judgement_from
from graph.stores.times import FOREVER
from graph.text import skeleton

JUDGEMENT_COLUMNS = '"left", "right", "by", data'


def entities(db: Db, ids: Iterable[str]) -> dict[str, Entity]:
    """Those that are known, by id."""
    found = rows(db, f"SELECT id, data FROM entity WHERE id {IN}", many(ids))
    return {record_id: entity_from(data) for record_id, data in found}


def by_key(db: Db, keys: Sequence[str], limit: int) -> tuple[Entity, ...]:
    found = rows(
        db,
        f"""SELECT id, data FROM entity WHERE id IN (SELECT entity_id FROM entity_key WHERE key {IN})
        ORDER BY id LIMIT ?""",
        many(keys),
        limit,
    )
    return tuple(entity_from(data) for _, data in found)


def canonical(db: Db, entity_ids: Sequence[str]) -> dict[str, str]:
    found = rows(db, f"SELECT entity_id, canonical_id FROM same_as WHERE entity_id {IN}", many(entity_ids))
    return {entity_id: entity_id for entity_id in entity_ids} | dict(found)


def members(db: Db, entity_id: str) -> tuple[str, ...]:
    found = rows(
        db,
        """SELECT entity_id FROM same_as
        WHERE canonical_id = (SELECT canonical_id FROM same_as WHERE entity_id = ?) ORDER BY entity_id""",
        entity_id,
    )
    return tuple(member for (member,) in found) or (entity_id,)


def all_members(db: Db, entity_ids: Sequence[str]) -> list[str]:
    """Every id judged the same as one of these, sorted."""
    return sorted({member for entity_id in set(entity_ids) for member in members(db, entity_id)})


def judgements_of(db: Db, entity_id: str) -> tuple[Judgement, ...]:
    found = rows(
        db,
        f"""SELECT DISTINCT {JUDGEMENT_COLUMNS} FROM judgement
        WHERE ("left" = ? OR "right" = ?) AND superseded = {FOREVER}""",
        entity_id,
        entity_id,
    )
    held = {judgement_from(*columns) for columns in found}
    return tuple(sorted(held, key=lambda j: (j.left, j.right, j.by, j.at, j.verdict, j.score, j.reasons)))


def find(db: Db, name: str, limit: int) -> tuple[Entity, ...]:
    """By words or by sound; the index proposes, ``entity_rank`` decides and orders."""
    words = " AND ".join(any_of(forms) for forms in query_forms(name))
    sounds = " AND ".join(quoted(f"~{sound}") for sound in skeleton(name).split())
    wanted = " OR ".join(f"({part})" for part in (words, sounds) if part)
    if not wanted:
        return ()
    found = entities(db, named(db, wanted))
    ranked = [(rank, entity) for entity in found.values() if (rank := entity_rank(name, entity))]
    return tuple(entity for _, entity in sorted(ranked, key=lambda pair: pair[0])[:limit])


def named(db: Db, wanted: str) -> list[str]:
    """Entities one of whose names answers a full-text query."""
    found = rows(
        db,
        """SELECT DISTINCT n.entity_id FROM name_words w JOIN entity_name n ON n.place = w.rowid
        WHERE name_words MATCH ?""",
        wanted,
    )
    return [entity_id for (entity_id,) in found]


def any_of(forms: Iterable[str]) -> str:
    """Full-text query: one of the words."""
    return "(" + " OR ".join(quoted(form) for form in forms) + ")"


def quoted(word: str) -> str:
    """A word as a string of the full-text language."""
    return '"' + word.replace('"', '""') + '"'


def is_known(db: Db, entity_ids: Iterable[str]) -> list[str]:
    """Those of a gazetteer, sorted."""
    found = rows(db, f"SELECT id FROM entity WHERE id {IN} AND known = 1 ORDER BY id", many(entity_ids))
    return [entity_id for (entity_id,) in found]
