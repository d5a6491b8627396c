"""Quotation marks of all styles, and what must never happen to a document."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Version
from ingest.nlp.paragraphs import paragraphs
from ingest.nlp.quotes import Quotation, quotations

from .reader import version


def quoted(text: str) -> tuple[Quotation, ...]:
    here: Version = version(text)
    return quotations(text, paragraphs(here, text))


def inner(text: str) -> list[tuple[int, str]]:
    return [(q.depth, text[slice(*q.inner)]) for q in quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and "yes, it\'s so".', [(0, "no"), (0, "yes, it's so")]),
        ("“He said ‘it’s over’ and left,” she said.", [(0, "He said ‘it’s over’ and left,"), (1, "it’s over")]),
        ('He said "it is "fine" now" and left.', [(0, 'it is "fine" now'), (1, "fine")]),
        ('و"التقطير" هو "نسخ".', [(0, "التقطير"), (0, "نسخ")]),
        ('«قال "نعم" لهم» ثم', [(0, 'قال "نعم" لهم'), (1, "نعم")]),
        ("„So ist es“, sagte er.", [(0, "So ist es")]),
        ("Il dit « non » et part.", [(0, " non ")]),
        ("''Doubled,'' he said. ``odd''", [(0, "Doubled,"), (0, "odd")]),
        ("'It is late,' he said. 'We don't go.'", [(0, "It is late,"), (0, "We don't go.")]),
        ("“A.” “B,” he", [(0, "A."), (0, "B,")]),
        ("The workers' rights and the dogs' home.", []),
        ("“The ’90s were good,” he said.", [(0, "The ’90s were good,")]),
        ('5" pipes are long', []),
        ("“one ”two” three", [(0, "one ")]),
        ('""', []),
    ],
)
def test_pairs(text: str, expected: list[tuple[int, str]]) -> None:
    assert inner(text) == expected


def test_open_quotation_runs_to_the_end_of_its_paragraph() -> None:
    (first,) = quoted("“Nobody closed this\nand this is not in it")
    assert (first.closed, first.outer.end) == (False, len("“Nobody closed this"))


def test_next_paragraph_takes_up_an_open_quotation() -> None:
    first, second = quoted('"Open in one.\n"Closed in two," he said.')
    assert not first.closed
    assert second.continues


def test_paragraphs_do_not_pair_with_each_other() -> None:
    assert inner('A lone " mark.\nAnother lone " mark.') == []


@given(st.text(alphabet="ab \n\"'“”‘’«»„`.,", max_size=60))
def test_any_marks_give_quotations_inside_one_paragraph(text: str) -> None:
    lines = paragraphs(version(text), text)
    for quotation in quotations(text, lines):
        assert quotation.outer.start <= quotation.inner.start < quotation.inner.end <= quotation.outer.end
        assert any(line.start <= quotation.outer.start and quotation.outer.end <= line.end for line in lines)


@given(st.text(alphabet="ab \n\"'“”‘’«»„`.,", max_size=60))
def test_outermost_quotations_do_not_overlap(text: str) -> None:
    outermost = [q for q in quotations(text, paragraphs(version(text), text)) if q.depth == 0]
    for before, after in pairwise(outermost):
        assert before.outer.end <= after.outer.start
