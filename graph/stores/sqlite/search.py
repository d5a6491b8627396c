"""Full text: folded words, each with its bare form, newest first.

A row's number grows with time, so the index is walked backwards until the page is full; nothing is sorted. The language
and the claimant are words of the index too (``:l:``, ``:e:`` + a hash). Each word of the query may stand in the
sentence or in a name of the claimant in any script: those who have such a name are looked up first.
"""

from __future__ import annotations

from hashlib import blake2b

from graph.model import Attribution, Reported, Version
from graph.stores.base import Slice
from graph.stores.cursor import from_cursor, to_cursor
from graph.stores.finding import attribution_text, query_forms, version_text
from graph.stores.sqlite.assembling import by_places, reported
from graph.stores.sqlite.documents import IS_LATEST, VERSION_COLUMNS, to_version
from graph.stores.sqlite.entities import all_members, any_of, named, quoted
from graph.stores.sqlite.query import Db, When, rows
from graph.stores.sqlite.rows import last_place
from graph.stores.times import FOREVER


def said_words(attribution: Attribution) -> str:
    """What the index holds of an attribution."""
    claimant = attribution.claimant.entity_id if attribution.claimant else None
    marks = [_language(attribution.language), *([_entity(claimant)] if claimant else [])]
    return " ".join([attribution_text(attribution), *marks])


def version_words(version: Version) -> str:
    """What the index holds of an article's text."""
    return f"{version_text(version)} {_language(version.language)}"


def attributions(
    db: Db, text: str, *, language: str | None, cursor: str | None, limit: int, when: When
) -> Slice[Reported]:
    forms = query_forms(text)
    if not forms:
        return Slice(())
    wanted = [_said_or_named(db, word) for word in forms]
    found = rows(
        db,
        """SELECT a.place FROM said_words w JOIN attribution a ON a.place = w.rowid
        WHERE said_words MATCH ? AND w.rowid < ? AND a.ts <= ? AND a.recorded <= ? AND a.superseded > ?
        ORDER BY w.rowid DESC LIMIT ?""",
        *(_all_of(wanted, language), _start(cursor, when), when.public, when.instant, when.instant, limit + 1),
    )
    places = [place for (place,) in found]
    more = to_cursor((places[limit - 1],)) if len(places) > limit > 0 else None
    return Slice(reported(db, by_places(db, places[:limit]), when), more)


def versions(db: Db, text: str, *, language: str | None, cursor: str | None, limit: int, when: When) -> Slice[Version]:
    forms = query_forms(text)
    if not forms:
        return Slice(())
    found = rows(
        db,
        f"""SELECT v.place, {VERSION_COLUMNS} FROM version_words w JOIN version v ON v.place = w.rowid
        WHERE version_words MATCH ? AND w.rowid < ? AND v.ts <= ? AND v.recorded <= ? AND {IS_LATEST}
        ORDER BY w.rowid DESC LIMIT ?""",
        *(_all_of([any_of(word) for word in forms], language), _start(cursor, when)),
        *(when.public, when.instant, when.public, when.instant, limit + 1),
    )
    more = to_cursor((found[limit - 1][0],)) if len(found) > limit > 0 else None
    return Slice(tuple(to_version(*columns) for _, *columns in found[:limit]), more)


def _said_or_named(db: Db, forms: tuple[str, ...]) -> str:
    """Query for one word: in the sentence, or in a name of who says it."""
    speakers = all_members(db, named(db, any_of(forms)))
    return any_of([*forms, *(_entity(speaker) for speaker in speakers)])


def _all_of(parts: list[str], language: str | None) -> str:
    return " AND ".join([*parts, *([quoted(_language(language))] if language else [])])


def _start(cursor: str | None, when: When) -> int:
    """The place before which a page begins."""
    after = from_cursor(cursor, int)
    if after:
        return int(after[0])
    return FOREVER if when.public == FOREVER else last_place(when.public) + 1


def _language(language: str) -> str:
    return f":l:{_hashed(language)}"


def _entity(entity_id: str) -> str:
    return f":e:{_hashed(entity_id)}"


def _hashed(value: str) -> str:
    """One word of the index for any string."""
    return blake2b(value.encode(), digest_size=8).hexdigest()
