"""What an answer of the network means: its errors as ours, its waiting times, its body unpacked within the limit."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import httpx

from graph.errors import FetchError, InputError
from ingest.decoding import gunzip
from ingest.fetch.values import FetchOptions


def unpacked(content: bytes, encoding: str, *, url: str, limit: int) -> bytes:
    """The body as it was before the server packed it; gzip is all that we ask for."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return content
    if encoding not in ("gzip", "x-gzip"):
        message = f"comes packed as {encoding!r}, which was not asked for"
        raise FetchError(message, where=url, reason="encoding")
    try:
        return b"".join(gunzip([content], where=url, limit=limit))
    except InputError as error:
        message = error.message.removeprefix(f"{url}: ")
        raise FetchError(message, where=url, reason=error.reason, hint=error.hint) from error


def too_large(url: str, limit: int) -> FetchError:
    """The error for a body above the limit."""
    message = f"larger than {limit / 1e6:g} MB"
    return FetchError(message, where=url, reason="too large", hint="Raise max_bytes to get it")


def redirected(url: str, location: str) -> str:
    """Where a Location header leads to."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchError(f"redirects to no valid address ({location[:80]})", where=url, reason="address") from error


def retry_after(value: str, *, now: datetime) -> float | None:
    """Seconds of a Retry-After header: a number, or a date."""
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds()) if value else None
    except (ValueError, TypeError):
        return None


@contextmanager
def errors_of(url: str, options: FetchOptions) -> Iterator[None]:
    """Errors of the network as ours, with one word for counting."""
    try:
        yield
    except (httpx.TimeoutException, TimeoutError) as error:
        message = f"no answer in time ({options.timeout:g} s without a byte, {options.deadline:g} s in all)"
        raise FetchError(message, where=url, reason="timeout") from error
    except httpx.ConnectError as error:
        reason = "tls" if isinstance(error.__context__, ssl.SSLError) or "SSL" in str(error) else "connect"
        raise FetchError(f"no connection ({error})", where=url, reason=reason) from error
    except httpx.RemoteProtocolError as error:
        broken_off = "peer closed" in str(error) or "disconnected" in str(error)
        reason, what = ("truncated", "breaks off") if broken_off else ("protocol", "is no sound HTTP")
        raise FetchError(f"the answer {what} ({error})", where=url, reason=reason) from error
    except httpx.InvalidURL as error:
        raise FetchError(f"leads to no valid address ({error})", where=url, reason="address") from error
    except httpx.HTTPError as error:
        raise FetchError(f"cannot be fetched ({error or type(error).__name__})", where=url, reason="network") from error
