"""Judgements, and the groups of entities that they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.model import Changes, Judgement
from graph.stores.merging import REVIEW, effective, joined, joins
from graph.stores.neo4j import tables
from graph.stores.neo4j.entities import all_members, known
from graph.stores.neo4j.query import CURRENT
from graph.stores.neo4j.rows import judgement_coded, judgement_from
from graph.stores.neo4j.transaction import Transaction, close, current, put_shared, replace_owned

_JUDGED = f"""UNWIND $ids AS id MATCH (j:JudgementRow {{left: id, {CURRENT}}})
    RETURN j.owner, j.left, j.right, j.by, j.data
    UNION UNWIND $ids AS id MATCH (j:JudgementRow {{right: id, {CURRENT}}})
    RETURN j.owner, j.left, j.right, j.by, j.data"""
_SAVE = "UNWIND $rows AS r MERGE (s:Same {id: r.id}) SET s.canonical_id = r.canonical_id"
_DROP = "UNWIND $rows AS id MATCH (s:Same {id: id}) DETACH DELETE s"
_OLD = "UNWIND $ids AS id MATCH (s:Same {id: id}) RETURN s.id, s.canonical_id"


def replace(tx: Transaction, judgements: Mapping[str, Iterable[Judgement]], old: Iterable[str]) -> Changes:
    """Let each owner own exactly these; those in ``old`` may own some."""
    coded = [judgement_coded(judgement, owner=owner) for owner, held in judgements.items() for judgement in held]
    found = replace_owned(tx, tables.JUDGEMENT, list(old), coded)
    recompute(tx, {end for key in found.touched for end in key[1:3]})
    return found.changes


def put(tx: Transaction, judgement: Judgement) -> Changes:
    """A person's."""
    found = put_shared(tx, tables.JUDGEMENT, [judgement_coded(judgement, owner=REVIEW)])
    recompute(tx, {judgement.left, judgement.right} if found.opened else set())
    return found.changes


def withdraw(tx: Transaction, left: str, right: str, by: str) -> Changes:
    """Undo a person's."""
    key = (REVIEW, left, right, by)
    if not current(tx, tables.JUDGEMENT, [key]):
        return Changes()
    close(tx, tables.JUDGEMENT, [key])
    recompute(tx, {left, right})
    return Changes(superseded=1)


def regroup(tx: Transaction, entity_ids: Iterable[str]) -> None:
    """Entities have been written: one that is in a group now may stand for it, being a gazetteer's."""
    found = tx.db.rows(_OLD, ids=sorted(set(entity_ids))) if entity_ids else []
    recompute(tx, {entity_id for entity_id, _ in found})


def recompute(tx: Transaction, entity_ids: set[str]) -> None:
    """Make the groups of these entities, and of all that were or are joined with them, anew."""
    if not entity_ids:
        return
    before = all_members(tx.db, entity_ids)
    neighbours = _neighbours(tx, {*entity_ids, *before})
    wanted: dict[str, str] = {}
    for group in {joined(entity_id, neighbours) for entity_id in {*before, *entity_ids, *neighbours}}:
        if len(group) > 1:
            wanted |= dict.fromkeys(group, min(known(tx.db, group) or group))
    old: dict[str, str] = dict(tx.db.rows(_OLD, ids=sorted({*before, *wanted})))
    changed = sorted(entity_id for entity_id, canonical in wanted.items() if old.get(entity_id) != canonical)
    tx.db.each(_DROP, sorted(old.keys() - wanted.keys()))
    tx.db.each(_SAVE, [{"id": entity_id, "canonical_id": wanted[entity_id]} for entity_id in changed])
    tx.link("Same", {*before, *wanted})


def _neighbours(tx: Transaction, start: set[str]) -> dict[str, set[str]]:
    """Who is joined with whom, from ``start`` on, level by level."""
    neighbours: dict[str, set[str]] = {}
    asked: set[str] = set()
    waiting = set(start)
    while waiting:
        asked |= waiting
        for left, right in _joined_pairs(tx, waiting):
            neighbours.setdefault(left, set()).add(right)
            neighbours.setdefault(right, set()).add(left)
        waiting = neighbours.keys() - asked
    return neighbours


def _joined_pairs(tx: Transaction, entity_ids: set[str]) -> list[tuple[str, str]]:
    pairs: dict[tuple[str, str], list[tuple[str, Judgement]]] = {}
    for owner, *columns in tx.db.rows(_JUDGED, ids=sorted(entity_ids)):
        judgement = judgement_from(*columns)
        pairs.setdefault((judgement.left, judgement.right), []).append((owner, judgement))
    return [pair for pair, held in pairs.items() if joins(effective(held))]
