"""Who answered what."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from graph.model import Act, AnswerKind, Closeness, Label, Mention, Span
from graph.resolve.wording import PART, UNRETURNED
from graph.stores.base import Store
from tests.unit.resolve.build import Paper, entity, ingested, ingested_updates


def charge(outlet: str = "herald.example", day: int = 0) -> Paper:
    return Paper(outlet, day).says(
        "GreenWatch",
        Act.ACCUSE,
        "dumping toxic waste into the river",
        target="Halden",
        means="waste",
        topics=("environment",),
    )


def denial(outlet: str = "herald.example", day: int = 30) -> Paper:
    return Paper(outlet, day, "fr", path="reponse").says(
        "Halden", Act.DENY, "avoir rejeté des déchets toxiques dans la rivière", means="waste", topics=("environment",)
    )


def answers(store: Store) -> list[tuple[str, AnswerKind]]:
    """All answers held as (who, kind), by way of the claims they answer."""
    found = []
    for summary in store.threads().items:
        for head in store.claims_in(summary.thread_id):
            for answer in store.answers_to([head.claim.id]):
                reported = store.attribution(answer.attribution_id)
                assert reported is not None
                speaker = reported.attribution.claimant
                found.append((speaker.name if speaker else "", answer.kind))
    return found


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_denial_months_later_answers_whichever_arrives_first(order: tuple[int, int]) -> None:
    papers = (charge(), denial("matin.example", 231))
    store = ingested(*(papers[i] for i in order))
    assert answers(store) == [("Halden", AnswerKind.DENIES)]
    (summary,) = store.threads().items
    assert (summary.claims, summary.attributions) == (1, 2)


def test_a_denial_expresses_nothing() -> None:
    paper = denial()
    (reported,) = ingested(paper).reported_in(paper.update().version.id)
    assert reported.claim_ids == ()
    assert len(reported.answers) == 1


def test_a_statement_on_another_matter_is_no_answer() -> None:
    paper = charge().says(
        "Halden", Act.ASSERT, "it spent 5 million on training", means="cost", numbers=("5",), topics=("cost",)
    )
    paper.says("Halden", Act.DENY, "that it would close its plant in Lyon", means="closing", topics=("jobs",))
    reported = ingested(paper).reported_in(paper.update().version.id)
    charged = set(reported[0].claim_ids)
    assert not [a for r in reported for a in r.answers if a.claim_id in charged]


def test_a_bare_denial_answers_what_the_article_alleges_of_the_speaker() -> None:
    paper = charge().says("Halden", Act.DENY, "the allegations", means="bare")
    reported = ingested(paper).reported_in(paper.update().version.id)
    assert [(a.claim_id, a.kind) for a in reported[1].answers] == [(reported[0].claim_ids[0], AnswerKind.DENIES)]


def test_a_bare_denial_in_another_article_answers_only_where_one_dispute_can_be_meant() -> None:
    bare = Paper("star.example", 40).says("Halden", Act.DENY, "the allegations", means="bare")
    assert answers(ingested(charge(), bare)) == [("Halden", AnswerKind.DENIES)]
    other = Paper("post.example", 20).says(
        "Nasser", Act.ACCUSE, "bribing a judge", target="Halden", means="bribe", topics=("corruption",)
    )
    assert answers(ingested(charge(), other, bare)) == []


def test_a_bare_denial_finds_the_allegation_that_is_ingested_after_it() -> None:
    bare = Paper("star.example", 40).says("Halden", Act.DENY, "the allegations", means="bare")
    assert answers(ingested(bare, charge())) == [("Halden", AnswerKind.DENIES)]


def test_a_bare_denial_is_no_answer_to_what_comes_up_later() -> None:
    bare = Paper("star.example", 40).says("Halden", Act.DENY, "the allegations", means="bare")
    for papers in itertools.permutations((bare, charge(day=50))):
        assert answers(ingested(*papers)) == []


def test_naming_the_accuser_tells_which_dispute_is_meant() -> None:
    other = Paper("post.example", 20).says(
        "Nasser", Act.ACCUSE, "bribing a judge", target="Halden", means="bribe", topics=("corruption",)
    )
    bare = Paper("star.example", 40).says("Halden", Act.DENY, "Nasser's allegations", means="bare", about=("Nasser",))
    store = ingested(charge(), other, bare)
    (reported,) = store.reported_in(bare.update().version.id)
    head = store.claim(reported.answers[0].claim_id)
    assert head is not None
    assert head.founder.words == "bribing a judge"


def test_declining_answers_what_stands_before_it() -> None:
    paper = charge().says("Halden", Act.DECLINE, "to comment", means="comment")
    reported = ingested(paper).reported_in(paper.update().version.id)
    assert [a.kind for a in reported[1].answers] == [AnswerKind.DECLINES]
    assert reported[1].answers[0].claim_id == reported[0].claim_ids[0]


def test_declining_to_detail_ones_own_claim_is_not_an_answer_to_what_follows() -> None:
    paper = Paper("herald.example").says(
        "Orbis", Act.ALLEGE, "Veld copied its models", target="Veld", means="copying", about=("Veld",)
    )
    paper.says("Orbis", Act.DECLINE, "to give details of its evidence", means="details")
    paper.paragraph().says(
        "authors", Act.ACCUSE, "using their books", target="Orbis", means="books", topics=("copyright",)
    )
    reported = ingested(paper).reported_in(paper.update().version.id)
    assert [a.claim_id for a in reported[1].answers] == list(reported[0].claim_ids)
    assert reported[1].answers[0].reasons == ("a refusal on the speaker's own claim",)


def test_declining_elsewhere_answers_nothing() -> None:
    paper = Paper("star.example", 40).says("Halden", Act.DECLINE, "to comment", means="comment")
    store = ingested(charge(), paper)
    assert store.reported_in(paper.update().version.id)[0].answers == ()


def test_the_contrary_said_without_a_verb_of_denial_is_a_denial() -> None:
    paper = Paper("star.example", 9).says(
        "Halden", Act.ASSERT, "we have never dumped toxic waste", means="waste", topics=("environment",), positive=False
    )
    store = ingested(charge(), paper)
    (reported,) = store.reported_in(paper.update().version.id)
    assert [a.kind for a in reported.answers] == [AnswerKind.DENIES]


def test_denied_by_another_is_marked_as_such() -> None:
    paper = Paper("star.example", 9).says(
        "the ministry", Act.DENY, "Halden dumped toxic waste into the river", means="waste", about=("Halden",),
        topics=("environment",),
    )  # fmt: skip
    store = ingested(charge(), paper)
    (reported,) = store.reported_in(paper.update().version.id)
    assert reported.answers[0].reasons[0] == "said by another than the accused"


def test_an_unnamed_official_answers_for_whom_he_speaks() -> None:
    paper = charge().says(
        "a Halden spokesman", Act.DENY, "the allegations", unnamed=Closeness.OFFICIAL, official_of="Halden"
    )
    reported = ingested(paper).reported_in(paper.update().version.id)
    assert reported[1].answers[0].kind is AnswerKind.DENIES


def test_an_admission_answers_in_both_orders() -> None:
    admitted = Paper("star.example", 9).says(
        "Halden", Act.ADMIT, "that it dumped waste", means="waste", about=("Halden",), topics=("environment",)
    )
    for papers in itertools.permutations((charge(), admitted)):
        assert (AnswerKind.ADMITS) in [kind for _, kind in answers(ingested(*papers))]


def test_who_admits_and_denies_one_claim_denies_partly() -> None:
    paper = charge().says(
        "Halden", Act.DENY, "dumping toxic waste in the river", means="waste", topics=("environment",)
    )
    paper.says("Halden", Act.ADMIT, "that some waste reached the river", means="waste", topics=("environment",))
    reported = ingested(paper).reported_in(paper.update().version.id)
    assert [a.kind for a in reported[1].answers] == [AnswerKind.PARTLY_DENIES]


def test_a_denial_that_repeats_the_negation_answers_all_the_same() -> None:
    paper = charge().says(
        "Halden", Act.DENY, "we never dumped any toxic waste", means="waste", topics=("environment",), positive=False
    )
    reported = ingested(paper).reported_in(paper.update().version.id)
    assert [a.claim_id for a in reported[1].answers] == list(reported[0].claim_ids)


def test_what_is_only_worded_in_the_negative_makes_no_dispute() -> None:
    paper = Paper("herald.example").says(
        "Halden", Act.DENY, "the logs did not show what it was for", means="logs", positive=False
    )
    store = ingested(paper)
    assert store.threads().items == ()
    (reported,) = store.reported_in(paper.update().version.id)
    assert len(reported.claim_ids) == 1


def test_who_is_named_with_the_accused_in_his_source_speaks_for_it() -> None:
    paper = charge()
    start = len(paper.text)
    paper.says("Mara Lind, the head of Halden", Act.DENY, "the allegations", means="bare")
    update = paper.update()
    place = start + len("Mara Lind, the head of ")
    mention = Mention(span=Span.of(paper.text, place, place + 6), label=Label.ORG, entity_id=entity("Halden").id)
    store = ingested_updates(replace(update, mentions=(mention,)))
    reported = store.reported_in(update.version.id)
    assert [a.claim_id for a in reported[1].answers] == list(reported[0].claim_ids)


def answered(paper: Paper) -> list[tuple[AnswerKind, tuple[str, ...]]]:
    """Answers of one article, in its order."""
    update = paper.update()
    return [(a.kind, a.reasons) for r in ingested(paper).reported_in(update.version.id) for a in r.answers]


DISTRACTING = "this is an attempt to distract from the fire"


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("en", DISTRACTING),
        ("ar", "هذه محاولة لصرف الأنظار عن الحريق"),
        ("fr", "cette accusation est une manœuvre de diversion"),
        ("es", "esta denuncia es una cortina de humo"),
    ],
)
def test_the_accused_who_speaks_of_why_he_is_accused_deflects(language: str, content: str) -> None:
    paper = charge()
    paper.language = language
    ((kind, _),) = answered(paper.says("Halden", Act.ASSERT, content, means="motive"))
    assert kind is AnswerKind.DEFLECTS


def test_another_matter_is_no_deflection() -> None:
    by_another = charge().says("Norvik", Act.ASSERT, DISTRACTING, means="motive")
    of_another = charge().says("Halden", Act.ASSERT, "the vote was politically motivated", means="vote")
    before = Paper("herald.example").says("Halden", Act.ASSERT, DISTRACTING, means="motive")
    assert answered(by_another) == answered(of_another) == answered(before) == []


def test_a_motive_laid_to_the_accuser_by_name_deflects() -> None:
    content = "running a smear campaign before the vote"
    ((kind, _),) = answered(charge().says("Halden", Act.ACCUSE, content, target="GreenWatch", means="smear"))
    assert kind is AnswerKind.DEFLECTS


@pytest.mark.parametrize("content", ["not all of the waste had been toxic", "ليست كل النفايات سامة"])
def test_not_all_of_it_is_a_partial_denial(content: str) -> None:
    paper = charge().says("Halden", Act.ASSERT, content, means="waste", positive=False, topics=("environment",))
    ((kind, reasons),) = answered(paper)
    assert kind is AnswerKind.PARTLY_DENIES
    assert PART in reasons


def test_some_of_the_allegations_are_denied_and_the_rest_is_not() -> None:
    ((kind, _),) = answered(charge().says("Halden", Act.DENY, "some of the allegations", means="allegations"))
    assert kind is AnswerKind.PARTLY_DENIES
    ((whole, _),) = answered(charge().says("Halden", Act.DENY, "all of the allegations", means="allegations"))
    assert whole is AnswerKind.DENIES


@pytest.mark.parametrize(("lemma", "silent"), [("respond to", True), ("رد", True), ("decline", False), ("رفض", False)])
def test_no_reply_is_told_from_a_refusal(lemma: str, silent: bool) -> None:
    update = charge().says("Halden", Act.DECLINE, "a request for comment", means="request").update()
    worded = tuple(replace(a, lemma=lemma) if a.act is Act.DECLINE else a for a in update.attributions)
    reported = ingested_updates(replace(update, attributions=worded)).reported_in(update.version.id)
    (answer,) = [answer for one in reported for answer in one.answers]
    assert answer.kind is AnswerKind.DECLINES
    assert (UNRETURNED in answer.reasons) is silent
