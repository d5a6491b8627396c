"""Bytes of a feed or sitemap → ``Feed`` with its ``FeedEntry``s, or an ``InputError`` that says why not.

RSS 0.9-2.0, RDF, Atom and CDF by feedparser, JSON Feed, sitemaps, news sitemaps and sitemap indexes by lxml. Titles
become plain text; links are absolute; a link that is no web address (in a local feed: no file beside it) is dropped.
"""

from __future__ import annotations

from datetime import datetime

from graph.errors import InputError
from ingest.feeds.entry import Feed, FeedEntry
from ingest.feeds.json_feeds import json_feed
from ingest.feeds.sitemaps import sitemap
from ingest.feeds.xml_feeds import xml_feed

__all__ = ["Feed", "FeedEntry", "parse_feed"]


def parse_feed(data: bytes, *, url: str, content_type: str = "", now: datetime) -> Feed:
    """Read a feed of any kind. ``url`` (http, https or file) is what relative links stand on.

    ``now`` is only for refusing dates in the future. Raises ``InputError`` where the bytes are no feed.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise InputError("empty: there is no feed in it", where=url, reason="empty")
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return json_feed(data, url=url, now=now)
    if b"<urlset" in start or b"<sitemapindex" in start:
        return sitemap(data, url=url, now=now)
    return xml_feed(data, url=url, content_type=content_type, now=now)
