"""Every record of a state as plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.stores import kinds
from graph.stores.dumping import dump_record, dump_row
from graph.stores.kinds import Kind
from graph.stores.memory.state import State
from graph.stores.times import FOREVER


def dump(state: State, *, history: bool, only: Collection[str] = ()) -> Iterator[tuple[str, dict[str, object]]]:
    """See ``graph.stores.base.Reader.dump``."""
    for kind in kinds.chosen(only):
        if kind is kinds.MENTION:
            yield from _dump_mentions(state)
        elif kind in kinds.DERIVED:
            yield from _dump_rows(state, kind, history)
        elif history or kind not in kinds.LOGS:
            yield from _dump_table(state, kind, history)


def _dump_table(state: State, kind: Kind, history: bool) -> Iterator[tuple[str, dict[str, object]]]:
    for record_id, value in sorted(state.table(kind).items()):
        recorded = state.since[record_id] if history and kind is kinds.VERSION else None
        yield kind.name, dump_record(value, recorded=recorded)


def _dump_mentions(state: State) -> Iterator[tuple[str, dict[str, object]]]:
    for version_id, mentions in sorted(state.mentions.items()):
        for mention in mentions:
            yield kinds.MENTION.name, dump_record(mention, owner=version_id)


def _dump_rows(state: State, kind: Kind, history: bool) -> Iterator[tuple[str, dict[str, object]]]:
    for _, rows in sorted(state.rows[kind.name].items()):
        for row in rows:
            if history or row.superseded == FOREVER:
                yield kind.name, dump_row(row.value, row.owner, row.recorded, row.superseded, history=history)
