"""The whole engine on English, with its model."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graph.model import Attribution, Version, Zone, ZoneKind
from ingest.nlp import language
from ingest.nlp.contract import line
from ingest.nlp.language import Example, Expected

from .reader import analyser, analysis, version

pytestmark = pytest.mark.model


@pytest.mark.parametrize("example", language.load("en").examples, ids=lambda e: e.text[:40])
def test_example(example: Example) -> None:
    found = analysis(example.text).attributions
    assert len(found) == len(example.finds), [a.cue and a.cue.exact for a in found]
    for expected in example.finds:
        match = [a for a in found if a.cue and a.cue.exact == expected.cue]
        assert match, f"no cue {expected.cue}"
        given = expected.model_dump(exclude_none=True, exclude={"cue"})
        assert {role: value for role, value in _roles(match[0], expected).items() if role in given} == given


def _roles(found: Attribution, expected: Expected) -> dict[str, object]:
    """The roles of ``found`` in the words of an example."""
    return {
        "source": found.source.exact if found.source else "",
        "content": tuple(span.exact for span in found.content),
        "act": found.act,
        "mode": found.mode.value,
        "target": tuple(span.exact for span in found.target),
        "hedge": tuple(span.exact for span in found.hedge),
        "claimant": found.claimant.name if found.claimant else "",
        "certainty": found.certainty.value,
        "said": found.said.words if found.said else "",
    }


def test_teaser_in_a_sentence_splits_the_content_around_it() -> None:
    teaser = "READ ALSO: Prices fall again!"
    text = f"The mayor said the old bridge {teaser} fell into the river."
    start = text.index(teaser)
    zones = (Zone(ZoneKind.TEASER, start, start + len(teaser)),)
    (found,) = analysis(text, zones=zones).attributions
    assert [span.exact for span in found.content] == ["the old bridge", "fell into the river"]


def test_nothing_is_said_in_teasers_and_notices() -> None:
    text = "The mayor said the bridge fell."
    for kind in (ZoneKind.TEASER, ZoneKind.BOILERPLATE):
        assert analysis(text, zones=(Zone(kind, 0, len(text)),)).attributions == ()


def test_nested_statement_knows_what_holds_it() -> None:
    outer, inner = analysis("The ministry said the rebels claimed that the bridge fell.").attributions
    assert (outer.within, inner.within) == (None, outer.id)


def test_versions_come_back_in_order_whatever_their_language() -> None:
    texts = [("en", "She said it fell."), ("xx", "Nothing is known."), ("en", ""), ("en", "He said it stands.")]
    given: list[Version] = [replace(version(text, code=code), id=f"ver:{n}") for n, (code, text) in enumerate(texts)]
    found = list(analyser().analyse_many(given))
    assert [v.id for v, _ in found] == [v.id for v in given]
    assert [len(a.attributions) for _, a in found] == [1, 0, 0, 1]


def test_ids_are_those_of_the_places() -> None:
    (found,) = analysis("She said it fell.").attributions
    assert found.id == Attribution.id_of("ver:1", found.act, found.cue, found.content)
    assert analysis("She said it fell.").attributions == (found,)


def test_contract_line_counts_code_points_of_the_text_as_it_is() -> None:
    text = "\ufeffA\u202b 😀\r\nThe mayor said the bridge fell."
    made = json.loads(line(version(text), analysis(text), id="one", sha256="ab"))
    (found,) = made["attributions"]
    assert text[slice(*found["cue"])] == "said"
    assert [text[slice(*span)] for span in found["content"]] == ["the bridge fell"]
    assert (made["id"], made["lang"], made["sha256"]) == ("one", "en", "ab")


def test_nothing_found_is_still_a_line() -> None:
    made = json.loads(line(version(""), analysis(""), id="none", sha256="00"))
    assert (made["mentions"], made["attributions"]) == ([], [])
