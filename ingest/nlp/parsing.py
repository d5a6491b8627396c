"""Parsing of whole texts in batches; a text too long for the parser's memory is read in pieces and put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

_LONGEST = 100_000
"""Code points parsed at once. The parser takes about 1 GB for a million and refuses more."""


def parses(pipeline: Pipeline, texts: Sequence[str], *, batch: int, longest: int = _LONGEST) -> Iterator[Doc]:
    """One ``Doc`` for each text, in order, with ``doc.text`` the text exactly."""
    cut = [pieces(text, longest) for text in texts]
    docs = pipeline.pipe((piece for text in cut for piece in text), batch_size=batch)
    for text in cut:
        yield _joined([next(docs) for _ in text])


def pieces(text: str, longest: int) -> list[str]:
    """``text`` cut behind line breaks, else behind blanks, else anywhere, into parts of at most ``longest``."""
    found, at = [], 0
    while len(text) - at > longest:
        end = next((e for e in (text.rfind(c, at, at + longest) for c in "\n ") if e > at), at + longest - 1) + 1
        found.append(text[at:end])
        at = end
    return [*found, text[at:]]


def _joined(docs: list[Doc]) -> Doc:
    if len(docs) == 1:
        return docs[0]
    from spacy.tokens import Doc

    whole = Doc.from_docs(docs, ensure_whitespace=False)
    if whole is None:
        raise ValueError("no pieces to join")
    return whole
