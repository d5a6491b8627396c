"""Timelines: the keys of a page in order from one index, its rows in the same statement.

The order names the equality column too, so that it comes from the index and no more than a page is read. What stands
behind a cursor is a CASE: of an OR the planner makes one seek a branch, whose union has no order.
"""

from __future__ import annotations

from graph.model import Reported
from graph.stores.base import Slice
from graph.stores.cursor import Key, from_cursor, to_cursor
from graph.stores.neo4j.assembling import REPORTED, REPORTED_COLUMNS, SHOWN, reported
from graph.stores.neo4j.entities import members
from graph.stores.neo4j.query import Db, Row, When, held

_BEFORE_ALL: Key = (-(2**63), "", -1, "")


def _after(version: str) -> str:
    """Condition: ``k`` stands behind the cursor; every column of the index is in it."""
    return f"""k.ts >= $ts AND k.ts <= $public AND {version} IS NOT NULL AND k.start IS NOT NULL
        AND k.attribution_id IS NOT NULL AND {held("k")} AND CASE WHEN k.ts <> $ts THEN true
            WHEN {version} <> $version THEN {version} > $version WHEN k.start <> $start THEN k.start > $start
            ELSE k.attribution_id > $id END"""


def _page(label: str, end: str, version: str) -> str:
    return f"""UNWIND $ends AS end
    CALL (end) {{
        MATCH (k:{label}) USING INDEX k:{label}({end}, ts, {version}, start, attribution_id)
        WHERE k.{end} = end AND {_after(f"k.{version}")}
        WITH DISTINCT k.{end} AS at, k.ts AS ts, k.{version} AS version, k.start AS start, k.attribution_id AS id
        ORDER BY at, ts, version, start, id LIMIT $limit RETURN ts, version, start, id }}
    WITH DISTINCT ts, version, start, id ORDER BY ts, version, start, id LIMIT $limit
    MATCH (a:AttributionRow {{id: id}}) WHERE {SHOWN} {REPORTED}
    RETURN ts, version, start, id, {REPORTED_COLUMNS} ORDER BY ts, version, start, id"""


_OF_CLAIMS = _page("BearingRow", "claim_id", "version_id")
_OF_ENTITY = _page("PartyRow", "entity_id", "owner")
_IN_VERSION = f"""MATCH (a:AttributionRow) USING INDEX a:AttributionRow(owner, superseded)
    WHERE a.owner = $owner AND a.superseded > $instant AND a.recorded <= $instant AND a.ts <= $public
    WITH a ORDER BY a.start, a.id {REPORTED} RETURN {REPORTED_COLUMNS} ORDER BY a.start, a.id"""


def of_claims(db: Db, claim_ids: list[str], *, cursor: str | None, limit: int, when: When) -> Slice[Reported]:
    return _walk(db, _OF_CLAIMS, claim_ids, cursor=cursor, limit=limit, when=when)


def of_entity(db: Db, entity_id: str, *, cursor: str | None, limit: int, when: When) -> Slice[Reported]:
    ends = list(members(db, entity_id))
    return _walk(db, _OF_ENTITY, ends, cursor=cursor, limit=limit, when=when)


def _walk(db: Db, text: str, ends: list[str], *, cursor: str | None, limit: int, when: When) -> Slice[Reported]:
    ts, version, start, last = from_cursor(cursor, int, str, int, str) or _BEFORE_ALL
    after = {"ts": ts, "version": version, "start": start, "id": last}
    found = db.rows(text, ends=sorted(set(ends)), limit=limit + 1, **after, **when._asdict())
    return slice_of(found, limit)


def slice_of(found: list[Row], limit: int) -> Slice[Reported]:
    """A page of rows (four columns of the cursor, ``REPORTED_COLUMNS``); one more than shown was asked for."""
    page = found[:limit]
    more = to_cursor(page[-1][:4]) if len(found) > limit and page else None
    return Slice(tuple(reported(columns[4:]) for columns in page), more)


def in_version(db: Db, version_id: str, when: When) -> tuple[Reported, ...]:
    """Attributions of one version in the order of the text."""
    return tuple(reported(columns) for columns in db.rows(_IN_VERSION, owner=version_id, **when._asdict()))
