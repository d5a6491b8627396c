"""What every kind of source shares: which entries are wanted, which pages are new, what this run has met already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from graph.model import FetchRecord, Page
from graph.stores.base import Reader
from ingest import decide
from ingest.decide import Status
from ingest.feeds import Feed, FeedEntry
from ingest.pipeline.items import Ended, Gathered, Job, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An entry to be read, with what the fetch log knows of it."""

    source: Source
    entry: FeedEntry
    record: FetchRecord | None


@dataclass(kw_only=True)
class Entries:
    """The decisions of one run. ``extractor_of`` names what reads a page now: same bytes and reader → unchanged."""

    reader: Reader
    clock: Callable[[], datetime]
    extractor_of: Callable[[Page], str]
    since: datetime | None = None
    seen: set[str] = field(default_factory=set)
    _asked: dict[str, int] = field(default_factory=dict)

    def of_feed(self, source: Source, feed: Feed) -> Iterator[Wanted | Ended]:
        """Each entry of the feed: wanted, or why not."""
        records = {e.url: r for e in feed.entries if e.url and (r := self._record_of(e.url)) is not None}
        chosen = decide.select(feed.entries, records, now=self.clock(), since=self.since, limit=self.left(source))
        for entry, decision in chosen:
            status, reason = decision.status, decision.reason
            if decision.ask and entry.url in self.seen:
                status, reason = Status.SKIPPED, "read from another feed in this run"
            if status is not None:
                yield Ended(source=source, url=entry.url or entry.title or feed.url, status=status, reason=reason)
            else:
                self._take(source, entry.url)
                yield Wanted(source=source, entry=_with_language(entry, source), record=records.get(entry.url))

    def of_page(
        self,
        source: Source,
        page: Page,
        *,
        url: str = "",
        entry: FeedEntry | None = None,
        etag: str = "",
        last_modified: str = "",
        named: bool = False,
    ) -> Gathered:
        """The page as a job, unless its bytes have been read before by what reads them now. ``url``: where it was asked for."""
        url = url or page.url
        if entry is None and self.left(source) == 0:
            return Ended(source=source, url=url, status=Status.SKIPPED, reason=f"beyond the limit of {source.limit}")
        if entry is None:
            self._take(source, url)
        record = self.reader.fetch_record(url)
        if decide.same_bytes(page, record, extractor=self.extractor_of(page)):
            return self.unchanged(source, url, record, page=page, etag=etag, last_modified=last_modified)
        return Job(source=source, url=url, page=page, entry=entry, etag=etag, last_modified=last_modified, named=named)

    def unchanged(
        self,
        source: Source,
        url: str,
        record: FetchRecord | None,
        *,
        page: Page | None = None,
        etag: str = "",
        last_modified: str = "",
    ) -> Ended:
        """The same page as before, with its new line in the fetch log."""
        version = self.reader.version(record.version_id) if record and record.version_id else None
        now = self.clock()
        line = decide.after_success(
            record,
            url=url,
            now=now,
            first_seen=version.retrieved if version else now,
            status=Status.UNCHANGED.value,
            page=page,
            etag=etag,
            last_modified=last_modified,
        )
        return Ended(source=source, url=url, status=Status.UNCHANGED, reason="same page as before", record=line)

    def left(self, source: Source) -> int | None:
        """How many articles of the source may still be read; None for any number."""
        return None if source.limit is None else max(0, source.limit - self._asked.get(source.label, 0))

    def _take(self, source: Source, url: str) -> None:
        self.seen.add(url)
        self._asked[source.label] = self._asked.get(source.label, 0) + 1

    def _record_of(self, url: str) -> FetchRecord | None:
        """Files are always looked at: no politeness is owed to them."""
        return None if url.startswith("file:") else self.reader.fetch_record(url)


def _with_language(entry: FeedEntry, source: Source) -> FeedEntry:
    return replace(entry, language=source.language) if source.language and not entry.language else entry
