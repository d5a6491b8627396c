"""The state of a dispute, computed at any time from dated records: nothing here is stored, nothing invalidates anything.

Give these functions what a store returned for one as-of time, and they say how things stood then: what is asserted and how
surely, on what evidence, who answered, and how far it is covered. "No answer" here means none in the articles held; it
never means that none was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from graph.model import Act, Answer, AnswerKind, Certainty, Evidence, Grade, Moment, NearCopy, Reported
from graph.resolve.origins import Coverage, coverage
from graph.resolve.scene import DISPUTING
from graph.resolve.wording import BY_ANOTHER, OWN_CLAIM, UNRETURNED

_PROCEEDING = (Act.INVESTIGATE, Act.SUE, Act.RULE)
_FINAL = (AnswerKind.ADMITS, AnswerKind.PARTLY_DENIES, AnswerKind.DENIES, AnswerKind.DEFLECTS, AnswerKind.DECLINES)


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade with the words that justify it; no evidence and no statement for E0."""

    grade: Grade
    evidence: Evidence | None = None
    reported: Reported | None = None


@dataclass(frozen=True, slots=True)
class Replied:
    """One answer, with the statement that gives it."""

    answer: Answer
    reported: Reported


class Response(StrEnum):
    """What is held of the accused's side. NOT_REPORTED: nothing, which never means that they said nothing."""

    NOT_REPORTED = "not reported"
    NO_REPLY = "no reply"  # an outlet asked and got nothing back
    DECLINED = "declined"  # refused in words
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Silence:
    """The silence clock: since the first charge that is held, until the accused's side first said something on it (None
    while nothing is held)."""

    since: Moment
    until: Moment | None = None

    def lasted(self, at: datetime) -> timedelta | None:
        """How long, as seen ``at`` that time; None where the charge has no date, nothing below zero."""
        end = self.until.at if self.until is not None else at
        return max(end - self.since.at, timedelta()) if self.since.at is not None and end is not None else None


@dataclass(frozen=True, slots=True)
class State:
    """How a dispute stands. ``certainty`` is the lowest and the highest put forward; ``first`` and ``last`` when readers
    could know. ``replies`` are oldest first; ``answer`` is the weightiest kind among them, None where none is held;
    ``proceeding`` is the last step of a court, regulator or inquiry."""

    certainty: tuple[Certainty, Certainty] | None
    graded: Graded
    replies: tuple[Replied, ...]
    answer: AnswerKind | None
    coverage: Coverage
    first: Moment | None
    last: Moment | None
    response: Response = Response.NOT_REPORTED
    silence: Silence | None = None
    proceeding: Reported | None = None


def grade_of(reported: Reported) -> Graded:
    """Grade of one statement: the best evidence offered; the outlet's "offered no evidence" (E1) takes back what was
    only claimed or described, not what the outlet or the public can see (E4 and above)."""
    best = max(reported.evidence, key=lambda e: (e.grade.rank, e.id), default=None)
    if best is None or best.grade is Grade.E0:
        return Graded(Grade.E0)
    none_offered = next((e for e in reported.evidence if e.grade is Grade.E1), None)
    if none_offered is not None and best.grade.rank < Grade.E4.rank:
        best = none_offered
    return Graded(best.grade, best, reported)


def best_grade(reported: Iterable[Reported]) -> Graded:
    """The best grade among statements; of equals the first."""
    return max(map(grade_of, reported), key=lambda graded: graded.grade.rank, default=Graded(Grade.E0))


def replies_to(reported: Iterable[Reported], claim_ids: Iterable[str]) -> tuple[Replied, ...]:
    """Each statement that answers one of the claims, once, with its surest answer, in the order given."""
    wanted = set(claim_ids)
    found = []
    for one in reported:
        fitting = [answer for answer in one.answers if answer.claim_id in wanted]
        if fitting:
            found.append(Replied(max(fitting, key=lambda a: (a.score, a.claim_id)), one))
    return tuple(found)


def weightiest(replies: Iterable[Replied]) -> AnswerKind | None:
    """The kind that says most: an admission before a denial, a denial before a refusal to comment."""
    kinds = {reply.answer.kind for reply in replies}
    return next((kind for kind in _FINAL if kind in kinds), None)


def of_accused(replies: Iterable[Replied]) -> tuple[Replied, ...]:
    """Those of the accused's own side: not a third party's word, nor an accuser's refusal to say more of his own claim."""
    return tuple(reply for reply in replies if not {BY_ANOTHER, OWN_CLAIM}.intersection(reply.answer.reasons))


def response(replies: Iterable[Replied]) -> Response:
    """The furthest that the accused's side has gone."""
    found = [reply.answer for reply in of_accused(replies)]
    if any(answer.kind is not AnswerKind.DECLINES for answer in found):
        return Response.ANSWERED
    if any(UNRETURNED not in answer.reasons for answer in found):
        return Response.DECLINED
    return Response.NO_REPLY if found else Response.NOT_REPORTED


def silence(charges: Sequence[Reported], replies: Iterable[Replied]) -> Silence | None:
    """The clock of a dispute whose charges and replies are given oldest first; None where nobody is charged."""
    if not charges:
        return None
    spoken = (r.reported.version.knowable for r in of_accused(replies) if r.answer.kind is not AnswerKind.DECLINES)
    return Silence(charges[0].version.knowable, next(spoken, None))


def proceeding(said: Iterable[Reported]) -> Reported | None:
    """The last step of a court, regulator or inquiry among statements given oldest first."""
    return next((one for one in reversed(tuple(said)) if one.attribution.act in _PROCEEDING), None)


def expressing(reported: Iterable[Reported], claim_ids: Iterable[str]) -> tuple[Reported, ...]:
    """Those that put one of the claims forward, in the order given."""
    wanted = set(claim_ids)
    return tuple(one for one in reported if wanted.intersection(one.claim_ids))


def disputing(reported: Iterable[Reported]) -> tuple[Reported, ...]:
    """Those that put somebody in the wrong, or look into it."""
    return tuple(one for one in reported if one.attribution.act in DISPUTING)


def state(reported: Sequence[Reported], claim_ids: Sequence[str], copies: Iterable[NearCopy] = ()) -> State:
    """How the claims stand, given everything that expresses or answers them, oldest first."""
    said = expressing(reported, claim_ids)
    replies = replies_to(reported, claim_ids)
    ranks = sorted((one.attribution.certainty for one in said), key=lambda c: c.rank)
    moments = [one.version.knowable for one in reported]
    return State(
        certainty=(ranks[0], ranks[-1]) if ranks else None,
        graded=best_grade(disputing(said) or said),
        replies=replies,
        answer=weightiest(replies),
        coverage=coverage(reported, copies),
        first=moments[0] if moments else None,
        last=moments[-1] if moments else None,
        response=response(replies),
        silence=silence(disputing(said), replies),
        proceeding=proceeding(said),
    )
