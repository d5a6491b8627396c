"""Carried-over speakers, for all languages: who is "he", "the company", and who goes on speaking in "and added"."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Claimant
from ingest.nlp.draft import Draft
from ingest.nlp.reading import Reading


def resolve(drafts: Sequence[Draft], reading: Reading) -> tuple[Claimant | None, ...]:
    """One answer for each draft, in the same order; None when unsure or when nobody is named (``Subject.NOBODY``).

    ``drafts`` come in the order of the text. A draft with a source that names somebody gets a claimant with that span.
    """
    return tuple(None for _ in drafts)
