"""The words of Claimline as frozen values. Standard library only.

Nothing here saves itself, reads a clock or knows a database. Collections are tuples, datetimes are aware and UTC,
spans are half-open ``[start, end)`` in Unicode code points of one ``Version.text``.

::

    Publisher ── Article ── Version ── Zone                       the document
                               ├── Mention ── Entity ── Judgement who and what is named
                               ├── Attribution ── Claimant | SourceDescriptor, Frame
                               └── Evidence
    Attribution ── Expresses ── Claim ── InThread ── Thread       what resolution adds
    Attribution ── Answer ── Claim;  Claim ── ClaimLink ── Claim;  Version ── NearCopy ── Version

``GraphUpdate`` is everything that one version adds by itself; ``ResolutionUpdate`` is what follows from it and the
store. Ids are made of the fewest stable raw inputs (``make_id``), so the same input gives the same graph in every store.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import blake2b
from itertools import pairwise

ID_HEX = 24  # 96 bits: at ten million ids a collision is a chance of 1 in 10**15


def make_id(prefix: str, *parts: str) -> str:
    """``prefix:`` + 24 hex digits of a hash over ``parts``; parts are separated, so ("a", "bc") is not ("ab", "c")."""
    digest = blake2b(digest_size=ID_HEX // 2)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return f"{prefix}:{digest.hexdigest()}"


def _check_utc(name: str, value: datetime | None) -> None:
    if value is not None and (value.tzinfo is None or value.utcoffset() != UTC.utcoffset(None)):
        raise ValueError(f"{name} must be an aware UTC datetime, not {value!r}")


# ---------------------------------------------------------------- closed lists


class Act(StrEnum):
    """What is done by saying it. The verb's own lemma is kept beside it."""

    ASSERT = "assert"
    ALLEGE = "allege"
    ACCUSE = "accuse"
    DENY = "deny"
    ADMIT = "admit"
    DECLINE = "decline"
    DEMAND = "demand"
    WARN = "warn"
    PROMISE = "promise"
    INVESTIGATE = "investigate"
    SUE = "sue"
    RULE = "rule"
    CORRECT = "correct"

    @property
    def alleges(self) -> bool:
        """True where somebody is said to have done wrong: what the accused may answer."""
        return self in (Act.ALLEGE, Act.ACCUSE, Act.SUE)


class Mode(StrEnum):
    """``direct``: all content words in quotation marks; ``indirect``: none; ``mixed``: some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Certainty(StrEnum):
    """How surely the content is put forward; ordered by ``rank``."""

    DENIED = "denied"
    DOUBTFUL = "doubtful"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    ASSERTED = "asserted"
    CERTAIN = "certain"

    @property
    def rank(self) -> int:
        return list(Certainty).index(self)


class Grade(StrEnum):
    """What evidence is offered, in the words of the text; ordered by ``rank``."""

    E0 = "E0"  # none stated
    E1 = "E1"  # the outlet says that none was offered
    E2 = "E2"  # claimed to exist, withheld
    E3 = "E3"  # described
    E4 = "E4"  # seen by the outlet
    E5 = "E5"  # public primary document
    E6 = "E6"  # independently reproduced
    E7 = "E7"  # found by a court or regulator

    @property
    def rank(self) -> int:
        return int(self.value[1:])


class AnswerKind(StrEnum):
    DENIES = "denies"
    PARTLY_DENIES = "partly denies"
    ADMITS = "admits"
    DEFLECTS = "deflects"
    DECLINES = "declines"


class LinkKind(StrEnum):
    CONTRADICTS = "contradicts"
    SUPPORTS = "supports"
    MIRRORS = "mirrors"


class ZoneKind(StrEnum):
    """Only ``headline`` and ``body`` may hold attributions."""

    HEADLINE = "headline"
    BODY = "body"
    TEASER = "teaser"
    BOILERPLATE = "boilerplate"

    @property
    def speaks(self) -> bool:
        return self in (ZoneKind.HEADLINE, ZoneKind.BODY)


class Precision(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


class Label(StrEnum):
    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    MISC = "MISC"


class Schema(StrEnum):
    """FollowTheMoney schema names; ``Place`` is ours (FtM has none)."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    COMPANY = "Company"
    PUBLIC_BODY = "PublicBody"
    PLACE = "Place"
    THING = "Thing"


class Verdict(StrEnum):
    SAME = "same"
    NOT_SAME = "not same"
    UNSURE = "unsure"


class Closeness(StrEnum):
    """How an unnamed source is described."""

    CLOSE_TO = "close to"
    FAMILIAR = "familiar"
    OFFICIAL = "official"
    EXPERT = "expert"
    INSIDER = "insider"
    WITNESS = "witness"
    OTHER = "other"


class Count(StrEnum):
    ONE = "one"
    SEVERAL = "several"
    UNKNOWN = "unknown"


# ---------------------------------------------------------------- places in the text, points in time


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end] == exact`` in code points of one version's text."""

    start: int
    end: int
    exact: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.exact):
            raise ValueError(f"not a span: [{self.start}, {self.end}) {self.exact!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time with how precisely and from where it is known.

    ``at`` is the start of the interval that ``precision`` gives, UTC; None where only ``words`` are known.
    ``origin`` says where it was found: "json-ld", "opengraph", "feed", "html", "url", "text", "first seen".
    """

    at: datetime | None
    precision: Precision
    origin: str
    words: str = ""

    def __post_init__(self) -> None:
        _check_utc("Moment.at", self.at)


# ---------------------------------------------------------------- the document


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """``id`` = ``pub:`` of the domain. ``names`` are (language, name) pairs; ``country`` ISO 3166-1 alpha-2."""

    id: str
    name: str
    domain: str
    country: str = ""
    languages: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def id_of(domain: str) -> str:
        return make_id("pub", domain.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """``id`` = ``art:`` of the canonical URL."""

    id: str
    url: str
    publisher_id: str | None

    @staticmethod
    def id_of(url: str) -> str:
        return make_id("art", url)


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text with what it is and the name of the rule that says so. Zones of a version do not overlap."""

    kind: ZoneKind
    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Fetched bytes, kept compressed by the store. ``sha256`` of ``content`` is the key."""

    sha256: str
    url: str
    content: bytes
    content_type: str
    retrieved: datetime

    def __post_init__(self) -> None:
        _check_utc("Page.retrieved", self.retrieved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One extracted text of an article: the coordinate system of all spans; never rewritten.

    ``zones`` cover the text in order; where there are none, all of it is body. ``fingerprint`` is a 64-bit simhash
    (16 hex digits) of the words, for near copies. ``retrieved`` is when this text was first seen.
    ``links`` are absolute URLs in the body.
    """

    id: str
    article_id: str
    text: str
    language: str
    retrieved: datetime
    title: str = ""
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    modified: Moment | None = None
    page_sha256: str | None = None
    zones: tuple[Zone, ...] = ()
    extractor: str = ""
    revision_of: str | None = None
    links: tuple[str, ...] = ()
    fingerprint: str = ""

    def __post_init__(self) -> None:
        _check_utc("Version.retrieved", self.retrieved)
        for before, after in pairwise(self.zones):
            if after.start < before.end:
                raise ValueError(f"zones overlap at {after.start}")

    @staticmethod
    def id_of(article_id: str, text: str) -> str:
        return make_id("ver", article_id, text)

    @property
    def knowable(self) -> Moment:
        """When readers could know: published, else first seen (and the origin says so)."""
        if self.published is not None and self.published.at is not None:
            return self.published
        return Moment(self.retrieved, Precision.MINUTE, "first seen")


# ---------------------------------------------------------------- who and what is named


@dataclass(frozen=True, slots=True)
class Alias:
    """``script`` is ISO 15924 ("Latn", "Arab"); ``origin`` "gazetteer", "text", "pair" (Arabic + Latin side by side)."""

    value: str
    language: str
    script: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """The person, organisation or place itself. Names in several scripts are joined by ``Judgement``s, not by the id.

    ``keys`` are what candidates are looked up by (folded names, consonant skeletons), made by ``graph.text``.
    """

    id: str
    schema: Schema
    name: str
    aliases: tuple[Alias, ...] = ()
    keys: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @staticmethod
    def id_of(label: Label, folded_name: str, discriminator: str = "") -> str:
        return make_id("ent", label.value, folded_name, discriminator)

    @staticmethod
    def id_of_known(key: str) -> str:
        """Id of a gazetteer entry."""
        return make_id("ent", "known", key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    span: Span
    label: Label
    entity_id: str | None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Same, not same or unsure, between two entities; ``by`` is a rule's or a person's name. Undone by a later one."""

    left: str
    right: str
    verdict: Verdict
    by: str
    at: datetime
    score: float = 1.0
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_utc("Judgement.at", self.at)
        if self.left >= self.right:
            raise ValueError("Judgement wants left < right, so that each pair is written one way")


# ---------------------------------------------------------------- who said what


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


# ---------------------------------------------------------------- what resolution adds


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


# ---------------------------------------------------------------- provenance and batches


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Provenance of a batch. ``counts`` are (name, number) pairs, filled in when it ends."""

    id: str
    started: datetime
    code_version: str
    models: tuple[str, ...] = ()
    lexicons: tuple[str, ...] = ()
    finished: datetime | None = None
    counts: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        _check_utc("Run.started", self.started)
        _check_utc("Run.finished", self.finished)

    @staticmethod
    def id_of(started: datetime, host: str, process: int) -> str:
        return make_id("run", started.isoformat(), host, str(process))

    def ended(self, at: datetime, counts: dict[str, int]) -> Run:
        return replace(self, finished=at, counts=tuple(sorted(counts.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphUpdate:
    """All that one version adds by itself. Applying it twice equals applying it once."""

    publisher: Publisher | None
    article: Article
    version: Version
    page: Page | None = None
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionUpdate:
    """What follows from one version and the store. Everything here belongs to ``version_id`` and is replaced with it."""

    version_id: str
    judgements: tuple[Judgement, ...] = ()
    claims: tuple[Claim, ...] = ()
    expresses: tuple[Expresses, ...] = ()
    answers: tuple[Answer, ...] = ()
    links: tuple[ClaimLink, ...] = ()
    threads: tuple[Thread, ...] = ()
    in_thread: tuple[InThread, ...] = ()
    near_copies: tuple[NearCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two as-of questions. ``published``: what could the public know at T; ``recorded``: what did our graph say at T."""

    published: datetime | None = None
    recorded: datetime | None = None

    def __post_init__(self) -> None:
        _check_utc("AsOf.published", self.published)
        _check_utc("AsOf.recorded", self.recorded)


NOW = AsOf()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRecord:
    """The fetch log's line for one URL: last seen and poll state, outside content hashes and change counts."""

    url: str
    last_seen: datetime
    status: str
    etag: str = ""
    last_modified: str = ""
    page_sha256: str = ""
    version_id: str = ""
    extractor: str = ""
    failures: int = 0
    not_before: datetime | None = None

    def __post_init__(self) -> None:
        _check_utc("FetchRecord.last_seen", self.last_seen)
        _check_utc("FetchRecord.not_before", self.not_before)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write did, in records."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    superseded: int = 0

    def __add__(self, other: Changes) -> Changes:
        return Changes(
            self.inserted + other.inserted,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.superseded + other.superseded,
        )

    @property
    def changed(self) -> bool:
        return bool(self.inserted or self.updated or self.superseded)


@dataclass(frozen=True, slots=True)
class Reported:
    """An attribution as a reader meets it: with the version that reports it and what hangs on it."""

    attribution: Attribution
    version: Version
    article: Article
    publisher: Publisher | None
    claim_ids: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=())
