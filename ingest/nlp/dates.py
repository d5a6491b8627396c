"""When it was said: "on Tuesday", "yesterday", "3 May", relative to the day of publication. Names of days from CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from graph.model import Moment, Precision, Version
from ingest.nlp.draft import Draft, Range
from ingest.nlp.paragraphs import without
from ingest.nlp.reading import Reading

_SENTENCE = re.compile(r"[.!?؟]\s")


class Calendar(NamedTuple):
    """Names of one language, lower case: week days (Monday 0), months (January 1), and a pattern of all that dates."""

    weekdays: dict[str, int]
    months: dict[str, int]
    relative: dict[str, int]
    pattern: re.Pattern[str]


def said(draft: Draft, reading: Reading) -> Moment | None:
    """The claim time as the sentence around the cue gives it; None where it says nothing.

    An undated article gives the words with ``at`` None.
    """
    if draft.cue is None:
        return None
    dates = reading.lexicon.dates
    calendar = _calendar(reading.language.code, tuple(dates.relative.items()), dates.before, dates.between)
    named = (*draft.content, *((draft.source,) if draft.source else ()))
    pieces = without(_sentence(draft.cue, reading), tuple(sorted(named)))
    at_cue = draft.cue.start
    for piece in sorted(pieces, key=lambda p: not p.start <= at_cue < p.end)[:2]:
        match = calendar.pattern.search(reading.text, piece.start, piece.end)
        if match is not None:
            return Moment(_day(match, calendar, reading.version), Precision.DAY, "text", match.group())
    return None


def _sentence(cue: Range, reading: Reading) -> Range:
    paragraph = reading.paragraph_at(cue.start)
    start, end = (paragraph.start, paragraph.end) if paragraph else (cue.start, cue.end)
    before = [m.end() for m in _SENTENCE.finditer(reading.text, start, cue.start)]
    after = _SENTENCE.search(reading.text, cue.end, end)
    return Range(before[-1] if before else start, after.start() if after else end)


@lru_cache
def _calendar(
    code: str, relative: tuple[tuple[str, int], ...], before: tuple[str, ...], between: tuple[str, ...] = ()
) -> Calendar:
    from babel.dates import get_day_names, get_month_names

    weekdays = {name.lower(): i for i, name in get_day_names("wide", locale=code).items()}
    months = {name.lower(): i for i, name in get_month_names("wide", locale=code).items()}
    days = _any((*weekdays, *(word.lower() for word, _ in relative)))
    month, of = _any(months), rf"(?:(?:{_any(between)})\s)?"
    pattern = rf"""
        \b(?:(?:{_any(before)})\s)*
        (?: (?P<d1>\d{{1,2}})\s{of}(?P<m1>{month}) | (?P<m2>{month})\s(?P<d2>\d{{1,2}})(?!\d) | (?P<day>{days}) )
        \b(?:,?\s{of}(?P<y>\d{{4}}))?"""
    compiled = re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    return Calendar(weekdays, months, {w.lower(): n for w, n in relative}, compiled)


def _any(words: Iterable[str]) -> str:
    """A pattern of any of them, longest first; of none, what matches nothing."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or r"(?!)"


def _day(match: re.Match[str], calendar: Calendar, version: Version) -> datetime | None:
    """The day meant, the latest that is not after the publication."""
    if version.published is None or version.published.at is None:
        return None
    published = version.published.at.replace(hour=0, minute=0, second=0, microsecond=0)
    word = (match["day"] or "").lower()
    if word in calendar.relative:
        return published + timedelta(days=calendar.relative[word])
    if word in calendar.weekdays:
        return published - timedelta(days=(published.weekday() - calendar.weekdays[word]) % 7)
    month = calendar.months[(match["m1"] or match["m2"]).lower()]
    return _dated(published, int(match["y"]) if match["y"] else None, month, int(match["d1"] or match["d2"]))


def _dated(published: datetime, year: int | None, month: int, day: int) -> datetime | None:
    try:
        found = datetime(year or published.year, month, day, tzinfo=UTC)
        return found.replace(year=found.year - 1) if year is None and found > published else found
    except ValueError:  # 31 June, 29 February
        return None
