"""``Parse``: what every construction of a parsed language receives: the reading, its tree and where quotations stand."""

from __future__ import annotations

from functools import cached_property

from graph.model import Label
from ingest.nlp.candidates.parsed_tree import Tree
from ingest.nlp.draft import Range
from ingest.nlp.lexicon import Lexicon
from ingest.nlp.paragraphs import Paragraph
from ingest.nlp.quotes import Quotation
from ingest.nlp.reading import Reading

_EDGE = " \t\r\n\u00a0,;:.–—-―…"


class Parse:
    """One reading with its tree. ``inside[i]`` is the outermost quotation that holds token ``i``, or None."""

    def __init__(self, reading: Reading) -> None:
        if reading.doc is None:
            raise ValueError("a parsed reading has a doc")
        self.reading = reading
        self.lexicon: Lexicon = reading.lexicon
        self.tree = Tree(reading.doc, reading.lexicon.grammar)
        self.text = reading.text
        self.paragraph: list[int] = self._places([p.range for p in reading.paragraphs])
        self.quoted: list[int] = self._places([q.outer for q in reading.outermost])

    def _places(self, ranges: list[Range]) -> list[int]:
        """For each token the number of the range that holds it, -1 for none."""
        found, at = [], 0
        for start in self.tree.start:
            while at < len(ranges) and ranges[at].end <= start:
                at += 1
            found.append(at if at < len(ranges) and ranges[at].start <= start else -1)
        return found

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        return self.reading.outermost

    @cached_property
    def organisations(self) -> tuple[Range, ...]:
        """Where organisations are named."""
        named = (m.span for m in self.reading.mentions if m.label is Label.ORG)
        return tuple(Range(span.start, span.end) for span in named)

    def paragraph_of(self, i: int) -> Paragraph:
        """The paragraph that holds token ``i``."""
        return self.reading.paragraphs[self.paragraph[i]]

    def quotation_of(self, i: int) -> Quotation | None:
        return self.quotations[self.quoted[i]] if self.quoted[i] >= 0 else None

    def trimmed(self, span: Range) -> Range | None:
        """``span`` without blanks and loose punctuation at its edges; None when no word is left."""
        start, end = span
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return Range(start, end) if any(c.isalnum() for c in self.text[start:end]) else None
