"""Sections of ``lexicon.toml`` that carried-over speakers, descriptors, evidence and unparsed candidates read.

Each class is one table of the file; an unknown key is an error. Fields may be added, with a default.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from graph.model import Closeness, Grade

Words = tuple[str, ...]


class Section(BaseModel):
    """A frozen table of a lexicon."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Pronoun(Section):
    """``gender`` "m", "f" or "" and ``number`` "s", "d", "p" or "" of whom it may stand for; ``labels`` PER, ORG ..."""

    words: Words
    gender: str = ""
    number: str = ""
    labels: Words = ()


class Speakers(Section):
    """``[speakers]``: what points back to a speaker named before."""

    pronouns: tuple[Pronoun, ...] = ()
    backreferences: dict[str, Words] = {}
    """Label → nouns that with an article point back to the last one of that kind: ORG = ["company", "ministry"]."""
    titles: Words = ()


class DescriptorWords(Section):
    """One ``[[descriptors]]``: nouns or phrases of unnamed sources."""

    closeness: Closeness
    words: Words


class EvidenceWords(Section):
    """One ``[[evidence]]``: phrases that grade what is offered."""

    grade: Grade
    words: Words


class Unparsed(Section):
    """``[unparsed]``: the token grammar of a language without a parser."""

    forms: str = ""
    """File of generated verb forms beside the lexicon."""
    blocked: Words = ()
    subject_stops: Words = ()
    content_stops: Words = ()
