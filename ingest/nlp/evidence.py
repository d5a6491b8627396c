"""What evidence is offered for a statement, graded by the words that say so."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Attribution, Evidence
from ingest.nlp.reading import Reading


def grade(attributions: Sequence[Attribution], reading: Reading) -> tuple[Evidence, ...]:
    """Evidence for ``attributions`` (in the order of the text); nothing for those for which none is stated."""
    return ()
