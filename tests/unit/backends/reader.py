"""Readings for tests of back ends: Spanish, which needs no parser."""

from __future__ import annotations

from graph.model import Version
from ingest.nlp import language
from ingest.nlp.analysis import Analysis
from ingest.nlp.backends.base import Backend
from ingest.nlp.draft import Range
from ingest.nlp.engine import Analyser
from ingest.nlp.mentions import Finder
from ingest.nlp.paragraphs import paragraphs, spoken
from ingest.nlp.quotes import quotations
from ingest.nlp.reading import Reading
from tests.unit.nlp.reader import version as version_of


def version(text: str) -> Version:
    return version_of(text, code="es")


def reading(text: str) -> Reading:
    here = version(text)
    plain = spoken(here)
    lines = paragraphs(here, plain)
    return Reading(
        version=here,
        language=language.load("es"),
        text=plain,
        paragraphs=lines,
        quotations=quotations(plain, lines),
    )


def analysis(text: str, backend: Backend) -> Analysis:
    """The whole engine behind one back end."""
    return Analyser([language.load("es")], Finder.load(), backend=backend).analyse(version(text))


def place(text: str, words: str) -> Range:
    """Where words stand that the text has once."""
    assert text.count(words) == 1
    start = text.index(words)
    return Range(start, start + len(words))
