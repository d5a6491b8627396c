"""The parser's own names behind the gazetteer, on hand-built docs: no model is loaded."""

from __future__ import annotations

import pytest

from ingest.nlp.mentions import Finder
from tests.unit.mentions.conftest import version_of

spacy = pytest.importorskip("spacy")


def _find(finder: Finder, text: str, *entities: tuple[str, str]) -> list[tuple[str, str, str]]:
    doc = spacy.blank("en")(text)
    spans = [doc.char_span(start := text.index(words), start + len(words), label=label) for words, label in entities]
    doc.ents = spans
    return [(m.span.exact, m.label.value, m.rule) for m in finder.find(version_of(text, "en"), doc).mentions]


def test_the_gazetteer_wins_over_the_parser(finder: Finder) -> None:
    text = "Yesterday DeepSeek answered."
    assert _find(finder, text, ("DeepSeek", "PRODUCT")) == [("DeepSeek", "ORG", "gazetteer")]
    assert _find(finder, text, ("DeepSeek", "GPE")) == [("DeepSeek", "ORG", "gazetteer")]


def test_the_parser_gives_what_is_left_without_articles(finder: Finder) -> None:
    text = "He met the Quillfeather of Brixholm."
    found = _find(finder, text, ("the Quillfeather", "ORG"), ("Brixholm", "GPE"))
    assert found == [("Quillfeather", "ORG", "parser"), ("Brixholm", "LOC", "parser")]


def test_labels_that_name_nothing_are_left_out(finder: Finder) -> None:
    assert _find(finder, "It rained on a Brixholmday.", ("Brixholmday", "DATE")) == []


def test_a_longer_place_of_the_parser_wins_over_a_part_of_it(finder: Finder) -> None:
    text = "Ships crossed the Gulf of Mexico."
    assert _find(finder, text, ("Gulf of Mexico", "LOC")) == [("Gulf of Mexico", "LOC", "parser")]


def test_a_word_of_origin_is_no_short_form_of_a_body(finder: Finder) -> None:
    text = "Brixish Airways cut fares. Most Brixish people agreed."
    named = [name for name, _, _ in _find(finder, text, ("Brixish Airways", "ORG"))]
    assert named == ["Brixish Airways", "Brixish"]
    doc = spacy.blank("en")(text)
    start = text.rindex("Brixish")
    doc.ents = [doc.char_span(start, start + len("Brixish"), label="NORP")]
    assert [m.span.exact for m in finder.find(version_of(text, "en"), doc).mentions] == ["Brixish Airways"]


def test_one_word_that_is_no_proper_noun_is_no_name(finder: Finder) -> None:
    doc = spacy.blank("en")("Glad to help.")
    doc[0].pos_ = "ADJ"
    doc.ents = [doc.char_span(0, 4, label="PERSON")]
    assert finder.find(version_of("Glad to help.", "en"), doc).mentions == ()


def test_a_given_name_alone_is_somebody(finder: Finder) -> None:
    assert _find(finder, "Thanks,\nMaria\n") == [("Maria", "PER", "given")]


def test_the_dot_of_an_abbreviation_belongs_to_the_name(finder: Finder) -> None:
    assert _find(finder, "It was made in the U.S. last year.") == [("U.S.", "LOC", "gazetteer")]
