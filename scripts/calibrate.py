"""Fits ``ingest/nlp/calibration.toml`` on the development half of our own gold, and prints how reliable it is on both halves.

Logistic regression on the rules' weights, an offset for each construction drawn towards 0: with few findings of a kind the
curve of all of them holds. Deterministic. ``--check`` writes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy

from ingest.evaluation.gold import GoldText, load
from ingest.evaluation.reliability import Judged, judged, lines
from ingest.nlp.calibration import FILE, Calibration, logit
from ingest.nlp.draft import Construction

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
LANGUAGES = ("ar", "en", "es", "fr")
STRENGTH = 2.0
"""How strongly an offset is drawn towards 0: about the weight of eight findings."""
SHOWN = 0.45
"""Chance from which a finding is shown: the highest twentieth at which no language's F1 falls on the development half. Precision
of all that is found is above .85 in every language without it; from .5 on, right findings are lost."""
STEPS = 50
HEAD = "# Chance that a finding is right, by construction: see calibration.py. Made by scripts/calibrate.py, never by hand.\n\n"


def texts(part: str) -> tuple[GoldText, ...]:
    return tuple(text for language in LANGUAGES for text in load(GOLD / language / part))


def fitted(findings: Sequence[Judged]) -> Calibration:
    """Newton's steps on the penalised likelihood; the same findings give the same numbers."""
    kinds = [kind.value for kind in Construction]
    rows = numpy.array([_row(finding, kinds) for finding in findings])
    right = numpy.array([finding.right for finding in findings], dtype=float)
    penalty = numpy.diag([0.0, 0.5, *[STRENGTH] * len(kinds)])
    found = numpy.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + numpy.exp(-rows @ found))
        gradient = rows.T @ (right - chance) - penalty @ found
        curvature = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty
        found = found + numpy.linalg.solve(curvature, gradient)
    intercept, slope, *offsets = (round(float(value), 3) for value in found)
    return Calibration(SHOWN, intercept, slope, dict(zip(kinds, offsets, strict=True)))


def _row(finding: Judged, kinds: Sequence[str]) -> list[float]:
    return [1.0, logit(finding.confidence), *(float(finding.construction == kind) for kind in kinds)]


def written(calibration: Calibration) -> str:
    head = [f"shown = {calibration.shown}", f"intercept = {calibration.intercept}", f"slope = {calibration.slope}"]
    offsets = [f'"{kind}" = {offset}' for kind, offset in calibration.offsets.items()]
    return HEAD + "\n".join([*head, "\n[offsets]", *offsets]) + "\n"


def main() -> int:
    development, test = (judged(texts(part), Calibration.none()) for part in ("dev", "test"))
    calibration = fitted(development)
    for title, findings in (("development", development), ("test", test)):
        print(f"{title}: weights\n" + "\n".join(lines(findings)))
        print(f"{title}: chances\n" + "\n".join(lines([f.by(calibration) for f in findings])))
    if "--check" not in sys.argv:
        FILE.write_text(written(calibration), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
