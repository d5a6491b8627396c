"""Full text: folded words, each with its bare form, newest first.

Each word of the query may stand in the sentence or in a name of the claimant in any script: those who have such a name
are looked up first.
"""

from __future__ import annotations

from graph.model import Reported, Version
from graph.stores.base import Slice
from graph.stores.cursor import from_cursor
from graph.stores.finding import query_forms
from graph.stores.neo4j.assembling import REPORTED, REPORTED_COLUMNS, SHOWN
from graph.stores.neo4j.documents import IS_LATEST, MAY_BE_SHOWN, VERSION, page_of, start_of
from graph.stores.neo4j.entities import all_members, named
from graph.stores.neo4j.query import Db, When
from graph.stores.neo4j.timelines import slice_of
from graph.stores.neo4j.words import all_of, any_of, entity_mark, language_mark, quoted

_SAID = f"""CALL db.index.fulltext.queryNodes('said_words', $wanted) YIELD node AS a
    WITH a WHERE {SHOWN} AND (a.ts < $ts OR a.ts = $ts AND (a.owner > $version OR a.owner = $version AND (
        a.start > $start OR a.start = $start AND a.id > $id)))
    WITH a ORDER BY a.ts DESC, a.owner, a.start, a.id LIMIT $limit {REPORTED}
    RETURN -a.ts AS at, a.owner AS told, a.start AS place, a.id AS said, {REPORTED_COLUMNS}
    ORDER BY a.ts DESC, a.owner, a.start, a.id"""
_TOLD = f"""CALL db.index.fulltext.queryNodes('version_words', $wanted) YIELD node AS v
    WITH v WHERE (v.ts < $ts OR v.ts = $ts AND v.id > $last) AND {MAY_BE_SHOWN} AND {IS_LATEST}
    WITH v ORDER BY v.ts DESC, v.id LIMIT $limit RETURN v.ts, {VERSION}"""


def attributions(
    db: Db, text: str, *, language: str | None, cursor: str | None, limit: int, when: When
) -> Slice[Reported]:
    after = from_cursor(cursor, int, str, int, str)
    ts, version, start, last = after or (-when.public, "", -1, "")
    forms = query_forms(text)
    if not forms:
        return Slice(())
    wanted = [_said_or_named(db, word) for word in forms]
    place = {"ts": -int(ts), "version": version, "start": start, "id": last}
    found = db.rows(_SAID, wanted=_narrowed(wanted, language), limit=limit + 1, **place, **when._asdict())
    return slice_of(found, limit)


def versions(db: Db, text: str, *, language: str | None, cursor: str | None, limit: int, when: When) -> Slice[Version]:
    ts, last = start_of(cursor, when)
    forms = query_forms(text)
    if not forms:
        return Slice(())
    wanted = _narrowed([any_of(word) for word in forms], language)
    return page_of(db.rows(_TOLD, wanted=wanted, ts=ts, last=last, limit=limit + 1, **when._asdict()), limit)


def _said_or_named(db: Db, forms: tuple[str, ...]) -> str:
    """Query for one word: in the sentence, or in a name of who says it."""
    speakers = all_members(db, named(db, any_of(forms)))
    return any_of([*forms, *(entity_mark(speaker) for speaker in speakers)])


def _narrowed(parts: list[str], language: str | None) -> str:
    return all_of([*parts, *([quoted(language_mark(language))] if language else [])])
