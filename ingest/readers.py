"""Bytes, files and folders → pages, feeds, or the reason why not; one item at a time.

``.html .htm .txt .md .json .jsonl .xml`` and gzip of these. What the bytes are is decided by their content first, then
by the content type, then by the name. Everything comes as a value: a ``Page`` to be read by ``ingest.page.read_page``,
a ``Feed`` whose entries are to be fetched, or an ``InputError`` for one bad item (the following ones still come).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError
from graph.model import Page
from ingest.addresses import own_address
from ingest.decoding import CHUNK, GZIP, decode, gunzip, refuse_binary, too_large
from ingest.feeds import Feed, parse_feed

LIMIT = 20_000_000  # bytes of one document after decompression; a line's in .jsonl
SUFFIXES = (".html", ".htm", ".txt", ".md", ".json", ".jsonl", ".xml")

Item = Page | Feed | InputError


class Kind(StrEnum):
    """What bytes hold; the value is the content type that their pages get."""

    HTML = "text/html"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    RECORD = "application/json"
    RECORDS = "application/x-ndjson"
    FEED = "application/xml"


_ROOT = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|\s)*<([\w:.-]+)", re.I | re.S)
_FEED_ROOTS = {"rss", "feed", "rdf", "urlset", "sitemapindex", "channel", "atom:feed", "rdf:rdf"}
_TAG = re.compile(r"<(?:!doctype html|html|head|body|article|main|div|section|p|h1|meta|title)\b", re.I)
_SUFFIX_KINDS = {".html": Kind.HTML, ".htm": Kind.HTML, ".md": Kind.MARKDOWN, ".jsonl": Kind.RECORDS}


def read_bytes(data: bytes, *, url: str, now: datetime, content_type: str = "", limit: int = LIMIT) -> Iterator[Item]:
    """What these bytes, got from ``url``, hold."""
    try:
        if data.startswith(GZIP):
            data = b"".join(gunzip([data], where=url, limit=limit))
        if len(data) > limit:
            raise too_large(url, limit)
        refuse_binary(data, where=url)
        yield from _items(data, url=url, now=now, content_type=content_type, limit=limit)
    except InputError as error:
        yield error


def read_file(path: Path, *, now: datetime, limit: int = LIMIT) -> Iterator[Item]:
    """What the file holds; its address is its ``file:`` URI (with ``#line`` for records that have no url)."""
    url = path.absolute().as_uri()
    try:
        with path.open("rb") as stream:
            yield from _stream_items(stream, url=url, now=now, limit=limit, size=path.stat().st_size)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield InputError(f"cannot be read ({reason})", where=str(path), reason="unreadable")


def read_stream(stream: BinaryIO, *, now: datetime, limit: int = LIMIT) -> Iterator[Item]:
    """What standard input holds (``-``); its address is ``stdin:`` + a hash of how it begins."""
    head = stream.read(CHUNK)
    url = f"stdin:{sha256(head).hexdigest()[:16]}"
    yield from _stream_items(stream, url=url, now=now, limit=limit, head=head)


def files_in(folder: Path) -> Iterator[Path]:
    """Readable files below ``folder``, sorted; hidden ones and links that lead outside are left out."""
    inside = folder.resolve()
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and _suffix(path.name) in SUFFIXES and path.is_file() and path.resolve().is_relative_to(inside):
            yield path


def _suffix(name: str) -> str:
    return Path(name.lower().removesuffix(".gz")).suffix


def _stream_items(
    stream: BinaryIO, *, url: str, now: datetime, limit: int, head: bytes = b"", size: int = 0
) -> Iterator[Item]:
    try:
        head = head or stream.read(CHUNK)
        packed = head.startswith(GZIP)
        chunks = chain([head], iter(lambda: stream.read(CHUNK), b""))
        records = _suffix(url) == ".jsonl" or _is_record_line(head)
        if size > limit and not packed and not records:
            raise too_large(url, limit)
        if packed:  # of records, only each line is limited
            chunks = chain(gunzip(chunks, where=url, limit=1 << 62 if records else limit))
        if records:
            yield from _records(_lines(chunks, where=url, limit=limit), url=url, now=now)
        else:
            yield from read_bytes(_joined(chunks, where=url, limit=limit), url=url, now=now, limit=limit)
    except InputError as error:
        yield error


def _joined(chunks: Iterator[bytes], *, where: str, limit: int) -> bytes:
    parts, total = [], 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise too_large(where, limit)
        parts.append(chunk)
    return b"".join(parts)


def _lines(chunks: Iterator[bytes], *, where: str, limit: int) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
        if len(rest) > limit:
            raise too_large(where, limit)
    if rest:
        yield rest


def _is_record_line(head: bytes) -> bool:
    """True where the first line is a whole JSON object and a second one begins."""
    first, _, second = head.partition(b"\n")
    two_objects = first.lstrip().startswith(b"{") and second.lstrip().startswith(b"{")
    return two_objects and _json(first) is not None


def _json(data: bytes | str) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _items(data: bytes, *, url: str, now: datetime, content_type: str, limit: int) -> Iterator[Item]:
    kind = kind_of(data, url=url, content_type=content_type)
    if kind is Kind.FEED:
        yield parse_feed(data, url=url, content_type=content_type, now=now)
    elif kind is Kind.RECORDS:
        yield from _records(_lines(iter([data]), where=url, limit=limit), url=url, now=now)
    elif kind is Kind.RECORD:
        yield from _json_items(data, url=url, now=now)
    else:
        charset = f"; {content_type.partition(';')[2].strip()}" if ";" in content_type else ""
        yield page_of(data, url=url, content_type=kind.value + charset, now=now)


def page_of(data: bytes, *, url: str, content_type: str, now: datetime) -> Page:
    """The bytes as a ``Page``."""
    return Page(sha256=sha256(data).hexdigest(), url=url, content=data, content_type=content_type, retrieved=now)


def kind_of(data: bytes, *, url: str = "", content_type: str = "") -> Kind:
    """What the bytes hold: by their beginning, then by the content type, then by the name of the file."""
    head = decode(data[:4096], content_type=content_type).text.lstrip("\ufeff \t\r\n")
    root = _ROOT.match(head)
    if root and root.group(1).lower() in _FEED_ROOTS:
        return Kind.FEED
    if head.startswith(("{", "[")) and "html" not in content_type and _suffix(url) not in (".md", ".txt"):
        return Kind.RECORDS if _is_record_line(data) or _suffix(url) == ".jsonl" else Kind.RECORD
    if _TAG.match(head) or "html" in content_type or (root and _TAG.search(head)):
        return Kind.HTML
    if _suffix(url) == ".xml" or "xml" in content_type:
        return Kind.FEED
    return _SUFFIX_KINDS.get(_suffix(url), Kind.TEXT)


def _json_items(data: bytes, *, url: str, now: datetime) -> Iterator[Item]:
    """A JSON Feed, one record, or a list of records."""
    value = _json(decode(data).text.lstrip("\ufeff"))
    if isinstance(value, dict) and ("items" in value or "jsonfeed" in str(value.get("version", ""))):
        yield parse_feed(data, url=url, now=now)
        return
    found = value.get("articles", [value]) if isinstance(value, dict) else value
    if not isinstance(found, list):
        raise InputError("is no valid JSON", where=url, reason="unreadable", hint="Give a JSON Feed or article records")
    if not found:
        raise InputError("empty: a list without records", where=url, reason="empty")
    for number, record in enumerate(found, start=1):
        place = url if len(found) == 1 else f"{url}#{number}"
        yield _record(record, json.dumps(record, ensure_ascii=True, sort_keys=True).encode(), url=place, now=now)


def _records(lines: Iterator[bytes], *, url: str, now: datetime) -> Iterator[Item]:
    found = False
    for number, line in enumerate(lines, start=1):
        if line.strip():
            found = True
            yield _record(_json(line.removeprefix(b"\xef\xbb\xbf")), line, url=f"{url}#{number}", now=now)
    if not found:
        raise InputError("empty: no records", where=url, reason="empty")


def _record(value: object, raw: bytes, *, url: str, now: datetime) -> Item:
    """A record's address is its own ``url`` where it gives one that it may have."""
    if not isinstance(value, dict):
        hint = "Give one object a line, with url, title and text"
        return InputError("is no JSON object", where=url, reason="unreadable", hint=hint)
    own = value.get("url") or value.get("link")
    place = own_address(own, url=url) if isinstance(own, str) else url
    return page_of(raw, url=place, content_type=Kind.RECORD.value, now=now)
