"""Sitemaps, news sitemaps and sitemap indexes, through lxml without entities, DTDs and network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from graph.errors import InputError
from ingest.addresses import web_address
from ingest.dates import moment
from ingest.decoding import without_surrogates
from ingest.feeds.entry import LONGEST_TITLE, Feed, FeedEntry, entry_link
from ingest.words import language_code, plain


def sitemap(data: bytes, *, url: str, now: datetime) -> Feed:
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
        url=entry_link(_value(place, "loc"), feed_url=url),
        title=plain(_value(place, "news", "title"))[:LONGEST_TITLE],
        published=moment(_value(place, "news", "publication_date"), origin="feed", now=now),
        modified=moment(_value(place, "lastmod"), origin="feed", now=now),
        language=language_code(_value(place, "news", "publication", "language")),
        source_title=plain(_value(place, "news", "publication", "name")),
        feed_url=url,
    )
