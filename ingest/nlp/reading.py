"""``Reading``: one version as the engine's steps see it; what each step receives, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from graph.model import Mention, Version
from ingest.nlp.draft import Range
from ingest.nlp.language import Language
from ingest.nlp.lexicon import Lexicon
from ingest.nlp.mentions import Found
from ingest.nlp.paragraphs import Paragraph
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
    found: Found = Found()  # mentions and entities

    @property
    def lexicon(self) -> Lexicon:
        return self.language.lexicon

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.found.mentions

    @cached_property
    def outermost(self) -> tuple[Quotation, ...]:
        return tuple(q for q in self.quotations if q.depth == 0)

    def paragraph_at(self, place: int) -> Paragraph | None:
        """The paragraph that holds ``place``."""
        return next((p for p in self.paragraphs if p.start <= place < p.end), None)

    def quotation_at(self, place: int) -> Quotation | None:
        """The outermost quotation whose inside holds ``place``."""
        return next((q for q in self.outermost if q.inner.start <= place < q.inner.end), None)


class NameFinder(Protocol):
    """Finds who and what is named. Called before candidates are made; ``doc.ents`` hold the model's own names."""

    def find(self, version: Version, doc: Doc | None = None) -> Found: ...


class NoNames:
    """Finds nothing: for tests of the steps that need no mentions."""

    def find(self, version: Version, doc: Doc | None = None) -> Found:
        return Found()
