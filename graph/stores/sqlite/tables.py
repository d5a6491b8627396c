"""Derived records as rows: which columns, what identifies one, and the statements that open and close an interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.stores.times import FOREVER

Value = str | int | float | bytes | None
Row = tuple[Value, ...]


class Coded(NamedTuple):
    """A record ready to be stored: identity, digest of all that counts as content, values of ``Table.columns``."""

    key: Row
    digest: int
    values: Row


@dataclass(frozen=True)
class Table:
    """``columns`` come after (recorded, superseded, digest); ``key`` are those that identify a record."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    positions: tuple[int, ...] = field(init=False)
    insert: str = field(init=False)
    current_of: str = field(init=False)
    current: str = field(init=False)
    never: str = field(init=False)
    close: str = field(init=False)

    def __post_init__(self) -> None:
        quoted = [f'"{column}"' for column in ("recorded", "superseded", "digest", *self.columns)]
        marks = ", ".join("?" * len(quoted))
        keys = ", ".join(f'"{column}"' for column in self.key)
        match = " AND ".join(f'"{column}" = ?' for column in self.key) + f" AND superseded = {FOREVER}"
        values = {
            "positions": tuple(self.columns.index(column) for column in self.key),
            "insert": f"INSERT INTO {self.name} ({', '.join(quoted)}) VALUES ({marks})",
            "current_of": f"SELECT digest, {keys} FROM {self.name} WHERE owner = ? AND superseded = {FOREVER}",
            "current": f"SELECT digest FROM {self.name} WHERE {match}",
            "never": f"DELETE FROM {self.name} WHERE {match} AND recorded >= ?",
            "close": f"UPDATE {self.name} SET superseded = ? WHERE {match}",
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def coded(self, digest: int, values: Sequence[Value]) -> Coded:
        """A record of this table."""
        return Coded(tuple([values[position] for position in self.positions]), digest, tuple(values))


ATTRIBUTION = Table(
    "attribution",
    ("id", "owner", "ts", "start", "claimant_id", "answering", "made_by", "data", "vector", "place"),
    ("id",),
)
EVIDENCE = Table("evidence", ("id", "owner", "attribution_id", "made_by", "data"), ("id",))
JUDGEMENT = Table("judgement", ("owner", "left", "right", "by", "data"), ("owner", "left", "right", "by"))
CLAIM = Table("claim", ("id", "owner", "founder_id", "founder_ts", "data", "vector"), ("id",))
BEARING = Table(
    "bearing",
    ("owner", "claim_id", "ts", "version_id", "start", "attribution_id", "answers", "data"),
    ("owner", "claim_id", "ts", "version_id", "start", "attribution_id", "answers"),
)
LINK = Table("link", ("owner", "left", "right", "kind", "data"), ("owner", "left", "right", "kind"))
THREAD = Table("thread", ("id", "owner", "data"), ("id",))
IN_THREAD = Table("in_thread", ("owner", "claim_id", "thread_id", "score", "data"), ("owner", "claim_id", "thread_id"))
NEAR_COPY = Table(
    "near_copy",
    ("owner", "version_id", "of_version_id", "method", "data"),
    ("owner", "version_id", "of_version_id", "method"),
)
