"""What a memory store holds. A write works on a copy, so that readers always see a whole state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.model import Mention
from graph.stores.kinds import DERIVED, Key, Kind
from graph.stores.times import FOREVER


@dataclass(frozen=True, slots=True)
class Row:
    """One interval of a derived record: current in our graph from ``recorded`` until before ``superseded``."""

    value: Any
    owner: str
    recorded: int
    superseded: int = FOREVER

    def holds_at(self, instant: int) -> bool:
        return self.recorded <= instant < self.superseded


@dataclass(slots=True)
class State:
    """``things`` by kind, id; ``rows`` by kind, key, oldest interval first; ``since``: version → first recorded."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, dict[Key, tuple[Row, ...]]] = field(default_factory=lambda: {kind.name: {} for kind in DERIVED})
    mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)

    def copy(self) -> State:
        """A state that can change without this one changing; the values are frozen and shared."""
        return State(
            things={kind: dict(table) for kind, table in self.things.items()},
            rows={kind: dict(table) for kind, table in self.rows.items()},
            mentions=dict(self.mentions),
            since=dict(self.since),
        )

    def table(self, kind: Kind) -> dict[str, Any]:
        """Records without intervals, by id."""
        return self.things.setdefault(kind.name, {})

    def get(self, kind: Kind, record_id: str) -> Any:
        """A record without intervals; None when unknown."""
        return self.things.get(kind.name, {}).get(record_id)

    def rows_at(self, kind: Kind, instant: int = FOREVER - 1) -> Iterator[Row]:
        """Rows current at ``instant``, in the order of their keys."""
        for _, rows in sorted(self.rows[kind.name].items()):
            yield from (row for row in rows if row.holds_at(instant))

    def row_at(self, kind: Kind, key: Key, instant: int = FOREVER - 1) -> Row | None:
        """The row of ``key`` current at ``instant``."""
        return next((row for row in self.rows[kind.name].get(key, ()) if row.holds_at(instant)), None)
