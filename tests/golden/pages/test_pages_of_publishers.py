"""Every outlet that comes with Claimline has a page in its layout here, and is read as a person reads it.

An outlet without one fails: write ``publishers/<domain>.html`` (own words, never the outlet's) and its table in ``gold.toml``.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ingest.pages import Document, read_page
from ingest.publishers import load_publishers
from ingest.readers import page_of

PAGES = Path(__file__).with_name("publishers")
GOLD: dict[str, dict[str, Any]] = tomllib.loads((PAGES / "gold.toml").read_text(encoding="utf-8"))
SHIPPED = load_publishers()
NOW = datetime(2026, 8, 1, tzinfo=UTC)


def _read(domain: str) -> Document:
    """The page as if it had been got from the outlet."""
    data = (PAGES / f"{domain}.html").read_bytes()
    page = page_of(data, url=f"https://www.{domain}/news/1", content_type="text/html", now=NOW)
    return read_page(page, now=NOW, publishers=SHIPPED)


def test_no_outlet_is_without_a_page_and_no_page_without_an_outlet() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(SHIPPED.by_domain)
    assert set(GOLD) == set(SHIPPED.by_domain)


@pytest.mark.parametrize("domain", sorted(SHIPPED.by_domain))
def test_it_is_read_as_a_person_reads_it(domain: str) -> None:
    document, gold = _read(domain), GOLD[domain]
    version = document.version
    assert document.publisher == SHIPPED.by_domain[domain].publisher()
    assert (version.title, list(version.authors), version.language) == (
        gold["title"],
        gold["authors"],
        gold["language"],
    )
    assert version.published is not None
    assert version.published.at == gold["published"]


@pytest.mark.parametrize("domain", sorted(SHIPPED.by_domain))
def test_all_of_its_article_is_body_and_nothing_else(domain: str) -> None:
    version, gold = _read(domain).version, GOLD[domain]
    lines = [
        line for zone in version.zones if zone.kind.speaks for line in version.text[zone.start : zone.end].splitlines()
    ]
    assert [line for line in lines if line] == [gold["title"], *gold["body"]]
    assert gold["teaser"] not in lines
