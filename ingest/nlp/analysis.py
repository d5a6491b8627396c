"""What the reading of one version gives: the output of the engine, the input of a ``GraphUpdate``."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Attribution, Entity, Evidence, Judgement, Mention
from ingest.nlp.backends.base import Refusal


@dataclass(frozen=True, slots=True)
class Analysis:
    """Findings of one version, in the order of the text. Frames have no vector yet: embedding is a step of the pipeline.

    ``refused`` is what an optional back end's model gave and nobody believed.
    """

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    refused: tuple[Refusal, ...] = ()
