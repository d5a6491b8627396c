"""Small helpers around the driver: rows of a statement, lists as parameters, the as-of bounds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import apsw

from graph.model import AsOf
from graph.stores.times import published_bound, recorded_at

Db = apsw.Connection
IN = "IN (SELECT value FROM json_each(?))"
"""``column IN`` a list of strings or numbers, given as one parameter by ``many``."""


class When(NamedTuple):
    """``ts <= public`` and ``recorded <= instant < superseded``."""

    public: int
    instant: int

    @classmethod
    def of(cls, as_of: AsOf) -> When:
        return cls(published_bound(as_of), recorded_at(as_of))


def rows(db: Db, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """All rows."""
    return db.execute(sql, parameters).fetchall()


def row(db: Db, sql: str, *parameters: Any) -> tuple[Any, ...] | None:
    """The first row."""
    found: tuple[Any, ...] | None = db.execute(sql, parameters).fetchone()
    return found


def many(values: Iterable[str] | Iterable[int] | Sequence[str]) -> str:
    """A list as the parameter of ``IN``."""
    return json.dumps(list(values))
