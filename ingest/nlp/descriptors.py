"""Unnamed sources, typed: how close they are said to be, how many, and why they stay unnamed."""

from __future__ import annotations

from graph.model import SourceDescriptor
from ingest.nlp.draft import Range
from ingest.nlp.reading import Reading


def describe(source: Range, reading: Reading) -> SourceDescriptor | None:
    """The descriptor of an unnamed source; None where the source names somebody."""
    return None
