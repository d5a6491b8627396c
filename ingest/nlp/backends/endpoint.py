"""``Endpoint``: a language model behind an address that the user has set. Its answers are checked, never believed.

::

    text ── pieces ──▶ Completions.ask ── bytes ──▶ answer.checked ──▶ Proposal, Proposal ... + what was refused

The text of the article leaves this machine when the address is elsewhere; nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from ingest.nlp.backends import rules
from ingest.nlp.backends.answer import checked
from ingest.nlp.backends.base import Drafted, Proposal, Refusal
from ingest.nlp.backends.completing import completed
from ingest.nlp.backends.completions import Completions
from ingest.nlp.backends.options import EndpointOptions
from ingest.nlp.draft import Range
from ingest.nlp.parsing import pieces
from ingest.nlp.reading import Reading


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``piece``: code points of the text in one question; no piece ends inside a line that fits into one."""

    completions: Completions
    piece: int

    @classmethod
    def of(cls, options: EndpointOptions, *, key: str) -> Self:
        return cls(Completions(options, key=key), options.piece)

    @property
    def name(self) -> str:
        return self.completions.options.name

    def drafts(self, reading: Reading) -> Drafted:
        """One question a piece of the text, one after the other. Raises ``BackendError`` when one has no answer."""
        found: list[Proposal] = []
        refused: list[Refusal] = []
        with self.completions.connected() as ask:
            for piece in _pieces(reading.text, self.piece):
                taken, left = checked(ask(reading.text[slice(*piece)]), piece, reading)
                found += taken
                refused += left
        drafts = completed(found, reading, known=rules.drafts(reading), by=self.name)
        return Drafted(drafts, tuple(refused))


def _pieces(text: str, longest: int) -> Iterator[Range]:
    """Where the pieces of a text are that hold any letter."""
    at = 0
    for piece in pieces(text, longest):
        if any(c.isalpha() for c in piece):
            yield Range(at, at + len(piece))
        at += len(piece)
