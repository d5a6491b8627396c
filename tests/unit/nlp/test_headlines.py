"""Title case written as sentences: only where the text below tells what is a name, never another length."""

from __future__ import annotations

import pytest

from ingest.nlp.headlines import readable
from ingest.nlp.paragraphs import paragraphs, spoken

from .reader import version

BODY = "The minister said on Monday that the union and the opposition delay the budget, and Verdane is late with its report."


def read(text: str) -> str:
    here = version(text)
    return readable(spoken(here), paragraphs(here, spoken(here)))


@pytest.mark.parametrize(
    ("headline", "written"),
    [
        ("Minister Slams Opposition Over Budget Delay", "Minister slams opposition over budget delay"),
        ("Union Warns Verdane Over Late Report", "Union warns Verdane over late report"),
        ("EU Court Blocks Budget of NATO Members", "EU court blocks budget of NATO members"),
        ("Minister slams opposition over budget", "Minister slams opposition over budget"),
        ("MINISTER SLAMS OPPOSITION OVER BUDGET", "MINISTER SLAMS OPPOSITION OVER BUDGET"),
        ("Budget Day", "Budget Day"),
    ],
)
def test_headline(headline: str, written: str) -> None:
    text = f"{headline}\n\n{BODY}"
    assert read(text) == f"{written}\n\n{BODY}"


def test_nothing_changes_without_a_text_below() -> None:
    assert read("Minister Slams Opposition Over Budget Delay") == "Minister Slams Opposition Over Budget Delay"


def test_letters_that_grow_when_written_small_stay() -> None:
    text = f"İstanbul Union Blocks İzmir Budget Delay\n\n{BODY}"
    assert len(read(text)) == len(text)
