"""Names are grouped the same in whatever order their articles come."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Act, Entity, Schema
from graph.stores.base import Store
from tests.unit.resolve.build import Paper, entity, ingested

PER, ORG = Schema.PERSON, Schema.ORGANIZATION
CAST = (
    entity("Samir al-Mansouri", PER),
    entity("سمير المنصوري", PER),
    entity("Sameer Mansoori", PER),
    entity("Samira al-Mansouri", PER),
    entity("Hassan Sharif", PER),
    entity("حسين شريف", PER),
    entity("David Sacks", PER, known=True, also=("ديفيد ساكس",)),
    entity("ديفيد ساكس", PER),
    entity("Bank of Westmarch", ORG),
    entity("بنك ويستمارش", ORG),
    entity("Central Bank of Westmarch", ORG),
    entity("محمد علي", PER),
    entity("Muhammad Ali", PER),
)


def paper(number: int, cast: list[Entity]) -> Paper:
    made = Paper(f"outlet{number}.example", cast={e.id: e for e in cast})
    return made.says(cast[0].id, Act.ASSERT, f"the bridge {number} opens", means=str(number))


def groups(store: Store) -> set[tuple[str, ...]]:
    return {store.members(e.id) for e in CAST}


EXPECTED = groups(ingested(*(paper(number, [e]) for number, e in enumerate(CAST))))


@settings(max_examples=25, deadline=None)
@given(st.permutations(CAST), st.lists(st.integers(1, 4), min_size=13, max_size=13))
def test_any_order_and_any_articles_give_the_same_groups(order: list[Entity], sizes: list[int]) -> None:
    papers, rest = [], list(order)
    for number, size in enumerate(sizes):
        if rest:
            papers.append(paper(number, rest[:size]))
            rest = rest[size:]
    assert groups(ingested(*papers)) == EXPECTED


def test_the_groups_are_the_right_ones() -> None:
    names = {e.id: e.name for e in CAST}
    joined = {frozenset(names[member] for member in group) for group in EXPECTED if len(group) > 1}
    assert joined == {
        frozenset(("Samir al-Mansouri", "سمير المنصوري", "Sameer Mansoori")),
        frozenset(("David Sacks", "ديفيد ساكس")),
        frozenset(("Bank of Westmarch", "بنك ويستمارش")),
    }
