"""The token grammar of words written apart, and what follows it, in Spanish."""

from __future__ import annotations

import pytest

from graph.model import Certainty, Closeness, Grade

from .reader import analysis


def test_a_dropped_subject_is_the_last_speaker() -> None:
    text = "Marcos Dolan admitió los hechos. Agregó que el dique será reparado."
    added = analysis(text).attributions[1]
    assert added.source is None
    assert added.claimant is not None
    assert added.claimant.name == "Marcos Dolan"


def test_an_impersonal_verb_has_no_speaker() -> None:
    found = analysis("Marcos Dolan admitió los hechos. Se cree que el dique es viejo.").attributions
    assert found[1].claimant is None


def test_a_relative_word_stands_for_the_noun_before_it() -> None:
    found = analysis("La jueza citó a Marcos Dolan, quien negó haber recibido dinero.").attributions
    assert [(a.source.exact, a.claimant.name) for a in found if a.source and a.claimant] == [("quien", "Marcos Dolan")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("El ministro, que dirige la obra, afirmó que está lista.", "El ministro, que dirige la obra"),
        ("En 1998 la junta advirtió que el agua faltaría.", "la junta"),
        ("La fiscalía, en tanto, pidió que se cierre el puerto.", "La fiscalía"),
        ("Aunque llovía, el alcalde dijo que el acto seguía.", "el alcalde"),
        ("Dijo ayer el portavoz del puerto que no hay barcos.", "el portavoz del puerto"),
        ("Algunos vecinos, como los Luna, afirman que el ruido sigue.", "Algunos vecinos, como los Luna"),
    ],
)
def test_the_speaker_is_the_whole_noun_phrase(text: str, source: str) -> None:
    found = analysis(text).attributions
    assert [a.source.exact if a.source else "" for a in found] == [source]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("El juez dijo, en una entrevista, que la ley es clara.", "la ley es clara"),
        ("El gerente negó los cargos, aunque no mostró los libros.", "los cargos"),
        ("La empresa pidió más tiempo y cerró la planta.", "más tiempo"),
        ("La ministra dijo que hay plan, pero la junta pidió calma.", "hay plan"),
    ],
)
def test_the_content_ends_where_the_narrator_goes_on(text: str, content: str) -> None:
    assert analysis(text).attributions[0].content[0].exact == content


def test_dates_unnamed_sources_and_evidence() -> None:
    dated = analysis("El alcalde dijo el 3 de febrero que el puente se abrirá.").attributions[0]
    assert dated.said is not None
    assert dated.said.at is not None
    assert (dated.said.at.day, dated.said.at.month) == (3, 2)
    unnamed = analysis("Según fuentes cercanas al caso, el contrato fue anulado.").attributions[0]
    assert unnamed.descriptor is not None
    assert unnamed.descriptor.closeness is Closeness.CLOSE_TO
    found = analysis("«El alcalde lo organizó todo», afirmó la senadora, sin aportar pruebas.")
    assert [e.grade for e in found.evidence] == [Grade.E1]


def test_hearsay_is_possible() -> None:
    assert analysis("Según la policía, el sospechoso habría huido.").attributions[0].certainty is Certainty.POSSIBLE
