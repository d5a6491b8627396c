"""From rows to what a reader meets: ``Reported`` and ``ClaimHead``, each page in one statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from graph.model import Answer, Attribution, Evidence, Expresses, Publisher, Reported
from graph.stores.base import ClaimHead
from graph.stores.codec import COMPACT
from graph.stores.neo4j.documents import VERSION
from graph.stores.neo4j.query import Db, Row, When, held
from graph.stores.neo4j.rows import (
    article_from,
    attribution_from,
    bearing_from,
    claim_from,
    evidence_from,
    version_from,
)
from graph.stores.times import from_micros

Edge = TypeVar("Edge", Expresses, Answer)
_SAID = "a.id, a.owner, a.made_by, a.data, a.vector"
_BEARINGS = f"""COLLECT {{ MATCH (b:BearingRow {{attribution_id: a.id}}) WHERE {held("b")} AND b.ts <= $public
    RETURN [b.attribution_id, b.claim_id, b.answers, -b.recorded, b.owner, b.data] }}"""
_EVIDENCE = f"""COLLECT {{ MATCH (e:EvidenceRow {{attribution_id: a.id}}) WHERE {held("e")}
    RETURN [e.id, e.owner, e.attribution_id, e.made_by, e.data] }}"""
REPORTED = """MATCH (v:Version {id: a.owner}) MATCH (d:Article {id: v.article_id})
    OPTIONAL MATCH (p:Publisher {id: d.publisher_id})"""
REPORTED_COLUMNS = f"{_SAID}, {VERSION}, d.id, d.url, d.publisher_id, p.data, {_BEARINGS}, {_EVIDENCE}"
SHOWN = f"a.ts <= $public AND {held('a')}"
_BY_ID = f"""MATCH (a:AttributionRow {{id: $id}}) WHERE {SHOWN} {REPORTED} RETURN {REPORTED_COLUMNS}"""
_BEARING_ON = """UNWIND $ids AS id MATCH (b:BearingRow) USING INDEX b:BearingRow(claim_id, answers, superseded)
    WHERE b.claim_id = id AND b.answers = $answers AND b.superseded > $instant AND b.recorded <= $instant
        AND b.ts <= $public
    RETURN b.attribution_id, b.claim_id, b.answers, -b.recorded, b.owner, b.data"""
_EVIDENCE_FOR = f"""UNWIND $ids AS id MATCH (e:EvidenceRow {{attribution_id: id}}) WHERE {held("e")}
    MATCH (v:Version {{id: e.owner}}) WHERE v.ts <= $public
    RETURN e.id, e.owner, e.attribution_id, e.made_by, e.data, v.text"""
_FOUNDERS = f"""UNWIND $ids AS id MATCH (a:AttributionRow {{id: id}}) MATCH (v:Version {{id: a.owner}})
    WITH a, v ORDER BY a.recorded RETURN a.ts, {_SAID}, v.text"""


def reported(columns: Sequence[Any]) -> Reported:
    """One attribution with all that hangs on it, from ``REPORTED_COLUMNS``."""
    version = version_from(*columns[5:10])
    edges = list(once(columns[14]))
    return Reported(
        attribution=attribution_from(columns[:5], version.text),
        version=version,
        article=article_from(*columns[10:13]),
        publisher=COMPACT.decode(Publisher, json.loads(columns[13])) if columns[13] else None,
        claim_ids=tuple(edge.claim_id for edge in edges if isinstance(edge, Expresses)),
        answers=tuple(edge for edge in edges if isinstance(edge, Answer)),
        evidence=tuple(evidence_from(found, version.text) for found in sorted(columns[15])),
    )


def attribution(db: Db, attribution_id: str, when: When) -> Reported | None:
    found = db.rows(_BY_ID, id=attribution_id, **when._asdict())
    return reported(found[0]) if found else None


def once(found: Iterable[Sequence[Any]]) -> Iterable[Expresses | Answer]:
    """Edges (attribution, claim, answers, -recorded, owner, data) in order, once each: the one recorded last."""
    before = None
    for attribution_id, claim_id, answers, _, _, data in sorted(map(tuple, found)):
        if before != (attribution_id, claim_id, answers):
            before = (attribution_id, claim_id, answers)
            yield bearing_from(answers, attribution_id, claim_id, data)


def bearing_on(db: Db, claim_ids: Sequence[str], when: When, *, answers: int) -> list[Row]:
    """Edges that end at one of the claims."""
    return db.rows(_BEARING_ON, ids=sorted(set(claim_ids)), answers=answers, **when._asdict())


def evidence_for(db: Db, attribution_ids: Sequence[str], when: When) -> tuple[Evidence, ...]:
    found = db.rows(_EVIDENCE_FOR, ids=sorted(set(attribution_ids)), **when._asdict())
    return tuple(evidence_from(columns[:-1], columns[-1]) for columns in sorted(found, key=lambda c: (c[2], c[0])))


def founders(db: Db, ids: Iterable[str]) -> dict[str, tuple[Attribution, int]]:
    """Attributions by id in their last state, current or superseded, with when they were knowable."""
    found = db.rows(_FOUNDERS, ids=sorted(set(ids)))
    return {columns[1]: (attribution_from(columns[1:-1], columns[-1]), columns[0]) for columns in found}


def heads(db: Db, found: Sequence[Row]) -> tuple[ClaimHead, ...]:
    """Claims given as (thread id, id, founder id, data, vector), in that order."""
    said = founders(db, (columns[2] for columns in found))
    return tuple(
        ClaimHead(
            claim=claim_from(*columns),
            thread_id=thread_id,
            founder=said[columns[1]][0],
            founder_time=from_micros(said[columns[1]][1]),
        )
        for thread_id, *columns in found
        if columns[1] in said
    )
