"""Quotations: which stretches of a text stand between quotation marks. Never fails, never loses a document."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.nlp.draft import Range
from ingest.nlp.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Quotation:
    """``outer`` with the marks, ``inner`` without. ``depth`` 0 is outermost. ``closed`` False: runs to the paragraph's end.

    ``continues`` is True where it takes up the open quotation of the paragraph before.
    """

    outer: Range
    inner: Range
    depth: int = 0
    closed: bool = True
    continues: bool = False


def quotations(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    """All quotations in the order of their opening mark; nested ones have ``depth`` > 0."""
    return ()
