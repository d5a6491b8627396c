"""What resolving an article costs: reads grow with what the article says, never with what the store holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from graph.model import Act, GraphUpdate
from graph.resolve import resolve
from graph.stores.base import Store, Writer
from graph.stores.memory import MemoryStore
from tests.unit.resolve.build import NOW, Paper, put

CALLS_A_STATEMENT, CALLS_AN_ENTITY, CALLS_ANYWAY = 3, 4, 6


class Counting:
    """A reader that counts what it is asked; everything else is the reader behind it."""

    def __init__(self, behind: Writer) -> None:
        self._behind = behind
        self.calls: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._behind, name)

        def counted(*args: object, **options: object) -> object:
            self.calls[name] += 1
            return method(*args, **options)

        return counted


def reads(store: Store, update: GraphUpdate) -> Counter[str]:
    """Calls that resolving an update makes; it is in the store afterwards."""

    def work(writer: Writer) -> Counter[str]:
        writer.put(update)
        counting = Counting(writer)
        writer.put_resolution(resolve(update, counting, now=NOW))  # type: ignore[arg-type]
        return counting.calls

    return store.write(work, now=NOW)


def story(number: int, *, sentences: int = 1) -> Paper:
    """One more article on a dispute: charges of one against the other, and an answer."""
    paper = Paper(f"outlet{number}.example", day=number)
    for place in range(sentences):
        deed = f"hiding cracks in dam {place}"
        paper.says("Nasser", Act.ACCUSE, deed, target="Farouk", means=f"dam{place}", topics=("safety",))
    return paper.says("Farouk", Act.DENY, "the allegations", means="allegations")


def test_reads_do_not_grow_with_the_store() -> None:
    store = MemoryStore()
    counted = [reads(store, story(number).update()).total() for number in range(30)]
    assert counted[-1] == counted[2]


def test_a_second_charge_against_the_same_one_asks_for_his_claims_no_second_time() -> None:
    store = MemoryStore()
    for number in range(5):
        put(store, story(number).update())
    one, five = (reads(store, story(9 + n, sentences=n).update())["claims_about"] for n in (1, 5))
    assert one == five


def test_reads_are_bounded_by_what_the_article_says() -> None:
    store = MemoryStore()
    for number in range(10):
        put(store, story(number, sentences=3).update())
    update = story(20, sentences=8).update()
    bound = CALLS_A_STATEMENT * len(update.attributions) + CALLS_AN_ENTITY * len(update.entities) + CALLS_ANYWAY
    assert reads(store, update).total() <= bound
