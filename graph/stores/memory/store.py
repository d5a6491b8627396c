"""``MemoryStore``: opened by ``memory://``, gone when closed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from graph.errors import StoreBusy, StoreUnavailable
from graph.stores.base import Writer
from graph.stores.memory.reading import MemoryReader
from graph.stores.memory.state import State
from graph.stores.memory.writing import MemoryWriter
from graph.stores.times import to_micros

T = TypeVar("T")


class MemoryStore(MemoryReader):
    """``graph.stores.base.Store`` in memory. ``patience``: seconds that a second writer waits."""

    url = "memory://"

    def __init__(self, *, readonly: bool = False, patience: float = 30.0) -> None:
        super().__init__(State())
        self.readonly = readonly
        self._patience = patience
        self._write_lock = threading.Lock()
        self._lease: tuple[str, int] | None = None

    def write(self, work: Callable[[Writer], T], *, now: datetime, run_id: str = "") -> T:
        if self.readonly:
            raise StoreUnavailable("opened for reading only", url=self.url, hint="Open it without readonly to write")
        if not self._write_lock.acquire(timeout=self._patience):
            raise StoreBusy("another write has not ended", url=self.url, hint="Try again later")
        try:
            draft = self._state.copy()
            result = work(MemoryWriter(draft, now=to_micros(now)))
            self._state = draft
            return result
        finally:
            self._write_lock.release()

    def lease(self, owner: str, *, now: datetime, seconds: float = 120.0) -> bool:
        with self._write_lock:
            at = to_micros(now)
            if self._lease is not None and self._lease[0] != owner and self._lease[1] > at:
                return False
            self._lease = (owner, at + round(seconds * 1_000_000))
            return True

    def holder(self) -> str | None:
        return self._lease[0] if self._lease else None

    def release(self, owner: str) -> None:
        with self._write_lock:
            if self._lease is not None and self._lease[0] == owner:
                self._lease = None

    def tidy(self) -> None:
        """Nothing to do."""

    def check(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        """Nothing to do."""

    def __enter__(self) -> MemoryStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
