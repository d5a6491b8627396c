"""What the store holds in answer to the events of a page, also outside that page: silence is never read off a stretch of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from graph.model import Answer, AsOf, Reported
from graph.queries.models import AnswerCell
from graph.queries.parties import Parties
from graph.stores.base import Reader

SHOWN = 200
"""Answers from elsewhere that are read for one page, oldest ids first; whether there is any is always known."""


class Replies:
    """Answers to everything that ``reported`` puts forward, as things stood at ``as_of``."""

    def __init__(self, reader: Reader, reported: Sequence[Reported], parties: Parties, *, as_of: AsOf) -> None:
        self._reader = reader
        self._as_of = as_of
        self._parties = parties
        claim_ids = sorted({claim_id for one in reported for claim_id in one.claim_ids})
        answers = reader.answers_to(claim_ids, as_of=as_of) if claim_ids else ()
        self._statements = self._read(answers, reported)
        self._by_claim: dict[str, list[Answer]] = {}
        for answer in answers:
            self._by_claim.setdefault(answer.claim_id, []).append(answer)
        self._threads: dict[str, bool] = {}

    def _read(self, answers: Iterable[Answer], reported: Sequence[Reported]) -> dict[str, Reported]:
        """The statements that answer: those of the page as they are, the others read."""
        held = {one.attribution.id: one for one in reported}
        wanted = sorted({answer.attribution_id for answer in answers} - held.keys())[:SHOWN]
        found = (self._reader.attribution(wanting, as_of=self._as_of) for wanting in wanted)
        others = {one.attribution.id: one for one in found if one is not None}
        self._parties.learn(others.values())
        return held | others

    def to(self, reported: Reported) -> tuple[AnswerCell, ...]:
        """Answers to what this statement puts forward, oldest first, each statement once."""
        found = {
            answer.attribution_id: AnswerCell(
                kind=answer.kind,
                by=self._parties.speaker(statement.attribution),
                when=statement.version.knowable,
                reported=statement,
            )
            for claim_id in reported.claim_ids
            for answer in self._by_claim.get(claim_id, ())
            if (statement := self._statements.get(answer.attribution_id)) is not None and statement is not reported
        }
        return tuple(sorted(found.values(), key=_moment))

    def none_to(self, reported: Reported) -> bool:
        """True where nothing in the store answers this statement's claims, nor any other claim of their disputes."""
        if any(claim_id in self._by_claim for claim_id in reported.claim_ids):
            return False
        return not any(self._dispute_answered(claim_id) for claim_id in reported.claim_ids)

    def _dispute_answered(self, claim_id: str) -> bool:
        head = self._reader.claim(claim_id)
        thread_id = head.thread_id if head is not None else None
        if thread_id is None:
            return False
        if thread_id not in self._threads:
            claims = [other.claim.id for other in self._reader.claims_in(thread_id, as_of=self._as_of)]
            self._threads[thread_id] = bool(self._reader.answers_to(claims, as_of=self._as_of))
        return self._threads[thread_id]


def _moment(cell: AnswerCell) -> tuple[datetime, str]:
    return cell.when.at or cell.reported.version.retrieved, cell.reported.attribution.id
