"""The company that two everyday names are in: who else their articles name. More than one محمد علي is in the news."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from graph.model import Entity, Schema
from graph.resolve.canon import Canon
from graph.stores.base import Reader
from graph.stores.merging import is_known

ENOUGH = 2
"""Persons and organisations that both must be named with, one of them not known to everybody."""
_STATEMENTS_READ = 20
_ARTICLES_READ = 5
_NEAR = 200  # entities of one version that are looked at


def shared_company(
    entity: Entity, other: Entity, near: Iterable[Entity], reader: Reader, canon: Canon
) -> tuple[str, ...]:
    """Names of those in this version (``near``) that articles about ``other`` name too; empty when too few."""
    there = _company_of(other.id, reader, canon)
    if not there:
        return ()
    ours = [e for e in islice(near, _NEAR) if e.id not in (entity.id, other.id) and e.schema is not Schema.PLACE]
    canon.learn_ids(e.id for e in ours)
    shared = {canon.of(e.id): e for e in ours if canon.of(e.id) in there}
    enough = len(shared) >= ENOUGH and any(not is_known(e) for e in shared.values())
    return tuple(sorted(e.name for e in shared.values())) if enough else ()


def _company_of(entity_id: str, reader: Reader, canon: Canon) -> frozenset[str]:
    """Canonical ids named in the first articles in which the entity speaks or is spoken of."""
    said = reader.timeline_of_entity(entity_id, limit=_STATEMENTS_READ).items
    versions = list(dict.fromkeys(reported.version.id for reported in said))[:_ARTICLES_READ]
    named = {m.entity_id for version in versions for m in reader.mentions_in(version) if m.entity_id}
    canon.learn_ids(named)
    return frozenset(canon.all(sorted(named)))
