"""The worked example from text to threads: its three disputes come apart, its one refusal is nobody's answer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph import queries
from graph.model import AnswerKind, Grade, Reported
from graph.state import grade_of
from graph.stores.base import Store
from graph.stores.memory import MemoryStore
from ingest.pipeline import Source, run

ARTICLE = Path(__file__).parents[3] / "examples" / "worked-example" / "article.txt"
# Places in the text (code points) that lie inside the contents as read by hand.
DISTILLING = {"announced": 100, "fears": 190, "seen evidence": 310, "suspected": 357, "substantial evidence": 2230}
EXPERTS, COMPANIES, BOOKS, COST, REFUSED = 2600, 3400, 4050, 2400, 930

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def store() -> Store:
    store = MemoryStore()
    results = run([Source(where=str(ARTICLE))], store=store, clock=lambda: datetime.now(UTC), code_version="test")
    assert [result.status.value for result in results] == ["new"]
    return store


def said_at(store: Store, place: int) -> Reported:
    (version,) = store.articles().items
    holding = [
        r
        for r in store.reported_in(version.id)
        if any(span.start <= place < span.end for span in r.attribution.content)
    ]
    return min(holding, key=lambda r: sum(s.end - s.start for s in r.attribution.content))


def threads_at(store: Store, place: int) -> set[str | None]:
    heads = [store.claim(claim_id) for claim_id in said_at(store, place).claim_ids]
    return {head.thread_id for head in heads if head is not None}


def test_the_disputes_come_apart(store: Store) -> None:
    distilling = {name: threads_at(store, place) for name, place in DISTILLING.items()}
    assert len({frozenset(threads) for threads in distilling.values()}) == 1, distilling
    (first,) = distilling["announced"]
    assert threads_at(store, EXPERTS) == {first}
    (second,), (third,) = threads_at(store, BOOKS), threads_at(store, COMPANIES)
    assert len({first, second, third, None}) == 4


def test_a_statement_on_its_costs_answers_nothing(store: Store) -> None:
    assert said_at(store, COST).answers == ()
    assert threads_at(store, COST) == {None}


def test_refusing_details_is_on_the_speakers_own_claim(store: Store) -> None:
    (answer,) = said_at(store, REFUSED).answers
    assert answer.kind is AnswerKind.DECLINES
    head = store.claim(answer.claim_id)
    assert head is not None
    assert {head.thread_id} == threads_at(store, DISTILLING["announced"])
    assert all(row.answers == () for row in queries.board(store).rows), "the accused has not answered in this article"


def test_no_evidence_offered_lowers_the_statement_before_it(store: Store) -> None:
    assert grade_of(said_at(store, DISTILLING["substantial evidence"])).grade is Grade.E1
