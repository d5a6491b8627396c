"""RSS 0.9-2.0, RDF, Atom and CDF, through feedparser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from graph.errors import InputError
from graph.model import Moment, Precision
from ingest.dates import moment, plausible
from ingest.feeds.entry import LONGEST_SUMMARY, LONGEST_TITLE, Feed, FeedEntry, entry_link
from ingest.words import language_code, plain

_ENTITY = re.compile(rb"<!ENTITY[^>]*>", re.I)  # declared ones only serve to explode or to read files


def xml_feed(data: bytes, *, url: str, content_type: str, now: datetime) -> Feed:
    parsed = _feedparser(data, url=url, content_type=content_type)
    head = parsed.get("feed", {})
    if not parsed.get("version") and not parsed.get("entries"):
        why = parsed.get("bozo_exception")
        message = f"is no feed or sitemap ({plain(str(why))[:120]})" if why else "is no feed or sitemap"
        raise InputError(message, where=url, reason="no feed", hint="Give the address of an RSS, Atom or JSON feed")
    language = language_code(head.get("language"))
    title = plain(head.get("title"))
    return Feed(
        url=url,
        kind=parsed.get("version") or "unknown",
        title=title,
        language=language,
        entries=tuple(_xml_entry(e, url=url, title=title, language=language, now=now) for e in parsed["entries"]),
        notes=_notes(parsed),
    )


def _feedparser(data: bytes, *, url: str, content_type: str) -> Mapping[str, Any]:
    """feedparser's reading. It does not raise for bad feeds; what it does raise is turned into ours.

    It is not told the feed's address: joining every link to that takes it half as long again, and is done here anyway.
    """
    import feedparser

    headers = {"content-type": content_type} if content_type else {}
    data = _ENTITY.sub(b"", data)
    try:
        parsed: Mapping[str, Any] = feedparser.parse(data, response_headers=headers, sanitize_html=False)
    except Exception as error:
        raise InputError(f"cannot be read as a feed ({error})", where=url, reason="no feed") from error
    return parsed


def _notes(parsed: Mapping[str, Any]) -> tuple[str, ...]:
    return (f"ill-formed: {plain(str(parsed.get('bozo_exception')))[:200]}",) if parsed.get("bozo") else ()


def _xml_entry(entry: Mapping[str, Any], *, url: str, title: str, language: str, now: datetime) -> FeedEntry:
    authors = [a.get("name") for a in entry.get("authors", ())] or [entry.get("author")]
    detail = entry.get("title_detail") or {}
    return FeedEntry(
        url=entry_link(_link(entry), feed_url=url),
        title=plain(entry.get("title"))[:LONGEST_TITLE],
        summary=plain(entry.get("summary"))[:LONGEST_SUMMARY],
        published=_xml_date(entry, "published", now=now) or _xml_date(entry, "created", now=now),
        modified=_xml_date(entry, "updated", now=now),
        authors=tuple(dict.fromkeys(filter(None, map(plain, authors)))),
        language=language_code(detail.get("language")) or language,
        source_title=plain((entry.get("source") or {}).get("title")) or title,
        feed_url=url,
        guid=plain(entry.get("id")),
    )


def _link(entry: Mapping[str, Any]) -> str | None:
    """The entry's own page: its link, else the first alternate one, else an id that is an address."""
    links = [link.get("href") for link in entry.get("links", ()) if link.get("rel", "alternate") == "alternate"]
    identity = str(entry.get("id") or "")
    return entry.get("link") or next(filter(None, links), None) or (identity if identity.startswith("http") else None)


def _xml_date(entry: Mapping[str, Any], key: str, *, now: datetime) -> Moment | None:
    """As worded; formats that only feedparser knows are taken from it, to the day."""
    if key not in entry:  # feedparser answers "updated" with "published" where it is missing
        return None
    found = moment(plain(entry.get(key)), origin="feed", now=now)
    parsed = entry.get(f"{key}_parsed")
    if found is None or found.at is not None or parsed is None:
        return found
    try:
        at = datetime(parsed[0], parsed[1], parsed[2], tzinfo=UTC)
    except (ValueError, TypeError):
        return found
    return Moment(at, Precision.DAY, "feed", found.words) if plausible(at, now=now) else found
