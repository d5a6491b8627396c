"""Who copied whom, and what a number of articles comes down to."""

from __future__ import annotations

from graph.model import Act
from graph.resolve.origins import common_runs, compare, coverage
from graph.stores.base import Store
from tests.unit.resolve.build import Paper, ingested

WIRE = "0123456789abcdef"
NEARLY = "0123456789abcdec"  # two bits away
OTHER = "fedcba9876543210"
STORY = " ".join(f"the river ran brown past house number {i} that morning and nobody said why." for i in range(12))


def copy_of(outlet: str, day: int, fingerprint: str, text: str = STORY) -> Paper:
    paper = Paper(outlet, day, fingerprint=fingerprint)
    paper.says("GreenWatch", Act.ACCUSE, "dumping toxic waste", target="Halden", means="waste")
    return paper.prose(text)


def edges(store: Store, *papers: Paper) -> list[tuple[str, str]]:
    names = {p.update().version.id: p.outlet[0] for p in papers}
    found = {e for p in papers for e in store.near_copies_of(p.update().version.id)}
    return sorted((names[e.version_id], names[e.of_version_id]) for e in found)


def test_a_copy_points_to_the_earliest_text_whichever_arrives_first() -> None:
    wire, copy, late = copy_of("a.example", 0, WIRE), copy_of("b.example", 1, NEARLY), copy_of("c.example", 2, WIRE)
    assert edges(ingested(wire, copy, late), wire, copy, late) == [("b", "a"), ("c", "a")]
    assert ("b", "a") in edges(ingested(copy, wire), wire, copy)


def test_own_words_are_an_origin() -> None:
    wire, own = (
        copy_of("a.example", 0, WIRE),
        copy_of("b.example", 1, OTHER, "Something quite different was written here."),
    )
    assert edges(ingested(wire, own), wire, own) == []


def test_only_versions_that_share_a_claim_are_compared() -> None:
    wire = copy_of("a.example", 0, WIRE)
    other = Paper("b.example", 1, fingerprint=WIRE).says(
        "Nasser", Act.ACCUSE, "bribing a judge", target="Farouk", means="bribe"
    )
    assert edges(ingested(wire, other), wire, other) == []


def test_a_cut_story_is_told_by_its_runs_of_words() -> None:
    whole, cut = copy_of("a.example", 0, WIRE), copy_of("b.example", 1, "0123456789abc012", STORY[: len(STORY) // 2])
    found = compare(whole.update().version, cut.update().version)
    assert found is not None
    assert found.version_id == cut.update().version.id
    assert "five-word runs" in found.method
    assert common_runs("one two three four five six", "another text of quite other words") == 0.0


def test_a_text_too_short_for_a_run_is_no_copy() -> None:
    assert common_runs("one two", "one two") == 0.0


def test_counts() -> None:
    papers = [copy_of("a.example", 0, WIRE), copy_of("b.example", 1, WIRE), copy_of("c.example", 2, WIRE)]
    papers.append(copy_of("d.example", 3, OTHER, "Own reporting by other people, at length and in other words."))
    store = ingested(*papers)
    reported = [r for p in papers for r in store.reported_in(p.update().version.id)]
    copies = [e for p in papers for e in store.near_copies_of(p.update().version.id)]
    found = coverage(reported, copies)
    assert (found.articles, found.outlets, found.origins) == (4, 4, 2)
