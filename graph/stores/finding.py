"""What full text holds and how a query matches: shared by all stores, so that membership is the same in each."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Attribution, Entity, Version
from graph.text import fold, index_text, match_forms, skeleton, words


def attribution_text(attribution: Attribution) -> str:
    """Folded source, cue, content and claimant's name (the names of his entity are added when searching)."""
    spans = (attribution.source, attribution.cue, *attribution.content)
    name = attribution.claimant.name if attribution.claimant else ""
    return index_text(" ".join([*(span.exact for span in spans if span is not None), name]))


def version_text(version: Version) -> str:
    """Folded title, headline and body; teasers and boilerplate are not found."""
    spoken = [version.text[zone.start : zone.end] for zone in version.zones if zone.kind.speaks]
    return index_text(" ".join([version.title, *(spoken if version.zones else [version.text])]))


def query_forms(text: str) -> tuple[tuple[str, ...], ...]:
    """For each word of the query the forms of which one must be there. Empty when there is no word."""
    return tuple(match_forms(word) for word in dict.fromkeys(words(text)))


def holds(indexed: Iterable[str], forms: Iterable[tuple[str, ...]]) -> bool:
    """True when each word is there in one of its forms."""
    there = frozenset(indexed)
    return all(not there.isdisjoint(word) for word in forms)


def names_of(entity: Entity) -> tuple[str, ...]:
    """Every name once, the main one first."""
    return tuple(dict.fromkeys((entity.name, *(alias.value for alias in entity.aliases))))


def name_rank(query: str, name: str) -> int | None:
    """How well a name answers: 0 the same, 1 holds all words, 2 the same sounds in any script; None: not at all."""
    if fold(query) == fold(name):
        return 0
    forms = query_forms(query)
    if forms and holds(index_text(name).split(), forms):
        return 1
    sounds = skeleton(query).split()
    return 2 if sounds and set(sounds) <= set(skeleton(name).split()) else None


def entity_rank(query: str, entity: Entity) -> tuple[int, int, str] | None:
    """Sort key of an entity found by name (best name, its length, id); None when no name answers."""
    ranks = [(rank, len(name)) for name in names_of(entity) if (rank := name_rank(query, name)) is not None]
    return (*min(ranks), entity.id) if ranks else None
