"""Candidates of a language without a parser: a grammar of tokens over the reading."""

from __future__ import annotations

from ingest.nlp.draft import Draft
from ingest.nlp.reading import Reading


def drafts(reading: Reading) -> tuple[Draft, ...]:
    """All possible attributions of one reading, in the order of the text."""
    return ()
