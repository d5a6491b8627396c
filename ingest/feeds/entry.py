"""What a feed gives, whatever its kind: ``Feed`` and ``FeedEntry``, and which links an entry may have."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from graph.model import Moment
from ingest.addresses import web_address

LONGEST_TITLE = 1000  # characters
LONGEST_SUMMARY = 2000


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


def entry_link(link: str | None, *, feed_url: str) -> str:
    """Absolute address of an entry. A feed of the network cannot name files, a local one only those beside or below."""
    address = web_address(link, base=feed_url) if link else ""
    if not address.startswith("file:"):
        return address
    feed, target = urlsplit(feed_url), PurePosixPath(unquote(urlsplit(address).path))
    folder = PurePosixPath(unquote(feed.path)).parent
    inside = feed.scheme == "file" and target.is_relative_to(folder) and ".." not in target.parts
    return address if inside else ""
