"""The network: the only async module. Polite, bounded, and closed to private addresses.

``fetch_each`` is what the rest of the program sees: requests in, one ``Fetched`` or ``FetchError`` each out, in the order of
completion, while a thread of its own runs the event loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import httpx

from graph.errors import FetchError
from graph.model import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """``delay`` seconds between two requests to one host (robots.txt may ask for more); ``timeout`` seconds without a byte;
    ``deadline`` seconds for one page in all; ``max_bytes`` after decompression."""

    user_agent: str = "Claimline"
    timeout: float = 15.0
    deadline: float = 60.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    delay: float = 1.0
    concurrency: int = 16
    obey_robots: bool = True
    allow_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """``etag`` and ``last_modified`` of the fetch log make it conditional. ``key`` comes back untouched."""

    url: str
    etag: str = ""
    last_modified: str = ""
    key: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """``page`` None: the server said 304, not modified. ``Page.url`` is the final address after redirects."""

    request: Request
    page: Page | None
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A request that got nothing, with the error as a value."""

    request: Request
    error: FetchError


def fetch_each(
    requests: Iterable[Request],
    *,
    options: FetchOptions,
    clock: Callable[[], datetime],
    transport: httpx.AsyncBaseTransport | None = None,
) -> Iterator[Fetched | Failed]:
    """Fetch all; results come as they are ready. ``clock`` stamps ``Page.retrieved``. ``transport`` replaces the network in tests."""
    raise NotImplementedError
