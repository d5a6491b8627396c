"""The corpora that floors are set under, each read once a session.

``own/LANGUAGE/PART``, ``pud/LANGUAGE`` and ``worked-example`` lie in ``tests/gold``. ``data/NAME`` is gold beside the checkout
(``CLAIMLINE_EVAL_DATA``, default ``../shared/data``), skipped where it is absent; ``data/NAME:N`` is its first N texts.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from ingest.evaluation.gold import GoldText, load
from ingest.evaluation.mentions import mention_figures
from ingest.evaluation.running import Findings, compared, measured, read
from ingest.evaluation.scoring import Figure, Score

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
DATA = Path(os.environ.get("CLAIMLINE_EVAL_DATA", ROOT / ".." / "shared" / "data")).resolve()
SCORER = DATA.parent / "eval" / "score.py"
"""The scorer that came with the data: what our figures must equal."""


@cache
def texts(name: str) -> tuple[GoldText, ...]:
    """The texts of a corpus; skips the test where it is absent."""
    kind, _, rest = name.partition("/")
    if kind != "data":
        return load(_own(kind, rest))
    folder, _, limit = rest.partition(":")
    path = DATA / folder / "gold.jsonl"
    if not path.exists():
        pytest.skip(f"no evaluation data at {path}")
    return load(path)[: int(limit) if limit else None]


def _own(kind: str, rest: str) -> Path:
    if kind == "own":
        return GOLD / rest
    return GOLD / "pud" / f"{rest}.jsonl" if kind == "pud" else GOLD / kind / "gold.jsonl"


@cache
def findings(name: str) -> Findings:
    return read(texts(name))


def scored(name: str, subset: str = "") -> Score:
    """Figures without intervals: a floor needs none."""
    return measured(compared(texts(name), findings(name), subset=subset or None), resamples=0)


def names(name: str) -> tuple[Figure, ...]:
    """Figures of the names in the texts, MISC aside."""
    return mention_figures(texts(name), findings(name), without=["MISC"], resamples=0)


def findings_in(found: Findings, of: Sequence[GoldText]) -> int:
    return sum(len(found[text.id].attributions) for text in of)
