"""What a cue does is known by the rules and the lexicon, whoever found it."""

from __future__ import annotations

from graph.model import Act
from ingest.nlp.backends import rules
from ingest.nlp.backends.base import Proposal
from ingest.nlp.backends.completing import completed
from ingest.nlp.draft import Construction, Draft, Subject

from .reader import place, reading

ACCUSES = "La fiscal Eva Roca acusó a la empresa Norte de haber ocultado pérdidas."


def made(text: str, cue: str | None, content: str, source: str | None = None) -> Draft:
    """The draft of one proposal beside what the rules find."""
    here = reading(text)
    proposal = Proposal(
        cue=None if cue is None else place(text, cue),
        content=(place(text, content),),
        source=None if source is None else place(text, source),
        confidence=0.7,
    )
    (draft,) = completed([proposal], here, known=rules.drafts(here), by="model 1")
    return draft


def test_the_target_is_the_rules_and_the_spans_are_the_models() -> None:
    draft = made(ACCUSES, "acusó", "ocultado pérdidas", "Eva Roca")
    assert draft.act is Act.ACCUSE
    assert [ACCUSES[slice(*target)] for target in draft.target] == ["la empresa Norte"]
    assert (draft.source, draft.content) == (place(ACCUSES, "Eva Roca"), (place(ACCUSES, "ocultado pérdidas"),))
    assert (draft.confidence, draft.detail) == (0.7, "model 1")


def test_nobody_is_the_target_of_his_own_accusation() -> None:
    assert made(ACCUSES, "acusó", "ocultado pérdidas", "la empresa Norte").target == ()


def test_a_speaker_is_looked_for_only_where_the_rules_see_why() -> None:
    carried = "La fiscal Eva Roca habló ayer.\nAñadió que habrá juicio."
    assert made(carried, "Añadió", "habrá juicio").subject is Subject.DROPPED
    assert made(ACCUSES, "acusó", "ocultado pérdidas").subject is Subject.NOBODY


def test_a_pronoun_is_no_name() -> None:
    assert made("Ella dijo que habrá juicio.", "dijo", "habrá juicio", "Ella").subject is Subject.PRONOUN


def test_a_cue_that_the_rules_pass_over_is_looked_up_and_else_asserts() -> None:
    text = "Se le oyó negar todo. Él canturreó su enfado."
    denied, unknown = made(text, "negar", "todo"), made(text, "canturreó", "su enfado")
    assert (denied.lemma, denied.act) == ("negar", Act.DENY)
    assert (unknown.lemma, unknown.act, unknown.construction) == ("canturreo", Act.ASSERT, Construction.CLAUSE)


def test_a_quotation_needs_no_cue() -> None:
    draft = made("Eva Roca, en la puerta. «Habrá juicio», y se fue.", None, "Habrá juicio", "Eva Roca")
    assert (draft.construction, draft.lemma, draft.cue) == (Construction.QUOTATION, "", None)
