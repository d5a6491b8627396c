"""``SqliteWriter``: every put of ``graph.stores.base.Writer`` inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from graph.model import Changes, FetchRecord, GraphUpdate, Judgement, ResolutionUpdate, Run
from graph.stores.sqlite import judging, putting, resolving, restoring
from graph.stores.sqlite.connection import translated
from graph.stores.sqlite.query import Db
from graph.stores.sqlite.reading import SqliteReader
from graph.stores.sqlite.transaction import Transaction


class SqliteWriter(SqliteReader):
    """Lives as long as its transaction."""

    def __init__(self, tx: Transaction, *, url: str) -> None:
        self._tx = tx
        self._url = url

    @contextmanager
    def _read(self) -> Iterator[Db]:
        with translated(self._url):
            yield self._tx.db

    def put(self, update: GraphUpdate) -> Changes:
        with translated(self._url, where=update.article.url):
            return putting.put(self._tx, update)

    def put_resolution(self, update: ResolutionUpdate) -> Changes:
        with translated(self._url, where=update.version_id):
            return resolving.put(self._tx, update)

    def put_judgement(self, judgement: Judgement) -> Changes:
        with translated(self._url, where=f"judgement by {judgement.by!r}"):
            return judging.put(self._tx, judgement)

    def withdraw_judgement(self, left: str, right: str, *, by: str) -> Changes:
        with translated(self._url):
            return judging.withdraw(self._tx, left, right, by)

    def put_run(self, run: Run) -> None:
        with translated(self._url, where=run.id):
            restoring.put_run(self._tx, run)

    def put_fetch(self, record: FetchRecord) -> None:
        with translated(self._url, where=record.url):
            restoring.put_fetch(self._tx, record)

    def restore(self, kind: str, records: Iterable[dict[str, object]]) -> None:
        with translated(self._url, where=kind):
            restoring.restore(self._tx, kind, records)
