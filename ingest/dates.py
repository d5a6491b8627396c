"""Dates as pages and feeds write them → ``Moment``, as precise as they are and no more.

A date in the future, or the zero of a clock (1 January 1970), is refused as a date and kept as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from graph.model import Moment, Precision

EARLIEST = datetime(1800, 1, 1, tzinfo=UTC)  # newspapers' archives go back that far
EPOCH_DAYS = (datetime(1969, 12, 31, tzinfo=UTC), datetime(1970, 1, 2, 23, 59, tzinfo=UTC))
SLACK = timedelta(days=1)  # clocks ahead, and days that begin earlier east of Greenwich
Dated = tuple[datetime, Precision]
LONGEST = 64  # characters of words kept of something that is no date
_ISO = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?)?)?$",
    re.I,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(?:\d{2})?(Z)?)?$")
_IN_URL = re.compile(r"/(20\d{2}|19\d{2})[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/_-]|$)")


def moment(words: str | None, *, origin: str, now: datetime) -> Moment | None:
    """What the words say; None where they are empty. ``Moment.at`` is None where they are no date, or a refused one."""
    if not words or not words.strip():
        return None
    words = " ".join(words.split())
    parsed = _iso(words) or _compact(words) or _mail(words)
    if parsed is None or not plausible(parsed[0], now=now):
        return Moment(None, Precision.DAY, origin, words[:LONGEST])
    return Moment(parsed[0], parsed[1], origin, words)


def plausible(at: datetime, *, now: datetime) -> bool:
    """Not in the future, not before newspapers, not the zero of a clock."""
    return EARLIEST <= at <= now + SLACK and not EPOCH_DAYS[0] <= at <= EPOCH_DAYS[1]


def _iso(words: str) -> Dated | None:
    found = _ISO.match(words)
    if not found:
        return None
    year, month, day, hour, minute, zone = found.groups()
    made = _built((year, month or "1", day or "1"), hour, minute, zone)
    if made is None or day:
        return made
    return made[0], Precision.MONTH if month else Precision.YEAR


def _compact(words: str) -> Dated | None:
    found = _COMPACT.match(words)
    if not found:
        return None
    year, month, day, hour, minute, zone = found.groups()
    return _built((year, month, day), hour, minute, zone)


def _built(date: tuple[str, str, str], hour: str | None, minute: str | None, zone: str | None) -> Dated | None:
    """A time of day without a zone may be half a day off, so it only gives the day."""
    year, month, day = map(int, date)
    try:
        if not (hour and minute and zone):
            return datetime(year, month, day, tzinfo=UTC), Precision.DAY
        local = datetime(year, month, day, int(hour), int(minute), tzinfo=UTC)
        return local - _offset(zone), Precision.MINUTE
    except (ValueError, OverflowError):
        return None


def _offset(zone: str) -> timedelta:
    if zone[0] not in "+-":
        return timedelta(0)
    digits = zone[1:].replace(":", "")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -size if zone[0] == "-" else size


def _mail(words: str) -> Dated | None:
    """RFC 2822, as in RSS; ``-0000`` there means that the zone is unknown."""
    try:
        at = parsedate_to_datetime(words)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
    if at.tzinfo is None:
        return at.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC), Precision.DAY
    return at.astimezone(UTC).replace(second=0, microsecond=0), Precision.MINUTE


def in_url(url: str, *, now: datetime) -> Moment | None:
    """The date in an address such as ``/2025/03/14/title``; a month alone where it gives no day."""
    found = _IN_URL.search(url)
    if not found:
        return None
    made = moment("-".join(part for part in found.groups() if part), origin="url", now=now)
    return made if made is not None and made.at is not None else None


def best(candidates: Iterable[Moment | None]) -> Moment | None:
    """The first that is a date, made more precise by a later one of the same day; else the first that has words."""
    found = [moment for moment in candidates if moment is not None]
    dated = [moment for moment in found if moment.at is not None]
    if not dated:
        return found[0] if found else None
    return next((moment for moment in dated if _refines(moment, dated[0])), dated[0])


def _refines(moment: Moment, first: Moment) -> bool:
    assert moment.at is not None and first.at is not None  # noqa: S101 - both are dated
    return (
        first.precision is Precision.DAY
        and moment.precision is Precision.MINUTE
        and abs(moment.at - first.at) < timedelta(days=1)
    )
