"""Files, folders and standard input, in the order of their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from graph.errors import InputError
from graph.model import Page
from ingest.decide import Status
from ingest.feeds import Feed, FeedEntry
from ingest.pipeline.entries import Entries, Wanted
from ingest.pipeline.items import STDIN, Ended, Gathered, Source, failed
from ingest.pipeline.places import Places
from ingest.readers import Item, files_in, read_file, read_stream

FEED_SUFFIXES = (".xml", ".json", ".xml.gz", ".json.gz")


@dataclass(kw_only=True)
class Local:
    """Reads local sources. Entries of a feed on disk that lie on the network come as ``Wanted``."""

    entries: Entries
    places: Places
    stdin: BinaryIO | None = None
    max_bytes: int = 50_000_000

    def gather(self, source: Source) -> Iterator[Gathered | Wanted]:
        """Everything that the source holds."""
        path = Path(_file_of(source.where))
        if source.where == STDIN:
            yield from self._items(source, self._stream(), root=Path.cwd(), named=True)
        elif path.is_dir():
            yield from self._folder(source, path)
        elif path.exists():
            yield from self._items(source, self._file(path), root=path.resolve().parent, named=True)
        else:
            yield Ended(source=source, url=source.where, status=Status.FAILED, reason="there is no such file or folder")

    def _stream(self) -> Iterator[Item]:
        if self.stdin is not None:
            yield from read_stream(self.stdin, now=self.entries.clock(), limit=self.max_bytes)

    def _file(self, path: Path) -> Iterator[Item]:
        return read_file(path.resolve(), now=self.entries.clock(), limit=self.max_bytes)

    def _folder(self, source: Source, folder: Path) -> Iterator[Gathered | Wanted]:
        """Feeds first: what they list is read once, with what they say of it."""
        seen = self.entries.seen
        paths = list(files_in(folder))
        for path in (p for p in paths if p.name.lower().endswith(FEED_SUFFIXES)):
            items = list(self._file(path))
            if any(isinstance(item, Feed) for item in items):
                seen.add(path.resolve().as_uri())
                yield from self._items(source, items, root=folder)
        for path in paths:
            if path.resolve().as_uri() not in seen:
                yield from self._items(source, self._file(path), root=folder)

    def _items(
        self, source: Source, items: Iterable[Item], *, root: Path, named: bool = False
    ) -> Iterator[Gathered | Wanted]:
        for item in items:
            if isinstance(item, InputError):
                yield failed(source, item.where or source.where, item)
            elif isinstance(item, Feed):
                yield from self._feed(source, item, root)
            else:
                yield self._page(source, item, root=root, named=named)

    def _page(
        self, source: Source, page: Page, *, root: Path, entry: FeedEntry | None = None, named: bool = False
    ) -> Gathered:
        """Asked for by its whole path, known by a shorter address; a record that has one of its own keeps it."""
        placed = page
        if page.url.startswith("file:"):
            placed = replace(page, url=self.places.placed(page, root=root))
        return self.entries.of_page(source, placed, url=page.url, entry=entry, named=named)

    def _feed(self, source: Source, feed: Feed, root: Path) -> Iterator[Gathered | Wanted]:
        for one in self.entries.of_feed(source, feed):
            if isinstance(one, Wanted) and one.entry.url.startswith("file:"):
                yield from self._entry(one, root)
            else:
                yield one

    def _entry(self, wanted: Wanted, root: Path) -> Iterator[Gathered]:
        source, entry = wanted.source, wanted.entry
        for item in self._file(Path(_file_of(entry.url))):
            if isinstance(item, Page):
                yield self._page(source, item, root=root, entry=entry)
            else:
                reason = item.message if isinstance(item, InputError) else "a feed inside a feed"
                yield Ended(source=source, url=entry.url, status=Status.FAILED, reason=reason)


def _file_of(where: str) -> str:
    """The path of a ``file:`` URI; a path stays as it is."""
    return unquote(urlsplit(where).path) if where.startswith("file:") else where
