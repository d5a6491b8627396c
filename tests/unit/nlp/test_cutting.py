"""Cutting a text into words with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.nlp.cutting import cut, rows

WORD = re.compile(r"(\w+)")


class Row(NamedTuple):
    word: str
    size: int


@given(st.text())
def test_the_same_as_going_from_match_to_match(text: str) -> None:
    found = cut(WORD, text)
    matches = [(m.group(), *m.span()) for m in WORD.finditer(text)]
    assert list(zip(found.words, found.starts, found.ends, strict=True)) == matches


def test_columns_become_rows() -> None:
    assert rows(Row, ["one", "three"], [3, 5]) == [Row("one", 3), Row("three", 5)]
    assert rows(Row, [], []) == []


def test_columns_of_different_length_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="shorter"):
        rows(Row, ["one"], [])
