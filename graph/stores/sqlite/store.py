"""``SqliteStore``: one file in WAL mode, many readers beside one writer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import apsw

from graph.errors import StoreFull, StoreUnavailable
from graph.stores.base import Writer
from graph.stores.sqlite import following, schema
from graph.stores.sqlite.connection import Connections, connect, translated
from graph.stores.sqlite.locking import write_lock
from graph.stores.sqlite.query import Db, row
from graph.stores.sqlite.reading import SqliteReader
from graph.stores.sqlite.transaction import Transaction
from graph.stores.sqlite.writing import SqliteWriter
from graph.stores.times import to_micros

T = TypeVar("T")
PATIENCE = 30.0
"""Seconds that a second writer waits before ``StoreBusy``."""


class SqliteStore(SqliteReader):
    """``graph.stores.base.Store`` in one file. Open it with ``SqliteStore.open``."""

    def __init__(self, path: Path, *, readonly: bool, patience: float) -> None:
        self.url = f"sqlite:///{path}"
        self.readonly = readonly
        self._path = path
        self._patience = patience
        self._connections = Connections(path, patience=patience)

    @classmethod
    def open(
        cls, path: str | Path, *, readonly: bool = False, create: bool = True, patience: float = PATIENCE
    ) -> SqliteStore:
        """Open the file, made with its folders (mode 0600) where it is not there; see ``graph.stores.open_store``."""
        store = cls(Path(path), readonly=readonly, patience=patience)
        store._prepare(create=create and not readonly)
        return store

    # ------------------------------------------------------------ opening

    def _prepare(self, *, create: bool) -> None:
        if not self._path.exists():
            if not create:
                raise StoreUnavailable("there is no such file", url=self.url, hint="Ingest something first")
            _touch(self._path, self.url)
        with translated(self.url):
            version = self._look(create=create)
            if version is None or version < schema.VERSION:
                self._make(version)

    def _look(self, *, create: bool) -> int | None:
        """The schema's version; None where the file is empty and may be filled."""
        db = connect(self._path, readonly=True, patience=self._patience)
        try:
            if not (_is_blank(self._path) and schema.is_empty(db)):
                return schema.check_ours(db, url=self.url)
        finally:
            db.close()
        if not create:
            raise StoreUnavailable("there is nothing in it", url=self.url, hint="Ingest something first")
        return None

    def _make(self, version: int | None) -> None:
        """Create or migrate the tables, unless another process has just done so."""
        with write_lock(self._lock, patience=self._patience, url=self.url):
            db = connect(self._path, readonly=False, patience=self._patience)
            try:
                db.execute("PRAGMA journal_mode = WAL")
                with _immediate(db):
                    if schema.is_empty(db):
                        schema.create(db)
                    else:
                        schema.migrate(db, schema.check_ours(db, url=self.url))
            finally:
                db.close()

    @property
    def _lock(self) -> Path:
        return self._path.with_name(f"{self._path.name}.lock")

    # ------------------------------------------------------------ reading and writing

    @contextmanager
    def _read(self) -> Iterator[Db]:
        with translated(self.url):
            db = self._connections.reader()
            if db.in_transaction:  # a dump that this thread is still walking: its snapshot serves
                yield db
                return
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.execute("ROLLBACK")

    def write(self, work: Callable[[Writer], T], *, now: datetime, run_id: str = "") -> T:
        with self._written() as db:
            tx = Transaction(db, to_micros(now))
            result = work(SqliteWriter(tx, url=self.url))
            if tx.restored:
                following.rebuild(db)
            tx.end()
            return result

    @contextmanager
    def _written(self) -> Iterator[Db]:
        if self.readonly:
            raise StoreUnavailable("opened for reading only", url=self.url, hint="Open it without readonly to write")
        with (
            translated(self.url),
            write_lock(self._lock, patience=self._patience, url=self.url),
            _immediate(self._connections.writer()) as db,
        ):
            yield db

    # ------------------------------------------------------------ the run lease

    def lease(self, owner: str, *, now: datetime, seconds: float = 120.0) -> bool:
        at = to_micros(now)
        with self._written() as db:
            held = row(db, "SELECT owner, expires FROM lease WHERE name = 'run'")
            if held is not None and held[0] != owner and held[1] > at:
                return False
            expires = at + round(seconds * 1_000_000)
            db.execute("INSERT OR REPLACE INTO lease VALUES ('run', ?, ?)", (owner, expires))
            return True

    def holder(self) -> str | None:
        with self._read() as db:
            held = row(db, "SELECT owner FROM lease WHERE name = 'run'")
            return str(held[0]) if held else None

    def release(self, owner: str) -> None:
        with self._written() as db:
            db.execute("DELETE FROM lease WHERE name = 'run' AND owner = ?", (owner,))

    # ------------------------------------------------------------ keeping house

    def tidy(self) -> None:
        """Write the log into the file and refresh the statistics."""
        with translated(self.url), write_lock(self._lock, patience=self._patience, url=self.url):
            db = self._connections.writer()
            db.execute("PRAGMA optimize")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def check(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file."""
        with self._read() as db:
            found = [str(said) for (said,) in db.execute("PRAGMA quick_check(20)")]
        return tuple(problem for problem in found if problem != "ok")

    def close(self) -> None:
        self._connections.close()

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


@contextmanager
def _immediate(db: apsw.Connection) -> Iterator[apsw.Connection]:
    """One write transaction: all of it, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.execute("COMMIT")
    except BaseException:
        with suppress(apsw.Error):  # SQLite itself may have rolled back already (disk full)
            db.execute("ROLLBACK")
        raise


def _is_blank(path: Path) -> bool:
    """True for a file without content or with SQLite's header: SQLite takes any shorter file for an empty database."""
    with path.open("rb") as file:
        return file.read(16) in (b"", b"SQLite format 3\x00")


def _touch(path: Path, url: str) -> None:
    """Make the file, for its owner only: SQLite gives the same mode to the log beside it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        hint = "Name a file where you may write"
        raise StoreFull(f"cannot be made: {error.strerror}", url=url, hint=hint) from error
