"""``Rules``: our own rules as a back end, the default one."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.nlp.backends.base import Drafted
from ingest.nlp.candidates import apart, parsed, unparsed
from ingest.nlp.draft import Draft
from ingest.nlp.reading import Reading

NAME = "rules"


@dataclass(frozen=True, slots=True)
class Rules:
    """Candidates by the parse, or by the token grammar that the language's lexicon describes."""

    name: str = NAME

    def drafts(self, reading: Reading) -> Drafted:
        return Drafted(drafts(reading))


def drafts(reading: Reading) -> tuple[Draft, ...]:
    """The rules' drafts of ``reading``, in the order of the text."""
    if reading.doc is not None:
        return parsed.drafts(reading)
    return apart.drafts(reading) if reading.lexicon.apart.forms else unparsed.drafts(reading)
