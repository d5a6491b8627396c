"""Timelines: the keys of a page from one covering index, in order; then only its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import merge
from itertools import groupby, islice
from typing import Any

from graph.model import Reported
from graph.stores.base import Slice
from graph.stores.cursor import Key, from_cursor, to_cursor
from graph.stores.sqlite.assembling import ATTRIBUTION_COLUMNS, by_ids, by_places, reported
from graph.stores.sqlite.entities import members
from graph.stores.sqlite.query import Db, When, rows

_BEFORE_ALL: Key = (-(2**63), "", -1, "")


def of_claims(db: Db, claim_ids: Sequence[str], *, cursor: str | None, limit: int, when: When) -> Slice[Reported]:
    after = from_cursor(cursor, int, str, int, str) or _BEFORE_ALL

    def keys(claim_id: str) -> list[Key]:
        return rows(
            db,
            """SELECT DISTINCT ts, version_id, start, attribution_id FROM bearing
            WHERE claim_id = ? AND (ts, version_id, start, attribution_id) > (?, ?, ?, ?) AND ts <= ?
            AND recorded <= ? AND superseded > ? ORDER BY ts, version_id, start, attribution_id LIMIT ?""",
            *(claim_id, *after, when.public, when.instant, when.instant, limit + 1),
        )

    page, more = _merged(keys, set(claim_ids), limit)
    return Slice(reported(db, by_ids(db, [str(key[3]) for key in page], when), when), more)


def of_entity(db: Db, entity_id: str, *, cursor: str | None, limit: int, when: When) -> Slice[Reported]:
    after = from_cursor(cursor, int, str, int, int) or (*_BEFORE_ALL[:3], -1)

    def keys(member: str) -> list[Key]:
        return rows(
            db,
            """SELECT p.ts, p.version_id, p.start, p.place FROM party p JOIN attribution a ON a.place = p.place
            WHERE p.entity_id = ? AND (p.ts, p.version_id, p.start, p.place) > (?, ?, ?, ?) AND p.ts <= ?
            AND a.recorded <= ? AND a.superseded > ? ORDER BY p.ts, p.version_id, p.start, p.place LIMIT ?""",
            *(member, *after, when.public, when.instant, when.instant, limit + 1),
        )

    page, more = _merged(keys, members(db, entity_id), limit)
    return Slice(reported(db, by_places(db, [int(key[3]) for key in page]), when), more)


def _merged(keys: Callable[[str], list[Key]], ends: Iterable[str], limit: int) -> tuple[list[Key], str | None]:
    """One page of several sorted lists, each key once, and the cursor behind it."""
    ordered = (key for key, _ in groupby(merge(*(keys(end) for end in ends))))
    found = list(islice(ordered, limit + 1))
    page = found[:limit]
    return page, to_cursor(page[-1]) if len(found) > limit and page else None


def in_version(db: Db, version_id: str, when: When) -> tuple[Reported, ...]:
    """Attributions of one version in the order of the text."""
    found: list[tuple[Any, ...]] = rows(
        db,
        f"""SELECT {ATTRIBUTION_COLUMNS} FROM attribution a
        WHERE a.owner = ? AND a.ts <= ? AND a.recorded <= ? AND a.superseded > ? ORDER BY a.start, a.id""",
        *(version_id, when.public, when.instant, when.instant),
    )
    return reported(db, found, when)
