"""How a dispute stands, at any time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from graph.model import Act, AnswerKind, AsOf, Certainty, Evidence, Grade, Moment, Precision, Reported
from graph.state import Response, Silence, State, grade_of, state
from graph.stores.base import Store
from tests.unit.resolve.build import START, Paper, ingested


def story() -> Store:
    charge = {"target": "Halden", "means": "waste", "topics": ("environment",)}
    return ingested(
        Paper("a.example", 0).says("GreenWatch", Act.ACCUSE, "dumping toxic waste", certainty=Certainty.PROBABLE, grade=Grade.E2, **charge),  # type: ignore[arg-type]
        Paper("b.example", 10).says("GreenWatch", Act.ACCUSE, "dumping toxic waste", grade=Grade.E1, **charge)  # type: ignore[arg-type]
        .says("Halden", Act.DECLINE, "to comment", means="comment"),
        Paper("c.example", 60).says("a court", Act.RULE, "Halden dumped toxic waste", grade=Grade.E7, **charge),  # type: ignore[arg-type]
        Paper("d.example", 231).says("Halden", Act.DENY, "dumping any toxic waste", means="waste", topics=("environment",)),
    )  # fmt: skip


def at(store: Store, day: int | None) -> State:
    (thread_id,) = {summary.thread_id for summary in store.threads().items}
    claim_ids = [head.claim.id for head in store.claims_in(thread_id)]
    as_of = AsOf(published=START + timedelta(days=day)) if day is not None else AsOf()
    return state(store.timeline_of_claims(claim_ids, as_of=as_of).items, claim_ids)


@pytest.mark.parametrize(
    ("day", "grade", "answer", "articles"),
    [
        (0, Grade.E2, None, 1),
        (9, Grade.E2, None, 1),
        (10, Grade.E2, AnswerKind.DECLINES, 2),
        (60, Grade.E7, AnswerKind.DECLINES, 3),
        (230, Grade.E7, AnswerKind.DECLINES, 3),
        (231, Grade.E7, AnswerKind.DENIES, 4),
        (None, Grade.E7, AnswerKind.DENIES, 4),
    ],
)
def test_each_axis_at_each_time(day: int | None, grade: Grade, answer: AnswerKind | None, articles: int) -> None:
    found = at(story(), day)
    assert (found.graded.grade, found.answer, found.coverage.articles) == (grade, answer, articles)


@pytest.mark.parametrize(
    ("day", "response", "silent", "proceeding"),
    [
        (5, Response.NOT_REPORTED, 5, None),
        (20, Response.DECLINED, 20, None),
        (60, Response.DECLINED, 60, Act.RULE),
        (300, Response.ANSWERED, 231, Act.RULE),
    ],
)
def test_the_silence_clock_runs_until_an_answer(
    day: int, response: Response, silent: int, proceeding: Act | None
) -> None:
    found = at(story(), day)
    assert found.silence is not None
    assert found.silence.lasted(START + timedelta(days=day)) == timedelta(days=silent)
    assert found.response is response
    assert (found.proceeding.attribution.act if found.proceeding else None) is proceeding


def test_a_third_party_stops_no_clock() -> None:
    charge = Paper("a.example").says("GreenWatch", Act.ACCUSE, "dumping waste", target="Halden", means="waste")
    other = Paper("b.example", 3).says(
        "Norvik", Act.DENY, "that Halden was dumping waste", target="Halden", means="waste"
    )
    found = at(ingested(charge, other), None)
    assert found.answer is AnswerKind.DENIES
    assert found.response is Response.NOT_REPORTED
    assert found.silence is not None
    assert found.silence.until is None


def test_a_charge_without_a_date_has_no_clock_that_could_be_read() -> None:
    undated = Silence(Moment(None, Precision.DAY, "text", words="last spring"))
    assert undated.lasted(START) is None


def test_certainty_is_the_lowest_and_the_highest() -> None:
    assert at(story(), 0).certainty == (Certainty.PROBABLE, Certainty.PROBABLE)
    assert at(story(), None).certainty == (Certainty.PROBABLE, Certainty.ASSERTED)


def test_nothing_held_is_no_state() -> None:
    found = state((), ())
    assert (found.graded.grade, found.answer, found.first) == (Grade.E0, None, None)


def graded(*grades: Grade) -> Reported:
    (reported,) = _one().reported_in(_paper().update().version.id)
    evidence = tuple(
        Evidence(id=f"evd:{g}", version_id="v", attribution_id=reported.attribution.id, grade=g, span=None, rule="hand")
        for g in grades
    )
    from dataclasses import replace

    return replace(reported, evidence=evidence)


def _paper() -> Paper:
    return Paper("a.example").says("GreenWatch", Act.ACCUSE, "dumping", target="Halden", means="waste")


def _one() -> Store:
    return ingested(_paper())


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ((), Grade.E0),
        ((Grade.E2, Grade.E3), Grade.E3),
        ((Grade.E2, Grade.E1), Grade.E1),  # "substantial evidence", and the outlet: "but he offered none"
        ((Grade.E1, Grade.E5), Grade.E5),  # what the public can see stays seen
    ],
)
def test_the_grade_of_one_statement(grades: tuple[Grade, ...], expected: Grade) -> None:
    assert grade_of(graded(*grades)).grade is expected
