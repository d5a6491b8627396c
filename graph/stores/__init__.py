"""Stores, opened by URL: ``memory://``, ``sqlite:///relative/path``, ``sqlite:////absolute/path``.

``neo4j://`` has its place here and is not built yet.
"""

from __future__ import annotations

from graph.errors import SettingsError
from graph.stores.base import Reader, Slice, Store, Writer

__all__ = ["Reader", "Slice", "Store", "Writer", "open_store"]


def open_store(url: str, *, readonly: bool = False, create: bool = True) -> Store:
    """Open the store that ``url`` names.

    ``create=False`` raises ``StoreUnavailable`` when it is not there yet. Raises ``SettingsError`` for a scheme that is
    not known, ``StoreCorrupt`` for a file of something else, ``StoreVersionError`` for another version's schema.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "memory":
        from graph.stores.memory import MemoryStore

        return MemoryStore()
    if scheme == "sqlite":
        from graph.stores.sqlite import SqliteStore

        return SqliteStore.open(rest.removeprefix("/"), readonly=readonly, create=create)
    raise SettingsError(f"no store for {url!r}", key="store", hint="Use sqlite:///path/to/file.db or memory://")
