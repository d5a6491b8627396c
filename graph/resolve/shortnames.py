"""Short names inside one article: "Northgate" is "Northgate Labs" where the article names no other that it could be.

For comparing, this holds for the version only. A judgement is made of it for organisations alone, and only while the
store holds no other that is called so: the short name of a person ("Haddad") is somebody else in the next article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from graph.model import Attribution, Entity, Judgement, Label, Mention, Schema
from graph.resolve.canon import Canon
from graph.resolve.entities import GROUPS, compatible, judgement, may_join
from graph.resolve.naming import NameMatch
from graph.resolve.parts import thing
from graph.stores.base import Reader
from graph.stores.merging import is_known
from graph.text import index_text

_ORGANISATIONS = GROUPS[1]
_SHORTEST = 5  # letters of a short name that is judged
_SCORE = 0.8
_LOOKED_AT = 20  # entities held that have the short name in theirs
_EXTRA = 2  # words that may stand beside a whole name in a noun phrase: a title, "company", a clitic's bare form


Words = tuple[str, ...]


class ShortNames:
    """The entities of one version by the beginnings and ends of their names: asking costs no look through all of them."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = {e.id: e for e in entities if e.schema is not Schema.PLACE}
        self._names: defaultdict[Words, set[str]] = defaultdict(set)
        self._ends: defaultdict[Words, set[str]] = defaultdict(set)
        for entity in self._entities.values():
            for name in {tuple(index_text(n).split()) for n in _names(entity)}:
                self._names[name].add(entity.id)
                for end in _ends_of(name, shorter_by=len(name) - 1):
                    self._ends[end].add(entity.id)

    def whole(self, entity_id: str) -> str:
        """The entity whose short name this one is, else the id itself."""
        short = self._entities.get(entity_id)
        if short is None or is_known(short):
            return entity_id
        longer = self._ends.get(tuple(index_text(short.name).split()), set()) - {entity_id}
        found = [i for i in longer if _may_be_short_for(short, self._entities[i])]
        return found[0] if len(found) == 1 else entity_id

    def find(self, words: str) -> str:
        """The one entity that a noun phrase without an id names, wholly or shortly; empty when none or several.

        The one is the beginning or end of the other; the phrase may be longer than the name by a word or two.
        """
        wanted = tuple(index_text(words).split())
        named = self._names.get(wanted, set()) | self._ends.get(wanted, set())
        named = named.union(*(self._names.get(end, ()) for end in _ends_of(wanted, shorter_by=_EXTRA)))
        found = {self.whole(i) for i in named}
        return found.pop() if len(found) == 1 else ""


def _may_be_short_for(short: Entity, whole: Entity) -> bool:
    """What names a kind is the name of something of that kind: the Bank of Westmarch is not its central bank."""
    kinds = thing(short.name).kinds
    return compatible(short.schema, whole.schema) and (not kinds or kinds == thing(whole.name).kinds)


def _ends_of(words: Words, *, shorter_by: int) -> set[Words]:
    """Beginnings and ends, shorter by one word and at most so many; not the empty one."""
    sizes = range(max(len(words) - shorter_by, 1), len(words))
    return {end for size in sizes for end in (words[:size], words[-size:])}


def judge(entities: Sequence[Entity], reader: Reader, canon: Canon, *, now: datetime, by: str) -> tuple[Judgement, ...]:
    """SAME judgements between organisations and their short names in this version. ``canon`` learns them."""
    short, by_id = ShortNames(entities), {e.id: e for e in entities}
    made: list[Judgement] = []
    for entity in entities:
        whole = by_id[short.whole(entity.id)] if entity.schema in _ORGANISATIONS else entity
        if whole is not entity and len(entity.name) >= _SHORTEST and _nobody_else(entity, whole, reader, canon, by=by):
            pair = (min(entity.id, whole.id), max(entity.id, whole.id))
            found = NameMatch(_SCORE, (f"short for {whole.name} in an article that names no other so called",))
            made.append(judgement(pair, found, reader, now=now, by=by))
            canon.join(made[-1:])
    return tuple(made)


def _nobody_else(short: Entity, whole: Entity, reader: Reader, canon: Canon, *, by: str) -> bool:
    """No other organisation held has the short name in its own, and nothing decided speaks against it."""
    held = [e for e in reader.find_entities(short.name, limit=_LOOKED_AT) if compatible(e.schema, short.schema)]
    canon.learn_ids(e.id for e in (*held, short, whole))
    allowed = {canon.of(short.id), canon.of(whole.id)}
    return all(canon.of(e.id) in allowed for e in held) and may_join(short, whole, reader, canon, by=by)


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(alias.value for alias in entity.aliases))


def spoken_for(attributions: Iterable[Attribution], mentions: Sequence[Mention]) -> dict[str, tuple[str, ...]]:
    """Person → organisations that a source names with him ("Mara Lind, chief executive of Northgate"): what he says of
    them counts as theirs."""
    found: dict[str, tuple[str, ...]] = {}
    for attribution in attributions:
        person = attribution.claimant.entity_id if attribution.claimant else None
        source = attribution.source
        if person and source is not None:
            inside = [m for m in mentions if source.start <= m.span.start and m.span.end <= source.end]
            organisations = [m.entity_id for m in inside if m.label is Label.ORG and m.entity_id not in (None, person)]
            found[person] = tuple(dict.fromkeys((*found.get(person, ()), *(i for i in organisations if i))))
    return found
