"""``Reading``: one version as the engine's steps see it; what each step receives, never changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from graph.model import Mention, Version
from ingest.nlp.draft import Range
from ingest.nlp.language import Language
from ingest.nlp.lexicon import Lexicon
from ingest.nlp.mentions import Found
from ingest.nlp.paragraphs import Paragraph
from ingest.nlp.phrases import Token, tokens
from ingest.nlp.quotes import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, kw_only=True)
class Reading:
    """``text`` is ``version.text`` with what does not speak blanked out: same length, so every offset fits both.

    ``doc`` is the parse of ``text`` (spaCy ``Doc``; ``token.idx`` is an offset in ``text``), None for unparsed languages.
    """

    version: Version
    language: Language
    text: str
    paragraphs: tuple[Paragraph, ...]
    quotations: tuple[Quotation, ...]
    holes: tuple[Range, ...] = ()
    doc: Doc | None = None
    found: Found = field(default_factory=Found)  # mentions and entities

    @property
    def lexicon(self) -> Lexicon:
        return self.language.lexicon

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.found.mentions

    @cached_property
    def outermost(self) -> tuple[Quotation, ...]:
        return tuple(q for q in self.quotations if q.depth == 0)

    @cached_property
    def words(self) -> list[Token]:
        """All words of ``text``: cut once, asked for many spans."""
        return tokens(self.text)

    def words_in(self, span: Range) -> list[Token]:
        """Words that begin inside ``span``."""
        starts = self._word_starts
        return self.words[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def paragraph_at(self, place: int) -> Paragraph | None:
        """The paragraph that holds ``place``."""
        number = bisect_right(self._paragraph_starts, place) - 1
        return self.paragraphs[number] if number >= 0 and place < self.paragraphs[number].end else None

    def quotation_at(self, place: int) -> Quotation | None:
        """The outermost quotation whose inside holds ``place``."""
        number = bisect_right(self._quotation_starts, place) - 1
        return self.outermost[number] if number >= 0 and place < self.outermost[number].inner.end else None

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.place.start for word in self.words]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.inner.start for quotation in self.outermost]


class NameFinder(Protocol):
    """Finds who and what is named. Called before candidates are made; ``doc.ents`` hold the model's own names."""

    def find(self, version: Version, doc: Doc | None = None) -> Found: ...
