"""Floors under the figures, in ``floors.toml``: they only rise. ``python -m tests.eval.floors`` raises them to what is measured.

A floor is missed when the figure lies more than the noise below it: one hundredth, or what two attributions more or less
are worth where there are few. ``most`` is a ceiling of findings for 100 texts, ``precision`` a bar under that of what is
found; both stay as they are, for they trade with recall. ``digest`` is that of the corpus: figures of another corpus say
nothing about this one.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest
from pydantic import BaseModel, ConfigDict

from ingest.evaluation.gold import digest
from ingest.evaluation.scoring import Score

from .corpora import findings, findings_in, names, scored, texts

FILE = Path(__file__).with_name("floors.toml")
NOISE = 0.01


@dataclass(frozen=True)
class Measured:
    """Figures by name, and of how many: ``sizes`` where it is another number than ``gold``."""

    value: Callable[[str], float]
    gold: int
    sizes: Mapping[str, int] = field(default_factory=dict)

    def noise(self, name: str) -> float:
        return max(NOISE, 2 / max(self.sizes.get(name, self.gold), 1))

    @classmethod
    def of(cls, score: Score) -> Self:
        """A share is of its own number; a mean over acts hangs on the rare ones."""
        sizes = {share.name: share.of for share in score.shares}
        return cls(score.__getitem__, score.gold, sizes | {"act.macro": score.aligned // max(len(score.acts), 1)})


class Floor(BaseModel):
    """Figures of one corpus, or of what has the tag ``subset`` in it; ``names`` True: of the names in its texts, MISC aside."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    corpus: str
    digest: str = ""
    subset: str = ""
    names: bool = False
    figures: dict[str, float]
    most: int | None = None
    precision: float = 0.0

    @property
    def name(self) -> str:
        return f"{self.corpus} {self.subset}".strip()

    def measured(self) -> Measured:
        if self.names:
            f1 = {figure.name: figure.rates.f1 for figure in names(self.corpus)}
            return Measured(f1.__getitem__, sum(len(text.mentions) for text in texts(self.corpus)))
        return Measured.of(scored(self.corpus, self.subset))

    def of_another_corpus(self) -> str:
        """ "" or what to do: texts or annotation are not those that the floors were measured on."""
        found = digest(texts(self.corpus))
        if found == self.digest:
            return ""
        return f"{self.corpus} has changed (digest {found}): read what changed, then python -m tests.eval.floors"

    def missed(self, found: Measured) -> list[str]:
        """Figures that fell, with how far."""
        fallen = [name for name, floor in self.figures.items() if found.value(name) < floor - found.noise(name)]
        told = [f"{self.name}: {n} {found.value(n):.3f} is below its floor {self.figures[n]:.2f}" for n in fallen]
        return told + self._too_wrong(found) + self._too_many()

    def _too_wrong(self, found: Measured) -> list[str]:
        precision = found.value("detected.precision") if self.precision else 1.0
        if precision >= self.precision:
            return []
        return [f"{self.name}: precision {precision:.3f} is below {self.precision:.2f}"]

    def _too_many(self) -> list[str]:
        if self.most is None:
            return []
        found = 100 * findings_in(findings(self.corpus), texts(self.corpus)) / len(texts(self.corpus))
        if found <= self.most:
            return []
        return [f"{self.name}: {found:.0f} findings for 100 texts, more than {self.most}"]

    def could_rise(self, found: Measured) -> list[str]:
        """Figures that have been left behind by more than noise."""
        risen = [name for name, floor in self.figures.items() if found.value(name) > floor + found.noise(name)]
        return [f"{self.name}: {n} {found.value(n):.3f}, floor {self.figures[n]:.2f}" for n in risen]

    def raised(self, found: Measured) -> Floor:
        """Never lower, unless the corpus is another one."""
        same = digest(texts(self.corpus)) == self.digest
        now = {name: math.floor(found.value(name) * 100) / 100 for name in self.figures}
        figures = {name: max(value, self.figures[name]) if same else value for name, value in now.items()}
        return self.model_copy(update={"figures": figures, "digest": digest(texts(self.corpus))})


def load() -> tuple[Floor, ...]:
    return tuple(Floor.model_validate(row) for row in tomllib.loads(FILE.read_text("utf-8"))["floor"])


def _toml(floor: Floor) -> str:
    lines = [f'corpus = "{floor.corpus}"', f'digest = "{floor.digest}"']
    lines += [f'subset = "{floor.subset}"'] if floor.subset else []
    lines += ["names = true"] if floor.names else []
    lines += [f"precision = {floor.precision:.2f}"] if floor.precision else []
    lines += [f"most = {floor.most}"] if floor.most is not None else []
    figures = ", ".join(f'"{name}" = {value:.2f}' for name, value in floor.figures.items())
    return "\n".join(["[[floor]]", *lines, f"figures = {{ {figures} }}\n"])


def raise_all() -> None:
    """Writes the file anew; a corpus that is not here keeps its floors."""
    floors = []
    for floor in load():
        try:
            floors.append(floor.raised(floor.measured()))
        except pytest.skip.Exception:
            floors.append(floor)
    head = "# Figures that only rise: python -m tests.eval.floors. What each corpus is: corpora.py.\n\n"
    FILE.write_text(head + "\n".join(map(_toml, floors)), "utf-8")


if __name__ == "__main__":
    raise_all()
