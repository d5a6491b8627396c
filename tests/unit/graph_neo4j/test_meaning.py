"""Errors of the server that no test can bring about at will, by their codes: what they are told as."""

from __future__ import annotations

import pytest
from neo4j.exceptions import (
    ConnectionAcquisitionTimeoutError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import StoreBusy, StoreCorrupt, StoreError, StoreFull, StoreUnavailable
from graph.stores.neo4j.meaning import ours

CODES: dict[str, tuple[type[StoreError], str]] = {
    "Neo.ClientError.Security.AuthenticationRateLimit": (StoreUnavailable, "Wait for ten seconds"),
    "Neo.ClientError.Security.Forbidden": (StoreUnavailable, "may not do this"),
    "Neo.ClientError.Transaction.LockClientStopped": (StoreBusy, "another writer has not ended in 3 seconds"),
    "Neo.DatabaseError.Transaction.TransactionLogError": (StoreFull, "restart the server"),
    "Neo.DatabaseError.Transaction.TransactionCommitFailed": (StoreFull, "restart the server"),
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": (StoreBusy, "too little memory"),
    "Neo.TransientError.General.DatabaseUnavailable": (StoreUnavailable, "server's log"),
    "Neo.DatabaseError.Schema.IndexCorrupt": (StoreCorrupt, "index"),
    "Neo.TransientError.Transaction.DeadlockDetected": (StoreBusy, "Try again later"),
    "Neo.ClientError.Statement.SyntaxError": (StoreError, "please report it"),
}


class ServerError(Neo4jError):
    """An error as the server sends it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._neo4j_code = code

    @property
    def code(self) -> str:
        return self._neo4j_code


@pytest.mark.parametrize("code", CODES)
def test_by_code(code: str) -> None:
    kind, says = CODES[code]
    told = ours(ServerError(code), url="neo4j://host", seconds=3)
    assert type(told) is kind
    assert says in str(told)
    assert str(told).startswith("neo4j://host: ")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ServiceUnavailable("x"), StoreUnavailable),
        (SessionExpired("x"), StoreUnavailable),
        (ConnectionAcquisitionTimeoutError("x"), StoreBusy),
        (OSError("x"), StoreUnavailable),
        (DriverError("Driver closed"), StoreUnavailable),
        (DriverError("x"), StoreError),
    ],
)
def test_by_type(error: Exception, kind: type[StoreError]) -> None:
    assert type(ours(error, url="neo4j://host", seconds=3)) is kind
