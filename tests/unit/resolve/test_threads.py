"""Claims of one dispute together, of different disputes apart, in whichever order they come."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Act, Closeness
from graph.stores.base import Store
from tests.unit.resolve.build import Paper, ingest, ingested


def grouping(store: Store) -> set[frozenset[str]]:
    """Threads as sets of the words that express or answer their claims: without ids, which hang on the order."""
    groups = set()
    for summary in store.threads(limit=100).items:
        claim_ids = [head.claim.id for head in store.claims_in(summary.thread_id)]
        said = store.timeline_of_claims(claim_ids, limit=100).items
        groups.add(frozenset(f"{r.attribution.version_id}/{r.attribution.words}" for r in said))
    return groups


def threads_in(paper: Paper, store: Store) -> list[set[str | None]]:
    """For each statement of a paper, the threads of what it expresses or answers."""
    found = []
    for reported in store.reported_in(paper.update().version.id):
        ids = (*reported.claim_ids, *(a.claim_id for a in reported.answers))
        heads = [store.claim(claim_id) for claim_id in ids]
        found.append({head.thread_id for head in heads if head is not None})
    return found


def models_story() -> Paper:
    """Orbis accuses Veld of copying; is accused by authors; and speaks of companies in general."""
    paper = Paper("herald.example")
    paper.says(
        "Orbis",
        Act.ALLEGE,
        "Veld used its models to train a rival",
        target="Veld",
        means="copy+train",
        topics=("copying",),
        stop=",",
    )
    paper.says("", Act.ASSERT, "amid fears of a breach", means="breach", topics=())
    paper.paragraph().says(
        "Karim",
        Act.ACCUSE,
        "taking knowledge out of Orbis models",
        target="Veld",
        means="copy+take",
        topics=("copying",),
    )
    paper.says("Karim", Act.ASSERT, "that Orbis is not happy", means="happy", about=("Orbis",), dropped=True)
    paper.paragraph().says(
        "Orbis",
        Act.ALLEGE,
        "companies abroad keep trying to copy leading models",
        target="companies abroad",
        no_entity=True,
        means="copy+try",
        topics=("copying",),
    )
    paper.paragraph().says(
        "authors",
        Act.ACCUSE,
        "training on their books without permission",
        target="Orbis",
        means="books+train",
        topics=("copyright", "training"),
    )
    paper.says("Veld", Act.ASSERT, "it spent 5 million on training", means="cost", topics=("cost",), numbers=("5",))
    return paper


def test_three_disputes_of_one_article_come_apart() -> None:
    paper = models_story()
    copying, fears, taking, unhappy, abroad, books, cost = threads_in(paper, ingested(paper))
    assert copying == taking
    assert fears == copying, "a fear in the sentence of a charge hangs on it"
    assert unhappy == copying, "a speaker who goes on stays in the dispute"
    assert len({*copying, *abroad, *books}) == 3
    assert cost == {None}


def test_another_matter_against_the_same_accused_is_another_dispute() -> None:
    first = Paper("herald.example").says(
        "Nasser", Act.ACCUSE, "bribing a judge", target="Halden", means="bribe", topics=("corruption",)
    )
    second = Paper("star.example").says(
        "GreenWatch", Act.ACCUSE, "dumping waste", target="Halden", means="waste", topics=("environment",)
    )
    assert len(grouping(ingested(first, second))) == 2


def test_one_answer_joins_what_it_answers() -> None:
    paper = Paper("herald.example").says("Nasser", Act.ACCUSE, "bribing a judge", target="Halden", means="bribe")
    paper.says("Farouk", Act.ACCUSE, "paying off a clerk", target="Halden", means="clerk")
    assert len(grouping(ingested(paper))) == 2
    paper.says("Halden", Act.DENY, "the allegations", means="bare")
    assert len(grouping(ingested(paper))) == 1


def test_plain_statements_alone_make_no_thread() -> None:
    paper = Paper("herald.example").says(
        "the office", Act.ASSERT, "inflation rose to 4.1 per cent", numbers=("4.1",), topics=("cost",)
    )
    assert grouping(ingested(paper)) == set()


def test_a_charge_without_a_name_hangs_on_the_most_alike() -> None:
    paper = models_story().paragraph().says(
        "some experts", Act.ALLEGE, "it answered as if trained on Orbis outputs", unnamed=Closeness.EXPERT, means="copy+train+outputs", topics=("training",)
    )  # fmt: skip
    found = threads_in(paper, ingested(paper))
    assert found[-1] == found[0]


def bridge_papers() -> list[Paper]:
    """The second is like the first and the third, which are not like each other."""

    def one(outlet: str, means: str) -> Paper:
        return Paper(outlet).says("Nasser", Act.ACCUSE, f"{means} of one kind", target="Halden", means=means)

    return [one("a.example", "p+q"), one("b.example", "q+r"), one("c.example", "r+s"), one("d.example", "s+u")]


def test_what_joins_two_threads_makes_one_of_them_and_still_does_when_resolved_again() -> None:
    a, b, c, _ = bridge_papers()
    store = ingested(a, c)
    assert len(grouping(store)) == 2
    ingest(store, b)
    assert len(grouping(store)) == 1
    ingest(store, b)
    ingest(store, b)
    assert len(grouping(store)) == 1


def _pool() -> list[Paper]:
    language = ("en", "ar", "fr")
    papers = [
        Paper(f"o{i}.example", day=i * 10, language=language[i % 3]).says(
            by, Act.ACCUSE, f"{means} words {i}", target=target, means=means, topics=topics
        )
        for i, (by, target, means, topics) in enumerate(
            [
                ("Nasser", "Halden", "waste", ("environment",)),
                ("GreenWatch", "Halden", "waste", ("environment",)),
                ("Farouk", "Halden", "bribe", ("corruption",)),
                ("Halden", "Nasser", "bribe", ("corruption",)),
                ("Farouk", "Nasser", "leak", ("security",)),
                ("Farouk", "Halden", "waste+air", ("environment",)),
            ]
        )
    ]
    papers.append(
        Paper("p.example", day=90).says(
            "Halden", Act.DENY, "pouring waste into the river today", means="waste", topics=("environment",)
        )
    )
    papers.append(
        Paper("q.example", day=95).says(
            "Nasser", Act.DENY, "leaking anything to anybody at all", means="leak", topics=("security",)
        )
    )
    return [*papers, *bridge_papers()]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(12)), st.integers(4, 12))
def test_the_order_of_arrival_does_not_change_the_grouping(order: list[int], count: int) -> None:
    pool = _pool()
    chosen = sorted(order[:count])
    assert grouping(ingested(*(pool[i] for i in order[:count]))) == grouping(ingested(*(pool[i] for i in chosen)))
