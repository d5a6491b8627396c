"""Carried-over speakers in parsed text: gender of names, topics, the first person, what points back."""

from __future__ import annotations

import pytest

from graph.model import Label, Mention, Span
from ingest.nlp import speakers
from ingest.nlp.draft import Construction, Draft, Range, Subject
from ingest.nlp.mentions import Found

from .reader import reading


def draft(text: str, cue: str, source: str, said: str, subject: Subject = Subject.NAMED) -> Draft:
    """A statement by its words; each stands once in the text."""
    place = {words: Range(text.index(words), text.index(words) + len(words)) for words in (cue, source, said)}
    return Draft(
        construction=Construction.CLAUSE,
        cue=place[cue],
        source=place[source],
        content=(place[said],),
        lemma="say",
        act="assert",  # type: ignore[arg-type]
        confidence=0.9,
        subject=subject,
    )


def names(text: str, *named: tuple[str, Label]) -> Found:
    mentions = [
        Mention(span=Span.of(text, text.index(words), text.index(words) + len(words)), label=label, entity_id=None)
        for words, label in named
    ]
    return Found(mentions=tuple(sorted(mentions, key=lambda m: m.span.start)))


def who(text: str, found: Found, *drafts: Draft) -> list[str | None]:
    answers = speakers.resolve(drafts, reading(text, found=found))
    return [answer.name if answer else None for answer in answers]


@pytest.mark.parametrize(("pronoun", "speaker"), [("She", "Ingrid Moss"), ("He", "Oscar Lund")])
def test_given_names_tell_the_gender(pronoun: str, speaker: str) -> None:
    text = f"Ingrid Moss said it leaks. Oscar Lund noted it holds. {pronoun} added that it rained."
    found = names(text, ("Ingrid Moss", Label.PER), ("Oscar Lund", Label.PER))
    first = draft(text, "said", "Ingrid Moss", "it leaks")
    second = draft(text, "noted", "Oscar Lund", "it holds")
    third = draft(text, "added", f"{pronoun} ".strip(), "it rained", Subject.PRONOUN)
    assert who(text, found, first, second, third)[2] == speaker


def test_whom_the_text_has_told_of_since_comes_before_the_last_speaker() -> None:
    text = "Hugo Vale said it leaks. Oscar Lund has just reached the gates. He added that it rained."
    found = names(text, ("Hugo Vale", Label.PER), ("Oscar Lund", Label.PER))
    first = draft(text, "said", "Hugo Vale", "it leaks")
    assert who(text, found, first, draft(text, "added", "He", "it rained", Subject.PRONOUN)) == [
        "Hugo Vale",
        "Oscar Lund",
    ]


def test_the_first_person_is_who_says_it() -> None:
    text = "Hugo Vale said: I told the crew that it leaks."
    found = names(text, ("Hugo Vale", Label.PER))
    outer = draft(text, "said", "Hugo Vale", "I told the crew that it leaks")
    assert who(text, found, outer, draft(text, "told", "I", "it leaks", Subject.PRONOUN)) == ["Hugo Vale", "Hugo Vale"]


def test_the_first_person_of_the_narrator_is_nobody() -> None:
    text = "Hugo Vale said it leaks. Earlier we reported that it rained."
    found = names(text, ("Hugo Vale", Label.PER))
    first = draft(text, "said", "Hugo Vale", "it leaks")
    assert who(text, found, first, draft(text, "reported", "we", "it rained", Subject.PRONOUN))[1] is None


def test_he_in_reported_speech_is_who_reports() -> None:
    text = "Hugo Vale said he had warned that it leaks."
    found = names(text, ("Hugo Vale", Label.PER))
    outer = draft(text, "said", "Hugo Vale", "he had warned that it leaks")
    inner = draft(text, "had warned", "he", "it leaks", Subject.PRONOUN)
    assert who(text, found, outer, inner) == ["Hugo Vale", "Hugo Vale"]


@pytest.mark.parametrize(("noun", "speaker"), [("the company", "Norrsund"), ("the court", "the court")])
def test_only_a_noun_of_any_body_points_to_the_last_body(noun: str, speaker: str) -> None:
    text = f"Norrsund rejected the findings. Later {noun} said it closed."
    found = names(text, ("Norrsund", Label.ORG))
    first = draft(text, "rejected", "Norrsund", "the findings")
    assert who(text, found, first, draft(text, "said", noun, "it closed"))[1] == speaker
