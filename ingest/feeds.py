"""Bytes of a feed or sitemap → ``Feed`` with its ``FeedEntry``s, or an ``InputError`` that says why not.

RSS 0.9-2.0, RDF, Atom and CDF by feedparser, JSON Feed, sitemaps, news sitemaps and sitemap indexes by lxml. Titles become
plain text; links are absolute; a link that is no web address (or, in a local feed, no file beside it) is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.model import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One item as the feed gives it. ``url`` is absolute, "" where there is no usable link; ``feed_url`` is the feed's address."""

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
    """Read a feed of any kind. ``url`` (http, https or file) is what relative links stand on; ``now`` refuses future dates."""
    raise NotImplementedError
