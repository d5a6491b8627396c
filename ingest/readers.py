"""Bytes, files and folders → pages, feeds, or the reason why not; one item at a time.

``.html .htm .txt .md .json .jsonl .xml`` and gzip of these. What the bytes are is decided by their content first, then by
the content type, then by the name. Everything comes as a value: a ``Page`` to be read by ``ingest.page.read_page``, a
``Feed`` whose entries are to be fetched, or an ``InputError`` for one bad item (the following ones still come).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError
from graph.model import Page
from ingest.feeds import Feed

LIMIT = 20_000_000  # bytes of one document after decompression; a line's in .jsonl
SUFFIXES = (".html", ".htm", ".txt", ".md", ".json", ".jsonl", ".xml")

Item = Page | Feed | InputError


def read_bytes(data: bytes, *, url: str, now: datetime, content_type: str = "", limit: int = LIMIT) -> Iterator[Item]:
    """What these bytes, got from ``url``, hold."""
    raise NotImplementedError


def read_file(path: Path, *, now: datetime, limit: int = LIMIT) -> Iterator[Item]:
    """What the file holds; its address is its ``file:`` URI (``path#line`` for records of a .jsonl without ``url``)."""
    raise NotImplementedError


def read_stream(stream: BinaryIO, *, now: datetime, limit: int = LIMIT) -> Iterator[Item]:
    """What standard input holds (``-``); its address is ``stdin:`` + a hash of the content."""
    raise NotImplementedError


def files_in(folder: Path) -> Iterator[Path]:
    """Readable files below ``folder``, sorted, hidden ones and links that lead outside left out."""
    raise NotImplementedError
