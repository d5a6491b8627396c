"""The path itself: what a page becomes beside what is held of it, and what happens when something goes wrong."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import StoreBusy
from graph.model import Version
from graph.stores import Store, open_store
from ingest.embed import SentenceEncoder
from ingest.nlp.analysis import Analysis
from ingest.pipeline import Result, Source, Status, run, totals
from ingest.pipeline.items import Job
from ingest.pipeline.workers import Made, PageMaker, Recipe, all_languages
from ingest.publishers import load_publishers
from tests.unit.commands.conftest import write_pages

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
MakeAll = Callable[[], Callable[[Sequence[Job]], list[Made]]]


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory://") as opened:
        yield opened


def ingested(
    folder: Path, store: Store, *, now: datetime = NOON, code: str = "1", recipe: MakeAll | None = None
) -> list[Result]:
    source = Source(where=str(folder))
    return list(run([source], store=store, clock=lambda: now, code_version=code, recipe=recipe))


class Stumbling:
    """An analyser that knows nothing of one article."""

    def __init__(self, stumbles_over: str) -> None:
        self._word = stumbles_over

    def analyse(self, version: Version) -> Analysis:
        if self._word in version.text:
            raise LookupError(self._word)
        return all_languages().analyse(version)

    def analyse_many(self, versions: Sequence[Version]) -> Iterator[tuple[Version, Analysis]]:
        return ((version, self.analyse(version)) for version in versions)


def test_one_article_that_the_extractor_stumbles_over_fails_alone(tmp_path: Path, store: Store) -> None:
    def recipe() -> Callable[[Sequence[Job]], list[Made]]:
        analyser = Stumbling("القضية رقم 1")
        return PageMaker(Recipe(), load_publishers(), analyser, SentenceEncoder()).make  # type: ignore[arg-type]

    results = ingested(write_pages(tmp_path, 3), store, recipe=recipe)
    assert [r.status for r in results] == [Status.NEW, Status.FAILED, Status.NEW]
    assert "LookupError" in results[1].reason
    assert store.counts()["articles"] == 2
    assert totals(ingested(tmp_path, store)) == {"new": 1, "changed": 0, "unchanged": 2, "skipped": 0, "failed": 0}


def test_other_rules_read_the_same_pages_again(tmp_path: Path, store: Store) -> None:
    write_pages(tmp_path, 2)
    ingested(tmp_path, store)
    held = list(store.dump())
    again = ingested(tmp_path, store, code="2", now=NOON + timedelta(days=1))
    assert {r.reason for r in again} <= {"same text", "the same text, read by other rules"}
    assert [r for r in held if r[0] in ("version", "attribution")] == [
        r for r in store.dump() if r[0] in ("version", "attribution")
    ]
    assert {r.reason for r in ingested(tmp_path, store, code="2")} == {"same page as before"}


def _reads_otherwise() -> Callable[[Sequence[Job]], list[Made]]:
    """A later extractor: it keeps less of the page, and finds nothing in it."""
    make = Recipe()()

    def work(jobs: Sequence[Job]) -> list[Made]:
        return [_shortened(made) for made in make(jobs)]

    return work


def _shortened(made: Made) -> Made:
    assert made.update is not None
    article = made.update.article
    version = made.update.version
    text = version.text[:40]
    shorter = replace(version, id=Version.id_of(article.id, text), text=text, zones=(), extractor="later")
    return replace(made, update=replace(made.update, version=shorter, attributions=(), evidence=(), mentions=()))


def test_a_better_extractor_is_not_the_outlet_s_edit(tmp_path: Path, store: Store) -> None:
    write_pages(tmp_path, 1)
    (first,) = ingested(tmp_path, store)
    assert store.reported_in(first.version_id)
    (second,) = ingested(tmp_path, store, code="2", now=NOON + timedelta(days=9), recipe=_reads_otherwise)
    assert (second.status, second.reason) == (Status.CHANGED, "same page, read by a newer extractor")
    old, new = store.version(first.version_id), store.version(second.version_id)
    assert old is not None
    assert new is not None
    assert new.revision_of is None
    assert new.retrieved - old.retrieved < timedelta(seconds=1)  # first seen stays first seen
    assert store.reported_in(old.id) == ()
    assert [v.id for v in store.articles().items] == [new.id]


def test_a_lease_of_a_dead_process_of_this_machine_is_taken_over(tmp_path: Path, store: Store) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    assert store.lease(f"{socket.gethostname()}:{dead.pid}", now=NOON)
    assert totals(ingested(write_pages(tmp_path, 1), store))["new"] == 1
    assert store.holder() is None


@pytest.mark.parametrize("owner", [f"{socket.gethostname()}:{os.getppid()}", "elsewhere:1"])
def test_a_lease_of_one_that_may_live_is_respected(tmp_path: Path, store: Store, owner: str) -> None:
    assert store.lease(owner, now=NOON)
    with pytest.raises(StoreBusy, match="another run"):
        ingested(write_pages(tmp_path, 1), store)
    assert store.counts()["articles"] == 0
    assert store.holder() == owner
    later = ingested(tmp_path, store, now=NOON + timedelta(hours=1))
    assert totals(later)["new"] == 1


def test_every_record_names_its_run_and_the_run_its_counts(tmp_path: Path, store: Store) -> None:
    (result,) = ingested(write_pages(tmp_path, 1), store)
    makers = {reported.attribution.made_by for reported in store.reported_in(result.version_id)}
    assert len(makers) == 1
    provenance = store.run(makers.pop())
    assert provenance is not None
    assert (provenance.code_version, provenance.finished) == ("1", NOON)
    assert dict(provenance.counts) == {"new": 1}
