"""Small helpers around the driver: rows of a statement, the as-of bounds, the condition on an interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from graph.model import AsOf
from graph.stores.times import FOREVER, published_bound, recorded_at

if TYPE_CHECKING:
    from neo4j import Transaction as Session

Row = tuple[Any, ...]
CURRENT = f"superseded: {FOREVER}"
"""In a pattern: what is current."""


class Db:
    """One open transaction of the driver. ``updates`` tells whether a statement has changed anything yet."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.updates = False

    def rows(self, text: str, **parameters: Any) -> list[Row]:
        """All rows. The text is made of our own constants; values are always parameters."""
        result = self._session.run(text, parameters)
        found = [tuple(record.values()) for record in result]
        self.updates |= result.consume().counters.contains_updates
        return found

    def run(self, text: str, **parameters: Any) -> None:
        """A statement without rows."""
        counters = self._session.run(text, parameters).consume().counters
        self.updates |= counters.contains_updates

    def each(self, text: str, rows: list[dict[str, Any]] | list[str], **parameters: Any) -> None:
        """A statement that unwinds ``$rows``, in this order; nothing is sent for none."""
        if rows:
            self.run(text, rows=rows, **parameters)


class When(NamedTuple):
    """``ts <= public`` and ``recorded <= instant < superseded``; the names are those of the parameters."""

    public: int
    instant: int

    @classmethod
    def of(cls, as_of: AsOf) -> When:
        return cls(published_bound(as_of), recorded_at(as_of))


NOW = When(FOREVER, FOREVER - 1)


def held(name: str) -> str:
    """Condition: the row ``name`` was current at ``$instant``."""
    return f"{name}.recorded <= $instant AND {name}.superseded > $instant"
