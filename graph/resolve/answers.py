"""Who answered what: denials, admissions and refusals tied to the claims they respond to, in whichever order they arrive.

An answer belongs to a claim when the one who answers is who it is against, and the two speak of the same thing: by their
content, or because the text puts them together ("X denied the allegations"). A statement on another matter is no answer.
A refusal that follows one's own claim (a company that will not detail its evidence) is a refusal on that claim, by its
own claimant: readers of the result can tell, because it does not come from the accused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.model import Act, Answer, AnswerKind, Attribution, Reported
from graph.resolve.answering import (
    Answered,
    Found,
    across,
    by_content,
    by_reference,
    goes_on,
    own_contrary,
    past_the_matter,
    refusal,
    says_something,
)
from graph.resolve.claims import Linked, express
from graph.resolve.scene import Known, Scene, Statement, accused, answers_only, ids_of, statement_of
from graph.resolve.wording import kind_and_reasons
from graph.stores.base import Reader

KINDS = {Act.DENY: AnswerKind.DENIES, Act.ADMIT: AnswerKind.ADMITS, Act.DECLINE: AnswerKind.DECLINES}


def link(scene: Scene, linked: Linked, reader: Reader, *, by: str) -> tuple[Answer, ...]:
    """Answers of this version, and those of others that were here before the claim they answer."""
    found: dict[tuple[str, str], Answer] = {}
    last: Answered | None = None
    for statement in scene.statements:
        matches = _of_statement(scene, statement, linked, by) if statement.answers else ()
        if not statement.answers and statement.voices:
            matches = _contrary(scene, statement, linked)
        matches = matches or goes_on(statement, last)
        if not matches and answers_only(statement.attribution) and says_something(statement):
            matches = _founding(scene, statement, linked)
        _add(found, statement, matches, by)
        last = Answered(statement, matches) if matches else last
        if not matches and not statement.answers:
            deflected = past_the_matter(statement, tuple(linked.known.values()))
            _add(found, statement, deflected, by, kind=AnswerKind.DEFLECTS)
    for attribution, matches in _earlier_answers(scene, linked, reader):
        _add(found, statement_of(attribution, scene.canon), matches, by)
    return _partly(tuple(found.values()), scene)


def _add(
    found: dict[tuple[str, str], Answer],
    statement: Statement,
    matches: Iterable[Found],
    by: str,
    *,
    kind: AnswerKind | None = None,
) -> None:
    attribution = statement.attribution
    by_act = kind or KINDS.get(attribution.act, AnswerKind.DENIES)
    told, why = kind_and_reasons(attribution, by_act, bare=not says_something(statement))
    for match in matches:
        answer = Answer(
            attribution_id=attribution.id,
            claim_id=match.known.claim.id,
            kind=told,
            score=round(match.score, 4),
            reasons=(*match.reasons, *why),
            by=by,
        )
        found.setdefault((answer.attribution_id, answer.claim_id), answer)


# ---------------------------------------------------------------- an answer of this version


def _of_statement(scene: Scene, statement: Statement, linked: Linked, by: str) -> tuple[Found, ...]:
    """Claims that a denial, admission or refusal of this version answers.

    What answers nothing held yet and is no plain denial (a confirmation; what is only worded in the negative: "the logs
    do not show ...") is a statement like any other.
    """
    here, stored = tuple(linked.known.values()), scene.near(_reach(statement))
    matches = by_content(statement, here, stored)
    if not matches and statement.attribution.act is Act.DECLINE:
        return refusal(statement, here)
    matches = matches or by_reference(statement, here) or across(statement, scene.time, here, stored)
    if not matches and says_something(statement) and not answers_only(statement.attribution):
        express(scene, statement, linked, by=by)
    return matches


def _contrary(scene: Scene, statement: Statement, linked: Linked) -> tuple[Found, ...]:
    """Own words of the accused to the contrary. The store is asked only for what is worded in the negative: hardly a
    charge is, and most statements are no answers."""
    stored = () if statement.proposition.frame.positive else scene.near(statement.voices)
    return own_contrary(statement, tuple({k.claim.id: k for k in (*linked.known.values(), *stored)}.values()))


def _reach(statement: Statement) -> tuple[str, ...]:
    p = statement.proposition
    return tuple(dict.fromkeys(i for i in (p.by, *statement.voices, *p.against, *p.about) if i))


def _founding(scene: Scene, statement: Statement, linked: Linked) -> tuple[Found, ...]:
    """The claim denied or admitted, so that an allegation that arrives later finds it."""
    attribution = statement.attribution
    known = linked.found(scene, statement, target_ids=scene.targets(attribution) or statement.voices)
    return (Found(known, 1.0, ("the answer states what it answers",)),)


def _earlier_answers(scene: Scene, linked: Linked, reader: Reader) -> Iterable[tuple[Attribution, tuple[Found, ...]]]:
    """Answers of other versions, ingested before the allegation that they answer."""
    fresh = [k for k in linked.known.values() if k.claim.id in linked.claims or k.founder.act is Act.ADMIT]
    alleged = [k for k in fresh if k.disputes or k.founder.act is Act.ADMIT]
    targets = sorted({i for k in alleged for i in accused(k.proposition) if not i.startswith("words:")})
    if not targets:
        return
    held = reader.answering_by([i for t in targets for i in scene.canon.spellings(t)])
    scene.canon.learn_ids(i for reported in held for i in ids_of(reported.attribution))
    for reported in held:
        if reported.attribution.version_id != scene.version.id:
            yield reported.attribution, _late(scene, linked, reported, alleged)


def _late(scene: Scene, linked: Linked, reported: Reported, alleged: Sequence[Known]) -> tuple[Found, ...]:
    """What an earlier answer finds now. A bare one that was answered with something else already means that."""
    attribution = reported.attribution
    statement = statement_of(attribution, scene.canon)
    if says_something(statement):
        return by_content(statement, (), alleged)
    if attribution.act is Act.DECLINE or any(answer.claim_id not in linked.known for answer in reported.answers):
        return ()
    time = reported.version.knowable.at or reported.version.retrieved
    found = across(statement, time, (), (*scene.near(statement.voices), *linked.known.values()))
    return tuple(match for match in found if match.known in alleged)


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
