"""Connections: how they are opened, one a thread, and what the driver's errors mean."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import apsw

from graph.errors import InputError, StoreBusy, StoreCorrupt, StoreError, StoreFull, StoreUnavailable

_READ = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
_WRITE = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
_CACHED_STATEMENTS = 200
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32000",
)  # 32 MB a connection


def connect(path: Path, *, readonly: bool, patience: float) -> apsw.Connection:
    """Open the file. A reader opens it read-only, so that it never checkpoints; a writer makes its log."""
    name = f"file:{quote(str(path))}?mode={'ro' if readonly else 'rw'}"
    if readonly and _is_sealed(path):
        name += "&immutable=1"
    db = apsw.Connection(name, flags=_READ if readonly else _WRITE, statementcachesize=_CACHED_STATEMENTS)
    db.set_busy_timeout(round(patience * 1000))
    for pragma in _PRAGMAS:
        db.execute(pragma)
    if not readonly:
        db.execute("PRAGMA synchronous = NORMAL")
    return db


def _is_sealed(path: Path) -> bool:
    """True where nobody can write and no log is open: SQLite could not make the index of the log that it wants."""
    return not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()


class Connections:
    """The connections of one store: at most one reader and one writer for each thread."""

    def __init__(self, path: Path, *, patience: float) -> None:
        self._path = path
        self._patience = patience
        self._local = threading.local()
        self._all: weakref.WeakSet[apsw.Connection] = weakref.WeakSet()
        self._guard = threading.Lock()
        self._closed = False

    def reader(self) -> apsw.Connection:
        """This thread's connection for reading."""
        return self._mine("reader", readonly=True)

    def writer(self) -> apsw.Connection:
        """This thread's connection for writing."""
        return self._mine("writer", readonly=False)

    def _mine(self, name: str, *, readonly: bool) -> apsw.Connection:
        if self._closed:
            raise apsw.ConnectionClosedError("the store is closed")
        db: apsw.Connection | None = getattr(self._local, name, None)
        if db is None:
            db = connect(self._path, readonly=readonly, patience=self._patience)
            setattr(self._local, name, db)
            with self._guard:
                self._all.add(db)
        return db

    def close(self) -> None:
        """Close every connection; the store cannot be used afterwards."""
        self._closed = True
        with self._guard:
            for db in list(self._all):
                with suppress(apsw.Error):
                    db.close()


@contextmanager
def translated(url: str, *, where: str = "") -> Iterator[None]:
    """Turn the driver's errors into ours: what, where and what to do. ``where`` names the input being written."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise InputError("half a character in the text", where=where or url, reason="encoding") from error
    except apsw.Error as error:
        raise _ours(error, url) from error


_RIGHTS = "Give yourself the right to write there"
# What the driver raises → what we raise, what it means, what to do. The first that fits counts.
_MEANINGS: tuple[tuple[type[apsw.Error], type[StoreError], str, str], ...] = (
    (apsw.NotADBError, StoreCorrupt, "not a database", "Name another file; this one is left as it is"),
    (apsw.CorruptError, StoreCorrupt, "the file is damaged", "Restore a copy, or ingest again into a new file"),
    (apsw.FullError, StoreFull, "no space left to write", "Free some space and run again: nothing is half written"),
    (apsw.ReadOnlyError, StoreFull, "the file or its folder is read-only", _RIGHTS),
    (apsw.PermissionsError, StoreFull, "the file or its folder is read-only", _RIGHTS),
    (apsw.BusyError, StoreBusy, "another program holds the database", "Wait until it has ended"),
    (apsw.LockedError, StoreBusy, "another program holds the database", "Wait until it has ended"),
    (apsw.CantOpenError, StoreUnavailable, "cannot be opened", "Look whether it is there and readable"),
    (apsw.ConnectionClosedError, StoreUnavailable, "the store is closed", "Open it again"),
    (apsw.IOError, StoreUnavailable, "cannot be read or written", "Look at the disk"),
    (apsw.Error, StoreError, "the database refused", "This is a fault of Claimline: please report it"),
)


def _ours(error: apsw.Error, url: str) -> StoreError:
    seen_as = apsw.FullError if _failed_to_write(error) else type(error)
    _, ours, means, hint = next(meaning for meaning in _MEANINGS if issubclass(seen_as, meaning[0]))
    return ours(f"{means} ({error})", url=url, hint=hint)


def _failed_to_write(error: apsw.Error) -> bool:
    """A limit on file sizes or a quota shows as a failed write, not as a full disk."""
    code = getattr(error, "extendedresult", 0)
    return code in (apsw.SQLITE_IOERR_WRITE, apsw.SQLITE_IOERR_SHMSIZE, apsw.SQLITE_IOERR_TRUNCATE)
