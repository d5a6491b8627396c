"""Stores, opened by URL: ``memory://``, ``sqlite:///relative/path``, ``sqlite:////absolute/path``,
``neo4j://host:7687/database`` (also ``neo4j+s://``, ``bolt://``; user and password from the environment)."""

from __future__ import annotations

from graph.errors import SettingsError
from graph.stores.base import Reader, Slice, Store, Writer

__all__ = ["Reader", "Slice", "Store", "Writer", "open_store"]


def open_store(url: str, *, readonly: bool = False, create: bool = True, copying: bool = False) -> Store:
    """Open the store that ``url`` names.

    ``create=False`` raises ``StoreUnavailable`` when it is not there yet; ``copying`` opens also one into which a copy has
    not ended (``graph.stores.copying``). Raises ``SettingsError`` for a scheme that is
    not known, ``StoreCorrupt`` for a file of something else, ``StoreVersionError`` for another version's schema.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "memory":
        from graph.stores.memory import MemoryStore

        return MemoryStore()
    if scheme == "sqlite":
        from graph.stores.sqlite import SqliteStore

        return SqliteStore.open(rest.removeprefix("/"), readonly=readonly, create=create)
    if scheme.partition("+")[0] in ("neo4j", "bolt"):
        from graph.stores.neo4j import Neo4jStore

        return Neo4jStore.open(url, readonly=readonly, create=create, copying=copying)
    hint = "Use sqlite:///path/to/file.db, neo4j://host:7687 or memory://"
    raise SettingsError(f"no store for {url!r}", key="store", hint=hint)
