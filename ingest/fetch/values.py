"""What goes into fetching and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import FetchError
from graph.model import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """``delay``: seconds between two requests to one host (robots.txt may ask for more). ``timeout``: seconds without a
    byte; ``deadline``: seconds for one page in all. ``max_bytes``: after decompression."""

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


Result = Fetched | Failed
