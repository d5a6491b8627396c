"""Places in the text, points in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.model.ids import check_utc
from graph.model.terms import Precision


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end] == exact`` in code points of one version's text."""

    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.exact):
            raise ValueError(f"not a span: [{self.start}, {self.end}) {self.exact!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time with how precisely and from where it is known.

    ``at`` is the start of the interval that ``precision`` gives, UTC; None where only ``words`` are known.
    ``origin`` says where it was found: "json-ld", "opengraph", "feed", "html", "url", "text", "first seen".
    """

    at: datetime | None
    precision: Precision
    origin: str
    words: str = ""

    def __post_init__(self) -> None:
        check_utc("Moment.at", self.at)
