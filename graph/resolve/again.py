"""Resolving again what is stored: all of it, or the articles that people's decisions touch.

All of it is worked out beside the store, in an empty one, version by version in the order in which they came and with
people's decisions from the start. The store gets each version's result and keeps what is the same: it is never empty
meanwhile, and what a crash leaves is put right by running it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from graph.model import Attribution, Changes, GraphUpdate, Judgement, Reported, ResolutionUpdate
from graph.resolve import resolve
from graph.stores import kinds
from graph.stores.base import Reader, Store, Writer
from graph.stores.dumping import restored
from graph.stores.merging import REVIEW

_BATCH = 100  # versions in one transaction
_STATEMENTS = 200  # of one page of a timeline

Owned = Mapping[str, tuple[Judgement, ...]]
"""Judgements by what they belong to: a version's text, ``REVIEW``."""
Progress = Callable[[int], None]
"""Told after each batch how many versions are done."""


def resolve_all(store: Store, beside: Store, *, now: datetime, progress: Progress = lambda done: None) -> Changes:
    """Resolve everything that ``store`` holds as if it came now, one after the other; ``beside`` is an empty store.

    The changes are those of ``store``: none when the rules are the same and nobody decided anything since.
    """
    judgements = _judgements(store)
    beside.write(partial(_put_judgements, judgements.get(REVIEW, ())), now=now)
    changes, done = Changes(), 0
    for versions in _batches(_in_order(store)):
        updates = [_stored(store, version_id, judgements) for version_id in versions]
        resolved = beside.write(partial(_put_updates, updates, now), now=now)
        changes += store.write(partial(_put_resolved, resolved), now=now)
        done += len(versions)
        progress(done)
    return changes


def resolve_decided(store: Store, *, now: datetime) -> Changes:
    """Resolve the articles again in which somebody whom a person decided on speaks or is spoken of."""
    judgements = _judgements(store)
    ends = {end for judgement in judgements.get(REVIEW, ()) for end in (judgement.left, judgement.right)}
    touched = {reported.version.id for end in sorted(ends) for reported in _timeline(store, end)}
    changes = Changes()
    for versions in _batches([v for v in _in_order(store) if v in touched] if touched else []):
        updates = [_stored(store, version_id, judgements) for version_id in versions]
        changes += store.write(partial(_resolve_updates, updates, now), now=now)
    return changes


def _put_judgements(judgements: Sequence[Judgement], writer: Writer) -> None:
    for judgement in judgements:
        writer.put_judgement(judgement)


def _put_updates(updates: Sequence[GraphUpdate], now: datetime, writer: Writer) -> list[ResolutionUpdate]:
    """As when they were ingested."""
    resolved = []
    for update in updates:
        writer.put(update)
        resolved.append(resolve(update, writer, now=now))
        writer.put_resolution(resolved[-1])
    return resolved


def _put_resolved(resolved: Sequence[ResolutionUpdate], writer: Writer) -> Changes:
    return sum((writer.put_resolution(resolution) for resolution in resolved), Changes())


def _resolve_updates(updates: Sequence[GraphUpdate], now: datetime, writer: Writer) -> Changes:
    """One after the other: each is resolved beside what the one before has become."""
    return sum((writer.put_resolution(resolve(update, writer, now=now)) for update in updates), Changes())


def _batches(versions: Sequence[str]) -> Iterator[Sequence[str]]:
    return (versions[at : at + _BATCH] for at in range(0, len(versions), _BATCH))


# ---------------------------------------------------------------- what is stored


def _in_order(reader: Reader) -> list[str]:
    """All versions as they came: by when they were recorded, then retrieved."""
    found = [
        (record.recorded, record.value.retrieved, record.value.id)
        for _, plain in reader.dump(history=True, only=(kinds.VERSION.name,))
        for record in [restored(kinds.VERSION, plain, now=0)]
    ]
    return [version_id for *_, version_id in sorted(found)]


def _judgements(reader: Reader) -> Owned:
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for _, plain in reader.dump(only=(kinds.JUDGEMENT.name,)):
        record = restored(kinds.JUDGEMENT, plain, now=0)
        found[record.owner].append(record.value)
    return {owner: tuple(judgements) for owner, judgements in found.items()}


def _timeline(reader: Reader, entity_id: str) -> Iterator[Reported]:
    cursor: str | None = None
    while True:
        page = reader.timeline_of_entity(entity_id, cursor=cursor, limit=_STATEMENTS)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def _stored(reader: Reader, version_id: str, judgements: Owned) -> GraphUpdate:
    """What a version brought, as the store holds it now."""
    version = reader.version(version_id)
    article = reader.article(version.article_id) if version else None
    if version is None or article is None:
        raise LookupError(version_id)  # it was listed a moment ago, and nothing is ever removed
    reported, mentions = reader.reported_in(version_id), reader.mentions_in(version_id)
    attributions = tuple(r.attribution for r in reported)
    ids = {m.entity_id for m in mentions}.union(*map(_named, attributions)) - {None, ""}
    found = (reader.entity(entity_id) for entity_id in sorted(i for i in ids if i))
    return GraphUpdate(
        publisher=reader.publisher(article.publisher_id) if article.publisher_id else None,
        article=article,
        version=version,
        entities=tuple(entity for entity in found if entity is not None),
        mentions=mentions,
        attributions=attributions,
        evidence=tuple(e for r in reported for e in r.evidence),
        judgements=judgements.get(version_id, ()),
    )


def _named(attribution: Attribution) -> set[str | None]:
    """Ids of all whom an attribution names."""
    claimant, descriptor = attribution.claimant, attribution.descriptor
    return {
        claimant.entity_id if claimant else None,
        descriptor.about_entity_id if descriptor else None,
        *attribution.target_ids,
        *(attribution.frame.about if attribution.frame else ()),
    }
