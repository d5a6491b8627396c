"""The article reader: one version as stored, with everything to mark in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model import NOW, AsOf, Reported, Span, Version
from graph.queries.events import event
from graph.queries.models import ArticleView, Highlight, Role
from graph.queries.parties import Parties
from graph.stores.base import Reader


def article(reader: Reader, version_id: str, *, as_of: AsOf = NOW) -> ArticleView | None:
    """One version (``ver:``) or the latest one of an article (``art:``); None when unknown."""
    version = _version(reader, version_id, as_of)
    if version is None:
        return None
    reported = reader.reported_in(version.id, as_of=as_of)
    parties = Parties(reader)
    parties.learn(reported)
    source = reader.article(version.article_id)
    publisher = reader.publisher(source.publisher_id) if source and source.publisher_id else None
    return ArticleView(
        version=version,
        publisher_name=publisher.name if publisher else "",
        url=source.url if source else "",
        zones=version.zones,
        highlights=_highlights(reported),
        reported=reported,
        events=tuple(event(one, parties) for one in reported),
        history=reader.versions_of(version.article_id),
    )


def _version(reader: Reader, version_id: str, as_of: AsOf) -> Version | None:
    if not version_id.startswith("art:"):
        return reader.version(version_id)
    versions = reader.versions_of(version_id)
    public = [v for v in versions if as_of.published is None or (v.knowable.at or v.retrieved) <= as_of.published]
    return public[-1] if public else None


def _highlights(reported: Sequence[Reported]) -> tuple[Highlight, ...]:
    """All marks in the order of the text, the longer first where two begin together."""
    marks = {mark for one in reported for mark in _marks(one)}
    return tuple(sorted(marks, key=lambda m: (m.span.start, -m.span.end, m.role, m.attribution_id)))


def _marks(one: Reported) -> Iterator[Highlight]:
    attribution = one.attribution
    spans: dict[Role, tuple[Span | None, ...]] = {
        Role.SOURCE: (attribution.source,),
        Role.CUE: (attribution.cue,),
        Role.CONTENT: attribution.content,
        Role.TARGET: attribution.target,
        Role.HEDGE: attribution.hedge,
        Role.EVIDENCE: tuple(evidence.span for evidence in one.evidence),
    }
    for role, places in spans.items():
        for span in places:
            if span is not None:
                yield Highlight(role, span, attribution.id)
