"""What resolution adds: claims, answers, threads and the edges between them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.ids import make_id
from graph.model.sayings import Frame
from graph.model.terms import AnswerKind, LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The proposition that attributions share. ``id`` is made from the attribution that founded it, never reused."""

    id: str
    founder_id: str
    frame: Frame
    target_ids: tuple[str, ...] = ()

    @staticmethod
    def id_of(founder_id: str) -> str:
        return make_id("clm", founder_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expresses:
    """Attribution → claim. Belongs to the attribution's version."""

    attribution_id: str
    claim_id: str
    score: float
    reasons: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Attribution → claim that it responds to. Belongs to the attribution's version."""

    attribution_id: str
    claim_id: str
    kind: AnswerKind
    score: float
    reasons: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLink:
    left: str
    right: str
    kind: LinkKind
    score: float
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Claims of one dispute. ``id`` from its first claim; the title is made from frames when read."""

    id: str
    founder_id: str

    @staticmethod
    def id_of(claim_id: str) -> str:
        return make_id("thr", claim_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class InThread:
    claim_id: str
    thread_id: str
    score: float
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NearCopy:
    """Version → earlier version with nearly the same words. Belongs to ``version_id``."""

    version_id: str
    of_version_id: str
    score: float
    method: str
