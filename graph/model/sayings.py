"""Who said what: attributions with their claimant, frame and evidence."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.ids import make_id
from graph.model.places import Moment, Span
from graph.model.terms import Act, Certainty, Closeness, Count, Grade, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Who the source is. ``span`` is the place that names him (the source itself, or the nearest earlier one)."""

    name: str
    span: Span | None = None
    entity_id: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDescriptor:
    """An unnamed source as worded. Never merged by the machine."""

    wording: str
    closeness: Closeness
    count: Count = Count.UNKNOWN
    about_entity_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The proposition in a form that needs no language any more: what resolution compares.

    ``norm`` folded content words; ``positive`` False where the content itself is negated; ``numbers`` as digits;
    ``about`` entity ids named in the content, in order; ``vector`` int8 components of a unit sentence embedding
    times 127 (empty where none was made); ``topics`` language-free names of the predicate families found
    ("copying", "copyright", "cost" ...), from the lexicons.
    """

    norm: str
    positive: bool = True
    numbers: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    vector: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One act of saying in one version: source, cue and content, with act, mode, target, hedge and certainty.

    ``target_ids`` are the entities of ``target`` (canonicalised only when read). ``within`` is the id of the
    attribution whose content holds this one. ``said`` is the claim time. ``rule`` names the construction.
    """

    id: str
    version_id: str
    language: str
    cue: Span | None
    source: Span | None
    content: tuple[Span, ...]
    act: Act
    mode: Mode
    certainty: Certainty
    lemma: str
    confidence: float
    rule: str
    frame: Frame
    target: tuple[Span, ...] = ()
    target_ids: tuple[str, ...] = ()
    hedge: tuple[Span, ...] = ()
    claimant: Claimant | None = None
    descriptor: SourceDescriptor | None = None
    said: Moment | None = None
    within: str | None = None
    made_by: str = ""

    def __post_init__(self) -> None:
        if self.cue is None and not self.content:
            raise ValueError("an attribution needs a cue or a content")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not in [0, 1]")

    @staticmethod
    def id_of(version_id: str, act: Act, cue: Span | None, content: tuple[Span, ...]) -> str:
        places = [f"{s.start}-{s.end}" for s in content]
        return make_id("att", version_id, act.value, f"{cue.start}-{cue.end}" if cue else "", *places)

    @property
    def start(self) -> int:
        """Where it begins in the text: the order of a page."""
        return min(s.start for s in (self.cue, self.source, *self.content) if s is not None)

    @property
    def words(self) -> str:
        """The content as worded; parts that the cue interrupts are joined by an ellipsis."""
        return " … ".join(s.exact for s in self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is offered for the content of ``attribution_id``, with the words that say so (None for E0)."""

    id: str
    version_id: str
    attribution_id: str
    grade: Grade
    span: Span | None
    rule: str
    made_by: str = ""

    @staticmethod
    def id_of(attribution_id: str, grade: Grade, span: Span | None) -> str:
        return make_id("evd", attribution_id, grade.value, f"{span.start}-{span.end}" if span else "")
