"""Small statistics: precision and recall, Wilson's interval of a share, the bootstrap over texts."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

Tally = Counter[str]
"""What was counted, by name; tallies of texts add up to that of a corpus."""
Interval = tuple[float, float]

_NORMAL = 1.96
"""Standard deviations that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean; 0 where there is nothing to divide by."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, hits: float, found: float, gold: float) -> Self:
        precision, recall = (hits / found if found else 0.0), (hits / gold if gold else 0.0)
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)


def wilson(hits: int, of: int) -> Interval:
    """95 % interval of a share; all of [0, 1] where nothing was counted."""
    if not of:
        return 0.0, 1.0
    share = hits / of
    scale = 1 + _NORMAL**2 / of
    middle = (share + _NORMAL**2 / (2 * of)) / scale
    half = _NORMAL * math.sqrt(share * (1 - share) / of + _NORMAL**2 / (4 * of * of)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap(
    texts: Sequence[Tally], statistics: Mapping[str, Callable[[Tally], float]], *, times: int, seed: int = 0
) -> dict[str, Interval]:
    """95 % intervals over texts drawn again with replacement; none for fewer than two texts."""
    if times < 1 or len(texts) < 2:
        return {}
    drawn = _resampled(texts, times, random.Random(seed))  # noqa: S311 - no secret
    return {name: _middle(sorted(map(statistic, drawn))) for name, statistic in statistics.items()}


def _resampled(texts: Sequence[Tally], times: int, chance: random.Random) -> list[Tally]:
    """Totals of as many texts as there are, drawn ``times`` times."""
    import numpy

    keys = sorted({key for text in texts for key in text})
    counts = numpy.array([[text[key] for key in keys] for text in texts], dtype=numpy.int64)
    draws = [[chance.randrange(len(texts)) for _ in texts] for _ in range(times)]
    weights = numpy.array([numpy.bincount(draw, minlength=len(texts)) for draw in draws])
    return [Counter(dict(zip(keys, row, strict=True))) for row in (weights @ counts).tolist()]


def _middle(values: Sequence[float]) -> Interval:
    """What is left of sorted ``values`` without 2.5 % at either end."""
    return values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))]
