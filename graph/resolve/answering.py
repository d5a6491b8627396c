"""Which claims a statement answers: by its content, or by what the text puts together. Pure.

Asked of one statement and the claims around it (``here`` in the same version, ``stored`` in others); ``answers`` decides which
of these is asked, and in which order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from graph.model import Act
from graph.resolve.claims import judge
from graph.resolve.likeness import Likeness, Relation, cosines
from graph.resolve.scene import BARE, Known, Statement, accused
from graph.resolve.wording import BY_ANOTHER, OWN_CLAIM, deflects, refers

# Cosine asked for between an answer of the accused and the claim, in the same article and in another one; less where the
# kind of deed agrees. The accused and the matter are known then, and a missing denial is nearly as bad as a wrong one.
_HERE_AT, _HERE_TOPIC_AT = 0.36, 0.25
_THERE_AT, _THERE_TOPIC_AT = 0.48, 0.36
_GOES_ON_AT = 0.18  # the same to the denial just before it, by the same side
_NEARLY = 0.12  # how far behind the best match another claim may be, to be answered with it
_RECENT = timedelta(days=120)  # how long before a bare answer that names no accuser the claim may have come up


@dataclass(frozen=True, slots=True)
class Found:
    """One claim answered, with how surely and why."""

    known: Known
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A statement with what it answers."""

    statement: Statement
    matches: tuple[Found, ...]


def says_something(statement: Statement) -> bool:
    """True when the content names a matter, and more than "the allegations"."""
    frame = statement.proposition.frame
    if statement.attribution.act is Act.DECLINE:
        return False
    return len(frame.norm.split()) > BARE or bool(frame.topics or frame.numbers)


def by_content(statement: Statement, here: Sequence[Known], stored: Sequence[Known]) -> tuple[Found, ...]:
    """Claims whose content is that of the answer: of the respondent himself first, else as a third party's word on it.

    A third party's refusal to comment answers nothing.
    """
    found = _of_respondent(statement, here, at=(_HERE_AT, _HERE_TOPIC_AT))
    found += _of_respondent(statement, stored, at=(_THERE_AT, _THERE_TOPIC_AT))
    if not found and statement.attribution.act is not Act.DECLINE:
        found = _of_third_party(statement, [*here, *stored])
    most = max((match.score for match in found), default=0.0)
    return tuple(match for match in found if match.score >= most - _NEARLY)


def _of_respondent(statement: Statement, knowns: Sequence[Known], *, at: tuple[float, float]) -> list[Found]:
    fitting = [k for k in knowns if _against(k, statement) and _same_sign(statement, k)]
    answer = _as_answer(statement, statement.voices)
    return [
        Found(known, _score(like), (_voice(statement, known), *like.reasons))
        for known, like in judge(answer, fitting)
        if like.closeness >= (at[1] if _topic_shared(statement, known) else at[0])
    ]


def _score(like: Likeness) -> float:
    """An answer of the accused on the same matter is surer than its likeness alone: one below what claims ask for is held
    to be possible (0.5), never to be certain."""
    return max(like.score, min(0.59, 0.3 + like.closeness / 2))


def _topic_shared(statement: Statement, known: Known) -> bool:
    return bool(set(statement.proposition.frame.topics) & set(known.proposition.frame.topics))


def _of_third_party(statement: Statement, knowns: Sequence[Known]) -> list[Found]:
    speaker = statement.proposition.by
    fitting = [k for k in knowns if not speaker or k.proposition.by != speaker]
    fitting = [k for k in fitting if not _against(k, statement) and _same_sign(statement, k)]
    return [
        Found(known, like.score, (BY_ANOTHER, *like.reasons))
        for known, like in judge(_as_answer(statement, statement.proposition.against), fitting)
        if like.relation is Relation.SAME
    ]


def _against(known: Known, statement: Statement) -> bool:
    """The claim is against the one who answers (or whom he speaks for), and not his own."""
    own = known.proposition.by and known.proposition.by in statement.voices
    return not own and bool(set(statement.voices) & set(accused(known.proposition)))


def _voice(statement: Statement, known: Known) -> str:
    himself = statement.proposition.by in accused(known.proposition)
    return "said by the accused" if himself else "said by one who speaks for the accused"


def _same_sign(statement: Statement, known: Known) -> bool:
    """The answer is on the claim itself and not on its contrary. A denial may repeat the negation in its content ("denied
    it: we never did") or leave it to the verb: its content's own sign says nothing."""
    positive = statement.attribution.act is Act.DENY or statement.proposition.frame.positive
    return positive == known.proposition.frame.positive


def _as_answer(statement: Statement, against: tuple[str, ...]) -> Statement:
    """The answer as the proposition that it answers: by nobody."""
    p = statement.proposition
    frame = replace(p.frame, positive=p.frame.positive or statement.attribution.act is Act.DENY)
    return replace(statement, proposition=replace(p, by="", against=against, frame=frame))


# ---------------------------------------------------------------- by what the text puts together


def by_reference(statement: Statement, here: Sequence[Known]) -> tuple[Found, ...]:
    """A bare answer ("denied the allegations"): what this article has against the one who answers."""
    if says_something(statement):
        return ()
    against = [k for k in here if _against(k, statement)]
    return _together(_nearest(statement, against), 0.7, "answers what the same article alleges of the one who answers")


def refusal(statement: Statement, here: Sequence[Known]) -> tuple[Found, ...]:
    """A refusal to comment: on what was alleged of him before it, else on what he alleges himself, else on what follows."""
    speaker = statement.proposition.by
    if not speaker:
        return ()
    start = statement.attribution.start
    against = [k for k in here if _against(k, statement)]
    before = [k for k in against if k.here[0] < start]
    own = [k for k in here if k.proposition.by == speaker and k.disputes and k.here[0] < start]
    if before:
        return _together(_nearest(statement, before), 0.75, "follows what the article alleges of the one who refuses")
    if own:
        return _together(_nearest(statement, own)[:1], 0.7, OWN_CLAIM)
    return _together(_nearest(statement, against), 0.6, "stands before what the article alleges of the one who refuses")


def past_the_matter(statement: Statement, here: Sequence[Known]) -> tuple[Found, ...]:
    """The accused speaks of why he is accused ("this is an attempt to distract from ..."), right after he was.

    It must point back at a charge or name who made it: what he says of another's campaign is no answer.
    """
    attribution, start = statement.attribution, statement.attribution.start
    if not deflects(attribution):
        return ()
    before = [k for k in here if _against(k, statement) and k.disputes and k.here[0] < start]
    meant = before if refers(attribution) else [k for k in before if k.proposition.by in statement.proposition.names]
    return _together(_nearest(statement, meant), 0.6, "speaks of why it is alleged, not of what")


def _nearest(statement: Statement, knowns: Sequence[Known]) -> list[Known]:
    """Claims in order of their distance from the answer, those before it first; only those of the nearest one's kind."""
    start = statement.attribution.start

    def distance(known: Known) -> tuple[bool, int]:
        return min((place > start, abs(place - start)) for place in known.here)

    ordered = sorted(knowns, key=distance)
    return [k for k in ordered if _one_dispute(ordered[0], k)]


def _one_dispute(left: Known, right: Known) -> bool:
    """Two claims against the same one, and not of kinds that have nothing in common."""
    a, b = set(left.proposition.frame.topics), set(right.proposition.frame.topics)
    return not (a and b) or bool(a & b)


def _together(knowns: Iterable[Known], score: float, reason: str) -> tuple[Found, ...]:
    return tuple(Found(known, score, (reason,)) for known in knowns)


def across(statement: Statement, time: datetime, here: Sequence[Known], stored: Sequence[Known]) -> tuple[Found, ...]:
    """A bare answer in an article that does not repeat the allegation: the one dispute that it can mean, else nothing.

    ``time`` is when readers could know the answer: what came up later is not meant by it.
    """
    if says_something(statement) or any(_against(k, statement) for k in here):
        return ()
    named = set(statement.proposition.about) - set(statement.voices)
    before = [k for k in stored if _against(k, statement) and k.disputes and k.time <= time]
    fitting = [k for k in before if (k.proposition.by in named if named else time - k.time <= _RECENT)]
    if not fitting or len({k.thread_id or k.claim.id for k in fitting}) > 1:
        return ()
    return _together(fitting, 0.55, "the only dispute held that it can mean")


def goes_on(statement: Statement, last: Answered | None) -> tuple[Found, ...]:
    """A second denial by the voice of the answer just before it, and not quite of another matter."""
    negates = statement.attribution.act is Act.DENY or not statement.proposition.frame.positive
    if last is None or not negates or not set(statement.voices) & set(last.statement.voices):
        return ()
    if last.statement.attribution.act not in (Act.DENY, Act.ADMIT):
        return ()
    frames = [last.statement.proposition.frame, *(match.known.proposition.frame for match in last.matches)]
    if max(cosines(statement.proposition.frame.vector, [f.vector for f in frames])) < _GOES_ON_AT:
        return ()
    return _together((match.known for match in last.matches), 0.5, "goes on with an answer of the same side")


def own_contrary(statement: Statement, knowns: Sequence[Known]) -> tuple[Found, ...]:
    """The accused says himself that it is not so ("we have never ..."), without a verb of denial."""
    fitting = [k for k in knowns if _against(k, statement) and k.disputes and not _same_sign(statement, k)]
    return tuple(
        Found(known, _score(like), (_voice(statement, known), "says the contrary", *like.reasons))
        for known, like in judge(_as_answer(statement, statement.voices), fitting)
        if like.closeness >= (_THERE_TOPIC_AT if _topic_shared(statement, known) else _THERE_AT)
    )
