"""``Neo4jStore``: a database on a server, many readers beside one writer."""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, TypeVar, cast

from graph.errors import StoreBusy, StoreUnavailable
from graph.stores.base import Writer
from graph.stores.copying import Mark
from graph.stores.neo4j import dump, following, linking, schema
from graph.stores.neo4j.address import Address
from graph.stores.neo4j.connection import Limits, Server
from graph.stores.neo4j.query import Db
from graph.stores.neo4j.reading import Neo4jReader
from graph.stores.neo4j.transaction import Transaction
from graph.stores.neo4j.writing import Neo4jWriter
from graph.stores.times import to_micros

T = TypeVar("T")
PATIENCE = 30.0
"""Seconds that a second writer waits before ``StoreBusy``."""
_LOCK = f"MATCH (m:Meta {{name: '{schema.META}'}}) SET m:Meta"  # locks the node, and is no change
_GENERATION = f"MATCH (m:Meta {{name: '{schema.META}'}}) RETURN m.generation"
_CHANGED = (
    f"MATCH (m:Meta {{name: '{schema.META}'}}) SET m.generation = m.generation + 1, m.mentions = m.mentions + $mentions"
)
_LEASE = """MERGE (l:Lease {name: 'run'}) WITH l, l.owner IS NULL OR l.owner = $owner OR l.expires <= $now AS free
    FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END | SET l.owner = $owner, l.expires = $expires) RETURN free"""
_TRIES = 3  # a dump that others have written into is read again


class Neo4jStore(Neo4jReader):
    """``graph.stores.base.Store`` on a server. Open it with ``Neo4jStore.open``."""

    def __init__(self, address: Address, *, readonly: bool, patience: float, limits: Limits) -> None:
        self.url = address.url
        self.readonly = readonly
        self._patience = patience
        self._server = Server(address, limits=limits)
        self._turn = threading.Lock()

    @classmethod
    def open(
        cls,
        url: str,
        *,
        readonly: bool = False,
        create: bool = True,
        copying: bool = False,
        patience: float = PATIENCE,
        limits: Limits = Limits(),  # noqa: B008 frozen
    ) -> Neo4jStore:
        """Open the database, with constraints and indexes made where it is empty; see ``graph.stores.open_store``.

        ``copying``: also one into which a copy has not ended.
        """
        store = cls(Address.of(url), readonly=readonly, patience=patience, limits=limits)
        try:
            schema.prepare(store._server, create=create and not readonly)
            if not copying:
                schema.refuse_part(store._server)
        except BaseException:
            store.close()
            raise
        return store

    # ------------------------------------------------------------ reading and writing

    def _read(self, work: Callable[[Db], T]) -> T:
        return self._server.read(work)

    def write(self, work: Callable[[Writer], T], *, now: datetime, run_id: str = "") -> T:
        def all_of_it(db: Db) -> T:
            db.run(_LOCK)
            tx = Transaction(db, to_micros(now))
            result = work(Neo4jWriter(tx))
            following.settle(tx)
            linking.relink(tx)
            if db.updates:
                db.run(_CHANGED, mentions=tx.mentions)
            return result

        with self._my_turn():
            return self._server.write(all_of_it)

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        """Wait for the other threads, then for the other processes, no longer than patience allows."""
        if self.readonly:
            raise StoreUnavailable("opened for reading only", url=self.url, hint="Open it without readonly to write")
        if not self._turn.acquire(timeout=self._patience):
            raise StoreBusy("another write has not ended", url=self.url, hint="Wait until it has ended")
        try:
            self._server.write(lambda db: db.run(_LOCK), seconds=self._patience)
            yield
        finally:
            self._turn.release()

    # ------------------------------------------------------------ all of it, at one moment

    def dump(self, *, history: bool = False, only: Collection[str] = ()) -> Iterator[tuple[str, dict[str, object]]]:
        """Read into a file of its own first: a transaction of the server sees what others commit meanwhile."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
            self._spool(spool, history=history, only=only)
            for line in spool:
                kind, record = json.loads(line)
                yield kind, record

    def _spool(self, spool: IO[str], *, history: bool, only: Collection[str]) -> None:
        for _ in range(_TRIES):
            before = self._generation()
            spool.seek(0)
            spool.truncate()
            for record in dump.dump(self._ask, history=history, only=only):
                spool.write(json.dumps(record) + "\n")
            if self._generation() == before:
                spool.seek(0)
                return
        raise StoreBusy("others write into it all the time", url=self.url, hint="Wait until the run has ended")

    def _ask(self, text: str, **parameters: object) -> list[tuple[object, ...]]:
        return self._server.read(lambda db: db.rows(text, **parameters))

    def _generation(self) -> int:
        return int(self._read(lambda db: db.rows(_GENERATION))[0][0])

    # ------------------------------------------------------------ a copy that goes on where it was

    def mark(self) -> Mark | None:
        """How far an unfinished copy is; see ``graph.stores.copying``."""
        return self._read(schema.mark_of)

    def put_mark(self, writer: Writer, mark: Mark | None) -> None:
        """Keep it in the writer's transaction."""
        cast(Neo4jWriter, writer).put_mark(mark)

    # ------------------------------------------------------------ the run lease

    def lease(self, owner: str, *, now: datetime, seconds: float = 120.0) -> bool:
        at = to_micros(now)
        given = {"owner": owner, "now": at, "expires": at + round(seconds * 1_000_000)}
        with self._my_turn():
            return self._server.write(lambda db: bool(_locked(db).rows(_LEASE, **given)[0][0]))

    def holder(self) -> str | None:
        found = self._read(lambda db: db.rows("MATCH (l:Lease {name: 'run'}) RETURN l.owner"))
        return str(found[0][0]) if found else None

    def release(self, owner: str) -> None:
        text = "MATCH (l:Lease {name: 'run'}) WHERE l.owner = $owner DELETE l"
        with self._my_turn():
            self._server.write(lambda db: _locked(db).run(text, owner=owner))

    # ------------------------------------------------------------ keeping house

    def tidy(self) -> None:
        """Nothing: the server writes checkpoints and keeps its statistics by itself."""

    def check(self) -> tuple[str, ...]:
        """What is wrong with indexes, and records whose other end is not there."""
        return self._server.read(schema.problems)

    def close(self) -> None:
        self._server.close()

    def __enter__(self) -> Neo4jStore:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _locked(db: Db) -> Db:
    db.run(_LOCK)
    return db
