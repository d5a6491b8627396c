"""The connection to a server: one driver a store, short transactions, bounded retries, and what errors mean.

The driver's own patience is 33 to 122 seconds; here nothing waits longer than ``Limits`` says. A commit whose answer was
lost may have happened: the work is run again, which is why it must be idempotent.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import neo4j
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from graph.stores.neo4j.address import Address
from graph.stores.neo4j.meaning import ours
from graph.stores.neo4j.query import Db

T = TypeVar("T")
logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it warns of is told by our errors


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds. ``connect``: until a server answers; ``retry``: for all attempts after the first failure together;
    ``read`` and ``write``: that one transaction may take, waiting for locks included."""

    connect: float = 3.0
    retry: float = 5.0
    read: float = 10.0
    write: float = 600.0


class Server:
    """One driver, to be shared by all threads of a process; close it once."""

    def __init__(self, address: Address, *, limits: Limits) -> None:
        self.url = address.url
        self._database = address.database
        self._limits = limits
        self._closed = False
        with self.translated():
            self._driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=(address.user, address.password),
                connection_timeout=limits.connect,
                connection_acquisition_timeout=limits.connect + 2,
                max_transaction_retry_time=0,
                keep_alive=True,
                user_agent="claimline",
                notifications_min_severity="OFF",
            )

    def read(self, work: Callable[[Db], T], *, seconds: float | None = None) -> T:
        """Run ``work`` in a read transaction: the server refuses to write in it."""
        return self._attempts(work, access=neo4j.READ_ACCESS, seconds=seconds or self._limits.read)

    def write(self, work: Callable[[Db], T], *, seconds: float | None = None) -> T:
        """Run ``work`` in a write transaction: all of it, or nothing. It may be run more than once."""
        return self._attempts(work, access=neo4j.WRITE_ACCESS, seconds=seconds or self._limits.write)

    def statements(self, texts: tuple[str, ...]) -> None:
        """Run each in a transaction of its own: schema and data do not go into one."""
        for text in texts:
            self.write(lambda db, text=text: db.run(text))  # type: ignore[misc]

    def close(self) -> None:
        """Close every connection; it cannot be used afterwards."""
        self._closed = True
        self._driver.close()

    def _attempts(self, work: Callable[[Db], T], *, access: str, seconds: float) -> T:
        deadline, pause = None, 0.05
        while True:
            try:
                return self._once(work, access=access, seconds=seconds)
            except (Neo4jError, DriverError) as error:
                now = time.monotonic()
                deadline = deadline or now + self._limits.retry
                if not _may_pass(error) or now + pause > deadline:
                    raise ours(error, url=self.url, seconds=seconds) from error
            time.sleep(pause)
            pause = min(pause * 2, 1.0)

    def _once(self, work: Callable[[Db], T], *, access: str, seconds: float) -> T:
        with self.translated():
            if self._closed:
                raise DriverError("closed")
        with (
            self._driver.session(database=self._database, default_access_mode=access) as session,
            session.begin_transaction(timeout=seconds) as transaction,
        ):
            result = work(Db(transaction))
            transaction.commit()
            return result

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn the driver's errors into ours."""
        try:
            yield
        except (Neo4jError, DriverError, ValueError, OSError) as error:
            raise ours(error, url=self.url, seconds=self._limits.connect) from error


def _may_pass(error: Neo4jError | DriverError) -> bool:
    """True where trying again may help."""
    return isinstance(error, IncompleteCommit) or error.is_retryable()
