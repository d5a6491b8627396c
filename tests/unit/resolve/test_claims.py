"""One proposition, however worded."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Act, LinkKind
from graph.stores.base import Store
from tests.unit.resolve.build import Paper, ingest, ingested, put


def claims_of(store: Store, *papers: Paper) -> list[set[str]]:
    """Claims that each paper's statements express, in the order of its text."""
    return [set(r.claim_ids) for p in papers for r in store.reported_in(p.update().version.id)]


def theft(outlet: str, language: str = "en", content: str = "stealing campaign money", **options: object) -> Paper:
    options = {"means": "theft", "target": "Farouk", "topics": ("theft",), **options}
    return Paper(outlet, language=language).says("Nasser", Act.ACCUSE, content, **options)  # type: ignore[arg-type]


def test_the_same_allegation_in_three_languages_is_one_claim() -> None:
    papers = (
        theft("herald.example"),
        theft("nahar.example", "ar", "سرقة أموال الحملة الانتخابية"),
        theft("matin.example", "fr", "avoir volé l'argent de la campagne"),
    )
    first, second, third = claims_of(ingested(*papers), *papers)
    assert first == second == third
    assert len(first) == 1


def test_every_link_has_a_score_and_reasons_in_words() -> None:
    store = ingested(theft("herald.example"))
    (_, resolution) = (None, ingest(store, theft("nahar.example", "ar", "سرقة أموال الحملة"))[0])
    (expresses,) = resolution.expresses
    assert 0.6 <= expresses.score <= 1.0
    assert "the same target" in expresses.reasons
    assert "both about theft" in expresses.reasons


def test_another_accused_is_another_claim() -> None:
    papers = (theft("herald.example"), theft("star.example", target="Haddad"))
    first, second = claims_of(ingested(*papers), *papers)
    assert first.isdisjoint(second)


def test_accuser_and_accused_never_swap_but_mirror() -> None:
    mirror = Paper("star.example").says(
        "Farouk", Act.ACCUSE, "stealing campaign money", target="Nasser", means="theft", topics=("theft",)
    )
    papers = (theft("herald.example"), mirror)
    store = ingested(*papers)
    first, second = claims_of(store, *papers)
    assert first.isdisjoint(second)
    (link,) = store.links_of(list(first))
    assert link.kind is LinkKind.MIRRORS


def test_a_negated_statement_contradicts_and_is_not_the_same() -> None:
    negated = Paper("star.example").says(
        "Marchetti",
        Act.ASSERT,
        "Farouk stole no money",
        means="theft",
        about=("Farouk",),
        topics=("theft",),
        positive=False,
    )
    papers = (theft("herald.example"), negated)
    store = ingested(*papers)
    first, second = claims_of(store, *papers)
    assert first.isdisjoint(second)
    assert [link.kind for link in store.links_of(list(first))] == [LinkKind.CONTRADICTS]


def test_other_numbers_are_another_claim_and_fewer_numbers_are_not() -> None:
    papers = (
        theft("herald.example", content="stealing 5 million from the campaign", numbers=("5",)),
        theft("star.example", content="stealing 7 million from the campaign", numbers=("7",)),
        theft("nahar.example", "ar", content="سرقة أموال الحملة"),
    )
    first, second, third = claims_of(ingested(*papers), *papers)
    assert first.isdisjoint(second)
    assert third in (first, second)


def test_another_kind_of_deed_is_another_claim_whatever_the_vectors_say() -> None:
    papers = (theft("herald.example"), theft("star.example", content="leaking campaign papers", topics=("security",)))
    first, second = claims_of(ingested(*papers), *papers)
    assert first.isdisjoint(second)


def test_names_in_the_other_order_are_another_claim() -> None:
    def raid(outlet: str, *order: str) -> Paper:
        return Paper(outlet).says(
            "the envoy", Act.ASSERT, f"{order[0]} attacked {order[1]}", means="raid", about=order, topics=("war",)
        )

    papers = (raid("herald.example", "Maroa", "Veland"), raid("star.example", "Veland", "Maroa"))
    first, second = claims_of(ingested(*papers), *papers)
    assert first.isdisjoint(second)


def test_a_replaced_word_in_a_parallel_sentence_asks_for_more() -> None:
    hospital = theft(
        "herald.example", content="shelling a hospital in Rahab", means="shelling+place+hospital", topics=()
    )
    market = theft("star.example", content="shelling a market in Rahab", means="shelling+place+market", topics=())
    first, second = claims_of(ingested(hospital, market), hospital, market)
    assert first.isdisjoint(second)


def test_what_relays_a_denial_does_not_say_what_is_denied() -> None:
    store = ingested(theft("herald.example"))
    paper = Paper("star.example").says(
        "Marchetti", Act.ASSERT, "Farouk denied stealing campaign money", means="theft", about=("Farouk",)
    )
    update = paper.update()
    outer = update.attributions[0]
    inner = replace(outer, id="att:inner", act=Act.DENY, within=outer.id)
    resolution = put(store, replace(update, attributions=(outer, inner)))
    assert [e.attribution_id for e in resolution.expresses] == []


def test_resolving_again_gives_the_same() -> None:
    papers = [
        theft("herald.example"),
        theft("nahar.example", "ar", "سرقة أموال الحملة"),
        theft("star.example", target="Haddad"),
    ]
    store = ingested(*papers)
    again = ingest(store, *papers)
    assert again == ingest(store, *papers)
    before = list(store.dump())
    ingest(store, *papers)
    assert list(store.dump()) == before
