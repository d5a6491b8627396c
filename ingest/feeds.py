"""Bytes of a feed or sitemap → ``Feed`` with its ``FeedEntry``s, or an ``InputError`` that says why not.

RSS 0.9-2.0, RDF, Atom and CDF by feedparser, JSON Feed, sitemaps, news sitemaps and sitemap indexes by lxml. Titles
become plain text; links are absolute; a link that is no web address (in a local feed: no file beside it) is dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from graph.errors import InputError
from graph.model import Moment, Precision
from ingest.page_dates import moment, plausible
from ingest.page_words import language_code, plain, web_address
from ingest.readers_bytes import decode, without_surrogates

LONGEST_TITLE = 1000  # characters
LONGEST_SUMMARY = 2000
_ENTITY = re.compile(rb"<!ENTITY[^>]*>", re.I)  # declared ones only serve to explode or to read files


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One item as the feed gives it. ``url`` is absolute, "" where no link is usable; ``feed_url`` is the feed's."""

    url: str
    title: str = ""
    summary: str = ""
    published: Moment | None = None
    modified: Moment | None = None
    authors: tuple[str, ...] = ()
    language: str = ""
    source_title: str = ""
    feed_url: str = ""
    guid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """``kind`` as feedparser names it ("rss20", "atom10" ...), "json", "sitemap" or "sitemapindex".

    ``children`` are the sitemaps that an index lists. ``notes`` say what was odd and how it was read.
    """

    url: str
    kind: str
    title: str = ""
    language: str = ""
    entries: tuple[FeedEntry, ...] = ()
    children: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def parse_feed(data: bytes, *, url: str, content_type: str = "", now: datetime) -> Feed:
    """Read a feed of any kind. ``url`` (http, https or file) is what relative links stand on.

    ``now`` is only for refusing dates in the future. Raises ``InputError`` where the bytes are no feed.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise InputError("empty: there is no feed in it", where=url, reason="empty")
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return _json_feed(data, url=url, now=now)
    if b"<urlset" in start or b"<sitemapindex" in start:
        return _sitemap(data, url=url, now=now)
    return _xml_feed(data, url=url, content_type=content_type, now=now)


def entry_link(link: str | None, *, base: str, feed_url: str) -> str:
    """Absolute address of an entry. A feed of the network cannot name files, a local one only those beside or below."""
    address = web_address(_local(link), base=_local(base or feed_url)) if link else ""
    if not address.startswith("file:"):
        return address
    feed, target = urlsplit(feed_url), PurePosixPath(unquote(urlsplit(address).path))
    folder = PurePosixPath(unquote(feed.path)).parent
    inside = feed.scheme == "file" and target.is_relative_to(folder) and ".." not in target.parts
    return address if inside else ""


def _local(address: str) -> str:
    """feedparser makes ``file:///a/b`` into ``file://a/b``."""
    return re.sub("^file:/+", "file:///", address)


# ---------------------------------------------------------------- RSS, RDF, Atom, CDF


def _xml_feed(data: bytes, *, url: str, content_type: str, now: datetime) -> Feed:
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
    """feedparser's reading. It does not raise for bad feeds; what it does raise is turned into ours."""
    import feedparser

    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    data = _ENTITY.sub(b"", data)
    try:
        parsed: Mapping[str, Any] = feedparser.parse(data, response_headers=headers, sanitize_html=False)
    except Exception as error:
        raise InputError(f"cannot be read as a feed ({error})", where=url, reason="no feed") from error
    return parsed


def _notes(parsed: Mapping[str, Any]) -> tuple[str, ...]:
    return (f"ill-formed: {plain(str(parsed.get('bozo_exception')))[:200]}",) if parsed.get("bozo") else ()


def _xml_entry(entry: Mapping[str, Any], *, url: str, title: str, language: str, now: datetime) -> FeedEntry:
    base = next((d.get("base") for d in (entry.get("title_detail"), entry.get("summary_detail")) if d), "") or url
    authors = [a.get("name") for a in entry.get("authors", ())] or [entry.get("author")]
    detail = entry.get("title_detail") or {}
    return FeedEntry(
        url=entry_link(_link(entry), base=base, feed_url=url),
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


# ---------------------------------------------------------------- JSON Feed


def _json_feed(data: bytes, *, url: str, now: datetime) -> Feed:
    try:
        head = json.loads(decode(data).text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no valid JSON ({error})", where=url, reason="no feed") from error
    if not isinstance(head, dict) or not isinstance(head.get("items"), list):
        raise InputError("is no JSON Feed: it has no list of items", where=url, reason="no feed")
    items = [item for item in head["items"] if isinstance(item, dict)]
    dropped = len(head["items"]) - len(items)
    title, language = _text(head, "title"), language_code(_text(head, "language"))
    return Feed(
        url=url,
        kind="json",
        title=title,
        language=language,
        entries=tuple(_json_entry(i, url=url, title=title, language=language, now=now) for i in items),
        notes=(f"{dropped} items are no objects",) if dropped else (),
    )


def _text(values: Mapping[str, Any], *keys: str) -> str:
    """The first of ``keys`` that holds a text, as plain text."""
    return next((plain(values[key]) for key in keys if isinstance(values.get(key), str)), "")


def _json_entry(item: Mapping[str, Any], *, url: str, title: str, language: str, now: datetime) -> FeedEntry:
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_text(person, "name") for person in people or () if isinstance(person, dict)]
    return FeedEntry(
        url=entry_link(_text(item, "url", "external_url"), base=url, feed_url=url),
        title=_text(item, "title")[:LONGEST_TITLE],
        summary=_text(item, "summary", "content_text", "content_html")[:LONGEST_SUMMARY],
        published=moment(_text(item, "date_published"), origin="feed", now=now),
        modified=moment(_text(item, "date_modified"), origin="feed", now=now),
        authors=tuple(filter(None, names)),
        language=language_code(_text(item, "language")) or language,
        source_title=title,
        feed_url=url,
        guid=_text(item, "id"),
    )


# ---------------------------------------------------------------- sitemaps


def _sitemap(data: bytes, *, url: str, now: datetime) -> Feed:
    root, notes = _tree(data, url=url)
    places = list(_children(root, "sitemap")) if _name(root) == "sitemapindex" else []
    children = [web_address(_value(place, "loc"), base=url) for place in places]
    entries = [_sitemap_entry(place, url=url, now=now) for place in _children(root, "url")]
    return Feed(
        url=url,
        kind=_name(root),
        entries=tuple(entries),
        children=tuple(dict.fromkeys(filter(None, children))),
        notes=notes,
    )


def _tree(data: bytes, *, url: str) -> tuple[Any, tuple[str, ...]]:
    """Root element, and a note where the XML is ill-formed. Entities stay unresolved and nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"is no sitemap ({error})", where=url, reason="no feed") from error
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise InputError("is no sitemap", where=url, reason="no feed")
    flaw = parser.error_log.last_error
    if flaw is not None and not len(root):
        raise InputError(f"is no sitemap ({flaw.message})", where=url, reason="no feed")
    return root, (f"ill-formed: {flaw.message[:200]}",) if flaw is not None else ()


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _name(child) == name)


def _value(element: Any, *path: str) -> str:
    """Text of the first element below ``element`` along the local names of ``path``."""
    for name in path:
        element = next(_children(element, name), None)
        if element is None:
            return ""
    return without_surrogates(element.text or "").strip()


def _sitemap_entry(place: Any, *, url: str, now: datetime) -> FeedEntry:
    return FeedEntry(
        url=entry_link(_value(place, "loc"), base=url, feed_url=url),
        title=plain(_value(place, "news", "title"))[:LONGEST_TITLE],
        published=moment(_value(place, "news", "publication_date"), origin="feed", now=now),
        modified=moment(_value(place, "lastmod"), origin="feed", now=now),
        language=language_code(_value(place, "news", "publication", "language")),
        source_title=plain(_value(place, "news", "publication", "name")),
        feed_url=url,
    )


def merged(feeds: Iterable[Feed]) -> tuple[FeedEntry, ...]:
    """Entries of several feeds (an index's sitemaps), each address once, in order; those without one are kept."""
    out: dict[str, FeedEntry] = {}
    for number, entry in enumerate(entry for feed in feeds for entry in feed.entries):
        out.setdefault(entry.url or f"#{number}", entry)
    return tuple(out.values())
