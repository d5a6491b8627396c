"""The token grammar of words written apart, and what follows it, in Spanish."""

from __future__ import annotations

import pytest

from graph.model import Act, Certainty, Closeness, Grade

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


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("La fiscalía abrió una investigación por fraude.", "abrió una investigación", Act.INVESTIGATE),
        ("La ONG presentó ayer una querella por difamación.", "querella", Act.SUE),
        ("La empresa pidió disculpas por el apagón.", "pidió disculpas", Act.ADMIT),
        ("El árbitro no hizo declaraciones sobre el penalti.", "no hizo declaraciones", Act.DECLINE),
    ],
)
def test_a_noun_speaks_with_the_verb_that_carries_it(text: str, cue: str, act: Act) -> None:
    found = analysis(text).attributions
    assert [(a.cue.exact, a.act) for a in found if a.cue] == [(cue, act)]


def test_what_is_denied_may_stand_before_the_relative_word() -> None:
    text = "La junta la acusó de mentir, acusación que la alcaldesa niega."
    denied = [a for a in analysis(text).attributions if a.act is Act.DENY]
    assert [(a.source.exact, a.content[0].exact) for a in denied if a.source] == [("la alcaldesa", "acusación")]


def test_a_pronoun_as_target_is_the_person_named_before() -> None:
    text = "Elena Robledo dejó el cargo el lunes. Marcos Iturbe la acusó de mentir."
    assert [t.exact for t in analysis(text).attributions[0].target] == ["Elena Robledo"]


@pytest.mark.parametrize(
    ("text", "source", "claimant"),
    [
        ("Más tarde, desde el ministerio aclararon que hay vacunas.", "el ministerio", "el ministerio"),
        ("Horas después, aclaró que hay vacunas.", None, None),
        ("Marcos Dolan salió de la reunión y sostuvo que hay plan.", None, "Marcos Dolan"),
        ("Llovía en el puerto. Añadió que no hay barcos.", None, None),
    ],
)
def test_a_time_is_no_speaker_and_a_place_may_be_one(text: str, source: str | None, claimant: str | None) -> None:
    found = analysis(text).attributions[0]
    assert (found.source.exact if found.source else None) == source
    assert (found.claimant.name if found.claimant else None) == claimant


def test_a_past_subjunctive_reports_what_happened_before() -> None:
    text = "El acto empezó después de que el alcalde anunciara que habrá fondos."
    said = analysis(text).attributions[0]
    assert (said.cue.exact if said.cue else "", said.content[0].exact) == ("anunciara", "habrá fondos")
    assert analysis("El juez pidió que el alcalde explicara las cuentas.").attributions[0].act is Act.DEMAND
