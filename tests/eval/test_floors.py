"""Floors under the figures that matter. They only rise; raise one when a better rule has been in for a while.

English is measured on the first documents of the corpus: the whole of it takes a minute and is for the bench. The margin
between a floor and the last figure is what a change elsewhere (names, sentence breaks) may move by noise.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import Corpus, scored

pytestmark = [pytest.mark.model, pytest.mark.data]


def test_english_attributions(tmp_path: Path) -> None:
    gold, pred = Corpus.named("gold/polnear-dev/gold.jsonl", limit=30).predicted(tmp_path)
    assert scored(gold, pred)["whole_overlap"]["f1"] >= 0.66
    reporting = scored(gold, pred, "--subset", "reporting")
    assert reporting["detected"]["r"] >= 0.91
    assert reporting["whole_overlap"]["f1"] >= 0.75


def test_arabic_attributions(tmp_path: Path) -> None:
    gold, pred = Corpus.named("gold/ar-news-dev/gold.jsonl").predicted(tmp_path)
    assert scored(gold, pred, "--subset", "sure")["whole_overlap"]["f1"] >= 0.50


def test_worked_example(tmp_path: Path) -> None:
    gold, pred = Corpus.named("seed/gold.jsonl").predicted(tmp_path)
    found = scored(gold, pred)
    assert found["aligned"] >= 21
