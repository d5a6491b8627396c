"""Every example of the language's own file, traps included, through the whole engine."""

from __future__ import annotations

import pytest

from graph.model import Attribution
from ingest.nlp import language
from ingest.nlp.language import Example, Expected

from .reader import analysis


@pytest.mark.parametrize("example", language.load("ar").examples, ids=lambda e: e.why)
def test_example(example: Example) -> None:
    found = analysis(example.text).attributions
    assert len(found) == len(example.finds), [a.cue and a.cue.exact for a in found]
    for expected in example.finds:
        match = [a for a in found if a.cue and a.cue.exact == expected.cue]
        assert match, f"no cue {expected.cue}"
        check(expected, match[0])


def check(expected: Expected, found: Attribution) -> None:
    """Every role that the example gives."""
    if expected.source is not None:
        assert (found.source.exact if found.source else "") == expected.source
    if expected.content is not None:
        assert tuple(span.exact for span in found.content) == expected.content
    if expected.act is not None:
        assert found.act is expected.act
    if expected.mode is not None:
        assert found.mode.value == expected.mode
    if expected.target is not None:
        assert tuple(span.exact for span in found.target) == expected.target
    if expected.hedge is not None:
        assert tuple(span.exact for span in found.hedge) == expected.hedge
