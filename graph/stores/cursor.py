"""Keyset cursors: the sort key of the last item of a page, opaque to callers."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from graph.errors import UsageError

Key = tuple[int | str, ...]


def to_cursor(key: Sequence[int | str]) -> str:
    """An opaque, URL-safe string."""
    return urlsafe_b64encode(json.dumps(list(key), separators=(",", ":")).encode()).decode().rstrip("=")


def from_cursor(cursor: str | None, *kinds: type[int | str]) -> Key | None:
    """The key back; None for None. Raises ``UsageError`` for what ``to_cursor`` did not make with such ``kinds``."""
    if cursor is None:
        return None
    try:
        key = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        key = None
    if not isinstance(key, list) or tuple(type(part) for part in key) != kinds:
        raise UsageError(f"not a page cursor: {cursor[:40]!r}", hint="Use the one that the page before gave, or none")
    return tuple(key)
