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
from graph.resolve.likeness import SAME_AT, Relation
from graph.resolve.scene import ANSWERING, Known, Scene, Statement, accused, proposition_of
from graph.stores.base import Reader

KINDS = {Act.DENY: AnswerKind.DENIES, Act.ADMIT: AnswerKind.ADMITS, Act.DECLINE: AnswerKind.DECLINES}

_HERE_AT = SAME_AT - 0.25  # alike enough for an answer of the accused in the same article
_THERE_AT = SAME_AT - 0.1  # and in another one
_BARE = 5  # an answer of so few words names no matter of its own ("the allegations", "these reports")
_RECENT = timedelta(days=120)  # how far back a bare answer may reach


@dataclass(frozen=True, slots=True)
class Found:
    """One claim answered, with how surely and why."""

    known: Known
    score: float
    reasons: tuple[str, ...]


def link(scene: Scene, linked: Linked, reader: Reader, *, by: str) -> tuple[Answer, ...]:
    """Answers of this version, and those of others that were here before the claim they answer."""
    found: dict[tuple[str, str], Answer] = {}
    for statement in scene.statements:
        if statement.answers:
            _add(found, statement.attribution, _of_statement(scene, statement, linked, by), by)
    for statement in scene.statements:
        if not statement.answers and statement.proposition.by:
            _add(found, statement.attribution, _own_contrary(scene, statement, linked), by, kind=AnswerKind.DENIES)
    for attribution, matches in _earlier_answers(scene, linked, reader):
        _add(found, attribution, matches, by)
    return _partly(tuple(found.values()), scene)


def _add(
    found: dict[tuple[str, str], Answer],
    attribution: Attribution,
    matches: Iterable[Found],
    by: str,
    *,
    kind: AnswerKind | None = None,
) -> None:
    for match in matches:
        key = (attribution.id, match.known.claim.id)
        found.setdefault(key, _answer(attribution, match, kind or KINDS[attribution.act], by))


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

    What answers nothing held yet, and names its matter, founds the claim: a denial without expressing it, a confirmation
    as a statement like any other.
    """
    here, stored = tuple(linked.known.values()), scene.near(_reach(statement))
    matches = by_content(statement, here, stored)
    if not matches and statement.attribution.act is Act.DECLINE:
        return _refusal(statement, here)
    matches = matches or _by_reference(scene, statement, here) or _across(statement, here, stored)
    if matches or not _says_something(statement):
        return matches
    if statement.attribution.act is Act.ADMIT:
        express(scene, statement, linked, by=by)
        return ()
    return _founding(scene, statement, linked)


def _reach(statement: Statement) -> tuple[str, ...]:
    p = statement.proposition
    return tuple(dict.fromkeys(i for i in (p.by, *p.against, *p.about) if i))


def _founding(scene: Scene, statement: Statement, linked: Linked) -> tuple[Found, ...]:
    """The claim denied or admitted, so that an allegation that arrives later finds it."""
    attribution = statement.attribution
    own = (attribution.claimant.entity_id,) if attribution.claimant and attribution.claimant.entity_id else ()
    known = linked.found(scene, statement, target_ids=attribution.target_ids or own)
    return (Found(known, 1.0, ("the answer states what it answers",)),)


def _says_something(statement: Statement) -> bool:
    """True when the content names a matter, and more than "the allegations"."""
    frame = statement.proposition.frame
    if statement.attribution.act is Act.DECLINE:
        return False
    return len(frame.norm.split()) > _BARE or bool(frame.topics or frame.numbers)


def by_content(statement: Statement, here: Sequence[Known], stored: Sequence[Known]) -> tuple[Found, ...]:
    """Claims whose content is that of the answer: of the respondent himself first, else as a third party's word on it."""
    for respondent in (True, False):
        found = [
            *_alike(statement, here, _HERE_AT if respondent else SAME_AT, respondent=respondent),
            *_alike(statement, stored, _THERE_AT if respondent else SAME_AT, respondent=respondent),
        ]
        if found:
            most = max(match.score for match in found)
            return tuple(match for match in found if match.score >= most - 0.1)
    return ()


def _alike(statement: Statement, knowns: Sequence[Known], at: float, *, respondent: bool) -> list[Found]:
    speaker = statement.proposition.by
    others = [k for k in knowns if not speaker or k.proposition.by != speaker]
    fitting = [k for k in others if _against(k, speaker) == respondent and _same_sign(statement, k)]
    return [
        Found(known, like.score, (_who(respondent), *like.reasons))
        for known, like in judge(_as_answer(statement, respondent), fitting)
        if like.score >= at and (respondent or like.relation is Relation.SAME)
    ]


def _against(known: Known, speaker: str) -> bool:
    return bool(speaker) and speaker in accused(known.proposition)


def _who(respondent: bool) -> str:
    return "said by the accused" if respondent else "said by another than the accused"


def _same_sign(statement: Statement, known: Known) -> bool:
    return statement.proposition.frame.positive == known.proposition.frame.positive


def _as_answer(statement: Statement, respondent: bool) -> Statement:
    """The answer as the proposition that it answers: against the respondent, by nobody."""
    p = statement.proposition
    against = (p.by,) if respondent else p.against
    return replace(statement, proposition=replace(p, by="", against=against))


# ---------------------------------------------------------------- by what the text puts together


def _by_reference(scene: Scene, statement: Statement, here: Sequence[Known]) -> tuple[Found, ...]:
    """A bare answer ("denied the allegations"): what this article has against the one who answers."""
    if _says_something(statement):
        return ()
    against = [k for k in here if _against(k, statement.proposition.by)]
    return _together(_nearest(statement, against), 0.7, "answers what the same article alleges of the one who answers")


def _refusal(statement: Statement, here: Sequence[Known]) -> tuple[Found, ...]:
    """A refusal to comment: on what was alleged of him before it, else on what he has said himself, else on what follows."""
    speaker = statement.proposition.by
    if not speaker:
        return ()
    start = statement.attribution.start
    against = [k for k in here if _against(k, speaker)]
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
    speaker = statement.proposition.by
    if _says_something(statement) or any(_against(k, speaker) for k in here):
        return ()
    named = set(statement.proposition.about) - {speaker}
    fitting = [k for k in stored if _against(k, speaker) and k.disputes and (not named or k.proposition.by in named)]
    if not fitting or len({k.thread_id or k.claim.id for k in fitting}) > 1:
        return ()
    return _together(fitting, 0.55, "the only dispute held that it can mean")


# ---------------------------------------------------------------- answers in other acts, and in other orders


def _own_contrary(scene: Scene, statement: Statement, linked: Linked) -> tuple[Found, ...]:
    """The accused says himself that it is not so ("we have never ..."), without a verb of denial."""
    speaker = statement.proposition.by
    knowns = {k.claim.id: k for k in (*linked.known.values(), *scene.near((speaker,)))}
    fitting = [k for k in knowns.values() if _against(k, speaker) and k.founder.act not in ANSWERING]
    return tuple(
        Found(known, like.score, ("the accused says the contrary", *like.reasons))
        for known, like in judge(statement, fitting)
        if like.relation is Relation.CONTRADICTS
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
            statement = Statement(attribution, proposition_of(attribution, scene.canon))
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
