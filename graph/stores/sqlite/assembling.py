"""From rows to what a reader meets: ``Reported`` and ``ClaimHead``, in a fixed number of statements a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from graph.model import Answer, Attribution, Evidence, Expresses, Reported
from graph.stores.base import ClaimHead
from graph.stores.sqlite.documents import articles, publishers, texts, versions
from graph.stores.sqlite.query import IN, Db, When, many, rows
from graph.stores.sqlite.rows import attribution_from, bearing_from, claim_from, evidence_from
from graph.stores.times import FOREVER, from_micros

Edge = TypeVar("Edge", Expresses, Answer)
ATTRIBUTION_COLUMNS = "a.id, a.owner, a.made_by, a.data, a.vector"
NOW = When(FOREVER, FOREVER - 1)


def by_ids(db: Db, ids: Sequence[str], when: When) -> list[tuple[Any, ...]]:
    """Rows of the attributions as current at that instant, in the order of ``ids``; others are left out."""
    found = rows(
        db,
        f"""SELECT {ATTRIBUTION_COLUMNS} FROM attribution a
        WHERE a.id {IN} AND a.recorded <= ? AND a.superseded > ? AND a.ts <= ?""",
        *(many(ids), when.instant, when.instant, when.public),
    )
    by_id = {columns[0]: columns for columns in found}
    return [by_id[record_id] for record_id in ids if record_id in by_id]


def by_places(db: Db, places: Sequence[int]) -> list[tuple[Any, ...]]:
    """Rows of the attributions, in the order of ``places``."""
    found = rows(db, f"SELECT a.place, {ATTRIBUTION_COLUMNS} FROM attribution a WHERE a.place {IN}", many(places))
    by_place = {place: columns for place, *columns in found}
    return [tuple(by_place[place]) for place in places]


def reported(db: Db, found: Sequence[tuple[Any, ...]], when: When) -> tuple[Reported, ...]:
    """Attributions (``ATTRIBUTION_COLUMNS``) with all that hangs on them, in the order given."""
    told_by = versions(db, {columns[1] for columns in found})
    held = articles(db, {version.article_id for version in told_by.values()})
    known = publishers(db, {article.publisher_id for article in held.values() if article.publisher_id})
    ids = [columns[0] for columns in found]
    edges = bearings(db, "attribution_id", ids, when)
    evidence = evidence_for(db, ids, when, texts={version.id: version.text for version in told_by.values()})
    items = []
    for columns in found:
        version = told_by[columns[1]]
        article = held[version.article_id]
        mine = edges.get(columns[0], ())
        items.append(
            Reported(
                attribution=attribution_from(columns, version.text),
                version=version,
                article=article,
                publisher=known.get(article.publisher_id or ""),
                claim_ids=tuple(edge.claim_id for edge in mine if isinstance(edge, Expresses)),
                answers=tuple(edge for edge in mine if isinstance(edge, Answer)),
                evidence=tuple(evidence.get(columns[0], ())),
            )
        )
    return tuple(items)


def bearings(db: Db, column: str, ids: Sequence[str], when: When) -> dict[str, list[Expresses | Answer]]:
    """Edges attribution → claim by ``column`` (one of both ends), once each (the one recorded last), sorted."""
    found = rows(
        db,
        f"""SELECT {column}, answers, attribution_id, claim_id, data FROM bearing
        WHERE {column} {IN} AND ts <= ? AND recorded <= ? AND superseded > ?
        ORDER BY attribution_id, claim_id, answers, recorded DESC, owner""",
        *(many(ids), when.public, when.instant, when.instant),
    )
    edges: dict[str, list[Expresses | Answer]] = {}
    seen: set[tuple[int, str, str]] = set()
    for end, answers, attribution_id, claim_id, data in found:
        if (answers, attribution_id, claim_id) not in seen:
            seen.add((answers, attribution_id, claim_id))
            edges.setdefault(end, []).append(bearing_from(answers, attribution_id, claim_id, data))
    return edges


def evidence_for(
    db: Db, ids: Sequence[str], when: When, *, texts: dict[str, str] | None = None
) -> dict[str, list[Evidence]]:
    """Evidence by attribution; ``texts`` of the versions where they are at hand."""
    found = rows(
        db,
        f"""SELECT id, owner, attribution_id, made_by, data FROM evidence
        WHERE attribution_id {IN} AND recorded <= ? AND superseded > ? ORDER BY attribution_id, id""",
        *(many(ids), when.instant, when.instant),
    )
    texts = texts if texts is not None else public_texts(db, {columns[1] for columns in found}, when)
    graded: dict[str, list[Evidence]] = {}
    for columns in found:
        if columns[1] in texts:
            graded.setdefault(columns[2], []).append(evidence_from(columns, texts[columns[1]]))
    return graded


def public_texts(db: Db, version_ids: Iterable[str], when: When) -> dict[str, str]:
    """What spans point into, of the versions that may be shown."""
    return dict(rows(db, f"SELECT id, text FROM version WHERE id {IN} AND ts <= ?", many(version_ids), when.public))


def founders(db: Db, ids: Iterable[str]) -> dict[str, tuple[Attribution, int]]:
    """Attributions by id in their last state, current or superseded, with when they were knowable."""
    found = rows(
        db,
        f"""SELECT a.ts, {ATTRIBUTION_COLUMNS} FROM attribution a WHERE a.id {IN} ORDER BY a.recorded""",
        many(ids),
    )
    read = texts(db, {columns[2] for columns in found})
    return {columns[1]: (attribution_from(columns[1:], read[columns[2]]), columns[0]) for columns in found}


def heads(db: Db, found: Sequence[tuple[Any, ...]]) -> tuple[ClaimHead, ...]:
    """Claims given as (thread id, id, founder id, data, vector), in that order."""
    said = founders(db, {columns[2] for columns in found})
    return tuple(
        ClaimHead(
            claim=claim_from(*columns),
            thread_id=thread_id,
            founder=said[columns[1]][0],
            founder_time=from_micros(said[columns[1]][1]),
        )
        for thread_id, *columns in found
    )
