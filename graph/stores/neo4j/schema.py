"""Constraints and indexes, their version, and how an older database becomes a newer one.

Each migration is a list of statements that may be run again (``IF NOT EXISTS``), so one that was interrupted goes on
where it was; the version is written after the last. ``ts`` is ``Version.knowable``, copied to where a page of a timeline
is read from, so that its keys come from one index. A composite index answers only with a predicate on every column.
"""

from __future__ import annotations

from graph.errors import StoreCorrupt, StoreUnavailable, StoreVersionError
from graph.stores.copying import Mark
from graph.stores.neo4j.connection import Server
from graph.stores.neo4j.query import Db
from graph.stores.neo4j.tables import TABLES

VERSION = 1
META = "claimline"
"""Name of the one ``Meta`` node: ours is a database that has it."""

_UNIQUE = {
    "Meta": "name", "Lease": "name", "Run": "id", "Fetch": "key", "Publisher": "id", "Article": "id", "Page": "id",
    "Version": "id", "Entity": "id", "Same": "id", "Place": "id", "Move": "key", "Naming": "key", "Topic": "key",
    **{table.label: "key" for table in TABLES},
}  # fmt: skip
INDEXES: dict[str, tuple[str, tuple[str, ...]]] = {
    "version_of_article": ("Version", ("article_id",)),
    "version_newest": ("Version", ("ts", "id")),
    "entity_naming": ("Naming", ("hash",)),
    "entity_named": ("Naming", ("entity_id",)),
    **{f"{table.label}_owned": (table.label, ("owner", "superseded")) for table in TABLES},
    "attribution_id": ("AttributionRow", ("id",)),
    "attribution_answering": ("AttributionRow", ("claimant_id", "answering", "superseded", "ts")),
    "party_timeline": ("PartyRow", ("entity_id", "ts", "owner", "start", "attribution_id")),
    "party_of": ("PartyRow", ("attribution_id",)),
    "evidence_for": ("EvidenceRow", ("attribution_id",)),
    "judgement_left": ("JudgementRow", ("left",)),
    "judgement_right": ("JudgementRow", ("right",)),
    "claim_id": ("ClaimRow", ("id",)),
    "claim_founder": ("ClaimRow", ("founder_id",)),
    "bearing_timeline": ("BearingRow", ("claim_id", "ts", "version_id", "start", "attribution_id")),
    "bearing_claim": ("BearingRow", ("claim_id", "answers", "superseded")),
    "bearing_version": ("BearingRow", ("version_id",)),
    "bearing_attribution": ("BearingRow", ("attribution_id",)),
    "link_left": ("LinkRow", ("left",)),
    "link_right": ("LinkRow", ("right",)),
    "thread_id": ("ThreadRow", ("id",)),
    "placing_claim": ("PlacingRow", ("claim_id",)),
    "placing_thread": ("PlacingRow", ("thread_id",)),
    "copy_from": ("CopyRow", ("version_id",)),
    "copy_to": ("CopyRow", ("of_version_id",)),
    "same_members": ("Same", ("canonical_id",)),
    "place_claims": ("Place", ("thread_id",)),
    "move_newest": ("Move", ("ts", "thread_id", "version_id")),
    "move_thread": ("Move", ("thread_id", "ts", "version_id")),
    "move_version": ("Move", ("version_id",)),
    "topic_newest": ("Topic", ("entity_id", "founder_ts", "claim_id")),
    "topic_claim": ("Topic", ("claim_id",)),
}
FULL_TEXT = {"said_words": "AttributionRow", "version_words": "Version", "name_words": "Entity"}


def _creations() -> tuple[str, ...]:
    unique = [
        f"CREATE CONSTRAINT {label}_{name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"
        for label, name in _UNIQUE.items()
    ]
    ranges = [
        f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON ({', '.join(f'n.{column}' for column in columns)})"
        for name, (label, columns) in INDEXES.items()
    ]
    words = [
        f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON EACH [n.words] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
        for name, label in FULL_TEXT.items()
    ]
    return (*unique, *ranges, *words, "CALL db.awaitIndexes(300)")


MIGRATIONS: dict[int, tuple[str, ...]] = {0: _creations()}
"""From version n to n + 1, each statement in a transaction of its own. Never changed once released."""

IS_EMPTY = "MATCH (n) RETURN count(n) = 0"
READ_VERSION = "OPTIONAL MATCH (m:Meta {name: $name}) RETURN m.schema"
WRITE_VERSION = "MERGE (m:Meta {name: $name}) ON CREATE SET m.generation = 0, m.mentions = 0 SET m.schema = $version"
READ_MARK = "MATCH (m:Meta {name: $name}) RETURN m.copied, m.digest"
WRITE_MARK = "MATCH (m:Meta {name: $name}) SET m.copied = $number, m.digest = $digest"
_INDEX_STATES = "SHOW INDEXES YIELD name, state"


def prepare(server: Server, *, create: bool) -> None:
    """Bring the database to this version. Raises ``StoreUnavailable`` where nothing is in it and it may not be made,
    ``StoreCorrupt`` for another program's, ``StoreVersionError`` for a newer one or, without ``create``, an older."""
    version = version_of(server)
    if version == VERSION:
        return
    if version is None and not server.read(lambda db: bool(db.rows(IS_EMPTY)[0][0])):
        hint = "Name another database; this one is left as it is"
        raise StoreCorrupt("a database of another program, not Claimline's", url=server.url, hint=hint)
    if version is not None and version > VERSION:
        raise _other(server, version, "a newer", "Update Claimline")
    if not create and version is None:
        raise StoreUnavailable("there is nothing in it", url=server.url, hint="Ingest something first")
    if not create or (version or 0) not in MIGRATIONS:
        raise _other(server, version or 0, "an older", "Run: claimline store migrate")
    migrate(server, version or 0)


def version_of(server: Server) -> int | None:
    """The schema's version; None where there is none."""
    found = server.read(lambda db: db.rows(READ_VERSION, name=META))[0][0]
    return None if found is None else int(found)


def migrate(server: Server, version: int) -> None:
    """Run what is missing, step by step."""
    for step in range(version, VERSION):
        server.statements(MIGRATIONS[step])
        server.write(lambda db, step=step: db.run(WRITE_VERSION, name=META, version=step + 1))  # type: ignore[misc]


def mark_of(db: Db) -> Mark | None:
    """How far an unfinished copy is."""
    found = db.rows(READ_MARK, name=META)
    return Mark(*found[0]) if found and found[0][0] is not None else None


def refuse_part(server: Server) -> None:
    """Raise ``StoreUnavailable`` where a copy has not ended: what is there is no whole graph."""
    mark = server.read(mark_of)
    if mark is not None:
        hint = "Run the same claimline store copy again: it goes on where it was"
        raise StoreUnavailable(f"a copy into it broke off after {mark.number:,} records", url=server.url, hint=hint)


def problems(db: Db) -> tuple[str, ...]:
    """In words: indexes that are missing or do not work."""
    states: dict[str, str] = dict(db.rows(_INDEX_STATES))
    wanted = (*INDEXES, *FULL_TEXT, *(f"{label}_{name}" for label, name in _UNIQUE.items()))
    missing = [f"there is no index {name}: run claimline store migrate" for name in wanted if name not in states]
    broken = [f"the index {name} is {state.lower()}" for name, state in states.items() if state != "ONLINE"]
    return (*missing, *broken)


def _other(server: Server, version: int, age: str, hint: str) -> StoreVersionError:
    return StoreVersionError(f"made by {age} Claimline (schema {version}, here {VERSION})", url=server.url, hint=hint)
