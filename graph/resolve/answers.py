"""Who answered what: denials, admissions and refusals tied to the claims they respond to, in whichever order they arrive.

An answer belongs to a claim when the one who answers is who it is against, and the two speak of the same thing: by their
content, or because the text puts them together ("X denied the allegations"). A statement on another matter is no answer.
A refusal that follows one's own claim (a company that will not detail its evidence) is a refusal on that claim, by its
own claimant: readers of the result can tell, because it does not come from the accused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from graph.model import Act, Answer, AnswerKind, Attribution
from graph.resolve.claims import Linked, express, judge
from graph.resolve.likeness import Likeness, Relation, cosines
from graph.resolve.scene import BARE, Known, Scene, Statement, accused, answers_only, statement_of
from graph.stores.base import Reader

KINDS = {Act.DENY: AnswerKind.DENIES, Act.ADMIT: AnswerKind.ADMITS, Act.DECLINE: AnswerKind.DECLINES}

# Cosine asked for between an answer of the accused and the claim, in the same article and in another one; less where the
# kind of deed agrees. The accused and the matter are known then, and a missing denial is nearly as bad as a wrong one.
_HERE_AT, _HERE_TOPIC_AT = 0.36, 0.25
_THERE_AT, _THERE_TOPIC_AT = 0.48, 0.36
_GOES_ON_AT = 0.18  # the same to the denial just before it, by the same side
_NEARLY = 0.12  # how far behind the best match another claim may be, to be answered with it
_RECENT = timedelta(days=120)  # how far back a bare answer may reach


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


def link(scene: Scene, linked: Linked, reader: Reader, *, by: str) -> tuple[Answer, ...]:
    """Answers of this version, and those of others that were here before the claim they answer."""
    found: dict[tuple[str, str], Answer] = {}
    last: Answered | None = None
    for statement in scene.statements:
        matches = _of_statement(scene, statement, linked, by) if statement.answers else ()
        if not statement.answers and statement.voices:
            matches = _own_contrary(scene, statement, linked)
        matches = matches or _goes_on(statement, last)
        if not matches and answers_only(statement.attribution) and _says_something(statement):
            matches = _founding(scene, statement, linked)
        _add(found, statement.attribution, matches, by)
        last = Answered(statement, matches) if matches else last
    for attribution, matches in _earlier_answers(scene, linked, reader):
        _add(found, attribution, matches, by)
    return _partly(tuple(found.values()), scene)


def _add(
    found: dict[tuple[str, str], Answer],
    attribution: Attribution,
    matches: Iterable[Found],
    by: str,
) -> None:
    kind = KINDS.get(attribution.act, AnswerKind.DENIES)
    for match in matches:
        found.setdefault((attribution.id, match.known.claim.id), _answer(attribution, match, kind, by))


def _answer(attribution: Attribution, match: Found, kind: AnswerKind, by: str) -> Answer:
    return Answer(
        attribution_id=attribution.id,
        claim_id=match.known.claim.id,
        kind=kind,
        score=round(match.score, 4),
        reasons=match.reasons,
        by=by,
    )


# ---------------------------------------------------------------- an answer of this version


def _of_statement(scene: Scene, statement: Statement, linked: Linked, by: str) -> tuple[Found, ...]:
    """Claims that a denial, admission or refusal of this version answers.

    What answers nothing held yet and is no plain denial (a confirmation; what is only worded in the negative: "the logs
    do not show ...") is a statement like any other.
    """
    here, stored = tuple(linked.known.values()), scene.near(_reach(statement))
    matches = by_content(statement, here, stored)
    if not matches and statement.attribution.act is Act.DECLINE:
        return _refusal(statement, here)
    matches = matches or _by_reference(statement, here) or _across(statement, here, stored)
    if not matches and _says_something(statement) and not answers_only(statement.attribution):
        express(scene, statement, linked, by=by)
    return matches


def _goes_on(statement: Statement, last: Answered | None) -> tuple[Found, ...]:
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


def _reach(statement: Statement) -> tuple[str, ...]:
    p = statement.proposition
    return tuple(dict.fromkeys(i for i in (p.by, *statement.voices, *p.against, *p.about) if i))


def _founding(scene: Scene, statement: Statement, linked: Linked) -> tuple[Found, ...]:
    """The claim denied or admitted, so that an allegation that arrives later finds it."""
    attribution = statement.attribution
    known = linked.found(scene, statement, target_ids=scene.targets(attribution) or statement.voices)
    return (Found(known, 1.0, ("the answer states what it answers",)),)


def _says_something(statement: Statement) -> bool:
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
        Found(known, like.score, ("said by another than the accused", *like.reasons))
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


def _by_reference(statement: Statement, here: Sequence[Known]) -> tuple[Found, ...]:
    """A bare answer ("denied the allegations"): what this article has against the one who answers."""
    if _says_something(statement):
        return ()
    against = [k for k in here if _against(k, statement)]
    return _together(_nearest(statement, against), 0.7, "answers what the same article alleges of the one who answers")


def _refusal(statement: Statement, here: Sequence[Known]) -> tuple[Found, ...]:
    """A refusal to comment: on what was alleged of him before it, else on what he has said himself, else on what follows."""
    speaker = statement.proposition.by
    if not speaker:
        return ()
    start = statement.attribution.start
    against = [k for k in here if _against(k, statement)]
    before = [k for k in against if k.here[0] < start]
    own = [k for k in here if k.proposition.by == speaker and k.here[0] < start]
    if before:
        return _together(_nearest(statement, before), 0.75, "follows what the article alleges of the one who refuses")
    if own:
        alleged = [k for k in own if k.disputes] or own
        return _together(_nearest(statement, alleged)[:1], 0.7, "a refusal on the speaker's own claim")
    return _together(_nearest(statement, against), 0.6, "stands before what the article alleges of the one who refuses")


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


def _across(statement: Statement, here: Sequence[Known], stored: Sequence[Known]) -> tuple[Found, ...]:
    """A bare answer in an article that does not repeat the allegation: the one dispute that it can mean, else nothing."""
    if _says_something(statement) or any(_against(k, statement) for k in here):
        return ()
    named = set(statement.proposition.about) - set(statement.voices)
    fitting = [k for k in stored if _against(k, statement) and k.disputes and (not named or k.proposition.by in named)]
    if not fitting or len({k.thread_id or k.claim.id for k in fitting}) > 1:
        return ()
    return _together(fitting, 0.55, "the only dispute held that it can mean")


# ---------------------------------------------------------------- answers in other acts, and in other orders


def _own_contrary(scene: Scene, statement: Statement, linked: Linked) -> tuple[Found, ...]:
    """The accused says himself that it is not so ("we have never ..."), without a verb of denial.

    The store is asked only for what is worded in the negative: hardly a charge is, and most statements are no answers.
    """
    stored = () if statement.proposition.frame.positive else scene.near(statement.voices)
    knowns = {k.claim.id: k for k in (*linked.known.values(), *stored)}
    fitting = [k for k in knowns.values() if _against(k, statement) and k.disputes and not _same_sign(statement, k)]
    return tuple(
        Found(known, _score(like), (_voice(statement, known), "says the contrary", *like.reasons))
        for known, like in judge(_as_answer(statement, statement.voices), fitting)
        if like.closeness >= (_THERE_TOPIC_AT if _topic_shared(statement, known) else _THERE_AT)
    )


def _earlier_answers(scene: Scene, linked: Linked, reader: Reader) -> Iterable[tuple[Attribution, tuple[Found, ...]]]:
    """Answers of other versions, ingested before the allegation that they answer."""
    fresh = [k for k in linked.known.values() if k.claim.id in linked.claims or k.founder.act is Act.ADMIT]
    alleged = [k for k in fresh if k.disputes or k.founder.act is Act.ADMIT]
    targets = sorted({i for k in alleged for i in accused(k.proposition) if not i.startswith("words:")})
    if not targets:
        return
    for reported in reader.answering_by([i for t in targets for i in scene.canon.spellings(t)]):
        attribution = reported.attribution
        if attribution.version_id != scene.version.id:
            scene.canon.learn_ids((*attribution.target_ids, *attribution.frame.about, _id(attribution)))
            statement = statement_of(attribution, scene.canon)
            yield attribution, by_content(statement, (), [k for k in alleged if _says_something(statement)])


def _id(attribution: Attribution) -> str:
    return (attribution.claimant.entity_id if attribution.claimant else None) or ""


def _partly(answers: Sequence[Answer], scene: Scene) -> tuple[Answer, ...]:
    """Who denies and admits one claim in one text denies it partly."""
    speakers = {s.attribution.id: s.proposition.by for s in scene.statements}
    admitted = {(a.claim_id, speakers.get(a.attribution_id)) for a in answers if a.kind is AnswerKind.ADMITS}
    return tuple(
        replace(a, kind=AnswerKind.PARTLY_DENIES, reasons=(*a.reasons, "and the same speaker admits part of it"))
        if a.kind is AnswerKind.DENIES and (a.claim_id, speakers.get(a.attribution_id)) in admitted
        else a
        for a in answers
    )
