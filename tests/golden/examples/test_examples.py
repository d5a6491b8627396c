"""``claimline ingest examples`` against what a person reads there (reading.toml): end to end, into a real store."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimline import main
from graph.model import Reported
from graph.stores import open_store
from graph.stores.base import Store
from graph.text import fold

ROOT = Path(__file__).parents[3]
READING = tomllib.loads((Path(__file__).parent / "reading.toml").read_text(encoding="utf-8"))

# Floors: what is reached, less a few (79, 79, 79 of 79, and 9 of 10). Raise them when the rules get better.
FOUND, RIGHT_ACT, RIGHT_SPEAKER, ANSWERS = 77, 77, 76, 8

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path_factory.mktemp('examples') / 'examples.db'}"
    result = CliRunner().invoke(main, ["ingest", "--settings", str(ROOT / "examples/claimline.toml"), "--store", url])
    assert result.exit_code == 0, result.output
    store = open_store(url, readonly=True)
    yield store
    store.close()


@pytest.fixture(scope="module")
def pages(store: Store) -> dict[str, list[Reported]]:
    """File name without ending → what is reported in it. An edited article has two files and two versions."""
    found: dict[str, list[Reported]] = {}
    for path in (ROOT / "examples").glob("**/*.html"):
        record = store.fetch_record(path.resolve().as_uri())
        assert record is not None, f"{path.name} was not read"
        found[path.stem] = list(store.reported_in(record.version_id))
    return found


def _holds(words: str, *places: str) -> bool:
    return fold(words) in " ".join(fold(place) for place in places)


def _text(reported: Reported) -> str:
    a = reported.attribution
    span = [s for s in (a.cue, a.source, *a.content, *a.target) if s is not None]
    return reported.version.text[min(s.start for s in span) : max(s.end for s in span)]


def _of(row: dict[str, Any], reported: Sequence[Reported]) -> list[Reported]:
    """Attributions whose content holds the row's words; where none does, whose whole stretch does."""
    exact = [r for r in reported if _holds(row["words"], r.attribution.words)]
    return exact or [r for r in reported if _holds(row["words"], _text(r))]


def _speaker_is(row: dict[str, Any], reported: Reported, store: Store) -> bool:
    a = reported.attribution
    if not row["who"]:
        return a.claimant is None or a.claimant.entity_id is None
    names = [a.claimant.name if a.claimant else "", a.source.exact if a.source else ""]
    entity = store.entity(a.claimant.entity_id) if a.claimant and a.claimant.entity_id else None
    return _holds(row["who"], *names, *(x.value for x in entity.aliases) if entity else ())


def _misses(rows: Sequence[dict[str, Any]], right: Sequence[bool]) -> str:
    return "\n".join(
        f"{r['page']}: {r['who']} | {r.get('words', '')}" for r, ok in zip(rows, right, strict=True) if not ok
    )


def test_what_is_said_is_found(pages: dict[str, list[Reported]]) -> None:
    right = [bool(_of(row, pages[row["page"]])) for row in READING["said"]]
    assert sum(right) >= FOUND, _misses(READING["said"], right)


def test_what_is_done_by_saying_it(pages: dict[str, list[Reported]]) -> None:
    right = [
        any(r.attribution.act.value in row["act"] for r in _of(row, pages[row["page"]])) for row in READING["said"]
    ]
    assert sum(right) >= RIGHT_ACT, _misses(READING["said"], right)


def test_who_says_it(pages: dict[str, list[Reported]], store: Store) -> None:
    right = [any(_speaker_is(row, r, store) for r in _of(row, pages[row["page"]])) for row in READING["said"]]
    assert sum(right) >= RIGHT_SPEAKER, _misses(READING["said"], right)


def test_who_answers(pages: dict[str, list[Reported]], store: Store) -> None:
    right = []
    for row in READING["answer"]:
        answers = [answer.kind.value for r in pages[row["page"]] if _speaker_is(row, r, store) for answer in r.answers]
        right.append(any(kind in answers for kind in row["kind"]))
    assert sum(right) >= ANSWERS, _misses(READING["answer"], right)


def test_teasers_and_notices_claim_nothing(pages: dict[str, list[Reported]]) -> None:
    said = [_text(r) for reported in pages.values() for r in reported]
    assert [words for words in READING["never"]["words"] if any(_holds(words, text) for text in said)] == []


@pytest.mark.parametrize("row", READING["same"], ids=lambda row: row["names"][0])
def test_one_thing_in_two_scripts(row: dict[str, Any], store: Store) -> None:
    ids = [{e.id for e in store.entities_by_key([fold(name)])} for name in row["names"]]
    assert all(ids), "not found under " + ", ".join(n for n, found in zip(row["names"], ids, strict=True) if not found)
    stands_for = store.canonical(sorted(set().union(*ids)))
    assert len(set(stands_for.values())) == 1


def test_an_edited_article_has_two_versions(store: Store) -> None:
    path = ROOT / "examples/harbour-post/2026-03-18-regulator-opens-inquiry-updated.html"
    record = store.fetch_record(path.resolve().as_uri())
    assert record is not None
    version = store.version(record.version_id)
    assert version is not None
    before, after = store.versions_of(version.article_id)
    assert after.revision_of == before.id
    assert "stole the model, according to" in before.text
    assert "stole the model, according to" not in after.text


def test_the_outlets_have_the_names_that_they_are_declared_with(pages: dict[str, list[Reported]]) -> None:
    declared = tomllib.loads((ROOT / "examples/publishers.toml").read_text(encoding="utf-8"))
    outlets = {r.publisher.domain: dict(r.publisher.names) for said in pages.values() for r in said if r.publisher}
    assert outlets == {domain: table["names"] for domain, table in declared.items()}


def test_the_syndicated_copy_is_a_near_copy(pages: dict[str, list[Reported]], store: Store) -> None:
    version = pages["2026-02-03-halcyon-accuses-northgate-report"][0].version
    assert store.near_copies_of(version.id)


def test_the_folders_own_description_is_no_article(store: Store) -> None:
    assert all(not v.title.startswith("Examples") for v in store.articles(limit=100).items)
