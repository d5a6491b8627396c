"""Tables, their version, and how an older file becomes a newer one.

Derived records are rows with an interval [recorded, superseded) in microseconds, ``FOREVER`` while current. ``ts`` is
``Version.knowable``, copied to where a page of a timeline is read from, so that its keys come from one index.
``place`` (see ``rows.place_of``) is a row number that grows with time: full text walks it backwards and needs no
sorting. The last block holds what follows from the rest (``following.rebuild`` makes it anew).
"""

from __future__ import annotations

from collections.abc import Callable

import apsw

from graph.errors import StoreCorrupt, StoreVersionError

APPLICATION_ID = 0x434C4D4C  # "CLML" in the header of the file: ours, not just any SQLite database
VERSION = 1

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE lease (name TEXT PRIMARY KEY, owner TEXT NOT NULL, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE run (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE fetch (url TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE publisher (id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE article (id TEXT PRIMARY KEY, url TEXT NOT NULL, publisher_id TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE page (sha256 TEXT NOT NULL UNIQUE, data TEXT NOT NULL, content BLOB NOT NULL) STRICT;
CREATE TABLE version (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article_id TEXT NOT NULL, ts INTEGER NOT NULL,
    retrieved INTEGER NOT NULL, recorded INTEGER NOT NULL, data TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX version_of_article ON version (article_id, retrieved, recorded, id, ts);
CREATE INDEX version_newest ON version (ts DESC, id);
CREATE TABLE mentions (version_id TEXT PRIMARY KEY, number INTEGER NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE entity (id TEXT PRIMARY KEY, known INTEGER NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE entity_key (key TEXT, entity_id TEXT, PRIMARY KEY (key, entity_id)) STRICT, WITHOUT ROWID;
CREATE TABLE entity_name (place INTEGER PRIMARY KEY, entity_id TEXT NOT NULL) STRICT;
CREATE INDEX entity_name_of ON entity_name (entity_id);

CREATE TABLE attribution (
    place INTEGER PRIMARY KEY, recorded INTEGER NOT NULL, superseded INTEGER NOT NULL, ts INTEGER NOT NULL,
    start INTEGER NOT NULL, digest INTEGER NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, claimant_id TEXT,
    answering INTEGER NOT NULL, made_by TEXT NOT NULL, data TEXT NOT NULL, vector BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX attribution_id ON attribution (id, recorded);
CREATE INDEX attribution_of ON attribution (owner, start);
CREATE INDEX attribution_answering ON attribution (claimant_id, ts) WHERE answering = 1;
CREATE TABLE evidence (
    id TEXT, recorded INTEGER, superseded INTEGER NOT NULL, digest INTEGER NOT NULL, attribution_id TEXT NOT NULL,
    owner TEXT NOT NULL, made_by TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (id, recorded)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_for ON evidence (attribution_id);
CREATE INDEX evidence_of ON evidence (owner);
CREATE TABLE judgement (
    owner TEXT, "left" TEXT, "right" TEXT, "by" TEXT, recorded INTEGER, superseded INTEGER NOT NULL,
    digest INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (owner, "left", "right", "by", recorded)
) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_left ON judgement ("left", "right");
CREATE INDEX judgement_right ON judgement ("right");

CREATE TABLE claim (
    id TEXT, recorded INTEGER, superseded INTEGER NOT NULL, digest INTEGER NOT NULL, owner TEXT NOT NULL,
    founder_id TEXT NOT NULL, founder_ts INTEGER NOT NULL, data TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (id, recorded)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_of ON claim (owner);
CREATE INDEX claim_founder ON claim (founder_id);
CREATE TABLE bearing (
    claim_id TEXT NOT NULL, ts INTEGER NOT NULL, version_id TEXT NOT NULL, start INTEGER NOT NULL,
    attribution_id TEXT NOT NULL, answers INTEGER NOT NULL, owner TEXT NOT NULL, recorded INTEGER NOT NULL,
    superseded INTEGER NOT NULL, digest INTEGER NOT NULL, data TEXT NOT NULL
) STRICT;
CREATE INDEX bearing_timeline ON bearing (claim_id, ts, version_id, start, attribution_id);
CREATE INDEX bearing_attribution ON bearing (attribution_id);
CREATE INDEX bearing_of ON bearing (owner);
CREATE TABLE link (
    owner TEXT, "left" TEXT, "right" TEXT, kind TEXT, recorded INTEGER, superseded INTEGER NOT NULL,
    digest INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (owner, "left", "right", kind, recorded)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_left ON link ("left");
CREATE INDEX link_right ON link ("right");
CREATE TABLE thread (
    id TEXT, recorded INTEGER, superseded INTEGER NOT NULL, digest INTEGER NOT NULL, owner TEXT NOT NULL,
    data TEXT NOT NULL, PRIMARY KEY (id, recorded)
) STRICT, WITHOUT ROWID;
CREATE TABLE in_thread (
    owner TEXT, claim_id TEXT, thread_id TEXT, recorded INTEGER, superseded INTEGER NOT NULL, digest INTEGER NOT NULL,
    score REAL NOT NULL, data TEXT NOT NULL, PRIMARY KEY (owner, claim_id, thread_id, recorded)
) STRICT, WITHOUT ROWID;
CREATE INDEX in_thread_claim ON in_thread (claim_id);
CREATE INDEX in_thread_thread ON in_thread (thread_id);
CREATE TABLE near_copy (
    owner TEXT, version_id TEXT, of_version_id TEXT, method TEXT, recorded INTEGER, superseded INTEGER NOT NULL,
    digest INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (owner, version_id, of_version_id, method, recorded)
) STRICT, WITHOUT ROWID;
CREATE INDEX near_copy_from ON near_copy (version_id);
CREATE INDEX near_copy_to ON near_copy (of_version_id);

CREATE TABLE same_as (entity_id TEXT PRIMARY KEY, canonical_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX same_as_members ON same_as (canonical_id, entity_id);
CREATE TABLE party (
    entity_id TEXT, ts INTEGER, version_id TEXT, start INTEGER, place INTEGER,
    PRIMARY KEY (entity_id, ts, version_id, start, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim_about (
    entity_id TEXT, founder_ts INTEGER, claim_id TEXT, PRIMARY KEY (entity_id, founder_ts DESC, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_about_claim ON claim_about (claim_id);
CREATE TABLE claim_thread (claim_id TEXT PRIMARY KEY, thread_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX claim_thread_claims ON claim_thread (thread_id, claim_id);
CREATE TABLE thread_move (
    thread_id TEXT, ts INTEGER, version_id TEXT, number INTEGER NOT NULL, publisher_id TEXT,
    PRIMARY KEY (thread_id, ts, version_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_move_newest ON thread_move (ts DESC, thread_id, version_id);
CREATE INDEX thread_move_version ON thread_move (version_id);
"""

# Words come folded and separated by spaces; ":" begins what is no word (language, claimant), "~" a name's sound.
_FULL_TEXT = """
CREATE VIRTUAL TABLE said_words USING fts5 (
    words, content='', contentless_delete=1, detail=none, columnsize=1, tokenize="ascii tokenchars '_:~'");
CREATE VIRTUAL TABLE version_words USING fts5 (
    words, content='', contentless_delete=1, detail=none, columnsize=1, tokenize="ascii tokenchars '_:~'");
CREATE VIRTUAL TABLE name_words USING fts5 (
    words, content='', contentless_delete=1, detail=none, columnsize=1, tokenize="ascii tokenchars '_:~'");
"""

MIGRATIONS: dict[int, Callable[[apsw.Connection], None]] = {}
"""From version n to n + 1, each run inside one write transaction. Never changed once released."""


def create(db: apsw.Connection) -> None:
    """Make all tables; inside a write transaction."""
    db.execute(_TABLES)
    db.execute(_FULL_TEXT)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def is_empty(db: apsw.Connection) -> bool:
    """True for a database that holds nothing at all."""
    return db.execute("SELECT count(*) FROM sqlite_schema").get == 0 and _pragma(db, "application_id") == 0


def check_ours(db: apsw.Connection, *, url: str) -> int:
    """The schema's version. Raises ``StoreCorrupt`` for another program's database, ``StoreVersionError`` for one of
    another schema that cannot be migrated."""
    if _pragma(db, "application_id") != APPLICATION_ID:
        hint = "Name another file; this one is left as it is"
        raise StoreCorrupt("a database of another program, not Claimline's", url=url, hint=hint)
    version = _pragma(db, "user_version")
    if version > VERSION or (version < VERSION and version not in MIGRATIONS):
        age, hint = (
            ("a newer", "Update Claimline") if version > VERSION else ("an older", "Export it with the older one")
        )
        raise StoreVersionError(f"made by {age} Claimline (schema {version}, here {VERSION})", url=url, hint=hint)
    return version


def migrate(db: apsw.Connection, version: int) -> None:
    """Bring the tables from ``version`` to this one's; inside a write transaction."""
    for step in range(version, VERSION):
        MIGRATIONS[step](db)
    db.execute(f"PRAGMA user_version = {VERSION}")


def _pragma(db: apsw.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").get)
