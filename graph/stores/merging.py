"""What happens when a record comes again: rules shared by all stores, so that any of them gives the same graph.

Each rule is idempotent over a whole re-ingest (putting A, B, A, B changes nothing after the first two), which "the last
one wins" is not where several articles describe one publisher or entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.model import Attribution, Entity, Evidence, Judgement, Publisher, Verdict, Version

REVIEW = ""
"""Owner of a judgement that a person made; a machine's belongs to the version it follows from."""


def merged_publisher(old: Publisher, new: Publisher) -> Publisher:
    """A description found on a page never replaces a declared one; a declared one replaces any that is no richer."""
    return new if _richness(new) >= max(_richness(old), 1) else old


def _richness(publisher: Publisher) -> int:
    return len(publisher.names) + len(publisher.languages) + bool(publisher.country)


def merged_version(old: Version, new: Version) -> Version:
    """``retrieved`` stays when this text was first seen; everything else is as found last."""
    return replace(new, retrieved=min(old.retrieved, new.retrieved))


def merged_entity(old: Entity, new: Entity) -> Entity:
    """Aliases, keys and topics add up; name and schema are the gazetteer's, else the first ones found."""
    head = new if is_known(new) else old
    return replace(
        head,
        aliases=tuple(sorted({*old.aliases, *new.aliases}, key=lambda a: (a.value, a.language, a.script, a.origin))),
        keys=tuple(sorted({*old.keys, *new.keys})),
        topics=tuple(sorted({*old.topics, *new.topics})),
    )


def is_known(entity: Entity) -> bool:
    """True for an entry of a gazetteer: it stands for all that are judged the same."""
    return any(alias.origin == "gazetteer" for alias in entity.aliases)


def same_judgement(old: Judgement, new: Judgement) -> bool:
    """A judgement repeated later is the same judgement, made when it was made first."""
    return replace(new, at=old.at) == old


def effective(judgements: Iterable[tuple[str, Judgement]]) -> Judgement:
    """What holds of several (owner, judgement) on one pair: a person's before the machine's, then the latest."""
    return max(judgements, key=lambda row: (row[0] == REVIEW, row[1].at, row[1].score, row[1].by))[1]


def joined(start: str, neighbours: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """All ids that ``start`` is joined with, itself included."""
    seen, waiting = {start}, [start]
    while waiting:
        for other in neighbours.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return frozenset(seen)


def joins(judgement: Judgement) -> bool:
    """True when it makes one entity of two."""
    return judgement.verdict is Verdict.SAME


def same_record(old: object, new: object) -> bool:
    """Equal but for who made it when: a run that finds the same again has found nothing new."""
    if isinstance(old, Judgement) and isinstance(new, Judgement):
        return same_judgement(old, new)
    if isinstance(old, Attribution | Evidence) and type(old) is type(new):
        return replace(new, made_by=old.made_by) == old
    return old == new
