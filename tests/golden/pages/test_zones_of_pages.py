"""Teasers and notices of thirty own pages: hardly any missed, next to nothing of an article taken for one."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from pages import GoldPage, pages

from graph.model import Version
from ingest.pages import read_page
from ingest.publishers import Publishers
from ingest.readers import page_of

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
PRECISION, RECALL = 0.95, 0.85  # the bars
FEWEST_WORDS = 400  # of teasers in the texts: with fewer, the shares would say little


@pytest.fixture(scope="module")
def read() -> list[tuple[GoldPage, Version]]:
    """Every page with what is read from it."""
    out = []
    for gold in pages():
        page = page_of(gold.html.encode(), url="https://harbour.example/p", content_type="text/html", now=NOW)
        out.append((gold, read_page(page, now=NOW, publishers=Publishers({})).version))
    return out


def foreign_places(gold: GoldPage, text: str) -> set[int]:
    """Characters of teasers and notices: whole lines where they are lines of their own, else where they stand."""
    places: set[int] = set()
    for words in gold.foreign:
        alone = rf"(?m)^{re.escape(words)}$"
        pattern = alone if re.search(alone, text) else re.escape(words)
        places.update(place for found in re.finditer(pattern, text) for place in range(*found.span()))
    return places


def marked_places(version: Version) -> set[int]:
    return {place for zone in version.zones if not zone.kind.speaks for place in range(zone.start, zone.end)}


def test_there_are_thirty_different_pages(read):
    assert len(read) == 30
    assert len({version.text for _, version in read}) == 30
    assert {gold.language for gold, _ in read} == {version.language for _, version in read} == {"ar", "en", "fr"}


def test_precision_and_recall_by_words(read):
    right = wrong = missed = 0
    for gold, version in read:
        foreign, marked = foreign_places(gold, version.text), marked_places(version)
        for word in re.finditer(r"\w+", version.text):
            is_foreign, is_marked = word.start() in foreign, word.start() in marked
            right += is_foreign and is_marked
            wrong += is_marked and not is_foreign
            missed += is_foreign and not is_marked
    assert right + missed >= FEWEST_WORDS
    assert right / (right + wrong) >= PRECISION
    assert right / (right + missed) >= RECALL


def test_no_sentence_of_an_article_is_lost(read):
    lost = [(gold.name, words) for gold, version in read for words in gold.article if words not in version.text]
    assert lost == []


def test_the_title_is_the_headline_zone(read):
    for gold, version in read:
        first = version.zones[0]
        assert version.text[first.start : first.end].rstrip("\n") == gold.title
        assert (first.kind.value, version.title) == ("headline", gold.title)


def test_zones_cover_the_text_in_order(read):
    for _, version in read:
        assert "".join(version.text[zone.start : zone.end] for zone in version.zones) == version.text
