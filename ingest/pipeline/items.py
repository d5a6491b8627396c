"""What travels through the first half of the path: sources, pages to be read, and entries that ended before that."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import InputError
from graph.model import FetchRecord, Page
from ingest.decide import Status
from ingest.feeds import FeedEntry

STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the user named, or ``declared`` in the settings. ``where`` is a URL, a path or ``-``; ``name`` for people.

    ``limit``: at most so many of its articles are read in one run.
    """

    where: str
    name: str = ""
    language: str = ""
    limit: int | None = None
    declared: bool = False

    @property
    def remote(self) -> bool:
        return self.where.startswith(("http://", "https://"))

    @property
    def label(self) -> str:
        return self.name or self.where


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A page to be read. ``url`` is its key in the fetch log; ``named``: the user named this very thing."""

    source: Source
    url: str
    page: Page
    entry: FeedEntry | None = None
    etag: str = ""
    last_modified: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """An entry that ended before it was read. ``record`` is what the fetch log has to remember; ``silent``: only that."""

    source: Source
    url: str
    status: Status
    reason: str
    record: FetchRecord | None = None
    silent: bool = False


Gathered = Job | Ended


def failed(source: Source, where: str, error: InputError) -> Ended:
    """One bad input, as a value."""
    return Ended(source=source, url=where, status=Status.FAILED, reason=error.message)
