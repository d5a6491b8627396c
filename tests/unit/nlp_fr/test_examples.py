"""Every example of the language's own file, traps included, through the whole engine."""

from __future__ import annotations

import pytest

from ingest.nlp import language
from ingest.nlp.language import Example

from .reader import analysis, roles

pytestmark = pytest.mark.model


@pytest.mark.parametrize("example", language.load("fr").examples, ids=lambda e: e.why)
def test_example(example: Example) -> None:
    found = {str(r["cue"]): r for r in map(roles, analysis(example.text).attributions)}
    assert sorted(found) == sorted(expected.cue for expected in example.finds)
    for expected in example.finds:
        given = expected.model_dump(exclude_none=True)
        assert {role: value for role, value in found[expected.cue].items() if role in given} == given
