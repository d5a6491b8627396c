"""Who speaks and who is spoken of, with names to show, from few reads: one for all ids, one for each entity met."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Attribution, Entity, Reported
from graph.queries.models import Party
from graph.resolve.scene import DISPUTING, ids_of, speaker_id
from graph.resolve.shortnames import ShortNames
from graph.stores.base import Reader
from graph.text import index_text

UNKNOWN = Party("unknown", "", named=False)
"""Nobody whom the text names: a passive, or the outlet's own words."""


class Parties:
    """Parties of one page. ``learn`` what is on it first; afterwards asking costs nothing for what was learnt."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._canonical: dict[str, str] = {}
        self._entities: dict[str, Entity | None] = {}
        self._made: dict[str, Party] = {}
        self._of_version: dict[str, set[str]] = {}

    def learn(self, reported: Iterable[Reported]) -> None:
        """Read the ids of everybody in these statements."""
        attributions = [one.attribution for one in reported]
        for attribution in attributions:
            self._of_version.setdefault(attribution.version_id, set()).update(ids_of(attribution))
        self.learn_ids(i for a in attributions for i in ids_of(a))

    def learn_ids(self, ids: Iterable[str]) -> None:
        """Read canonical ids: one call."""
        new = sorted({i for i in ids if i} - self._canonical.keys())
        if new:
            self._canonical.update(self._reader.canonical(new))

    def canonical(self, entity_id: str) -> str:
        """The id that stands for this one."""
        if entity_id not in self._canonical:
            self.learn_ids((entity_id,))
        return self._canonical.get(entity_id, entity_id)

    def entity(self, entity_id: str) -> Party:
        """The party behind an entity id."""
        key = self.canonical(entity_id)
        if key not in self._made:
            spellings = sorted(i for i, c in self._canonical.items() if c == key and i != key)
            entities = [e for i in (key, *spellings) if (e := self._entity(i)) is not None]
            self._made[key] = Party(key, entities[0].name, _names(entities)) if entities else Party(key, key)
        return self._made[key]

    def _entity(self, entity_id: str) -> Entity | None:
        if entity_id not in self._entities:
            self._entities[entity_id] = self._reader.entity(entity_id)
        return self._entities[entity_id]

    def speaker(self, attribution: Attribution) -> Party:
        """Who says it. Each unnamed source is a party of its own: they are never taken for one another."""
        claimant, descriptor = attribution.claimant, attribution.descriptor
        if claimant is not None and claimant.entity_id:
            return self.entity(claimant.entity_id)
        if descriptor is not None:
            return Party(f"unnamed:{attribution.id}", descriptor.wording, named=False)
        return self._by_name(claimant.name, attribution) if claimant is not None and claimant.name else UNKNOWN

    def _by_name(self, name: str, attribution: Attribution) -> Party:
        """A name without an entity: the short name of one in the same article, else a party by its words."""
        held = [
            e for i in sorted(self._of_version.get(attribution.version_id, ())) if (e := self._entity(i)) is not None
        ]
        whole = ShortNames(held).find(name)
        return self.entity(whole) if whole else Party(f"name:{index_text(name)}", name)

    def speaks_for(self, attribution: Attribution) -> str:
        """Canonical id of whoever the words count for: the speaker, or whom an unnamed official speaks for; "" if nobody."""
        return self.canonical(speaker_id(attribution)) if speaker_id(attribution) else ""

    def accused(self, attribution: Attribution) -> tuple[Party, ...]:
        """Who is accused or addressed: the target; for a charge without one, the first other one named in it."""
        if attribution.target_ids:
            return _once(self.entity(i) for i in attribution.target_ids)
        if attribution.target:
            return _once(self._by_name(span.exact, attribution) for span in attribution.target)
        if attribution.act not in DISPUTING:
            return ()
        speaker = self.speaks_for(attribution)
        return tuple(self.entity(i) for i in attribution.frame.about if self.canonical(i) != speaker)[:1]


def _once(parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple({party.key: party for party in parties}.values())


def _names(entities: list[Entity]) -> tuple[tuple[str, str], ...]:
    """One name for each language. Of several the one whose length is nearest to the entity's own name: neither an
    abbreviation nor the full legal form."""
    length = len(entities[0].name)
    aliases = [alias for entity in entities for alias in entity.aliases if alias.language]
    best: dict[str, str] = {}
    for alias in sorted(aliases, key=lambda a: (a.value != entities[0].name, abs(len(a.value) - length), a.value)):
        best.setdefault(alias.language, alias.value)
    return tuple(sorted(best.items()))
