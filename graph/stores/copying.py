"""A full copy of one store into another, part by part, so that one that broke off goes on where it was.

A store that can keep a mark (``Markable``) takes the copy in transactions of ``AT_ONCE`` records, each with the mark of
how far it is; until the end it is closed to everything else. Any other takes it in one transaction: all or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import groupby, islice
from typing import Protocol, runtime_checkable

from graph.errors import InputError
from graph.stores.base import Store, Writer

Record = tuple[str, dict[str, object]]
Progress = Callable[[int], None]
AT_ONCE = 2000
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # every record brings its own times


@dataclass(frozen=True, slots=True)
class Mark:
    """``number`` records are there; ``digest`` is over all of them, so that another source is not taken for this one."""

    number: int = 0
    digest: str = ""

    def after(self, part: Iterable[Record]) -> Mark:
        """The mark behind some more records."""
        number, digest = self.number, self.digest
        for record in part:
            number += 1
            digest = blake2b((digest + json.dumps(record)).encode(), digest_size=16).hexdigest()
        return Mark(number, digest)


@runtime_checkable
class Markable(Store, Protocol):
    """A store that a copy can go on in."""

    def mark(self) -> Mark | None:
        """How far an unfinished copy is; None where there is none."""

    def put_mark(self, writer: Writer, mark: Mark | None) -> None:
        """Keep it, in the writer's transaction; None: the copy is complete."""


def copy(source: Iterable[Record], target: Store, *, progress: Progress, where: str = "") -> int:
    """Put all records of a ``dump(history=True)`` into an empty store, or go on with a copy of them; gives their number.

    Raises ``InputError`` where the store holds something else, or an unfinished copy of something else.
    """
    mark = target.mark() if isinstance(target, Markable) else None
    if mark is None and any(target.counts().values()):
        hint = "Name a new, empty one"
        raise InputError(f"{target.url} already holds something", where=where, reason="not empty", hint=hint)
    records = iter(source)
    if not isinstance(target, Markable):
        counted = _counted(records, progress)
        return target.write(lambda writer: _restore(writer, counted), now=_NEVER)
    return _in_parts(records, target, mark or Mark(), progress=progress, where=where)


def _in_parts(records: Iterator[Record], target: Markable, mark: Mark, *, progress: Progress, where: str) -> int:
    if Mark().after(islice(records, mark.number)) != mark:
        hint = "Copy into an empty one, or copy from the source as it was"
        raise InputError(f"{target.url} holds a part of another copy", where=where, reason="other copy", hint=hint)
    progress(mark.number)
    while part := list(islice(records, AT_ONCE)):
        mark = mark.after(part)
        target.write(lambda writer, part=part, mark=mark: _part(writer, target, part, mark), now=_NEVER)  # type: ignore[misc]
        progress(mark.number)
    target.write(lambda writer: target.put_mark(writer, None), now=_NEVER)
    return mark.number


def _part(writer: Writer, target: Markable, part: list[Record], mark: Mark) -> None:
    _restore(writer, part)
    target.put_mark(writer, mark)


def _restore(writer: Writer, records: Iterable[Record]) -> int:
    number = 0
    for kind, group in groupby(records, key=lambda record: record[0]):
        number += _put(writer, kind, (record for _, record in group))
    return number


def _put(writer: Writer, kind: str, values: Iterable[dict[str, object]]) -> int:
    number = 0

    def counted() -> Iterator[dict[str, object]]:
        nonlocal number
        for value in values:
            number += 1
            yield value

    writer.restore(kind, counted())
    return number


def _counted(records: Iterator[Record], progress: Progress) -> Iterator[Record]:
    for number, record in enumerate(records, 1):
        if number % AT_ONCE == 0:
            progress(number)
        yield record
