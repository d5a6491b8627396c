"""Points of a timeline: what each statement is, about whom, on what evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model import Act, AnswerKind, Reported
from graph.queries.models import Arc, Event, EventKind, GradeCell
from graph.queries.parties import Parties
from graph.queries.replies import Replies
from graph.state import Graded, grade_of

_KINDS = {
    Act.ALLEGE: EventKind.ALLEGATION,
    Act.ACCUSE: EventKind.ALLEGATION,
    Act.DENY: EventKind.DENIAL,
    Act.DECLINE: EventKind.DECLINED,
    Act.DEMAND: EventKind.DEMAND,
    Act.SUE: EventKind.PROCEEDING,
    Act.INVESTIGATE: EventKind.PROCEEDING,
    Act.RULE: EventKind.PROCEEDING,
    Act.CORRECT: EventKind.CORRECTION,
}
_DENYING = (AnswerKind.DENIES, AnswerKind.PARTLY_DENIES)


def event(reported: Reported, parties: Parties, replies: Replies | None = None) -> Event:
    """One statement as a point of a trace; what answers it is there when ``replies`` are given."""
    attribution = reported.attribution
    made = Event(
        id=attribution.id,
        kind=kind_of(reported),
        by=parties.speaker(attribution),
        about=parties.accused(attribution),
        when=reported.version.knowable,
        reported=reported,
        grade=grade_cell(grade_of(reported)),
        answers=reported.answers,
    )
    if replies is None:
        return made
    return replace(made, replies=replies.to(reported), unanswered=made.charges and replies.none_to(reported))


def kind_of(reported: Reported) -> EventKind:
    """By the act; a plain statement that contradicts what is alleged of its speaker is a denial, a bare "confirmed" none."""
    answers = {answer.kind for answer in reported.answers}
    if reported.attribution.act is Act.ADMIT and AnswerKind.ADMITS in answers:
        return EventKind.ADMISSION
    if reported.attribution.act not in _KINDS and answers.intersection(_DENYING):
        return EventKind.DENIAL
    return _KINDS.get(reported.attribution.act, EventKind.STATEMENT)


def grade_cell(graded: Graded) -> GradeCell:
    """As shown in a cell."""
    return GradeCell(graded.grade, graded.evidence, graded.reported)


def arcs(events: Sequence[Event]) -> tuple[Arc, ...]:
    """From each answer to the statement it answers: of those that express the claim the last one before it in the same
    article, else the last one before it, else the first one after."""
    found: dict[tuple[str, str], Arc] = {}
    for place, one in enumerate(events):
        for answer in one.answers:
            target = _answered(events, place, answer.claim_id)
            if target is not None and target.id != one.id:
                found.setdefault((one.id, target.id), Arc(one.id, target.id, answer.kind))
    return tuple(found.values())


def _answered(events: Sequence[Event], place: int, claim_id: str) -> Event | None:
    saying = [i for i, e in enumerate(events) if claim_id in e.reported.claim_ids]
    before = [i for i in saying if i < place]
    version_id = events[place].reported.version.id
    same = [i for i in before if events[i].reported.version.id == version_id]
    chosen = same[-1:] or before[-1:] or saying[:1]
    return events[chosen[0]] if chosen else None
