"""Names across scripts: how often the right one comes first among many. Gold: lines ``{"query", "answers"}``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
class Ranking:
    """How far up the right answer stands: ``places`` from 1, one a query; ``ranked`` are the queries with their candidates."""

    places: tuple[int, ...]
    ranked: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def first(self) -> Share:
        return Share("right one first", sum(place == 1 for place in self.places), len(self.places))

    @property
    def among_five(self) -> Share:
        return Share("among the first five", sum(place <= _FEW for place in self.places), len(self.places))

    @property
    def mean_reciprocal(self) -> float:
        return sum(1 / place for place in self.places) / len(self.places) if self.places else 0.0

    def plain(self) -> dict[str, Any]:
        return {"p@1": self.first.plain(), "p@5": self.among_five.plain(), "mrr": self.mean_reciprocal}


def ranking(path: Path) -> Ranking:
    """Each query's candidates ranked by how alike they sound. Raises ``InputError`` for what is no gold of names."""
    queries = [line for line in _lines(path) if line.answers]
    if not queries:
        raise InputError("holds no names: lines with query and answers", where=str(path))
    beside = path.with_name(CANDIDATES)
    lines = _lines(beside) if beside.is_file() else ()
    offered = {line.candidate for line in lines} or {answer for query in queries for answer in query.answers}
    found = tuple((query.query, tuple(ranked(query.query, offered))) for query in queries)
    places = tuple(_place(query.answers, names) for query, (_, names) in zip(queries, found, strict=True))
    return Ranking(places, found)


def _place(answers: Sequence[str], names: Sequence[str]) -> int:
    return next((i for i, name in enumerate(names, start=1) if name in answers), len(names) + 1)


def _lines(path: Path) -> Iterator[_Line]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            yield _Line.model_validate_json(line)
        except ValidationError as error:
            raise InputError("is no line of names", where=f"{path}:{number}") from error
