"""``Page`` → ``Version``: the text with its zones, and what the page and its entry say about it.

Any ``Page`` that ``ingest.readers`` or ``ingest.fetch`` gives can be read: HTML, plain text, Markdown, or one JSON record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.model import Article, Page, Publisher, Version
from ingest.feeds import FeedEntry
from ingest.publishers import Publishers


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One page as read. ``notes`` say what was odd: a refused date, a guessed encoding."""

    publisher: Publisher | None
    article: Article
    version: Version
    notes: tuple[str, ...] = ()


def extractor_of(page: Page) -> str:
    """Name and version of what reads this kind of page; ``Version.extractor`` and ``FetchRecord.extractor``."""
    raise NotImplementedError


def read_page(page: Page, *, now: datetime, publishers: Publishers, entry: FeedEntry | None = None) -> Document:
    """Read one page; raises ``PageError`` where it holds no article. ``now`` is only for refusing dates in the future."""
    raise NotImplementedError
