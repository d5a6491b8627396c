"""The proposition of a content in a form that needs no language any more."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graph.model import Frame
from graph.text import words
from ingest.nlp.draft import Range
from ingest.nlp.lexicon import Lexicon
from ingest.nlp.phrases import Token
from ingest.nlp.reading import Reading

_NUMBER = re.compile(r"\d[\d.,٫٬]*")
_HEAD = 10
"""Words at the beginning of a content in which its own negation stands; later ones mostly belong to other clauses."""


@cache
def topic_names() -> frozenset[str]:
    """Names of predicate families that a lexicon may use."""
    return frozenset(tomllib.loads((Path(__file__).parent / "topics.toml").read_text("utf-8")))


def frame(content: tuple[Range, ...], reading: Reading) -> Frame:
    """What resolution compares: folded words, polarity, numbers, entities named, topics."""
    lexicon = reading.lexicon
    spoken = [token for span in content for token in reading.words_in(span)]
    entities = [e for span in content for e in reading.found.entities_at(span.start, span.end)]
    topics = [topic for _, topic in lexicon.topic_phrases.find(spoken)]
    worded = " ".join(reading.text[span.start : span.end] for span in content)
    return Frame(
        norm=" ".join(words(worded)),
        positive=not _negated(spoken, lexicon),
        numbers=_numbers(worded),
        about=tuple(dict.fromkeys(entities)),
        topics=tuple(dict.fromkeys(topics)),
    )


def unknown_topics(topics: Mapping[str, object]) -> tuple[str, ...]:
    """Names that are in no family of ``topics.toml``, sorted."""
    return tuple(sorted(set(topics) - topic_names()))


def _negated(spoken: list[Token], lexicon: Lexicon) -> bool:
    """Negated once in its head; twice is an assertion again."""
    negations = sum(
        any(form in lexicon.negation.words for form in t.forms) or t.written.endswith(("n't", "n’t"))
        for t in spoken[:_HEAD]
    )
    return negations % 2 == 1


def _numbers(text: str) -> tuple[str, ...]:
    """Numbers as digits, thousands separators dropped: "2,048" and "٢٬٠٤٨" give "2048"."""
    found = []
    for match in _NUMBER.finditer(text):
        digits = "".join(str(int(c)) if c.isdigit() else c for c in match.group().rstrip(".,٫٬"))
        digits = re.sub(r"[,٬](?=\d{3}(?!\d))", "", digits).replace("٫", ".")
        found.append(digits)
    return tuple(dict.fromkeys(found))
