"""One writer at a time: an operating-system lock on a file beside the database, gone with the process that holds it."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.errors import StoreBusy, StoreFull

_PAUSE = 0.01  # seconds between two attempts


@contextmanager
def write_lock(path: Path, *, patience: float, url: str) -> Iterator[None]:
    """Hold the lock file for a block. Raises ``StoreBusy`` when another holds it for longer than ``patience`` seconds.

    ``flock`` belongs to the opened file, so it keeps threads apart as well as processes. The file stays: removing it
    would let two writers lock two files of one name.
    """
    handle = _open(path, url)
    try:
        _acquire(handle, patience, url)
        yield
    finally:
        os.close(handle)


def _open(path: Path, url: str) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        hint = "Free some space" if error.errno == errno.ENOSPC else "Give yourself the right to write there"
        raise StoreFull(f"cannot write {path.name}: {error.strerror}", url=url, hint=hint) from error


def _acquire(handle: int, patience: float, url: str) -> None:
    deadline = time.monotonic() + patience
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() >= deadline:
            hint = "Wait until the other run has ended"
            raise StoreBusy(f"another process has been writing for {patience:g} seconds", url=url, hint=hint)
        time.sleep(_PAUSE)
