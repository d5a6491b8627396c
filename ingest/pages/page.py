"""``Page`` → ``Version``: the text with its zones, and what the page and its entry say about it.

Any ``Page`` that ``ingest.readers`` or ``ingest.fetch`` gives can be read::

    HTML             title as the first line, then the body's paragraphs, one a line
    JSON record      the same from its fields (``html`` or ``text``)
    text, Markdown   the text exactly as decoded: its spans are offsets in the file
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from graph.errors import PageError
from graph.model import Article, Moment, Page, Publisher, Version, Zone
from ingest.dates import best
from ingest.decoding import decode
from ingest.feeds import FeedEntry
from ingest.pages.html import Body, body_of, html_extractor, parse_html
from ingest.pages.meta import PageMeta, meta_of
from ingest.pages.text import front_matter, record_of, title_line
from ingest.publishers import Publishers
from ingest.words import fingerprint, language_of, plain
from ingest.zones import zones_of

TEXT_EXTRACTOR = "text 1"
RECORD_EXTRACTOR = "record 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One page as read. ``notes`` say what was odd: a refused date, a guessed encoding."""

    publisher: Publisher | None
    article: Article
    version: Version
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """Text and zones of a page, with what it says of itself."""

    text: str
    zones: tuple[Zone, ...]
    meta: PageMeta
    links: tuple[str, ...] = ()


def extractor_of(page: Page) -> str:
    """Name and version of what reads this kind of page; ``Version.extractor`` and ``FetchRecord.extractor``."""
    kind = page.content_type.partition(";")[0].strip()
    if kind == "application/json":
        return f"{RECORD_EXTRACTOR}, {html_extractor()}"
    return TEXT_EXTRACTOR if kind in ("text/plain", "text/markdown") else html_extractor()


def read_page(page: Page, *, now: datetime, publishers: Publishers, entry: FeedEntry | None = None) -> Document:
    """Read one page; raises ``PageError`` where it holds no article. ``now`` is only for refusing future dates."""
    decoded = decode(page.content, content_type=page.content_type)
    feed_date = entry.published if entry is not None else None
    read = _read(page, decoded.text, now=now, feed_date=feed_date, publishers=publishers)
    if not read.text.strip():
        raise PageError("empty: there is no text in it", where=page.url, reason="empty")
    meta = _with_entry(read.meta, entry)
    publisher = publishers.of_page(meta.canonical, meta.site_name)
    article = Article(
        id=Article.id_of(meta.canonical), url=meta.canonical, publisher_id=publisher.id if publisher else None
    )
    version = _version(page, replace(read, meta=meta), article)
    return Document(
        publisher=publisher,
        article=article,
        version=version,
        notes=tuple(filter(None, (decoded.note, *meta.notes, *_refused(meta.published)))),
    )


def _read(page: Page, text: str, *, now: datetime, feed_date: Moment | None, publishers: Publishers) -> _Read:
    kind = page.content_type.partition(";")[0].strip()
    if kind == "application/json":
        return _read_record(page, text, now=now, feed_date=feed_date)
    if kind in ("text/plain", "text/markdown"):
        return _read_text(page, text, now=now, markdown=kind == "text/markdown")
    return _read_html(text, url=page.url, now=now, feed_date=feed_date, publishers=publishers)


def _read_html(text: str, *, url: str, now: datetime, feed_date: Moment | None, publishers: Publishers) -> _Read:
    tree = parse_html(text, where=url)
    meta = meta_of(tree, url=url, now=now, feed_date=feed_date)
    body = body_of(tree, url=meta.canonical if url.startswith("file:") else url, title=meta.title)
    declared = publishers.declared(meta.canonical)
    return _laid_out(body, meta, leads=declared.teasers if declared else ())


def _laid_out(body: Body, meta: PageMeta, *, leads: Iterable[str] = ()) -> _Read:
    """Title line and body lines as one text; a body that repeats the title at its top does so once."""
    lines = list(body.lines)
    if meta.title and lines and lines[0] == meta.title:
        lines.pop(0)
    text = "\n".join([meta.title, *lines] if meta.title else lines)
    zones = zones_of(
        text,
        title=meta.title,
        link_texts=body.link_texts,
        teasers=body.teasers,
        notices=body.notices,
        leads=leads,
    )
    return _Read(text=text, zones=zones, meta=meta, links=body.links)


def _read_record(page: Page, text: str, *, now: datetime, feed_date: Moment | None) -> _Read:
    record = record_of(text, url=page.url, now=now)
    if not record.html:
        lines = tuple(line.strip() for line in record.text.splitlines() if line.strip())
        return _laid_out(Body(lines=lines), record.meta)
    tree = parse_html(record.html, where=page.url)
    meta = meta_of(tree, url=record.meta.canonical, now=now, feed_date=feed_date)
    meta = replace(
        meta,
        title=record.meta.title or meta.title,
        authors=record.meta.authors or meta.authors,
        site_name=record.meta.site_name or meta.site_name,
        language=record.meta.language or meta.language,
        published=best([record.meta.published, meta.published]),
    )
    return _laid_out(body_of(tree, url=meta.canonical, title=meta.title), meta)


def _read_text(page: Page, text: str, *, now: datetime, markdown: bool) -> _Read:
    """A file's text is kept to the character, and so is where it stands."""
    meta, head = front_matter(text, url=page.url, now=now) if markdown else (PageMeta(canonical=page.url), 0)
    title = meta.title or title_line(text[head:])
    zones = zones_of(text[head:], title=title)
    return _Read(text=text, zones=_after_head(zones, head), meta=replace(meta, title=title.lstrip("# ")))


def _after_head(zones: tuple[Zone, ...], head: int) -> tuple[Zone, ...]:
    from graph.model import ZoneKind

    moved = tuple(replace(zone, start=zone.start + head, end=zone.end + head) for zone in zones)
    return (Zone(ZoneKind.BOILERPLATE, 0, head, "front matter"), *moved) if head else moved


def _with_entry(meta: PageMeta, entry: FeedEntry | None) -> PageMeta:
    """What the feed says fills what the page leaves open."""
    if entry is None:
        return meta
    return replace(
        meta,
        title=meta.title or entry.title,
        authors=meta.authors or entry.authors,
        site_name=meta.site_name or plain(entry.source_title),
        language=meta.language or entry.language,
        published=best([meta.published, entry.published]),
        modified=best([meta.modified, entry.modified]),
    )


def _version(page: Page, read: _Read, article: Article) -> Version:
    meta = read.meta
    speaking = "\n".join(read.text[zone.start : zone.end] for zone in read.zones if zone.kind.speaks) or read.text
    return Version(
        id=Version.id_of(article.id, read.text),
        article_id=article.id,
        text=read.text,
        language=language_of(speaking, prior=meta.language),
        retrieved=page.retrieved,
        title=meta.title,
        authors=meta.authors,
        published=meta.published,
        modified=meta.modified,
        page_sha256=page.sha256,
        zones=read.zones,
        extractor=extractor_of(page),
        links=read.links,
        fingerprint=fingerprint(speaking),
    )


def _refused(published: Moment | None) -> tuple[str, ...]:
    if published is None or published.at is not None:
        return ()
    return (f"publication date {published.words!r} ({published.origin}) is refused",)
