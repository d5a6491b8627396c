"""What follows the candidates in French: speakers, dates, unnamed sources, evidence, families of claims."""

from __future__ import annotations

import pytest

from graph.model import Act, Certainty, Closeness, Grade
from ingest.nlp import language
from ingest.nlp.phrases import Phrases, tokens

from .reader import analysis

pytestmark = pytest.mark.model


def test_the_pronoun_is_the_last_speaker_who_agrees() -> None:
    text = "Marc Dolan a reconnu les faits. Il a ajouté que la digue serait réparée."
    added = analysis(text).attributions[1]
    assert added.claimant is not None
    assert added.claimant.name == "Marc Dolan"


def test_nobody_is_guessed_for_a_pronoun_that_stands_for_nobody() -> None:
    text = "Marc Dolan a reconnu les faits. À la mairie, on affirme que la digue est sûre."
    assert [a.claimant for a in analysis(text).attributions if a.source and a.source.exact == "on"] == [None]


def test_a_day_dates_the_statement_and_is_no_target() -> None:
    said = analysis("Le maire a déclaré mardi que le pont ouvrirait.").attributions[0]
    assert said.said is not None
    assert said.said.at is not None
    assert (said.said.words, said.said.at.day, said.target) == ("mardi", 24, ())


def test_hearsay_is_possible_and_a_later_future_is_not() -> None:
    hearsay = analysis("Selon la police, le suspect aurait quitté le pays.").attributions[0]
    later = analysis("La police a indiqué que le suspect quitterait le pays.").attributions[0]
    assert (hearsay.certainty, later.certainty) == (Certainty.POSSIBLE, Certainty.ASSERTED)


def test_an_unnamed_source_is_described() -> None:
    said = analysis("Selon une source proche du dossier, le contrat est annulé.").attributions[0]
    assert said.descriptor is not None
    assert said.descriptor.closeness is Closeness.CLOSE_TO


def test_missing_evidence_is_graded() -> None:
    found = analysis("« Le maire a tout organisé », a affirmé le sénateur, sans apporter de preuve.")
    assert [e.grade for e in found.evidence] == [Grade.E1]


def test_a_quotation_over_a_dash_of_dialogue() -> None:
    said = analysis("— Nous ne céderons pas, répond la maire.").attributions
    assert [(a.act, a.source.exact if a.source else "") for a in said] == [(Act.ASSERT, "la maire")]


@pytest.mark.parametrize("words", ["d'avoir copié", "d’avoir copié", "l'imitation"])
def test_elided_words_are_met_by_the_word_behind(words: str) -> None:
    topics = language.load("fr").lexicon.topic_phrases
    assert isinstance(topics, Phrases)
    assert [topic for _, topic in topics.find(tokens(words))] == ["copying"]


@pytest.mark.parametrize(
    ("text", "cue", "act", "content"),
    [
        (
            "La préfecture a mis en demeure l'entreprise de curer la rivière.",
            "a mis en demeure",
            Act.DEMAND,
            "de curer la rivière",
        ),
        ("Le conseil n'a pas donné suite à nos appels.", "n'a pas donné suite", Act.DECLINE, "à nos appels"),
        ("Le groupe n'a pas fait de commentaire.", "n'a pas fait", Act.DECLINE, "de commentaire"),
        ("Elle a fait savoir par courriel que le pont fermerait.", "a fait savoir", Act.ASSERT, "le pont fermerait"),
        ("La procureure a requis cinq ans de prison.", "a requis", Act.DEMAND, "cinq ans de prison"),
    ],
)
def test_set_phrases_are_read_in_their_order(text: str, cue: str, act: Act, content: str) -> None:
    found = analysis(text).attributions
    assert [(a.cue.exact, a.act, a.content[0].exact) for a in found if a.cue] == [(cue, act, content)]


def test_the_party_of_a_set_phrase_is_its_target() -> None:
    said = analysis("La préfecture a mis en demeure l'entreprise de curer la rivière.").attributions[0]
    assert [t.exact for t in said.target] == ["l'entreprise"]


def test_giving_something_else_is_no_answer() -> None:
    assert analysis("Le maire a donné suite au projet de pont.").attributions == ()
