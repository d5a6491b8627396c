"""What the reads of a memory store are made of: rows at an instant, what may be shown, what hangs on what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from graph import model
from graph.model import NOW, AsOf, Attribution, Reported, Version
from graph.stores import kinds
from graph.stores.base import ClaimHead
from graph.stores.cursor import Key
from graph.stores.kinds import Kind
from graph.stores.memory.state import Row, State
from graph.stores.merging import effective, is_known, joined, joins
from graph.stores.times import FOREVER, published_bound, recorded_at, to_micros

NOW_INSTANT = FOREVER - 1


class Looking:
    """Over one ``State``."""

    def __init__(self, state: State) -> None:
        self._state = state

    def publisher(self, publisher_id: str) -> model.Publisher | None:
        found: model.Publisher | None = self._state.get(kinds.PUBLISHER, publisher_id)
        return found

    def entity(self, entity_id: str) -> model.Entity | None:
        found: model.Entity | None = self._state.get(kinds.ENTITY, entity_id)
        return found

    def _canonical(self, entity_id: str) -> str:
        members = self.members(entity_id)
        known = [m for m in members if (entity := self.entity(m)) and is_known(entity)]
        return min(known or members)

    def members(self, entity_id: str) -> tuple[str, ...]:
        neighbours: dict[str, list[str]] = {}
        for judgement in filter(joins, self._holding().values()):
            neighbours.setdefault(judgement.left, []).append(judgement.right)
            neighbours.setdefault(judgement.right, []).append(judgement.left)
        return tuple(sorted(joined(entity_id, neighbours)))

    def _holding(self) -> dict[tuple[str, str], model.Judgement]:
        pairs: dict[tuple[str, str], list[tuple[str, model.Judgement]]] = {}
        for row in self._state.rows_at(kinds.JUDGEMENT):
            pairs.setdefault((row.value.left, row.value.right), []).append((row.owner, row.value))
        return {pair: effective(rows) for pair, rows in pairs.items()}

    def _edges(self, kind: Kind, as_of: AsOf) -> list[Any]:
        """Public edges attribution → claim, once each (the one recorded last), in the order of their ids."""
        newest: dict[tuple[str, str], Row] = {}
        for row in self._state.rows_at(kind, recorded_at(as_of)):
            ends = (row.value.attribution_id, row.value.claim_id)
            if ends not in newest or newest[ends].recorded < row.recorded:
                newest[ends] = row
        edges = [row.value for _, row in sorted(newest.items())]
        return [edge for edge in edges if self._is_public(self._founder(edge.attribution_id).version_id, as_of)]

    def evidence_for(self, attribution_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.Evidence, ...]:
        wanted = set(attribution_ids)
        found = [e for e in self._values(kinds.EVIDENCE, recorded_at(as_of)) if e.attribution_id in wanted]
        public = [e for e in found if self._is_public(e.version_id, as_of)]
        return tuple(sorted(public, key=lambda e: (e.attribution_id, e.id)))

    def _values(self, kind: Kind, instant: int) -> list[Any]:
        return [row.value for row in self._state.rows_at(kind, instant)]

    def _version(self, version_id: str) -> Version:
        version: Version = self._state.table(kinds.VERSION)[version_id]
        return version

    def _is_public(self, version_id: str, as_of: AsOf) -> bool:
        return to_micros(knowable_of(self._version(version_id))) <= published_bound(as_of)

    def _attributions(self, as_of: AsOf) -> list[Attribution]:
        said: list[Attribution] = self._values(kinds.ATTRIBUTION, recorded_at(as_of))
        return [a for a in said if self._is_public(a.version_id, as_of)]

    def _place(self, attribution: Attribution) -> Key:
        version = self._version(attribution.version_id)
        return (to_micros(knowable_of(version)), version.id, attribution.start, attribution.id)

    def _newest_first(self, attribution: Attribution) -> Key:
        at, *rest = self._place(attribution)
        return (-int(at), *rest)

    def _reported(self, attribution: Attribution, as_of: AsOf) -> Reported:
        version = self._version(attribution.version_id)
        article: model.Article = self._state.table(kinds.ARTICLE)[version.article_id]
        expresses = [e for e in self._edges(kinds.EXPRESSES, as_of) if e.attribution_id == attribution.id]
        return Reported(
            attribution=attribution,
            version=version,
            article=article,
            publisher=self.publisher(article.publisher_id) if article.publisher_id else None,
            claim_ids=tuple(e.claim_id for e in expresses),
            answers=tuple(e for e in self._edges(kinds.ANSWER, as_of) if e.attribution_id == attribution.id),
            evidence=self.evidence_for([attribution.id], as_of=as_of),
        )

    def _founder(self, attribution_id: str) -> Attribution:
        """The last state of an attribution, superseded or not."""
        founder: Attribution = self._state.rows[kinds.ATTRIBUTION.name][(attribution_id,)][-1].value
        return founder

    def _head(self, claim: model.Claim, instant: int) -> ClaimHead:
        founder = self._founder(claim.founder_id)
        return ClaimHead(
            claim=claim,
            thread_id=self._threads_of_claims(instant).get(claim.id),
            founder=founder,
            founder_time=knowable_of(self._version(founder.version_id)),
        )

    def _threads_of_claims(self, instant: int) -> dict[str, str]:
        best: dict[str, tuple[int, float, str]] = {}
        for row in self._state.rows_at(kinds.IN_THREAD, instant):
            rank = (-row.recorded, -row.value.score, row.value.thread_id)
            best[row.value.claim_id] = min(best.get(row.value.claim_id, rank), rank)
        return {claim_id: rank[2] for claim_id, rank in best.items()}

    def _all_members(self, entity_ids: Sequence[str]) -> set[str]:
        return {member for entity_id in entity_ids for member in self.members(entity_id)}


def knowable_of(version: Version) -> datetime:
    """``Version.knowable`` as a time: it always has one."""
    return cast(datetime, version.knowable.at)


def claimant_of(attribution: Attribution) -> str | None:
    """The entity that says it, where it is known."""
    return attribution.claimant.entity_id if attribution.claimant else None
