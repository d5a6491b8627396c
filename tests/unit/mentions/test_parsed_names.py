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
