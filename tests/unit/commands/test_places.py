"""Articles that have no address but their file: the same on every machine, apart where the files are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.stores import open_store
from graph.stores.base import Store
from ingest.pipeline import Options, Source, run

pytestmark = pytest.mark.model
NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
TEXT = 'Harbour master resigns\n\nThe harbour master has resigned. "I was not pushed," said Tom Brandreth.\n'


@pytest.fixture
def store() -> Store:
    return open_store("memory://")


def ingest(store: Store, *sources: Path) -> dict[str, str]:
    """What each file's article is called, by where it was read."""
    where = [Source(where=str(source)) for source in sources]
    results = list(run(where, store=store, clock=lambda: NOW, code_version="t 1", options=Options()))
    articles = {r.url: store.version(r.version_id) for r in results}
    return {
        url: article.url
        for url, version in articles.items()
        if version is not None and (article := store.article(version.article_id)) is not None
    }


def text(path: Path, words: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return path


def test_the_address_is_the_named_folder_and_the_way_below_it(tmp_path: Path, store: Store) -> None:
    path = text(tmp_path / "home" / "news" / "may" / "harbour 1.txt")
    assert ingest(store, tmp_path / "home" / "news") == {path.as_uri(): "file:news/may/harbour%201.txt"}
    assert str(tmp_path) not in str(list(store.articles(limit=5).items))


def test_two_machines_give_one_address(tmp_path: Path) -> None:
    found = []
    for home in ("one", "two"):
        text(tmp_path / home / "news" / "a.txt")
        found += ingest(open_store("memory://"), tmp_path / home / "news").values()
    assert found == ["file:news/a.txt"] * 2


def test_a_file_that_was_read_before_keeps_its_address_however_it_is_named(tmp_path: Path, store: Store) -> None:
    path = text(tmp_path / "news" / "may" / "a.txt")
    ingest(store, tmp_path / "news")
    text(path, TEXT + "\nThe mayor denied that he had asked him to go.\n")
    assert ingest(store, path) == {path.as_uri(): "file:news/may/a.txt"}
    (article,) = {version.article_id for version in store.articles(limit=5).items}
    assert len(store.versions_of(article)) == 2


def test_files_of_one_name_in_folders_of_one_name_are_two_articles(tmp_path: Path, store: Store) -> None:
    first = text(tmp_path / "x" / "news" / "a.txt")
    second = text(
        tmp_path / "y" / "news" / "a.txt", "Ferry sinks\n\nThe ferry has sunk, the port said in a statement.\n"
    )
    named = ingest(store, first.parent, second.parent)
    assert named[first.as_uri()] == "file:news/a.txt"
    assert named[second.as_uri()].startswith("file:news/a.txt?")
    text(second, "Ferry sinks\n\nThe ferry has sunk, the port denied.\n")
    assert ingest(store, second.parent)[second.as_uri()] == named[second.as_uri()]


def test_the_same_file_elsewhere_is_the_same_article(tmp_path: Path, store: Store) -> None:
    ingest(store, text(tmp_path / "x" / "news" / "a.txt").parent)
    assert list(ingest(store, text(tmp_path / "y" / "news" / "a.txt").parent).values()) == ["file:news/a.txt"]
