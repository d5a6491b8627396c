"""The form of ``dump``: model values as plain dicts, with owner and interval beside them, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from graph.stores.codec import PLAIN
from graph.stores.kinds import Kind
from graph.stores.times import FOREVER, from_micros, to_micros

OWNER, RECORDED, SUPERSEDED = "owner", "recorded", "superseded"


@dataclass(frozen=True, slots=True)
class Restored:
    """A dumped record read back."""

    value: Any
    owner: str
    recorded: int
    superseded: int


def dump_record(value: object, *, owner: str | None = None, recorded: int | None = None) -> dict[str, object]:
    """A record as plain values, with its owner where it has one."""
    plain: dict[str, object] = PLAIN.encode(value)
    if owner is not None:
        plain[OWNER] = owner
    if recorded is not None:
        plain[RECORDED] = from_micros(recorded).isoformat()
    return plain


def dump_row(value: object, owner: str, recorded: int, superseded: int, *, history: bool) -> dict[str, object]:
    """A derived record; with ``history`` also its interval (``superseded`` None while current)."""
    plain = dump_record(value, owner=owner, recorded=recorded if history else None)
    if history:
        plain[SUPERSEDED] = None if superseded == FOREVER else from_micros(superseded).isoformat()
    return plain


def restored(kind: Kind, record: dict[str, object], *, now: int) -> Restored:
    """Read a dumped record back; where it has no interval it is current since ``now``."""
    return Restored(
        value=PLAIN.decode(kind.cls, record),
        owner=str(record.get(OWNER, "")),
        recorded=_micros(record.get(RECORDED), now),
        superseded=_micros(record.get(SUPERSEDED), FOREVER),
    )


def _micros(value: object, default: int) -> int:
    return default if value is None else to_micros(datetime.fromisoformat(cast(str, value)))
