"""One entity across scripts: which of those held is the one named here, decided pair by pair, with the reasons.

::

    entity ─ keys ─▶ candidates (a bounded list, never all pairs)
                        │ matching     names by schema, scored, with reasons
                        │ against      other trades; everyday names without shared company; two entries that fit equally well
                        ▼
                  SAME · UNSURE (a suggestion for a person) · nothing

Two entries of the gazetteer are never merged, nor what would join two of them or two that somebody told apart; a person's
decision is never touched. Everything read is bounded: an entity has at most ``MOST_CANDIDATES``, a group that grows by
itself at most ``MOST_MEMBERS`` spellings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.model import Entity, Judgement, Schema, Verdict
from graph.resolve.canon import Canon
from graph.resolve.company import shared_company
from graph.resolve.namekeys import keys_of_name
from graph.resolve.naming import NO_MATCH, OPEN, NameMatch, match_names
from graph.stores.base import Reader
from graph.stores.merging import is_known

SAME_AT = 0.85
"""Score from which the machine merges; below, and from ``SUGGESTED_AT`` on, it asks."""
SUGGESTED_AT = 0.5
MOST_CANDIDATES = 50
MOST_MEMBERS = 50
MOST_SUGGESTIONS = 3
_OTHER_TRADES = 0.55
_NAMES_A_KEY = 8  # spellings of one entity under one key that are compared
GROUPS = (
    frozenset({Schema.PERSON}),
    frozenset({Schema.ORGANIZATION, Schema.COMPANY, Schema.PUBLIC_BODY}),
    frozenset({Schema.PLACE}),
    frozenset({Schema.THING}),
)


def compatible(left: Schema, right: Schema) -> bool:
    """True when the two kinds can be one thing."""
    return any(left in group and right in group for group in GROUPS)


def match(left: Entity, right: Entity) -> NameMatch:
    """The best pair of their names, by names that share a key. Pure; linear in the number of names."""
    if not compatible(left.schema, right.schema) or (is_known(left) and is_known(right)):
        return NO_MATCH
    theirs = _names_by_key(right, left.schema)
    pairs = {
        (name, other)
        for key, names in _names_by_key(left, left.schema).items()
        for name in names
        for other in theirs.get(key, ())
    }
    found = (_compared(name, other, left.schema) for name, other in sorted(pairs))
    return _with_trades(max(found, key=lambda m: m.score, default=NO_MATCH), left, right)


def _compared(name: str, other: str, schema: Schema) -> NameMatch:
    """The match of two names, which are told where they differ."""
    found = match_names(name, other, schema)
    if not found.reasons or name == other:
        return found
    return NameMatch(found.score, (f"{found.reasons[0]}: {name} / {other}", *found.reasons[1:]))


def _names_by_key(entity: Entity, schema: Schema) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys((entity.name, *(alias.value for alias in entity.aliases))):
        for key in keys_of_name(name, schema):
            if len(found[key]) < _NAMES_A_KEY:
                found[key].append(name)
    return found


def _with_trades(found: NameMatch, left: Entity, right: Entity) -> NameMatch:
    """Two that are known for different things may be namesakes: asked, not decided."""
    if found.score < SAME_AT or not left.topics or not right.topics or set(left.topics) & set(right.topics):
        return found
    trades = f"one is named in {', '.join(left.topics)}, the other in {', '.join(right.topics)}"
    return NameMatch(_OTHER_TRADES, (*found.reasons, trades))


# ---------------------------------------------------------------- against the store


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the entities of one version are judged beside. ``canon`` learns what is judged."""

    own: Mapping[str, Entity]
    by_key: Mapping[str, Sequence[Entity]]
    reader: Reader
    canon: Canon
    now: datetime
    by: str


def judge(entities: Sequence[Entity], reader: Reader, canon: Canon, *, now: datetime, by: str) -> tuple[Judgement, ...]:
    """SAME and UNSURE judgements between a version's entities and those that share a key with them. ``canon`` learns them."""
    by_key: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for key in entity.keys:
            by_key[key].append(entity)
    scene = _Scene({e.id: e for e in entities}, by_key, reader, canon, now, by)
    made: dict[tuple[str, str], Judgement] = {}
    for entity in entities:
        for judged in _judged(entity, scene):
            made.setdefault((judged.left, judged.right), judged)
    return tuple(made[pair] for pair in sorted(made))


def _judged(entity: Entity, scene: _Scene) -> list[Judgement]:
    """What follows for one entity: merges first, then at most a few questions."""
    found = _known_matches(entity, scene) if is_known(entity) else _matches(entity, scene)
    merged = [j for other, m in found if m.score >= SAME_AT and (j := _merged(entity, other, m, scene))]
    asked = [j for other, m in found if m.score < SAME_AT and (j := _asked(entity, other, m, scene))]
    return [*merged, *asked[:MOST_SUGGESTIONS]]


def _merged(entity: Entity, other: Entity, found: NameMatch, scene: _Scene) -> Judgement | None:
    if not may_join(entity, other, scene.reader, scene.canon, by=scene.by):
        return None
    judged = judgement(_pair(entity, other), found, scene.reader, now=scene.now, by=scene.by)
    scene.canon.join([judged])
    return judged


def _asked(entity: Entity, other: Entity, found: NameMatch, scene: _Scene) -> Judgement | None:
    """A question, unless it is answered already."""
    if found.score < SUGGESTED_AT or not may_join(entity, other, scene.reader, scene.canon, by=scene.by):
        return None
    if scene.canon.of(entity.id) == scene.canon.of(other.id):
        return None
    return judgement(_pair(entity, other), found, scene.reader, now=scene.now, by=scene.by, verdict=Verdict.UNSURE)


def _pair(left: Entity, right: Entity) -> tuple[str, str]:
    return min(left.id, right.id), max(left.id, right.id)


def _matches(entity: Entity, scene: _Scene) -> list[tuple[Entity, NameMatch]]:
    """Candidates that match, best first; of two entries of the gazetteer that match equally well neither is taken."""
    found = [(other, m) for other in _candidates(entity, scene) if (m := match(entity, other)).score > 0]
    found = sorted(_in_company(entity, sorted(found, key=_best_first), scene), key=_best_first)
    known = [pair for pair in found if is_known(pair[0])]
    if len(known) > 1 and known[0][1].score == known[1][1].score >= SAME_AT:
        names = " and ".join(sorted(other.name for other, _ in known[:2]))
        return [(other, NameMatch(OPEN, (*m.reasons, f"{names} fit equally well"))) for other, m in found]
    return found


def _known_matches(entity: Entity, scene: _Scene) -> list[tuple[Entity, NameMatch]]:
    """The names found in texts that an entry of the gazetteer is meant by, each as seen from that name."""
    alike = [other for other in _candidates(entity, scene) if match(entity, other).score > 0]
    return [(other, m) for other in alike for known, m in _matches(other, scene) if known.id == entity.id]


def _best_first(pair: tuple[Entity, NameMatch]) -> tuple[float, bool, str]:
    other, found = pair
    return -found.score, not is_known(other), other.id


def _in_company(
    entity: Entity, found: Sequence[tuple[Entity, NameMatch]], scene: _Scene
) -> Iterator[tuple[Entity, NameMatch]]:
    """Where names leave it open, the company that they are in may decide; looked up for the first few only."""
    looked_up = 0
    for other, m in found:
        if m.score == OPEN and entity.schema is Schema.PERSON and looked_up < MOST_SUGGESTIONS:
            looked_up += 1
            company = shared_company(entity, other, scene.own.values(), scene.reader, scene.canon)
            named = f"both are named with {' and '.join(company)}"
            yield other, NameMatch(SAME_AT, (*m.reasons, named)) if company else m
        else:
            yield other, m


def _candidates(entity: Entity, scene: _Scene) -> list[Entity]:
    if not entity.keys:
        return []
    inside = [e for key in entity.keys for e in scene.by_key[key][:MOST_CANDIDATES]]
    stored = scene.reader.entities_by_key(entity.keys, limit=MOST_CANDIDATES)
    found = {e.id: e for e in (*stored, *inside) if e.id != entity.id and compatible(e.schema, entity.schema)}
    return list(found.values())[: 2 * MOST_CANDIDATES]


# ---------------------------------------------------------------- what speaks against


def may_join(left: Entity, right: Entity, reader: Reader, canon: Canon, *, by: str) -> bool:
    """Nothing speaks against it: nobody told apart what it would join, and no two entries of the gazetteer are behind it."""
    canon.learn_ids((left.id, right.id))
    stand_ins = {canon.of(left.id), canon.of(right.id)}
    if len(stand_ins) < 2:
        return True
    if all(_known_id(i, (left, right), reader) for i in stand_ins):
        return False
    ours, theirs = (_members(entity.id, reader, canon) for entity in (left, right))
    few, many = sorted((ours, theirs), key=len)
    return len(many) <= MOST_MEMBERS and not _told_apart(few, many, reader, by=by)


def _members(entity_id: str, reader: Reader, canon: Canon) -> frozenset[str]:
    """All that the id stands for, with what this version joined."""
    return frozenset(member for spelled in canon.spellings(entity_id) for member in reader.members(spelled))


def _told_apart(few: frozenset[str], many: frozenset[str], reader: Reader, *, by: str) -> bool:
    """Somebody said of one of the few that it is not, or perhaps not, one of the many."""
    return any(
        {held.left, held.right} - {member} <= many
        for member in few
        for held in reader.judgements_of(member)
        if held.verdict is Verdict.NOT_SAME or (held.verdict is Verdict.UNSURE and held.by != by)
    )


def _known_id(entity_id: str, near: Iterable[Entity], reader: Reader) -> bool:
    entity = next((e for e in near if e.id == entity_id), None) or reader.entity(entity_id)
    return entity is not None and is_known(entity)


def judgement(
    pair: tuple[str, str],
    found: NameMatch,
    reader: Reader,
    *,
    now: datetime,
    by: str,
    verdict: Verdict = Verdict.SAME,
) -> Judgement:
    """Made now, or when the same rule made it first: resolving a version again changes nothing."""
    before = [j for j in reader.judgements_of(pair[0]) if (j.left, j.right, j.by) == (*pair, by)]
    at = min((j.at for j in before), default=now)
    return Judgement(
        left=pair[0], right=pair[1], verdict=verdict, by=by, at=at, score=round(found.score, 4), reasons=found.reasons
    )
