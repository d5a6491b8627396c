"""Readings for the tests of the token grammar: a text in, a reading or its attributions out."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.model import Label, Mention, Span, Version
from ingest.nlp import language
from ingest.nlp.analysis import Analysis
from ingest.nlp.candidates import unparsed
from ingest.nlp.draft import Draft
from ingest.nlp.engine import Analyser
from ingest.nlp.mentions import Found
from ingest.nlp.paragraphs import paragraphs, spoken
from ingest.nlp.quotes import quotations
from ingest.nlp.reading import Reading

SEEN = datetime(2026, 3, 1, tzinfo=UTC)


class Names:
    """Finds exactly the names it is told: (words, label, entity id)."""

    def __init__(self, *names: tuple[str, Label, str]) -> None:
        self.names = names

    def find(self, version: Version, doc: object = None) -> Found:
        mentions = []
        for words, label, entity in self.names:
            start = version.text.find(words)
            while start >= 0:
                mentions.append(
                    Mention(span=Span.of(version.text, start, start + len(words)), label=label, entity_id=entity)
                )
                start = version.text.find(words, start + 1)
        return Found(mentions=tuple(sorted(mentions, key=lambda m: m.span.start)))


def version(text: str, code: str = "ar") -> Version:
    return Version(id="ver:1", article_id="art:1", text=text, language=code, retrieved=SEEN)


def reading(text: str, code: str = "ar", *names: tuple[str, Label, str]) -> Reading:
    """Without a parse: what the token grammar and the steps after it need."""
    here = version(text, code)
    plain = spoken(here)
    lines = paragraphs(here, plain)
    return Reading(
        version=here,
        language=language.load(code),
        text=plain,
        paragraphs=lines,
        quotations=quotations(plain, lines),
        found=Names(*names).find(here),
    )


def drafts(text: str) -> tuple[Draft, ...]:
    return unparsed.drafts(reading(text))


def only(text: str) -> Draft:
    """The single draft of a text that must have one."""
    found = drafts(text)
    assert len(found) == 1, [text[slice(*d.cue)] for d in found if d.cue]
    return found[0]


def analysis(text: str, *names: tuple[str, Label, str]) -> Analysis:
    """What the whole engine makes of an Arabic text."""
    return Analyser([language.load("ar")], Names(*names)).analyse(version(text))
