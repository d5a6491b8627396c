"""The store on a Neo4j server: many readers beside one writer, in one database.

::

    store.py      Neo4jStore: open, write, lease, check; on address.py, connection.py (limits, retries; meaning.py: errors)
                  and schema.py (constraints, indexes, migrations)
    reading.py    every read, by documents, entities, claims (recorded), timelines, search, dump; assembling makes values
    writing.py    every put, by putting, saying, resolving, judging, restoring; transaction compares, following counts,
                  linking makes the relationships that people walk along
    rows.py       model values ↔ properties of nodes; tables.py: derived records, one node an interval; words.py: full text
"""

from graph.stores.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
