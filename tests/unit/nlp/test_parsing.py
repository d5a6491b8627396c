"""Texts longer than the parser takes are read in pieces, and nobody sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.nlp import language
from ingest.nlp.parsing import parses, pieces


@given(st.text(alphabet="ab \n", max_size=80), st.integers(2, 20))
def test_pieces_are_the_text(text: str, longest: int) -> None:
    cut = pieces(text, longest)
    assert "".join(cut) == text
    assert all(len(piece) <= longest for piece in cut)


def test_pieces_end_at_line_breaks_where_there_are_any() -> None:
    assert pieces("one two\nthree four", 10) == ["one two\n", "three four"]


@pytest.mark.model
def test_long_text_is_put_together_again() -> None:
    text = "The mayor said it fell.\n" * 6
    short, long = parses(language.load("en").pipeline(), ["It fell.", text], batch=8, longest=60)
    assert (short.text, long.text) == ("It fell.", text)
    assert sum(token.dep_ == "ccomp" for token in long) == 6
