"""Names across scripts: how often the right one comes first among many. Gold: lines ``{"query", "answers"}``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import InputError
from graph.sounds import ranked
from ingest.evaluation.scoring import Share

CANDIDATES = "candidates.jsonl"
"""File beside the gold, of lines ``{"candidate"}``: what is chosen from. Without it, the answers of all queries."""
_FEW = 5


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    query: str = ""
    answers: tuple[str, ...] = ()
    candidate: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A query with its candidates, the likeliest first."""

    query: str
    names: tuple[str, ...]
    answers: tuple[str, ...]

    @property
    def place(self) -> int:
        """Of the first right one, from 1; behind all of them where none is right."""
        return next((i for i, name in enumerate(self.names, start=1) if name in self.answers), len(self.names) + 1)


@dataclass(frozen=True, slots=True)
class Ranking:
    """How far up the right answers stand."""

    queries: tuple[Ranked, ...]

    @property
    def first(self) -> Share:
        return Share("right one first", sum(q.place == 1 for q in self.queries), len(self.queries))

    @property
    def among_five(self) -> Share:
        return Share("among the first five", sum(q.place <= _FEW for q in self.queries), len(self.queries))

    @property
    def mean_reciprocal(self) -> float:
        return sum(1 / q.place for q in self.queries) / len(self.queries)

    def plain(self) -> dict[str, Any]:
        return {"p@1": self.first.plain(), "p@5": self.among_five.plain(), "mrr": self.mean_reciprocal}


def ranking(path: Path) -> Ranking:
    """Each query's candidates, ranked as the product does. Raises ``InputError`` for what is no gold of names."""
    queries = [line for line in _lines(path) if line.answers]
    if not queries:
        raise InputError("holds no names: lines with query and answers", where=str(path))
    beside = path.with_name(CANDIDATES)
    answers = {answer for query in queries for answer in query.answers}
    names = {line.candidate for line in _lines(beside)} if beside.is_file() else answers
    return Ranking(tuple(Ranked(q.query, tuple(ranked(q.query, names)), q.answers) for q in queries))


def _lines(path: Path) -> Iterator[_Line]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            yield _Line.model_validate_json(line)
        except ValidationError as error:
            raise InputError("is no line of names", where=f"{path}:{number}") from error
