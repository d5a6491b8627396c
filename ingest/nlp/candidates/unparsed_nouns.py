"""Attributions without a reporting verb: according to X, nouns that introduce what is said, headlines with a colon."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.nlp.candidates.unparsed_lines import Line
from ingest.nlp.draft import Draft


def noun_drafts(line: Line, verbs: Sequence[Draft], starts: frozenset[int]) -> list[Draft]:
    """Drafts of one paragraph besides those of its verbs."""
    return []
