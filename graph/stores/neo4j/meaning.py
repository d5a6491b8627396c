"""What the driver's errors mean to a user: what is wrong, and what to do about it."""

from __future__ import annotations

from neo4j.exceptions import (
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import StoreBusy, StoreCorrupt, StoreError, StoreFull, StoreUnavailable
from graph.stores.neo4j.address import PASSWORD, USER

Meaning = tuple[type[StoreError], str, str]
_CREDENTIALS = f"Check {USER} and {PASSWORD}"
_AGAIN = "Try again later: nothing is half written"
_SPACE = "Free some space there, restart the server, and run again: nothing is half written"
# Beginning of the server's code → what we raise, what it means, what to do. The first that fits counts.
_CODES: tuple[tuple[str, Meaning], ...] = (
    ("Neo.ClientError.Security.AuthenticationRateLimit",
        (StoreUnavailable, "too many wrong passwords",
            "Wait for ten seconds, then check the password")),
    ("Neo.ClientError.Security.Forbidden",
        (StoreUnavailable, "the user may not do this",
            "Grant it, or use another user")),
    ("Neo.ClientError.Security",
        (StoreUnavailable, "the server refuses user or password",
            _CREDENTIALS)),
    ("Neo.ClientError.Database.DatabaseNotFound",
        (StoreUnavailable, "there is no such database on the server",
            "Name another at the end of the URL, or create it")),
    ("Neo.ClientError.Statement.AccessMode",
        (StoreUnavailable, "the server refused to write: opened for reading only",
            "Open it without readonly to write")),
    ("Neo.ClientError.Transaction.LockClientStopped",
        (StoreBusy, "another writer has not ended in {seconds:g} seconds",
            "Wait until the other run has ended")),
    ("Neo.ClientError.Transaction.TransactionTimedOut",
        (StoreBusy, "the server had no answer in {seconds:g} seconds",
            _AGAIN)),
    ("Neo.TransientError.Transaction.LockAcquisitionTimeout",
        (StoreBusy, "another writer has not ended",
            "Wait until the other run has ended")),
    ("Neo.TransientError.General.MemoryPoolOutOfMemoryError",
        (StoreBusy, "the server has too little memory for this",
            "Give it more: dbms.memory.transaction.total.max")),
    ("Neo.TransientError.General.DatabaseUnavailable",
        (StoreUnavailable, "the database is not available",
            "Look at the server's log")),
    ("Neo.DatabaseError.Transaction.TransactionLogError",
        (StoreFull, "the server cannot write its log: no space left",
            _SPACE)),
    ("Neo.DatabaseError.Transaction.TransactionCommitFailed",
        (StoreFull, "the server cannot write: no space left",
            _SPACE)),
    ("Neo.DatabaseError.Database",
        (StoreUnavailable, "the database is not available",
            "Look at the server's log")),
    ("Neo.DatabaseError.Schema",
        (StoreCorrupt, "the server cannot use an index",
            "Look at the server's log")),
    ("Neo.TransientError",
        (StoreBusy, "the server is busy",
            _AGAIN)),
)  # fmt: skip
_REACH = "Start the server, or check host and port"
_TYPES: tuple[tuple[type[Exception], Meaning], ...] = (
    (ConnectionAcquisitionTimeoutError, (StoreBusy, "no connection was free in time", _AGAIN)),
    (ServiceUnavailable, (StoreUnavailable, "the server does not answer", _REACH)),
    (SessionExpired, (StoreUnavailable, "the server does not answer any more", _REACH)),
    (ConfigurationError, (StoreUnavailable, "no connection can be made so", "Check the URL of the store")),
    (OSError, (StoreUnavailable, "the server cannot be reached", _REACH)),
)
_FAULT: Meaning = (StoreError, "the database refused", "This is a fault of Claimline: please report it")


def ours(error: Exception, *, url: str, seconds: float) -> StoreError:
    """Our error for the driver's; ``seconds`` is how long it was given."""
    kind, means, hint = _meaning(error)
    return kind(f"{means.format(seconds=seconds)} ({_reason(error)})", url=url, hint=hint)


def _meaning(error: Exception) -> Meaning:
    if isinstance(error, DriverError) and "closed" in str(error).lower():
        return (StoreUnavailable, "the store is closed", "Open it again")
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    by_code = [meaning for start, meaning in _CODES if code.startswith(start)]
    by_type = [meaning for kind, meaning in _TYPES if isinstance(error, kind)]
    return [*by_code, *by_type, _FAULT][0]


def _reason(error: Exception) -> str:
    """The first line of what the driver says, short."""
    said = (error.message or "") if isinstance(error, Neo4jError) else str(error)
    return (said.splitlines() or [type(error).__name__])[0][:200]
