"""Confidence as a chance: what the file says, what is shown, and that it means what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SettingsError
from ingest.evaluation.reliability import Judged, brier, calibration_error, judged, lines
from ingest.nlp.calibration import Calibration, load
from ingest.nlp.draft import Construction

from .corpora import texts


def test_every_construction_has_its_curve_and_surer_stays_surer() -> None:
    shipped = load()
    for construction in Construction:
        chances = [shipped.chance(f"{construction.value}:detail", weight) for weight in (0.0, 0.3, 0.6, 0.9, 1.0)]
        assert construction.value in shipped.offsets
        assert chances == sorted(chances)
        assert 0 < chances[0] < chances[-1] < 1


def test_an_unknown_rule_has_the_curve_of_all() -> None:
    calibration = Calibration(intercept=0.0, slope=1.0, offsets={"noun": -1.0})
    assert calibration.chance("back end", 0.7) == pytest.approx(0.7)
    assert calibration.chance("noun:claim", 0.7) < 0.5
    assert Calibration.none().chance("noun", 0.7) == 0.7


@pytest.mark.parametrize(
    "text",
    [
        "shown = 0.0\nslope = 1.0\nintercept = 0.0\n",
        "shown = 0.0\nslope = 1.0\nintercept = 0.0\n[offsets]\nshout = 1.0\n",
    ],
)
def test_a_file_that_lacks_a_key_or_knows_another_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "calibration.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match="offsets"):
        load(tmp_path / "calibration.toml")


def test_what_is_said_is_held_against_what_is() -> None:
    sure = [Judged("clause", 0.9, right=True)] * 9 + [Judged("clause", 0.9, right=False)]
    assert calibration_error(sure) == pytest.approx(0.0)
    assert brier(sure) == pytest.approx(0.09)
    boasting = [Judged("clause", 1.0, right=False)]
    assert (calibration_error(boasting), brier(boasting)) == (1.0, 1.0)
    assert next(lines(boasting)).startswith("  0.9 to 1.0     1 findings  said 1.00  right 0.00")


def test_what_is_too_uncertain_is_not_shown() -> None:
    gold = texts("own/ar/dev")
    everything = judged(gold, load().showing_all())
    cut = sorted(f.confidence for f in everything)[len(everything) // 2]
    kept = judged(gold, Calibration(cut, load().intercept, load().slope, load().offsets))
    assert 0 < len(kept) < len(everything)
    assert min(f.confidence for f in kept) >= cut


def test_the_shipped_curves_are_no_worse_than_the_rules_weights() -> None:
    """On Arabic articles that they were not fitted on."""
    gold = texts("own/ar/test")
    weights = judged(gold, Calibration.none())
    assert brier([f.by(load()) for f in weights]) <= brier(weights) + 0.01
