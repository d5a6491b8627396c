"""The document: publisher, article, page, version, zones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from graph.model.ids import check_utc, make_id
from graph.model.places import Moment
from graph.model.terms import Precision, ZoneKind


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
        check_utc("Page.retrieved", self.retrieved)


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
        check_utc("Version.retrieved", self.retrieved)
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
