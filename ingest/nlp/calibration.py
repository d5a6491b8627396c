"""What a finding's confidence means: the chance that it is right, its speaker and content included.

The rules' own weights order findings of one construction well enough, but .95 of a clause and .95 of a quotation are not the
same. A curve for each construction, fitted on our own annotated articles by ``scripts/calibrate.py``, makes them chances.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import ConfigDict, ValidationError

from graph.errors import SettingsError
from graph.model import Attribution
from ingest.nlp.draft import Construction
from ingest.nlp.sections import Section

FILE = Path(__file__).with_name("calibration.toml")
_EDGE = 0.02
"""Weights are taken as at least this far from 0 and 1: nothing is certain."""


class _Curves(Section):
    """The file: ``chance = sigmoid(intercept + offset of the construction + slope * logit(weight))``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shown: float
    intercept: float
    slope: float
    offsets: dict[Construction, float]


@dataclass(frozen=True, slots=True)
class Calibration:
    """From a rule's weight to a chance. Findings with a chance below ``shown`` are not shown."""

    shown: float = 0.0
    intercept: float = 0.0
    slope: float = 1.0
    offsets: Mapping[str, float] = field(default_factory=dict)
    weights: bool = False
    """True: weights are left as the rules gave them."""

    @classmethod
    def none(cls) -> Self:
        """Leaves the weights as the rules gave them, and shows everything: what a calibration is made from."""
        return cls(weights=True)

    def showing_all(self) -> Self:
        return replace(self, shown=0.0)

    def chance(self, rule: str, weight: float) -> float:
        """Of a finding by ``rule`` (a construction, perhaps with a detail) with ``weight`` in [0, 1]."""
        if self.weights:
            return weight
        construction = rule.partition(":")[0]
        return sigmoid(self.intercept + self.offsets.get(construction, 0.0) + self.slope * logit(weight))

    def applied(self, attribution: Attribution) -> Attribution:
        """The attribution with its chance as ``confidence``, to three digits."""
        return replace(attribution, confidence=round(self.chance(attribution.rule, attribution.confidence), 3))


def logit(weight: float) -> float:
    inside = min(max(weight, _EDGE), 1 - _EDGE)
    return math.log(inside / (1 - inside))


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))


@cache
def load(path: Path = FILE) -> Calibration:
    """The calibration that ships. Raises ``SettingsError`` naming the key that is wrong."""
    try:
        curves = _Curves.model_validate(tomllib.loads(path.read_text("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{key}: {first['msg']}", path=str(path), key=key) from error
    offsets = {construction.value: offset for construction, offset in curves.offsets.items()}
    return Calibration(curves.shown, curves.intercept, curves.slope, offsets)
