"""One compiled finder for all tests, and a way to make a version of a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from graph.model import Article, Version, Zone
from ingest.nlp.mentions import Finder, Found

URL = "https://daily.example/1"


def version_of(text: str, language: str, *, url: str = URL, zones: tuple[Zone, ...] = ()) -> Version:
    article_id = Article.id_of(url)
    retrieved = datetime(2026, 3, 1, tzinfo=UTC)
    version_id = Version.id_of(article_id, text)
    return Version(id=version_id, article_id=article_id, text=text, language=language, retrieved=retrieved, zones=zones)


@pytest.fixture(scope="session")
def finder() -> Finder:
    return Finder.load()


@pytest.fixture
def found(finder: Finder) -> Callable[[str, str], Found]:
    return lambda text, language: finder.find(version_of(text, language))
