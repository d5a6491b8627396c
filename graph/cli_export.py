"""Writes an export to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from graph.errors import UsageError
from graph.model import AsOf
from graph.stores.base import Reader


def write_export(reader: Reader, target: Path | None, form: str, as_of: AsOf) -> int:
    """Write what ``reader`` holds as ``form``: jsonl, csv or graphml; how many records it were."""
    exported = _FORMS[form]
    if target is None:
        return exported(reader, sys.stdout.buffer, as_of)
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {str(target.parent)!r}")
    return _whole(target, lambda out: exported(reader, out, as_of))


def _whole(target: Path, write: Callable[[BinaryIO], int]) -> int:
    """Written beside ``target`` and moved there when it is complete: a copy that broke off is not taken for one."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            number = write(out)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return number


def _jsonl(reader: Reader, out: BinaryIO, as_of: AsOf) -> int:
    from graph.export import export_jsonl

    if as_of != AsOf():
        raise UsageError("a full copy holds all times", hint="Leave --as-of and --recorded away, or use --format csv.")
    with _text(out) as text:
        return export_jsonl(reader, text)


def _csv(reader: Reader, out: BinaryIO, as_of: AsOf) -> int:
    from graph.export import export_csv

    with _text(out) as text:
        return export_csv(reader, text, as_of=as_of)


def _graphml(reader: Reader, out: BinaryIO, as_of: AsOf) -> int:
    from graph.export import export_graphml

    return export_graphml(reader, out, as_of=as_of)


@contextmanager
def _text(out: BinaryIO) -> Iterator[TextIO]:
    """``out`` as UTF-8 text without a change of line ends; left open."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    try:
        yield text
    finally:
        text.detach()


_FORMS: dict[str, Callable[[Reader, BinaryIO, AsOf], int]] = {"jsonl": _jsonl, "csv": _csv, "graphml": _graphml}


def read_copy(source: Path, url: str) -> int:
    """Put the full copy in ``source`` into the new store ``url``; how many records it were."""
    from graph.export import import_jsonl
    from graph.settings import prepare
    from graph.stores import open_store

    prepare(url)
    with open_store(url) as store, source.open(encoding="utf-8", newline="") as lines:
        return import_jsonl(store, lines, where=str(source))
