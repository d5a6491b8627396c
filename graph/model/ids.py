"""Ids: deterministic, made of the fewest stable raw inputs; and the check that a datetime is UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b

ID_HEX = 24  # 96 bits: at ten million ids a collision is a chance of 1 in 10**15


def make_id(prefix: str, *parts: str) -> str:
    """``prefix:`` + 24 hex digits of a hash over ``parts``; parts are separated, so ("a", "bc") is not ("ab", "c")."""
    digest = blake2b(digest_size=ID_HEX // 2)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return f"{prefix}:{digest.hexdigest()}"


def check_utc(name: str, value: datetime | None) -> None:
    if value is not None and (value.tzinfo is None or value.utcoffset() != UTC.utcoffset(None)):
        raise ValueError(f"{name} must be an aware UTC datetime, not {value!r}")
