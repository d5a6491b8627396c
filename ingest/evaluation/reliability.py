"""Does a confidence mean what it says? Of findings that are given .8, eight in ten should be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from ingest.evaluation.aligning import Comparison, Item, overlaps
from ingest.evaluation.gold import Found, GoldText
from ingest.evaluation.running import compared
from ingest.evaluation.statistics import wilson
from ingest.nlp.calibration import Calibration

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding held against gold: right when it stands for an attribution there, cue, source and content meeting."""

    rule: str
    confidence: float
    right: bool

    @property
    def construction(self) -> str:
        return self.rule.partition(":")[0]

    def by(self, calibration: Calibration) -> Self:
        """The same, its weight made a chance."""
        return replace(self, confidence=calibration.chance(self.rule, self.confidence))


def judged(texts: Sequence[GoldText], calibration: Calibration) -> tuple[Judged, ...]:
    """All findings in ``texts``, with confidences by ``calibration``."""
    from ingest.cli_extract import Extractor, Text
    from ingest.nlp.engine import Analyser
    from ingest.nlp.language import load_all
    from ingest.nlp.mentions import Finder

    extractor = Extractor(Analyser(load_all(), Finder.load(), calibration=calibration))
    lines = extractor.lines([Text(text.id, text.sha256, text.text()) for text in texts])
    findings = {found.id: found for found in map(Found.model_validate_json, lines)}
    return tuple(each for comparison in compared(texts, findings) for each in _of(comparison))


def _of(comparison: Comparison) -> Iterator[Judged]:
    gold = {id(found): gold for gold, found in comparison.pairs}
    for found in comparison.found:
        yield Judged(found.marked.rule, found.marked.confidence, _right(gold.get(id(found)), found))


def _right(gold: Item | None, found: Item) -> bool:
    """A noun cue without content is right when the gold has none either."""
    return gold is not None and (overlaps(gold, found) or not (gold.content or found.content))


def lines(findings: Sequence[Judged]) -> Iterator[str]:
    """A row for each range of confidence, then the mean error: how far what is said lies from what is."""
    for low, high, inside in _ranges(findings):
        said, right = sum(f.confidence for f in inside) / len(inside), sum(f.right for f in inside)
        span = wilson(right, len(inside))
        yield (
            f"  {low:.1f} to {high:.1f}  {len(inside):4} findings  said {said:.2f}"
            f"  right {right / len(inside):.2f}  ({span[0]:.2f} to {span[1]:.2f})"
        )
    yield f"  expected calibration error {calibration_error(findings):.3f}, Brier score {brier(findings):.3f}"


def calibration_error(findings: Sequence[Judged]) -> float:
    """Mean distance of what is said from what is right, over the ranges, weighted by their findings."""
    off = sum(abs(sum(f.confidence - f.right for f in inside)) for *_, inside in _ranges(findings))
    return off / len(findings) if findings else 0.0


def _ranges(findings: Sequence[Judged]) -> Iterator[tuple[float, float, list[Judged]]]:
    """Findings by their confidence; ranges without any are left out. 1 belongs to the last."""
    for low, high in pairwise(EDGES):
        inside = [f for f in findings if low <= f.confidence < high or f.confidence == high == 1.0]
        if inside:
            yield low, high, inside


def brier(findings: Sequence[Judged]) -> float:
    """Mean squared distance of each confidence from what the finding is; lower is better."""
    return sum((f.confidence - f.right) ** 2 for f in findings) / len(findings) if findings else 0.0
