"""Short names inside one article: "Northgate" is "Northgate Labs" where the article names no other that it could be.

For this version only: what "Northgate" means in another article is decided there. No judgement is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Attribution, Entity, Label, Mention, Schema
from graph.resolve.entities import compatible
from graph.stores.merging import is_known
from graph.text import index_text

_EXTRA = 2  # words that may stand beside a whole name in a noun phrase: a title, "company", a clitic's bare form


class ShortNames:
    """The entities of one version by the beginnings and ends of their names."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = {e.id: e for e in entities if e.schema is not Schema.PLACE}
        self._names = {e.id: [index_text(n).split() for n in _names(e)] for e in self._entities.values()}

    def whole(self, entity_id: str) -> str:
        """The entity whose short name this one is, else the id itself."""
        short = self._entities.get(entity_id)
        if short is None or is_known(short):
            return entity_id
        words = index_text(short.name).split()
        found = {
            i
            for i, names in self._names.items()
            if i != entity_id
            and compatible(short.schema, self._entities[i].schema)
            and any(len(words) < len(name) and _at_an_end(words, name) for name in names)
        }
        return found.pop() if len(found) == 1 else entity_id

    def find(self, words: str) -> str:
        """The one entity that a noun phrase without an id names, wholly or shortly; empty when none or several."""
        wanted = index_text(words).split()
        found = {self.whole(i) for i, names in self._names.items() if any(_meets(wanted, name) for name in names)}
        return found.pop() if len(found) == 1 else ""


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(alias.value for alias in entity.aliases))


def _at_an_end(short: Sequence[str], long: Sequence[str]) -> bool:
    return bool(short) and (list(long[: len(short)]) == list(short) or list(long[-len(short) :]) == list(short))


def _meets(wanted: Sequence[str], name: Sequence[str]) -> bool:
    """The one is the beginning or end of the other; a longer phrase only by a word or two."""
    return _at_an_end(wanted, name) or (len(wanted) <= len(name) + _EXTRA and _at_an_end(name, wanted))


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
