"""Times as integers: microseconds since 1970 in UTC, so that every store sorts and compares them alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from graph.model import AsOf

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

FOREVER = 2**63 - 1
"""``superseded`` of what is current."""


def to_micros(at: datetime) -> int:
    """Microseconds since 1970; negative before."""
    return (at - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """The aware UTC datetime back."""
    return _EPOCH + micros * _MICROSECOND


def published_bound(as_of: AsOf) -> int:
    """The latest ``knowable`` that a read may show."""
    return FOREVER if as_of.published is None else to_micros(as_of.published)


def recorded_at(as_of: AsOf) -> int:
    """The instant T of ``recorded <= T < superseded``: now is one before ``FOREVER``."""
    return FOREVER - 1 if as_of.recorded is None else to_micros(as_of.recorded)
