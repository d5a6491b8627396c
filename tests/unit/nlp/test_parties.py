"""Who is accused, asked and told: parties in what is said, and beside the verb."""

from __future__ import annotations

import pytest

from graph.model import Act

from .reader import analysis


def targets(text: str, cue: str) -> tuple[Act, list[str]]:
    """The act and the targets of the statement with that cue."""
    found = next(a for a in analysis(text).attributions if a.cue and a.cue.exact == cue)
    return found.act, [span.exact for span in found.target]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "cue", "act", "party"),
    [
        ("The auditor said two managers hid the losses from the board.", "said", Act.ALLEGE, ["two managers"]),
        ("The auditor said the fraud had been found in March.", "said", Act.ASSERT, []),
        ("The mayor said the company must repair the bridge.", "said", Act.DEMAND, ["the company"]),
        ("The mayor said the bridge must be repaired.", "said", Act.DEMAND, []),
        ("The judge ruled that the airline had broken the contract.", "ruled", Act.RULE, ["the airline"]),
        ("The drivers were told that the depot would close.", "were told", Act.ASSERT, ["The drivers"]),
        ("The firm denied the report that it had lost money.", "denied", Act.DENY, []),
        ("The inspector asked whether the valves were closed.", "asked", Act.DEMAND, []),
    ],
)
def test_parties(text: str, cue: str, act: Act, party: list[str]) -> None:
    assert targets(text, cue) == (act, party)


@pytest.mark.model
def test_a_pronoun_is_no_target() -> None:
    assert targets("Lena Brandt said nothing. The owner urged her to leave.", "urged")[1] == []
