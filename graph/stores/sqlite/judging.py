"""Judgements, and the groups of entities that they make."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Changes, Judgement
from graph.stores.merging import REVIEW, effective, joins
from graph.stores.sqlite import tables
from graph.stores.sqlite.entities import is_known
from graph.stores.sqlite.query import IN, Db, many, rows
from graph.stores.sqlite.rows import judgement_coded, judgement_from
from graph.stores.sqlite.transaction import Transaction, apply, close, current, difference, replace_owned
from graph.stores.times import FOREVER


def replace(tx: Transaction, owner: str, judgements: Iterable[Judgement]) -> Changes:
    """Let a version own exactly these."""
    coded = [judgement_coded(judgement, owner=owner) for judgement in judgements]
    found = replace_owned(tx, tables.JUDGEMENT, owner, coded)
    recompute(tx.db, [str(end) for key in found.touched for end in key[1:3]])
    return found.changes


def put(tx: Transaction, judgement: Judgement) -> Changes:
    """A person's."""
    coded = [judgement_coded(judgement, owner=REVIEW)]
    found = difference(current(tx, tables.JUDGEMENT, coded), coded, keep=lambda key: True)
    apply(tx, tables.JUDGEMENT, found)
    recompute(tx.db, [judgement.left, judgement.right] if found.opened else [])
    return found.changes


def withdraw(tx: Transaction, left: str, right: str, by: str) -> Changes:
    """Undo a person's."""
    key = (REVIEW, left, right, by)
    if not rows(tx.db, tables.JUDGEMENT.current, *key):
        return Changes()
    close(tx, tables.JUDGEMENT, [key])
    recompute(tx.db, [left, right])
    return Changes(superseded=1)


def recompute(db: Db, entity_ids: Iterable[str]) -> None:
    """Make the groups of these entities, and of all that were or are joined with them, anew."""
    waiting = {member for entity_id in set(entity_ids) for member in _old_group(db, entity_id)}
    while waiting:
        group = _group(db, min(waiting))
        db.execute(f"DELETE FROM same_as WHERE entity_id {IN}", (many(group),))
        if len(group) > 1:
            canonical = min(is_known(db, group) or group)
            db.executemany("INSERT INTO same_as VALUES (?, ?)", [(member, canonical) for member in sorted(group)])
        waiting -= group


def _old_group(db: Db, entity_id: str) -> list[str]:
    sql = "SELECT entity_id FROM same_as WHERE canonical_id = (SELECT canonical_id FROM same_as WHERE entity_id = ?)"
    return [entity_id, *(member for (member,) in rows(db, sql, entity_id))]


def _group(db: Db, start: str) -> set[str]:
    """All that are joined with ``start`` now, itself included."""
    seen, waiting = {start}, [start]
    while waiting:
        for other in _joined_with(db, waiting.pop()) - seen:
            seen.add(other)
            waiting.append(other)
    return seen


def _joined_with(db: Db, entity_id: str) -> set[str]:
    found = rows(
        db,
        f"""SELECT owner, "left", "right", "by", data FROM judgement
        WHERE ("left" = ?1 OR "right" = ?1) AND superseded = {FOREVER}""",
        entity_id,
    )
    pairs: dict[str, list[tuple[str, Judgement]]] = {}
    for owner, *columns in found:
        judgement = judgement_from(*columns)
        other = judgement.right if judgement.left == entity_id else judgement.left
        pairs.setdefault(other, []).append((owner, judgement))
    return {other for other, held in pairs.items() if joins(effective(held))}
