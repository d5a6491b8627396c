"""Sources → pages to read, or the reason why not: the first half of the path, up to the bytes.

Local things come in the order of their names, network things as they arrive. Nothing is written here: what the fetch
log has to remember travels with each item, and is written together with what the page gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from graph.errors import InputError
from graph.model import FetchRecord, Page
from graph.stores.base import Reader
from ingest import decide
from ingest.decide import Status
from ingest.feeds import Feed, FeedEntry
from ingest.fetch import Failed, Fetched, FetchOptions, Request, fetch_each
from ingest.readers import Item, files_in, read_bytes, read_file, read_stream

STDIN = "-"
FEED_SUFFIXES = (".xml", ".json", ".xml.gz", ".json.gz")
DEEPEST_SITEMAP = 3
FULL_LOOK = timedelta(hours=1)  # a feed is asked for whole this often, so that edits behind an unchanged feed are seen


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
    """An entry that ended before it was read. ``record`` is what the fetch log has to remember, if anything."""

    source: Source
    url: str
    status: Status
    reason: str
    record: FetchRecord | None = None
    silent: bool = False


Gathered = Job | Ended


@dataclass(kw_only=True)
class Gatherer:
    """Gathers what sources hold. ``extractor_of`` names what reads a page now: same bytes and reader → unchanged."""

    reader: Reader
    clock: Callable[[], datetime]
    extractor_of: Callable[[Page], str]
    fetch: FetchOptions
    stdin: BinaryIO | None = None
    since: datetime | None = None
    max_bytes: int = 50_000_000
    _seen: set[str] = field(default_factory=set)
    _asked: dict[str, int] = field(default_factory=dict)
    _pending: list[Request] = field(default_factory=list)
    _feeds_done: list[Ended] = field(default_factory=list)

    def gather(self, sources: Iterable[Source]) -> Iterator[Gathered]:
        """Everything that the sources hold: local ones first, then feeds of the network, then their articles."""
        remote = []
        for source in sources:
            if source.remote:
                remote.append(source)
            else:
                yield from self._local(source)
        yield from self._ask_for_sources(remote)
        yield from self._ask_for_entries()
        yield from self._feeds_done

    # ---------------------------------------------------------------- files, folders, standard input

    def _local(self, source: Source) -> Iterator[Gathered]:
        if source.where == STDIN:
            stream = self.stdin
            if stream is not None:
                yield from self._items(source, read_stream(stream, now=self.clock(), limit=self.max_bytes), named=True)
            return
        path = Path(_file_of(source.where))
        if path.is_dir():
            yield from self._folder(source, path)
        elif path.exists():
            yield from self._items(source, self._file(path), named=True)
        else:
            yield Ended(source=source, url=source.where, status=Status.FAILED, reason="there is no such file or folder")

    def _folder(self, source: Source, folder: Path) -> Iterator[Gathered]:
        """Feeds first: what they list is read once, with what they say of it."""
        paths = list(files_in(folder))
        feeds = [p for p in paths if p.name.lower().endswith(FEED_SUFFIXES)]
        for path in feeds:
            items = list(self._file(path))
            if any(isinstance(item, Feed) for item in items):
                self._seen.add(path.resolve().as_uri())
                yield from self._items(source, items)
        for path in paths:
            if path.resolve().as_uri() not in self._seen:
                yield from self._items(source, self._file(path))

    def _file(self, path: Path) -> Iterator[Item]:
        return read_file(path.resolve(), now=self.clock(), limit=self.max_bytes)

    def _items(self, source: Source, items: Iterable[Item], *, named: bool = False) -> Iterator[Gathered]:
        for item in items:
            if isinstance(item, InputError):
                yield _failed(source, item.where or source.where, item)
            elif isinstance(item, Feed):
                yield from self._feed(source, item)
            else:
                yield self._page(source, item, named=named)

    # ---------------------------------------------------------------- feeds

    def _feed(self, source: Source, feed: Feed) -> Iterator[Gathered]:
        """Local entries are read at once; those of the network are asked for when all feeds are known."""
        records = {e.url: r for e in feed.entries if e.url and (r := self._record_of(e.url)) is not None}
        for entry, decision in decide.select(
            feed.entries, records, now=self.clock(), since=self.since, limit=self._left(source)
        ):
            again = decision.ask and entry.url in self._seen
            status, reason = (
                (Status.SKIPPED, "read from another feed in this run") if again else (decision.status, decision.reason)
            )
            if status is not None:
                yield Ended(source=source, url=entry.url or entry.title or feed.url, status=status, reason=reason)
                continue
            self._take(source, entry.url)
            yield from self._entry(source, _with_language(entry, source), records.get(entry.url))

    def _entry(self, source: Source, entry: FeedEntry, record: FetchRecord | None) -> Iterator[Gathered]:
        if entry.url.startswith("file:"):
            for item in self._file(Path(_file_of(entry.url))):
                if isinstance(item, Page):
                    yield self._page(source, item, entry=entry)
                else:
                    reason = str(item) if isinstance(item, InputError) else "a feed inside a feed"
                    yield Ended(source=source, url=entry.url, status=Status.FAILED, reason=reason)
        else:
            self._pending.append(_request(entry.url, record, key=_Asked(source, entry)))

    def _record_of(self, url: str) -> FetchRecord | None:
        """Files are always looked at: no politeness is owed to them."""
        return None if url.startswith("file:") else self.reader.fetch_record(url)

    def _left(self, source: Source) -> int | None:
        return None if source.limit is None else max(0, source.limit - self._asked.get(source.where, 0))

    def _take(self, source: Source, url: str) -> None:
        self._seen.add(url)
        self._asked[source.where] = self._asked.get(source.where, 0) + 1

    # ---------------------------------------------------------------- pages

    def _page(
        self,
        source: Source,
        page: Page,
        *,
        entry: FeedEntry | None = None,
        got: Fetched | None = None,
        named: bool = False,
    ) -> Gathered:
        """The page as a job, unless its bytes have been read before by what reads them now."""
        url = got.request.url if got else page.url
        if entry is None:
            if self._left(source) == 0:
                return Ended(
                    source=source, url=url, status=Status.SKIPPED, reason=f"beyond the limit of {source.limit}"
                )
            self._take(source, url)
        record = self.reader.fetch_record(url)
        etag, modified = (got.etag, got.last_modified) if got else ("", "")
        if decide.same_bytes(page, record, extractor=self.extractor_of(page)):
            return self._unchanged(source, url, record, page=page, etag=etag, last_modified=modified)
        return Job(source=source, url=url, page=page, entry=entry, etag=etag, last_modified=modified, named=named)

    def _unchanged(
        self,
        source: Source,
        url: str,
        record: FetchRecord | None,
        *,
        page: Page | None = None,
        etag: str = "",
        last_modified: str = "",
    ) -> Ended:
        line = decide.after_success(
            record,
            url=url,
            now=self.clock(),
            first_seen=self._first_seen(record),
            status=Status.UNCHANGED.value,
            page=page,
            etag=etag,
            last_modified=last_modified,
        )
        return Ended(source=source, url=url, status=Status.UNCHANGED, reason="same page as before", record=line)

    def _first_seen(self, record: FetchRecord | None) -> datetime:
        version = self.reader.version(record.version_id) if record and record.version_id else None
        return version.retrieved if version else self.clock()

    # ---------------------------------------------------------------- the network

    def _ask_for_sources(self, sources: list[Source], depth: int = 0) -> Iterator[Gathered]:
        """Feeds, sitemaps and pages that were named; then the sitemaps that a sitemap lists."""
        requests: list[Request] = []
        for source in sources:
            waiting = self._waiting(source)
            if waiting is None:
                requests.append(self._source_request(source))
            else:
                yield waiting
        children: list[Source] = []
        for got in fetch_each(requests, options=self.fetch, clock=self.clock) if requests else ():
            source, _ = _asked(got)
            if isinstance(got, Failed):
                yield self._fetch_failed(source, got)
            elif got.page is None:
                yield self._not_modified(source, got)
            else:
                yield from self._source_page(source, got, got.page, children)
        if children and depth < DEEPEST_SITEMAP:
            yield from self._ask_for_sources(children, depth + 1)

    def _waiting(self, source: Source) -> Ended | None:
        """A declared source that failed is left alone for a while; one that the user names now is asked."""
        record = self.reader.fetch_record(source.where)
        if record is None or not record.failures or not source.declared:
            return None
        decision = decide.before(FeedEntry(url=source.where), record, now=self.clock())
        if decision.status is None:
            return None
        return Ended(source=source, url=source.where, status=decision.status, reason=decision.reason)

    def _source_request(self, source: Source) -> Request:
        """Conditional, but for a feed whose entries should all be looked at again."""
        record = self.reader.fetch_record(source.where)
        if record is not None and not record.version_id and self._due(record):
            record = None
        return _request(source.where, record, key=_Asked(source))

    def _due(self, record: FetchRecord) -> bool:
        return record.not_before is None or self.clock() >= record.not_before

    def _source_page(self, source: Source, got: Fetched, page: Page, children: list[Source]) -> Iterator[Gathered]:
        items = read_bytes(
            page.content, url=page.url, now=page.retrieved, content_type=page.content_type, limit=self.max_bytes
        )
        for item in items:
            if isinstance(item, Feed):
                children += [replace(source, where=url) for url in item.children if url not in self._seen]
                self._seen.update(item.children)
                yield from self._feed(source, item)
                self._remember_feed(source, got, whole=self._left(source) != 0)
            elif isinstance(item, Page):
                yield self._page(source, item, got=got, named=True)
            else:
                yield _failed(source, source.where, item)

    def _remember_feed(self, source: Source, got: Fetched, *, whole: bool) -> None:
        """Told to the log when its entries are through: a run that is killed before then must see them again.

        A feed that was cut off by a limit is not ``whole``: the next run has to see all of it.
        """
        now = self.clock()
        line = FetchRecord(
            url=got.request.url,
            last_seen=now,
            status="feed",
            etag=got.etag if whole else "",
            last_modified=got.last_modified if whole else "",
            not_before=now + FULL_LOOK,
        )
        done = Ended(source=source, url=line.url, status=Status.UNCHANGED, reason="", record=line, silent=True)
        self._feeds_done.append(done)

    def _ask_for_entries(self) -> Iterator[Gathered]:
        requests, self._pending = self._pending, []
        for got in fetch_each(requests, options=self.fetch, clock=self.clock) if requests else ():
            source, entry = _asked(got)
            if isinstance(got, Failed):
                yield self._fetch_failed(source, got)
            elif got.page is None:
                yield self._not_modified(source, got, entry)
            else:
                yield self._page(source, got.page, entry=entry, got=got)

    def _not_modified(self, source: Source, got: Fetched, entry: FeedEntry | None = None) -> Gathered:
        """304: nothing new, unless the page we hold was read by something older than what reads it now."""
        url = got.request.url
        record = self.reader.fetch_record(url)
        if record is not None and not record.version_id:
            line = replace(record, last_seen=self.clock())
            return Ended(
                source=source, url=url, status=Status.UNCHANGED, reason="the feed has not changed", record=line
            )
        page = self.reader.page(record.page_sha256) if record else None
        if page is not None and not decide.same_bytes(page, record, extractor=self.extractor_of(page)):
            return Job(source=source, url=url, page=page, entry=entry, etag=got.etag, last_modified=got.last_modified)
        return self._unchanged(source, url, record)

    def _fetch_failed(self, source: Source, failed: Failed) -> Ended:
        url = failed.request.url
        record = decide.after_failure(self.reader.fetch_record(url), failed.error, url=url, now=self.clock())
        status = Status.SKIPPED if failed.error.reason == "robots" else Status.FAILED
        return Ended(source=source, url=url, status=status, reason=failed.error.message, record=record)


def _failed(source: Source, where: str, error: InputError) -> Ended:
    return Ended(source=source, url=where, status=Status.FAILED, reason=error.message)


def _request(url: str, record: FetchRecord | None, *, key: _Asked) -> Request:
    known = record if record is not None and (record.version_id or record.status == "feed") else None
    return Request(
        url=url, etag=known.etag if known else "", last_modified=known.last_modified if known else "", key=key
    )


class _Asked(NamedTuple):
    """What a request is for; travels with it."""

    source: Source
    entry: FeedEntry | None = None


def _asked(got: Fetched | Failed) -> _Asked:
    return cast(_Asked, got.request.key)


def _with_language(entry: FeedEntry, source: Source) -> FeedEntry:
    return replace(entry, language=source.language) if source.language and not entry.language else entry


def _file_of(where: str) -> str:
    """The path of a ``file:`` URI; a path stays as it is."""
    return unquote(urlsplit(where).path) if where.startswith("file:") else where
