"""Readings for the tests of the engine: hand-built parses, no model loaded."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph.model import Label, Mention, Moment, Precision, Span, Version, Zone
from ingest.nlp import language
from ingest.nlp.analysis import Analysis
from ingest.nlp.candidates import parsed
from ingest.nlp.draft import Draft
from ingest.nlp.engine import Analyser
from ingest.nlp.mentions import Found
from ingest.nlp.paragraphs import holes, paragraphs, spoken
from ingest.nlp.quotes import quotations
from ingest.nlp.reading import Reading

SEEN = datetime(2026, 3, 1, tzinfo=UTC)
PUBLISHED = Moment(datetime(2026, 2, 26, 9, tzinfo=UTC), Precision.MINUTE, "html")  # a Thursday


def version(text: str, *, code: str = "en", dated: bool = False, zones: tuple[Zone, ...] = ()) -> Version:
    return Version(
        id="ver:1",
        article_id="art:1",
        text=text,
        language=code,
        retrieved=SEEN,
        published=PUBLISHED if dated else None,
        zones=zones,
    )


def parse(text: str, rows: str) -> Doc:
    """A ``Doc`` of ``text`` from one row a token: "word lemma POS TAG label head", the head by number from 0."""
    fields = [row.split() for row in rows.strip().splitlines()]
    words = [f[0] for f in fields]
    spaces, at = [], 0
    for word in words:
        at = text.index(word, at) + len(word)
        spaces.append(text[at : at + 1] == " ")
    return Doc(
        Vocab(),
        words=words,
        spaces=spaces,
        lemmas=[f[1] for f in fields],
        pos=[f[2] for f in fields],
        tags=[f[3] for f in fields],
        deps=[f[4] for f in fields],
        heads=[int(f[5]) for f in fields],
    )


def reading(text: str, doc: Doc | None = None, *, found: Found | None = None, **options: object) -> Reading:
    here = version(text, **options)  # type: ignore[arg-type]
    plain = spoken(here)
    lines = paragraphs(here, plain)
    return Reading(
        version=here,
        language=language.load("en"),
        text=plain,
        paragraphs=lines,
        quotations=quotations(plain, lines),
        holes=holes(here),
        doc=doc,
        found=found or Found(),
    )


def drafts(text: str, rows: str) -> tuple[Draft, ...]:
    """What a hand-built parse gives."""
    return parsed.drafts(reading(text, parse(text, rows)))


def roles(text: str, draft: Draft) -> tuple[str | None, str | None, list[str]]:
    """Cue, source and content of a draft in words."""
    cue = text[slice(*draft.cue)] if draft.cue else None
    source = text[slice(*draft.source)] if draft.source else None
    return cue, source, [text[slice(*span)] for span in draft.content]


def named(text: str, name: str, label: Label, entity: str) -> Mention:
    """Every test text names each party once."""
    start = next(re.finditer(re.escape(name), text)).start()
    return Mention(span=Span.of(text, start, start + len(name)), label=label, entity_id=entity)


class NoNames:
    """Finds nothing: for tests of the steps that need no mentions."""

    def find(self, version: Version, doc: Doc | None = None) -> Found:
        return Found()


def analyser() -> Analyser:
    return Analyser([language.load("en")], NoNames())


def analysis(text: str, **options: object) -> Analysis:
    """The whole engine, model included."""
    return analyser().analyse(version(text, **options))  # type: ignore[arg-type]
