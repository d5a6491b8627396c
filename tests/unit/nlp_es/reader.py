"""Spanish texts through the whole engine, with the names that a test gives."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from graph.model import Attribution, Moment, Precision, Version
from ingest.nlp import language
from ingest.nlp.analysis import Analysis
from ingest.nlp.engine import Analyser
from ingest.nlp.mentions import Finder

SEEN = datetime(2026, 3, 1, tzinfo=UTC)
THURSDAY = Moment(datetime(2026, 2, 26, 9, tzinfo=UTC), Precision.MINUTE, "html")


@cache
def analyser() -> Analyser:
    return Analyser([language.load("es")], Finder.load())


def analysis(text: str) -> Analysis:
    """What the engine makes of a text published on a Thursday."""
    return analyser().analyse(version(text))


def version(text: str) -> Version:
    """A text published on a Thursday."""
    return Version(id="ver:1", article_id="art:1", text=text, language="es", retrieved=SEEN, published=THURSDAY)


def roles(found: Attribution) -> dict[str, object]:
    """The roles of a finding, worded as examples word them."""
    return {
        "cue": found.cue.exact if found.cue else "",
        "source": found.source.exact if found.source else "",
        "content": tuple(span.exact for span in found.content),
        "act": found.act,
        "mode": found.mode.value,
        "target": tuple(span.exact for span in found.target),
        "hedge": tuple(span.exact for span in found.hedge),
        "certainty": found.certainty.value,
    }
