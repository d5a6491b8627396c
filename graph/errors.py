"""The errors of Claimline: one tree, facts as attributes, causes chained.

::

    ClaimlineError                 what a user can do something about; ``str()`` says what, where and what to do
    ├── UsageError                 wrong command line
    ├── SettingsError              wrong value or key in a settings file (path, key, hint)
    ├── InputError                 one input that cannot be read (where, reason)
    │   ├── FetchError             the network or the server said no (url, status, retry_after)
    │   └── PageError              bytes that are no article (where)
    ├── BackendError               what an optional back end needs did not answer (where, reason, may_pass)
    └── StoreError                 the database (url)
        ├── StoreUnavailable       not there, locked, refused, out of reach
        ├── StoreBusy              another run holds the lease or the lock
        ├── StoreFull              no space left, or read-only
        ├── StoreCorrupt           not a Claimline database, or damaged
        └── StoreVersionError      made by an older or newer Claimline

In a batch, an ``InputError`` is a value (it becomes a result with a reason); anything else stops the run.
Driver and library exceptions never leave the module that meets them.
"""

from __future__ import annotations


class ClaimlineError(Exception):
    """Base of all errors that Claimline raises on purpose.

    ``hint`` says what the user can do; ``str(error)`` contains it.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(f"{message}. {hint}" if hint else message)
        self.message = message
        self.hint = hint


class UsageError(ClaimlineError):
    """The command line does not make sense."""


class SettingsError(ClaimlineError):
    """A settings file has a wrong value or an unknown key."""

    def __init__(self, message: str, *, path: str = "", key: str = "", hint: str = "") -> None:
        super().__init__(f"{path}: {message}" if path else message, hint=hint)
        self.path = path
        self.key = key


class InputError(ClaimlineError):
    """One input that cannot be read; ``where`` is its path or URL, ``reason`` one word for counting."""

    def __init__(self, message: str, *, where: str = "", reason: str = "unreadable", hint: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message, hint=hint)
        self.where = where
        self.reason = reason


class FetchError(InputError):
    """The network or the server said no. ``retry_after`` in seconds where the server gave one."""

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        reason: str = "fetch",
        status: int | None = None,
        retry_after: float | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(message, where=where, reason=reason, hint=hint)
        self.status = status
        self.retry_after = retry_after


class PageError(InputError):
    """Bytes that hold no article."""


class BackendError(ClaimlineError):
    """What stands behind an optional back end did not do its work; ``where`` is its address or folder.

    ``reason`` is one word for counting; ``may_pass``: asking again may help.
    """

    def __init__(
        self, message: str, *, where: str = "", reason: str = "backend", may_pass: bool = False, hint: str = ""
    ) -> None:
        super().__init__(f"{where}: {message}" if where else message, hint=hint)
        self.where = where
        self.reason = reason
        self.may_pass = may_pass


class StoreError(ClaimlineError):
    """The database; ``url`` without any password."""

    def __init__(self, message: str, *, url: str = "", hint: str = "") -> None:
        super().__init__(f"{url}: {message}" if url else message, hint=hint)
        self.url = url


class StoreUnavailable(StoreError):
    """Not there, refused or out of reach."""


class StoreBusy(StoreError):
    """Another run holds the lease, or the write lock could not be had in time."""


class StoreFull(StoreError):
    """No space left on the device, or the file is read-only."""


class StoreCorrupt(StoreError):
    """Not a Claimline database, or a damaged one."""


class StoreVersionError(StoreError):
    """The schema is older or newer than this program's."""
