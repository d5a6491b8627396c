"""Where the reader is: everything that a page shows follows from its address.

Ids, never labels, so that a link means the same in every language of the interface.

::

    /                     claims board      q= search words, after= cursor
    /trace                trace             what= id or words, item= selected attribution, after= cursor
    /article              article reader    version= id of a version or an article, item= selected attribution
    everywhere            asof=YYYY-MM-DD       what the public could know that day
                          recorded=YYYY-MM-DD   what this store held that day
                          ui=en|ar              language of the interface

What does not have the form of an id, a date or a language is dropped when read, never passed on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from graph.model import AsOf

MAX_WORDS = 300  # longer searches are cut: an address is no place for a text
_ID = re.compile(r"[a-z]{3}:[0-9a-f]{24}")
_CURSOR = re.compile(r"[\w.:|=,+/~-]{1,400}")


class View(StrEnum):
    """The three pages; the value is the path, and the board is at the root."""

    CLAIMS = "claims"
    TRACE = "trace"
    ARTICLE = "article"

    @property
    def path(self) -> str:
        return "" if self is View.CLAIMS else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One address of the UI, checked. ``language`` is empty where the browser's own is to be taken."""

    view: View = View.CLAIMS
    words: str = ""
    what: str = ""
    version: str = ""
    item: str = ""
    after: str = ""
    as_of_day: date | None = None
    recorded_day: date | None = None
    language: str = ""

    @classmethod
    def from_query(cls, view: View, query: Mapping[str, str]) -> Place:
        """Reads the parameters of an address."""
        return cls(
            view=view,
            words=query.get("q", "")[:MAX_WORDS].strip(),
            what=query.get("what", "")[:MAX_WORDS].strip(),
            version=_matching(_ID, query.get("version", "")),
            item=_matching(_ID, query.get("item", "")),
            after=_matching(_CURSOR, query.get("after", "")),
            as_of_day=_day(query.get("asof", "")),
            recorded_day=_day(query.get("recorded", "")),
            language=_matching(re.compile("[a-z]{2,3}"), query.get("ui", "")),
        )

    @classmethod
    def from_href(cls, href: str) -> Place | None:
        """Reads a link of this UI; None when it leads elsewhere."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return None
        path = parts.path.strip("/")
        view = next((v for v in View if v.path == path), None)
        return None if view is None else cls.from_query(view, dict(parse_qsl(parts.query)))

    def query(self) -> dict[str, str]:
        """The parameters that this view uses, empty ones left out."""
        own: dict[View, dict[str, str]] = {
            View.CLAIMS: {"q": self.words, "after": self.after},
            View.TRACE: {"what": self.what, "item": self.item, "after": self.after},
            View.ARTICLE: {"version": self.version, "item": self.item},
        }
        everywhere = {"asof": _iso(self.as_of_day), "recorded": _iso(self.recorded_day), "ui": self.language}
        return {key: value for key, value in {**own[self.view], **everywhere}.items() if value}

    @property
    def href(self) -> str:
        """Address relative to the server's root."""
        query = urlencode(self.query())
        return f"/{self.view.path}" + (f"?{query}" if query else "")

    @property
    def as_of(self) -> AsOf:
        """Both days to their end, UTC."""
        return AsOf(published=_end(self.as_of_day), recorded=_end(self.recorded_day))

    def but(self, **changes: Any) -> Place:
        """The same place with something changed."""
        return replace(self, **changes)

    def _next(self, view: View, **own: str) -> Place:
        return replace(self, **{**_ELSEWHERE, **own, "view": view})

    def claims(self, words: str = "") -> Place:
        return self._next(View.CLAIMS, words=words)

    def trace(self, what: str, item: str = "") -> Place:
        return self._next(View.TRACE, what=what, item=item)

    def article(self, version: str, item: str = "") -> Place:
        return self._next(View.ARTICLE, version=version, item=item)


def _matching(pattern: re.Pattern[str], value: str) -> str:
    return value if pattern.fullmatch(value) else ""


# Going on to another view keeps the days and the language, nothing else.
_ELSEWHERE: dict[str, Any] = {"words": "", "what": "", "version": "", "item": "", "after": ""}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _end(day: date | None) -> datetime | None:
    return datetime.combine(day, time.max, UTC) if day else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def synced(session: Any, key: str, value: object) -> None:
    """Makes a widget follow the address: when the address changed (a link, the back button), it wins over what the widget holds."""
    seen = f"address:{key}"
    if key not in session or seen not in session or session[seen] != value:
        session[key] = value
        session[seen] = value
