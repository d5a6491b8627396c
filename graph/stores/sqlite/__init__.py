"""The embedded store: one file, many readers beside one writer.

::

    store.py    SqliteStore: open, write, lease, tidy, check; on connection.py, locking.py (one writer), schema.py
    reading.py  every read, by documents, entities, claims (recorded), timelines, search, dump; assembling makes values
    writing.py  every put, by putting, resolving, judging, restoring; transaction compares, following counts
    rows.py     model values ↔ rows of tables.py
"""

from graph.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
