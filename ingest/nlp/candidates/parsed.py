"""Candidates of a language with a parser: constructions read off the dependency tree."""

from __future__ import annotations

from ingest.nlp.draft import Draft
from ingest.nlp.reading import Reading


def drafts(reading: Reading) -> tuple[Draft, ...]:
    """All possible attributions of one reading, in the order of the text."""
    return ()
