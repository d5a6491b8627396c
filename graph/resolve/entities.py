"""One entity across scripts: which names mean the same one, decided pair by pair, with the reasons.

Candidates come by their keys, never all pairs. A judgement is made only where the sound of the names agrees and there is
enough of it: two name parts, or a long name, or a pair that a text wrote side by side. Two entries of the gazetteer
are never merged, nor what would join two of them; a person's decision is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz.distance import Levenshtein

from graph.model import Entity, Judgement, Schema, Verdict
from graph.resolve.canon import Canon
from graph.stores.base import Reader
from graph.stores.merging import is_known
from graph.text import fold, script_of, skeleton

SAME_AT = 0.85
_LONG = 6  # consonants from which a name of two parts is told by its sound
_LONGER = 7  # the same for a name of one part
_NEAR = 0.85  # alikeness of two long skeletons that may differ by a letter
GROUPS = (
    frozenset({Schema.PERSON}),
    frozenset({Schema.ORGANIZATION, Schema.COMPANY, Schema.PUBLIC_BODY}),
    frozenset({Schema.PLACE}),
    frozenset({Schema.THING}),
)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How surely two entities are one, by their names."""

    score: float
    reasons: tuple[str, ...]


_NO_MATCH = NameMatch(0.0, ())


def compatible(left: Schema, right: Schema) -> bool:
    """True when the two kinds can be one thing."""
    return any(left in group and right in group for group in GROUPS)


def match(left: Entity, right: Entity) -> NameMatch:
    """The best pair of their names. Pure."""
    if not compatible(left.schema, right.schema) or (is_known(left) and is_known(right)):
        return _NO_MATCH
    pairs = ((a, b) for a in _names(left) for b in _names(right))
    return max((match_names(a, b) for a, b in pairs), key=lambda m: m.score, default=_NO_MATCH)


def _names(entity: Entity) -> list[str]:
    return list(dict.fromkeys((entity.name, *(alias.value for alias in entity.aliases))))


def match_names(left: str, right: str) -> NameMatch:
    """Judge two names, in one script or two."""
    a, b = fold(left).split(), fold(right).split()
    if a == b:
        return _equal(a)
    if script_of(left) == script_of(right):
        return _NO_MATCH  # two spellings in one script are two names until a text or a person says otherwise
    return _by_sound(skeleton(left), skeleton(right), parts=min(len(a), len(b)))


def _equal(parts: Sequence[str]) -> NameMatch:
    """The same name is the same one only when it has enough parts: there is more than one Ali."""
    if len(parts) > 1 and len("".join(parts)) > 8:
        return NameMatch(0.9, ("the same name",))
    return _NO_MATCH


def _by_sound(left: str, right: str, *, parts: int) -> NameMatch:
    a, b = left.replace(" ", ""), right.replace(" ", "")
    asked = _LONG if parts > 1 and left.count(" ") == right.count(" ") else _LONGER
    if min(len(a), len(b)) < asked:
        return _NO_MATCH
    if a == b:
        return NameMatch(0.95, (f"the same consonants ({left})", f"{parts} name parts"))
    alike = Levenshtein.normalized_similarity(a, b)
    if parts > 1 and alike >= _NEAR and _parts_agree(left, right):
        return NameMatch(round(alike, 4), (f"nearly the same consonants ({left} / {right})", f"{parts} name parts"))
    return _NO_MATCH


def _parts_agree(left: str, right: str) -> bool:
    """Part by part the sound is near, and begins alike."""
    a, b = left.split(), right.split()
    return len(a) == len(b) and all(
        x[0] == y[0] and Levenshtein.normalized_similarity(x, y) >= 0.6 for x, y in zip(a, b, strict=True)
    )


# ---------------------------------------------------------------- against the store


def judge(entities: Sequence[Entity], reader: Reader, canon: Canon, *, now: datetime, by: str) -> tuple[Judgement, ...]:
    """SAME judgements between a version's entities and those that share a key with them. ``canon`` learns them."""
    made: dict[tuple[str, str], Judgement] = {}
    for entity in entities:
        for other, found in _matches(entity, entities, reader):
            pair = (min(entity.id, other.id), max(entity.id, other.id))
            if pair not in made and may_join(entity, other, reader, canon):
                made[pair] = judgement(pair, found, reader, now=now, by=by)
                canon.join([made[pair]])
    return tuple(made[pair] for pair in sorted(made))


def _matches(entity: Entity, own: Sequence[Entity], reader: Reader) -> list[tuple[Entity, NameMatch]]:
    """Entities that match, best first; none when two entries of the gazetteer match equally well."""
    found = [(other, m) for other in _candidates(entity, own, reader) if (m := match(entity, other)).score >= SAME_AT]
    found.sort(key=lambda pair: (-pair[1].score, not is_known(pair[0]), pair[0].id))
    known = [pair for pair in found if is_known(pair[0])]
    if len(known) > 1 and known[0][1].score == known[1][1].score:
        return []
    return found


def _candidates(entity: Entity, own: Sequence[Entity], reader: Reader) -> Iterator[Entity]:
    if not entity.keys or is_known(entity):
        return
    inside = [e for e in own if not set(e.keys).isdisjoint(entity.keys)]
    stored = reader.entities_by_key(entity.keys)
    yield from {e.id: e for e in (*stored, *inside) if e.id != entity.id}.values()


def may_join(left: Entity, right: Entity, reader: Reader, canon: Canon) -> bool:
    """Nothing speaks against it: no person's decision, no second entry of the gazetteer behind one of them."""
    canon.learn_ids((left.id, right.id))
    if any(j.verdict is not Verdict.SAME and right.id in (j.left, j.right) for j in reader.judgements_of(left.id)):
        return False
    stand_ins = {canon.of(left.id), canon.of(right.id)}
    return len(stand_ins) < 2 or not all(_known_id(i, (left, right), reader) for i in stand_ins)


def _known_id(entity_id: str, near: Iterable[Entity], reader: Reader) -> bool:
    entity = next((e for e in near if e.id == entity_id), None) or reader.entity(entity_id)
    return entity is not None and is_known(entity)


def judgement(pair: tuple[str, str], found: NameMatch, reader: Reader, *, now: datetime, by: str) -> Judgement:
    """Made now, or when the same rule made it first: resolving a version again changes nothing."""
    before = [j for j in reader.judgements_of(pair[0]) if (j.left, j.right, j.by) == (*pair, by)]
    at = min((j.at for j in before), default=now)
    return Judgement(
        left=pair[0], right=pair[1], verdict=Verdict.SAME, by=by, at=at, score=found.score, reasons=found.reasons
    )
