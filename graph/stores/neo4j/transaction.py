"""One write transaction: its time, what is left to do at its end, and how records owned by versions are replaced.

Everything is done for many records at once: a statement takes a list, sorted by key, so that the same nodes are locked
in the same order everywhere and a batch of articles costs as many round trips as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model import Changes
from graph.stores.neo4j import tables
from graph.stores.neo4j.query import Db
from graph.stores.neo4j.tables import Coded, Key, Table, from_key, properties, to_key


@dataclass(slots=True)
class Transaction:
    """``fresh``: versions that are new in this transaction and of which no resolution has been put: they own nothing yet.

    ``things``: shared records (publishers, entities) as they are now, by label and id, once they have been read.

    ``moved``: versions whose contribution to threads is to be counted anew. ``linked``: what has changed, by table or
    label: the relationships that people walk along are made anew for it at the end.
    """

    db: Db
    now: int
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    linked: dict[str, set[str]] = field(default_factory=dict)
    mentions: int = 0

    def link(self, what: str, ids: Iterable[str]) -> None:
        """Make relationships of these anew at the end."""
        self.linked.setdefault(what, set()).update(ids)


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be done so that a table holds exactly the new records.

    ``closed``: keys of those gone; ``ended``: these and those whose content changed; ``opened``: records to write.
    """

    closed: tuple[Key, ...]
    ended: tuple[Key, ...]
    opened: tuple[Coded, ...]
    changes: Changes

    @property
    def touched(self) -> tuple[Key, ...]:
        """Keys of all that changes."""
        return (*self.closed, *(coded.key for coded in self.opened))


def difference(old: dict[Key, int], new: Iterable[Coded], *, keep: Callable[[Key], bool]) -> Difference:
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


def current_of(tx: Transaction, table: Table, owners: Iterable[str]) -> dict[Key, int]:
    """Digests of the records that the owners own now, by key."""
    asked = sorted(set(owners))
    found = tx.db.rows(table.owned, owners=asked) if asked else []
    return {from_key(key): digest for _, key, digest in found}


def current(tx: Transaction, table: Table, keys: Iterable[Key]) -> dict[Key, int]:
    """Digests of those of these records that are there now, whoever owns them."""
    wanted = sorted({to_key(key) for key in keys})
    found = tx.db.rows(table.current, rows=wanted) if wanted else []
    return {from_key(key): digest for key, digest in found}


def replace_owned(
    tx: Transaction, table: Table, owners: Sequence[str], new: Iterable[Coded], *, kept: Iterable[Key] = ()
) -> Difference:
    """Let the owners own exactly the new records (and those ``kept``)."""
    spared = frozenset(kept)
    found = difference(current_of(tx, table, owners), new, keep=lambda key: key in spared)
    apply(tx, table, found)
    return found


def put_shared(tx: Transaction, table: Table, coded: Iterable[Coded]) -> Difference:
    """Records that belong to no single version: put when new or changed, never closed here."""
    coded = list(coded)
    found = difference(current(tx, table, (c.key for c in coded)), coded, keep=lambda key: True)
    apply(tx, table, found)
    return found


def apply(tx: Transaction, table: Table, found: Difference) -> None:
    """End and open intervals."""
    close(tx, table, found.ended)
    rows = [properties(coded, recorded=tx.now) for coded in found.opened]
    tx.db.each(table.insert, sorted(rows, key=lambda row: str(row["key"])))
    note(tx, table, found)


def close(tx: Transaction, table: Table, keys: Iterable[Key]) -> None:
    """End current intervals now; one that has just begun was never there."""
    rows = sorted({to_key(key) for key in keys})
    tx.db.each(table.never, rows, now=tx.now)
    tx.db.each(table.close, rows, now=tx.now)


# Whose relationships follow from a record of a table: the part of its key that names one, and of which kind that is.
_LINKS: dict[str, tuple[str, str]] = {
    tables.ATTRIBUTION.label: ("id", tables.ATTRIBUTION.label),
    tables.PARTY.label: ("attribution_id", tables.ATTRIBUTION.label),
    tables.BEARING.label: ("attribution_id", tables.ATTRIBUTION.label),
    tables.CLAIM.label: ("id", tables.CLAIM.label),
    tables.LINK.label: ("left", tables.CLAIM.label),
    tables.COPY.label: ("version_id", "Version"),
    tables.THREAD.label: ("id", tables.THREAD.label),
}


def note(tx: Transaction, table: Table, found: Difference) -> None:
    """Have the relationships of what has changed made anew."""
    if table is tables.EVIDENCE:
        tx.link(tables.ATTRIBUTION.label, (str(coded.values["attribution_id"]) for coded in found.opened))
    elif table.label in _LINKS:
        name, what = _LINKS[table.label]
        tx.link(what, (key[table.key.index(name)] for key in found.touched))
