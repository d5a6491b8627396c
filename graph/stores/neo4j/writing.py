"""``Neo4jWriter``: every put of ``graph.stores.base.Writer`` inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from graph.model import Changes, FetchRecord, GraphUpdate, Judgement, ResolutionUpdate, Run
from graph.stores.checks import to_json
from graph.stores.codec import PLAIN
from graph.stores.copying import Mark
from graph.stores.neo4j import following, judging, putting, resolving, restoring, schema
from graph.stores.neo4j.dump import dump
from graph.stores.neo4j.query import Db
from graph.stores.neo4j.reading import Neo4jReader
from graph.stores.neo4j.transaction import Transaction

T = TypeVar("T")


class Neo4jWriter(Neo4jReader):
    """Lives as long as its transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def _read(self, work: Callable[[Db], T]) -> T:
        following.settle(self._tx)
        return work(self._tx.db)

    def put(self, update: GraphUpdate) -> Changes:
        return putting.put(self._tx, [update])

    def put_resolution(self, update: ResolutionUpdate) -> Changes:
        return resolving.put(self._tx, [update])

    def put_all(self, updates: Sequence[GraphUpdate], resolutions: Sequence[ResolutionUpdate] = ()) -> Changes:
        """Many at once, in as many round trips as one: first all updates, then all resolutions.

        Each version may be among the updates once, and among the resolutions once.
        """
        changes = putting.put(self._tx, updates) if updates else Changes()
        return changes + (resolving.put(self._tx, resolutions) if resolutions else Changes())

    def put_mark(self, mark: Mark | None) -> None:
        """Keep how far a copy is."""
        self._tx.db.run(schema.WRITE_MARK, name=schema.META, number=mark and mark.number, digest=mark and mark.digest)

    def put_judgement(self, judgement: Judgement) -> Changes:
        to_json(PLAIN.encode(judgement), where=f"judgement by {judgement.by}")
        return judging.put(self._tx, judgement)

    def withdraw_judgement(self, left: str, right: str, *, by: str) -> Changes:
        return judging.withdraw(self._tx, left, right, by)

    def put_run(self, run: Run) -> None:
        restoring.put_runs(self._tx, [run])

    def put_fetch(self, record: FetchRecord) -> None:
        restoring.put_fetches(self._tx, [record])

    def restore(self, kind: str, records: Iterable[dict[str, object]]) -> None:
        restoring.restore(self._tx, kind, records)

    def dump(self, *, history: bool = False, only: Collection[str] = ()) -> Iterator[tuple[str, dict[str, object]]]:
        return dump(self._tx.db.rows, history=history, only=only)
