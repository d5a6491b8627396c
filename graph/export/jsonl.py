"""The store's own JSON lines: a full copy with its history, from any store into any other and back.

The first line names the format; each further line is ``["kind", {...}]``, in an order in which nothing refers to a
later line. A copy of a copy is the same file, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import TextIO

from graph.errors import ClaimlineError, InputError
from graph.stores.base import Reader, Store, Writer

FORMAT = {"format": "claimline", "version": 1}
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # every record brings its own times

Record = tuple[str, dict[str, object]]


def export_jsonl(reader: Reader, out: TextIO) -> int:
    """Write everything to ``out`` (opened as UTF-8, newline ``\\n``); gives the number of records."""
    number = 0
    out.write(_line(FORMAT))
    for kind, record in reader.dump(history=True):
        out.write(_line([kind, record]))
        number += 1
    return number


def import_jsonl(store: Store, lines: Iterable[str], *, where: str = "") -> int:
    """Put a full copy into an empty store, all of it or nothing; gives the number of records.

    Raises ``InputError`` with the number of the line for what is no such copy or is cut off, and when the store is not
    empty: a copy restores, it does not merge.
    """
    if any(store.counts().values()):
        hint = "Name a new file"
        raise InputError("the store already holds something", where=where, reason="not empty", hint=hint)
    numbered = enumerate(lines, 1)
    _check_format(next(numbered, (1, "")), where)

    def work(writer: Writer) -> int:
        counted = 0
        for kind, group in groupby(_records(numbered, where), key=lambda item: item[1][0]):
            counted += _restore(writer, kind, group, where)
        return counted

    return store.write(work, now=_NEVER)


def read_jsonl(lines: Iterable[str], *, where: str = "") -> Iterator[Record]:
    """The records of a full copy, one after the other. Raises ``InputError`` for what is none, or is cut off."""
    numbered = enumerate(lines, 1)
    _check_format(next(numbered, (1, "")), where)
    return (record for _, record in _records(numbered, where))


def _restore(writer: Writer, kind: str, group: Iterator[tuple[int, Record]], where: str) -> int:
    at, counted = 0, 0

    def records() -> Iterator[dict[str, object]]:
        nonlocal at, counted
        for at, (_, record) in group:  # noqa: B007 - the line's number is for the error below
            counted += 1
            yield record

    try:
        writer.restore(kind, records())
    except ClaimlineError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unreadable(at, f"not a record of kind {kind!r} ({error})", where) from error
    return counted


def _records(numbered: Iterator[tuple[int, str]], where: str) -> Iterator[tuple[int, Record]]:
    for number, line in numbered:
        if not line.endswith("\n"):
            raise _unreadable(number, "cut off", where)
        found = _parsed(number, line, where)
        if not isinstance(found, list) or [type(part) for part in found] != [str, dict]:
            raise _unreadable(number, "not a record", where)
        yield number, (found[0], found[1])


def _check_format(first: tuple[int, str], where: str) -> None:
    if _parsed(*first, where) != FORMAT:
        raise _unreadable(first[0], "not a Claimline export, or one of another version", where)


def _parsed(number: int, line: str, where: str) -> object:
    try:
        found: object = json.loads(line)
    except ValueError as error:
        raise _unreadable(number, "not JSON", where) from error
    return found


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _unreadable(number: int, what: str, where: str) -> InputError:
    return InputError(f"line {number}: {what}", where=where, reason="unreadable", hint="Export it again")
