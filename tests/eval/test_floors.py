"""The quality gate: no figure falls below its floor, no corpus changes unseen. What could rise is told at the end of the run."""

from __future__ import annotations

from typing import Any

import pytest

from .corpora import texts
from .floors import Floor, load

pytestmark = pytest.mark.model
FLOORS = load()
COULD_RISE = pytest.StashKey[list[str]]()


def _param(value: Floor | str, name: str) -> Any:
    return pytest.param(value, id=name, marks=pytest.mark.data if name.startswith("data/") else ())


@pytest.mark.parametrize("corpus", [_param(name, name) for name in dict.fromkeys(floor.corpus for floor in FLOORS)])
def test_the_corpus_is_the_one_the_floors_were_measured_on(corpus: str) -> None:
    (first, *_) = (floor for floor in FLOORS if floor.corpus == corpus)
    assert first.of_another_corpus() == ""


@pytest.mark.parametrize("floor", [_param(floor, floor.name) for floor in FLOORS])
def test_no_figure_falls(floor: Floor, request: pytest.FixtureRequest) -> None:
    found = floor.measured()
    request.config.stash.setdefault(COULD_RISE, []).extend(floor.could_rise(found))
    assert floor.missed(found) == []


def test_a_fall_is_told_with_figure_and_floor() -> None:
    (floor, *_) = (each for each in FLOORS if each.corpus == "own/ar/dev")
    high = floor.model_copy(update={"figures": {"detected": 1.5}, "most": 1, "precision": 1.1})
    fallen, wrong, many = high.missed(high.measured())
    assert fallen.startswith("own/ar/dev: detected ")
    assert fallen.endswith(" is below its floor 1.50")
    assert wrong.endswith(" is below 1.10")
    assert many.endswith("findings for 100 texts, more than 1")
    assert high.raised(high.measured()).figures == {"detected": 1.5}


def test_noise_is_no_fall_and_more_than_noise_could_rise() -> None:
    (floor, *_) = (each for each in FLOORS if each.corpus == "own/ar/dev")
    found = floor.measured()
    near = floor.model_copy(update={"figures": {"detected": found.value("detected") + 0.009}})
    assert (near.missed(found), near.could_rise(found)) == ([], [])
    low = floor.model_copy(update={"figures": {"detected": 0.1}})
    assert low.could_rise(found) == [f"own/ar/dev: detected {found.value('detected'):.3f}, floor 0.10"]


def test_another_annotation_is_noticed() -> None:
    (floor, *_) = (each for each in FLOORS if each.corpus == "own/ar/dev")
    assert len(texts(floor.corpus)) > 1
    other = floor.model_copy(update={"digest": "0"})
    assert "own/ar/dev has changed" in other.of_another_corpus()
    assert other.raised(other.measured()).digest == floor.digest
