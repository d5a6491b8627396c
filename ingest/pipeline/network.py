"""Feeds, sitemaps and articles of the network, as they arrive; what is asked for again, and what is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import NamedTuple, cast

from graph.model import FetchRecord, Page
from ingest import decide
from ingest.decide import Status
from ingest.feeds import Feed, FeedEntry
from ingest.fetch import Failed, Fetched, FetchOptions, Request, fetch_each
from ingest.pipeline.entries import Entries, Wanted
from ingest.pipeline.items import Ended, Gathered, Job, Source, failed
from ingest.readers import read_bytes

DEEPEST_SITEMAP = 3
FULL_LOOK = timedelta(hours=1)  # a feed is asked for whole this often, so that edits behind an unchanged feed are seen
FEED = "feed"


class _Asked(NamedTuple):
    """What a request is for; travels with it."""

    source: Source
    entry: FeedEntry | None = None


@dataclass(kw_only=True)
class Network:
    """Asks for sources, then for what they list. ``options.obey_robots`` and the like are ``ingest.fetch``'s."""

    entries: Entries
    options: FetchOptions
    max_bytes: int = 50_000_000
    _feeds: list[Ended] = field(default_factory=list)

    def gather(self, sources: list[Source], wanted: list[Wanted]) -> Iterator[Gathered]:
        """All that the sources hold, and ``wanted`` entries of feeds elsewhere."""
        for one in self._sources(sources):
            if isinstance(one, Wanted):
                wanted.append(one)
            else:
                yield one
        yield from self._articles(wanted)
        yield from self._feeds

    # ---------------------------------------------------------------- what was named

    def _sources(self, sources: list[Source], depth: int = 0) -> Iterator[Gathered | Wanted]:
        """Feeds, sitemaps and pages; then the sitemaps that a sitemap lists."""
        requests: list[Request] = []
        for source in sources:
            record = self.entries.reader.fetch_record(source.where)
            waiting = self._waiting(source, record)
            if waiting is None:
                requests.append(self._source_request(source, record))
            else:
                yield waiting
        children: list[Source] = []
        for got in self._fetched(requests):
            source = _asked(got).source
            if isinstance(got, Failed):
                yield self._failed(source, got)
            elif got.page is None:
                yield self._not_modified(source, got)
            else:
                yield from self._source_page(source, got, got.page, children)
        if children and depth < DEEPEST_SITEMAP:
            yield from self._sources(children, depth + 1)

    def _waiting(self, source: Source, record: FetchRecord | None) -> Ended | None:
        """A declared source that failed is left alone for a while; one that the user names now is asked."""
        if record is None or not record.failures or not source.declared:
            return None
        decision = decide.before(FeedEntry(url=source.where), record, now=self.entries.clock())
        if decision.status is None:
            return None
        return Ended(source=source, url=source.where, status=decision.status, reason=decision.reason)

    def _source_request(self, source: Source, record: FetchRecord | None) -> Request:
        """Conditional, but for a feed whose entries should all be looked at again."""
        due = record is not None and (record.not_before is None or self.entries.clock() >= record.not_before)
        whole = record is None or (due and not record.version_id)
        return _request(source.where, None if whole else record, _Asked(source))

    def _source_page(
        self, source: Source, got: Fetched, page: Page, children: list[Source]
    ) -> Iterator[Gathered | Wanted]:
        items = read_bytes(
            page.content, url=page.url, now=page.retrieved, content_type=page.content_type, limit=self.max_bytes
        )
        for item in items:
            if isinstance(item, Feed):
                children += self._children(source, item)
                yield from self.entries.of_feed(source, item)
                self._remember(source, got)
            elif isinstance(item, Page):
                yield self._page(source, got, item, named=True)
            else:
                yield failed(source, source.where, item)

    def _children(self, source: Source, feed: Feed) -> list[Source]:
        """The sitemaps of an index, counted as one source."""
        seen = self.entries.seen
        new = [url for url in feed.children if url not in seen]
        seen.update(new)
        return [replace(source, where=url, name=source.label) for url in new]

    def _remember(self, source: Source, got: Fetched) -> None:
        """Told to the log when its entries are through: a run that is killed before then must see them again.

        So must the next run see all of a feed that a limit or a date cut off: its ETag is not kept.
        """
        now = self.entries.clock()
        whole = self.entries.left(source) != 0 and self.entries.since is None
        line = FetchRecord(
            url=got.request.url,
            last_seen=now,
            status=FEED,
            etag=got.etag if whole else "",
            last_modified=got.last_modified if whole else "",
            not_before=now + FULL_LOOK,
        )
        done = Ended(source=source, url=line.url, status=Status.UNCHANGED, reason="", record=line, silent=True)
        self._feeds.append(done)

    # ---------------------------------------------------------------- what feeds list

    def _articles(self, wanted: Iterable[Wanted]) -> Iterator[Gathered]:
        requests = [_request(w.entry.url, w.record, _Asked(w.source, w.entry)) for w in wanted]
        for got in self._fetched(requests):
            source, entry = _asked(got)
            if isinstance(got, Failed):
                yield self._failed(source, got)
            elif got.page is None:
                yield self._not_modified(source, got, entry)
            else:
                yield self._page(source, got, got.page, entry=entry)

    # ---------------------------------------------------------------- answers

    def _fetched(self, requests: list[Request]) -> Iterator[Fetched | Failed]:
        return fetch_each(requests, options=self.options, clock=self.entries.clock) if requests else iter(())

    def _page(
        self, source: Source, got: Fetched, page: Page, *, entry: FeedEntry | None = None, named: bool = False
    ) -> Gathered:
        return self.entries.of_page(
            source,
            page,
            url=got.request.url,
            entry=entry,
            etag=got.etag,
            last_modified=got.last_modified,
            named=named,
        )

    def _not_modified(self, source: Source, got: Fetched, entry: FeedEntry | None = None) -> Gathered:
        """304: nothing new, unless the page we hold was read by something older than what reads it now."""
        url = got.request.url
        reader = self.entries.reader
        record = reader.fetch_record(url)
        if record is not None and not record.version_id:
            line = replace(record, last_seen=self.entries.clock())
            reason = "the feed has not changed"
            return Ended(source=source, url=url, status=Status.UNCHANGED, reason=reason, record=line)
        page = reader.page(record.page_sha256) if record else None
        if page is not None and not decide.same_bytes(page, record, extractor=self.entries.extractor_of(page)):
            return Job(source=source, url=url, page=page, entry=entry, etag=got.etag, last_modified=got.last_modified)
        return self.entries.unchanged(source, url, record)

    def _failed(self, source: Source, got: Failed) -> Ended:
        url = got.request.url
        held = self.entries.reader.fetch_record(url)
        record = decide.after_failure(held, got.error, url=url, now=self.entries.clock())
        status = Status.SKIPPED if got.error.reason == "robots" else Status.FAILED
        return Ended(source=source, url=url, status=status, reason=got.error.message, record=record)


def _request(url: str, record: FetchRecord | None, asked: _Asked) -> Request:
    """Conditional where the log says that the whole thing is held."""
    if record is None or not (record.version_id or record.status == FEED):
        return Request(url=url, key=asked)
    return Request(url=url, etag=record.etag, last_modified=record.last_modified, key=asked)


def _asked(got: Fetched | Failed) -> _Asked:
    return cast(_Asked, got.request.key)
