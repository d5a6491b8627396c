"""One write transaction: its time, the places it gives out, and how records owned by a version are replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from graph.model import Changes
from graph.stores.sqlite.query import Db, rows
from graph.stores.sqlite.rows import place_of
from graph.stores.sqlite.tables import Coded, Row, Table
from graph.stores.times import FOREVER


@dataclass(slots=True)
class Transaction:
    """``seen`` are shared records (publishers, entities) already put in this transaction, to skip them quickly."""

    db: Db
    now: int
    seen: set[object] = field(default_factory=set)
    restored: bool = False
    _sequence: int | None = None

    def place(self, ts: int) -> int:
        """A new row number for something knowable at ``ts``."""
        if self._sequence is None:
            found = rows(self.db, "SELECT value FROM meta WHERE name = 'sequence'")
            self._sequence = found[0][0] if found else 0
        self._sequence += 1
        return place_of(ts, self._sequence)

    def end(self) -> None:
        """Keep what the next transaction goes on from; called before the commit."""
        if self._sequence is not None:
            self.db.execute("INSERT OR REPLACE INTO meta VALUES ('sequence', ?)", (self._sequence,))


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be done so that a table holds exactly the new records.

    ``closed``: keys of those gone; ``ended``: these and those whose content changed; ``opened``: records to write.
    """

    closed: tuple[Row, ...]
    ended: tuple[Row, ...]
    opened: tuple[Coded, ...]
    changes: Changes

    @property
    def touched(self) -> tuple[Row, ...]:
        """Keys of all that changes."""
        return (*self.closed, *(coded.key for coded in self.opened))


def difference(old: dict[Row, int], new: Iterable[Coded], *, keep: Callable[[Row], bool]) -> Difference:
    """Compare digests by key; a pure function. ``keep`` spares an old record that is not among the new ones."""
    wanted = {coded.key: coded for coded in new}
    opened = tuple(coded for key, coded in wanted.items() if old.get(key) != coded.digest)
    closed = tuple(key for key in old if key not in wanted and not keep(key))
    updated = tuple(coded.key for coded in opened if coded.key in old)
    counted = Changes(
        inserted=len(opened) - len(updated),
        updated=len(updated),
        unchanged=len(wanted) - len(opened),
        superseded=len(closed),
    )
    return Difference(closed, (*closed, *updated), opened, counted)


def current_of(tx: Transaction, table: Table, owner: str) -> dict[Row, int]:
    """Digests of the records that ``owner`` owns now, by key."""
    return {tuple(key): digest for digest, *key in rows(tx.db, table.current_of, owner)}


def current(tx: Transaction, table: Table, coded: Iterable[Coded]) -> dict[Row, int]:
    """Digests of those of these records that are there now, whoever owns them."""
    found = ((record.key, rows(tx.db, table.current, *record.key)) for record in coded)
    return {key: digests[0][0] for key, digests in found if digests}


def replace_owned(
    tx: Transaction, table: Table, owner: str, new: Iterable[Coded], *, keep: Callable[[Row], bool] = lambda key: False
) -> Difference:
    """Let ``owner`` own exactly the new records (and those to ``keep``)."""
    found = difference(current_of(tx, table, owner), new, keep=keep)
    apply(tx, table, found)
    return found


def apply(tx: Transaction, table: Table, found: Difference) -> None:
    """End and open intervals."""
    close(tx, table, found.ended)
    insert(tx, table, found.opened)


def close(tx: Transaction, table: Table, keys: Iterable[Row]) -> None:
    """End current intervals now; one that has just begun was never there."""
    keys = list(keys)
    if keys:
        tx.db.executemany(table.never, [(*key, tx.now) for key in keys])
        tx.db.executemany(table.close, [(tx.now, *key) for key in keys])


def insert(tx: Transaction, table: Table, records: Sequence[Coded]) -> None:
    """Open intervals that begin now."""
    if not records:
        return
    tx.db.executemany(table.insert, [(tx.now, FOREVER, record.digest, *record.values) for record in records])
