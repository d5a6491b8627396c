"""What people decide about entities: the questions that the machine could not answer, and the answers, which can be undone.

A decision is a judgement edge by a person. It holds whatever the machine says, also when everything is resolved again;
of two people's, the later one. Everything that one command decides has one time, so that it is undone as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from graph.errors import UsageError
from graph.model import Entity, Judgement, Verdict, make_id
from graph.stores import kinds
from graph.stores.base import Reader, Writer
from graph.stores.dumping import Restored, restored
from graph.stores.merging import REVIEW, effective
from graph.stores.times import FOREVER

_ASKED_ABOUT = 500  # most doubtful questions whose importance is looked up
_STATEMENTS = 50  # by or about an entity that are counted; more are all the same important


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities that may be one. ``statements``: how many are by or about either (at most 100)."""

    left: Entity
    right: Entity
    judgement: Judgement
    statements: int

    @property
    def id(self) -> str:
        return suggestion_id(self.judgement)

    @property
    def doubt(self) -> float:
        """1 where the score says nothing, 0 where it is sure either way."""
        return 4 * self.judgement.score * (1 - self.judgement.score)

    @property
    def weight(self) -> float:
        """Doubt x importance: what is worth asking first."""
        return self.doubt * (1 + self.statements)


@dataclass(frozen=True, slots=True)
class Decision:
    """One that a person made. ``holds`` is False once it was undone or replaced."""

    judgement: Judgement
    holds: bool


def suggestion_id(judgement: Judgement) -> str:
    return make_id("sug", judgement.left, judgement.right)


# ---------------------------------------------------------------- questions


def suggestions(reader: Reader, *, limit: int = 20) -> tuple[Suggestion, ...]:
    """Open questions, the most doubtful and most important first."""
    doubtful = sorted(open_questions(reader), key=lambda j: (abs(j.score - 0.5), j.left, j.right))[:_ASKED_ABOUT]
    found = [s for judgement in doubtful if (s := _suggestion(judgement, reader)) is not None]
    return tuple(sorted(found, key=lambda s: (-s.weight, s.id))[:limit])


def open_questions(reader: Reader) -> Iterator[Judgement]:
    """UNSURE judgements of the machine that nobody has decided and that nothing else has settled."""
    pairs: defaultdict[tuple[str, str], list[tuple[str, Judgement]]] = defaultdict(list)
    for row in _rows(reader):
        pairs[row.value.left, row.value.right].append((row.owner, row.value))
    for held in pairs.values():
        holding = effective(held)
        if holding.verdict is Verdict.UNSURE and all(owner != REVIEW for owner, _ in held):
            yield holding


def _suggestion(judgement: Judgement, reader: Reader) -> Suggestion | None:
    left, right = reader.entity(judgement.left), reader.entity(judgement.right)
    same = len(set(reader.canonical((judgement.left, judgement.right)).values())) == 1
    if left is None or right is None or same:
        return None
    statements = sum(len(reader.timeline_of_entity(e.id, limit=_STATEMENTS).items) for e in (left, right))
    return Suggestion(left, right, judgement, statements)


def question(reader: Reader, identifier: str) -> Judgement:
    """The open question with this id. Raises ``UsageError`` when there is none."""
    for judgement in open_questions(reader):
        if suggestion_id(judgement) == identifier:
            return judgement
    hint = "It may have been decided already: claimline review log shows it. claimline review next lists what is open"
    raise UsageError(f"{identifier} is no open question", hint=hint)


# ---------------------------------------------------------------- decisions


def decide(
    writer: Writer, left: str, right: str, verdict: Verdict, *, by: str, now: datetime, reason: str = ""
) -> Judgement:
    """Say of two entities that they are the same, or not. Raises ``UsageError`` for an id that is not held."""
    _check(writer, (left, right))
    if left == right:
        raise UsageError(f"{left} is one entity", hint="Give the ids of two")
    judgement = Judgement(
        left=min(left, right),
        right=max(left, right),
        verdict=verdict,
        by=by,
        at=now,
        reasons=(reason,) if reason else (),
    )
    writer.put_judgement(judgement)
    return judgement


def split(writer: Writer, entity_id: str, *, by: str, now: datetime, reason: str = "") -> tuple[Judgement, ...]:
    """Take one spelling out of the group that it is joined with: it is not the same as any of the others."""
    _check(writer, (entity_id,))
    others = [member for member in writer.members(entity_id) if member != entity_id]
    if not others:
        raise UsageError(f"{entity_id} is joined with nothing", hint="There is nothing to split")
    return tuple(decide(writer, entity_id, other, Verdict.NOT_SAME, by=by, now=now, reason=reason) for other in others)


def undo(writer: Writer, *, by: str) -> tuple[Judgement, ...]:
    """Take back what this person decided last; the graph is as it was before. Empty when there is nothing."""
    rows = [row for row in _rows(writer, history=True) if row.owner == REVIEW and row.value.by == by]
    current = [row for row in rows if row.superseded == FOREVER]
    last = max((row.value.at for row in current), default=None)
    undone = [row for row in current if row.value.at == last]
    for row in undone:
        writer.withdraw_judgement(row.value.left, row.value.right, by=by)
        if (before := _replaced(row, rows)) is not None:
            writer.put_judgement(before)
    return tuple(row.value for row in undone)


def _replaced(row: Restored, rows: Iterable[Restored]) -> Judgement | None:
    """What the same person had said of the same pair until then."""
    found: list[Judgement] = [
        old.value
        for old in rows
        if (old.value.left, old.value.right) == (row.value.left, row.value.right)
        and old.superseded == row.recorded
        and old.value.at < row.value.at
    ]
    return max(found, key=lambda judgement: judgement.at, default=None)


def decisions(reader: Reader) -> tuple[Decision, ...]:
    """All that people ever decided, the last first."""
    rows = [row for row in _rows(reader, history=True) if row.owner == REVIEW]
    found = {(row.value, row.superseded == FOREVER) for row in rows}
    found -= {(judgement, False) for judgement, holds in found if holds}
    return tuple(
        Decision(judgement, holds)
        for judgement, holds in sorted(found, key=lambda d: (d[0].at, d[0].left, d[0].right), reverse=True)
    )


def _check(reader: Reader, ids: Iterable[str]) -> None:
    for entity_id in ids:
        if reader.entity(entity_id) is None:
            hint = "claimline trace NAME and claimline show ID give ids of entities (ent:...)"
            raise UsageError(f"{entity_id} is no entity in this store", hint=hint)


def _rows(reader: Reader, *, history: bool = False) -> Iterator[Restored]:
    for _, record in reader.dump(history=history, only=(kinds.JUDGEMENT.name,)):
        yield restored(kinds.JUDGEMENT, record, now=0)
