"""Reading from a memory store: each question answered the plain way, by looking through everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from graph import model
from graph.model import NOW, Act, AsOf, Attribution, Reported, Version
from graph.stores import kinds
from graph.stores.base import ClaimHead, Slice, ThreadSummary
from graph.stores.cursor import Key, from_cursor, to_cursor
from graph.stores.dumping import dump_record, dump_row
from graph.stores.finding import attribution_text, entity_rank, holds, names_of, query_forms, version_text
from graph.stores.kinds import Kind
from graph.stores.memory.state import Row, State
from graph.stores.merging import effective, is_known, joined, joins
from graph.stores.times import FOREVER, published_bound, recorded_at, to_micros
from graph.text import index_text

T = TypeVar("T")
NOW_INSTANT = FOREVER - 1
ANSWERING = (Act.DENY, Act.DECLINE, Act.ADMIT)


class MemoryReader:
    """``graph.stores.base.Reader`` over one ``State``."""

    def __init__(self, state: State) -> None:
        self._state = state

    # ------------------------------------------------------------ one thing by its id

    def publisher(self, publisher_id: str) -> model.Publisher | None:
        found: model.Publisher | None = self._state.get(kinds.PUBLISHER, publisher_id)
        return found

    def article(self, article_id: str) -> model.Article | None:
        found: model.Article | None = self._state.get(kinds.ARTICLE, article_id)
        return found

    def version(self, version_id: str) -> Version | None:
        found: Version | None = self._state.get(kinds.VERSION, version_id)
        return found

    def page(self, sha256: str) -> model.Page | None:
        found: model.Page | None = self._state.get(kinds.PAGE, sha256)
        return found

    def entity(self, entity_id: str) -> model.Entity | None:
        found: model.Entity | None = self._state.get(kinds.ENTITY, entity_id)
        return found

    def run(self, run_id: str) -> model.Run | None:
        found: model.Run | None = self._state.get(kinds.RUN, run_id)
        return found

    def fetch_record(self, url: str) -> model.FetchRecord | None:
        found: model.FetchRecord | None = self._state.get(kinds.FETCH, url)
        return found

    def attribution(self, attribution_id: str, *, as_of: AsOf = NOW) -> Reported | None:
        row = self._state.row_at(kinds.ATTRIBUTION, (attribution_id,), recorded_at(as_of))
        return self._reported(row.value, as_of) if row and self._is_public(row.value.version_id, as_of) else None

    def claim(self, claim_id: str) -> ClaimHead | None:
        rows = self._state.rows[kinds.CLAIM.name].get((claim_id,))
        return self._head(rows[-1].value, NOW_INSTANT) if rows else None

    def thread(self, thread_id: str) -> model.Thread | None:
        rows = self._state.rows[kinds.THREAD.name].get((thread_id,))
        found: model.Thread | None = rows[-1].value if rows else None
        return found

    # ------------------------------------------------------------ documents

    def versions_of(self, article_id: str) -> tuple[Version, ...]:
        versions: Iterable[Version] = self._state.table(kinds.VERSION).values()
        return tuple(sorted((v for v in versions if v.article_id == article_id), key=self._age))

    def _age(self, version: Version) -> tuple[int, int, str]:
        return (to_micros(version.retrieved), self._state.since[version.id], version.id)

    def articles(self, *, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW) -> Slice[Version]:
        return self._newest_versions(self._latest_versions(as_of), cursor, limit)

    def _latest_versions(self, as_of: AsOf) -> list[Version]:
        latest: dict[str, Version] = {}
        for version in sorted(self._state.table(kinds.VERSION).values(), key=self._age):
            if self._is_public(version.id, as_of) and self._state.since[version.id] <= recorded_at(as_of):
                latest[version.article_id] = version
        return list(latest.values())

    def _newest_versions(self, versions: Iterable[Version], cursor: str | None, limit: int) -> Slice[Version]:
        return page_of(versions, lambda v: (-to_micros(_knowable(v)), v.id), (int, str), cursor, limit)

    def mentions_in(self, version_id: str) -> tuple[model.Mention, ...]:
        return self._state.mentions.get(version_id, ())

    def reported_in(self, version_id: str, *, as_of: AsOf = NOW) -> tuple[Reported, ...]:
        said = [a for a in self._attributions(as_of) if a.version_id == version_id]
        return tuple(self._reported(a, as_of) for a in sorted(said, key=self._place))

    def near_copies_of(self, version_id: str) -> tuple[model.NearCopy, ...]:
        edges = self._values(kinds.NEAR_COPY, NOW_INSTANT)
        return tuple(e for e in edges if version_id in (e.version_id, e.of_version_id))

    # ------------------------------------------------------------ entities

    def entities_by_key(self, keys: Sequence[str], *, limit: int = 50) -> tuple[model.Entity, ...]:
        entities: Iterable[model.Entity] = self._state.table(kinds.ENTITY).values()
        found = [e for e in entities if not set(keys).isdisjoint(e.keys)]
        return tuple(sorted(found, key=lambda e: e.id)[:limit])

    def canonical(self, entity_ids: Sequence[str]) -> dict[str, str]:
        return {entity_id: self._canonical(entity_id) for entity_id in entity_ids}

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

    def judgements_of(self, entity_id: str) -> tuple[model.Judgement, ...]:
        held = {j for j in self._values(kinds.JUDGEMENT, NOW_INSTANT) if entity_id in (j.left, j.right)}
        return tuple(sorted(held, key=lambda j: (j.left, j.right, j.by, j.at, j.verdict, j.score, j.reasons)))

    # ------------------------------------------------------------ claims and threads

    def claims_about(self, entity_ids: Sequence[str], *, limit: int = 200) -> tuple[ClaimHead, ...]:
        wanted = self._all_members(entity_ids)
        claims = [c for c in self._values(kinds.CLAIM, NOW_INSTANT) if wanted & {*c.target_ids, *c.frame.about}]
        heads = [self._head(claim, NOW_INSTANT) for claim in claims]
        return tuple(sorted(heads, key=lambda h: (-to_micros(h.founder_time), h.claim.id))[:limit])

    def claims_in(self, thread_id: str, *, as_of: AsOf = NOW) -> tuple[ClaimHead, ...]:
        instant, bound = recorded_at(as_of), published_bound(as_of)
        threads = self._threads_of_claims(instant)
        heads = [self._head(c, instant) for c in self._values(kinds.CLAIM, instant) if threads.get(c.id) == thread_id]
        public = [head for head in heads if to_micros(head.founder_time) <= bound]
        return tuple(sorted(public, key=lambda h: (h.founder_time, h.claim.id)))

    def links_of(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.ClaimLink, ...]:
        links = dict.fromkeys(self._values(kinds.LINK, recorded_at(as_of)))
        wanted = set(claim_ids)
        return tuple(sorted((e for e in links if wanted & {e.left, e.right}), key=lambda e: (e.left, e.right, e.kind)))

    def expressions_of(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.Expresses, ...]:
        return tuple(e for e in self._edges(kinds.EXPRESSES, as_of) if e.claim_id in set(claim_ids))

    def answers_to(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.Answer, ...]:
        return tuple(e for e in self._edges(kinds.ANSWER, as_of) if e.claim_id in set(claim_ids))

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

    def answering_by(self, entity_ids: Sequence[str], *, limit: int = 200) -> tuple[Reported, ...]:
        wanted = self._all_members(entity_ids)
        said = [a for a in self._attributions(NOW) if a.act in ANSWERING and _claimant_id(a) in wanted]
        return tuple(self._reported(a, NOW) for a in sorted(said, key=self._newest_first)[:limit])

    def threads(self, *, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW) -> Slice[ThreadSummary]:
        thread_ids = sorted({*self._threads_of_claims(recorded_at(as_of)).values()})
        summaries = [s for t in thread_ids if (s := self.thread_summary(t, as_of=as_of))]
        return page_of(summaries, lambda s: (-to_micros(s.last), s.thread_id), (int, str), cursor, limit)

    def thread_summary(self, thread_id: str, *, as_of: AsOf = NOW) -> ThreadSummary | None:
        threads = self._threads_of_claims(recorded_at(as_of))
        edges = [e for k in (kinds.EXPRESSES, kinds.ANSWER) for e in self._edges(k, as_of)]
        inside = [edge for edge in edges if threads.get(edge.claim_id) == thread_id]
        if not inside:
            return None
        said = {edge.attribution_id for edge in inside}
        versions = [self._version(v) for v in {self._founder(a).version_id for a in said}]
        articles = [self._state.get(kinds.ARTICLE, v.article_id) for v in versions]
        return ThreadSummary(
            thread_id=thread_id,
            claims=len({edge.claim_id for edge in inside}),
            attributions=len(said),
            versions=len(versions),
            publishers=len({article.publisher_id for article in articles} - {None}),
            first=min(map(_knowable, versions)),
            last=max(map(_knowable, versions)),
        )

    # ------------------------------------------------------------ timelines

    def timeline_of_claims(
        self, claim_ids: Sequence[str], *, cursor: str | None = None, limit: int = 200, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        wanted = set(claim_ids)
        edges = [e for k in (kinds.EXPRESSES, kinds.ANSWER) for e in self._edges(k, as_of) if e.claim_id in wanted]
        said = {edge.attribution_id for edge in edges}
        return self._timeline([a for a in self._attributions(as_of) if a.id in said], cursor, limit, as_of)

    def timeline_of_entity(
        self, entity_id: str, *, cursor: str | None = None, limit: int = 200, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        wanted = set(self.members(entity_id))
        said = [a for a in self._attributions(as_of) if wanted & {_claimant_id(a), *a.target_ids}]
        return self._timeline(said, cursor, limit, as_of)

    def _timeline(self, said: list[Attribution], cursor: str | None, limit: int, as_of: AsOf) -> Slice[Reported]:
        found = page_of(said, self._place, (int, str, int, str), cursor, limit)
        return Slice(tuple(self._reported(a, as_of) for a in found.items), found.next)

    # ------------------------------------------------------------ finding

    def search(
        self, text: str, *, language: str | None = None, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        forms = query_forms(text)
        said = [a for a in self._attributions(as_of) if language in (None, a.language)]
        hits = [a for a in said if forms and holds(self._searched(a), forms)]
        found = page_of(hits, self._newest_first, (int, str, int, str), cursor, limit)
        return Slice(tuple(self._reported(a, as_of) for a in found.items), found.next)

    def _searched(self, attribution: Attribution) -> list[str]:
        claimant = _claimant_id(attribution)
        entities = [self.entity(m) for m in self.members(claimant)] if claimant else []
        names = [name for entity in entities if entity for name in names_of(entity)]
        return [*attribution_text(attribution).split(), *index_text(" ".join(names)).split()]

    def search_articles(
        self, text: str, *, language: str | None = None, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW
    ) -> Slice[Version]:
        forms = query_forms(text)
        versions = [v for v in self._latest_versions(as_of) if language in (None, v.language)]
        hits = [v for v in versions if forms and holds(version_text(v).split(), forms)]
        return self._newest_versions(hits, cursor, limit)

    def find_entities(self, name: str, *, limit: int = 20) -> tuple[model.Entity, ...]:
        entities: Iterable[model.Entity] = self._state.table(kinds.ENTITY).values()
        ranked = [(rank, entity) for entity in entities if (rank := entity_rank(name, entity))]
        return tuple(entity for _, entity in sorted(ranked, key=lambda pair: pair[0])[:limit])

    # ------------------------------------------------------------ all of it

    def counts(self) -> dict[str, int]:
        tables = (kinds.PUBLISHER, kinds.ARTICLE, kinds.VERSION, kinds.ENTITY)
        rows = (kinds.ATTRIBUTION, kinds.EVIDENCE, kinds.CLAIM, kinds.THREAD, kinds.ANSWER)
        found = {f"{kind.name}s": len(self._state.table(kind)) for kind in tables}
        found["entities"] = found.pop("entitys")
        found["mentions"] = sum(map(len, self._state.mentions.values()))
        for kind in rows:
            name = kind.name if kind is kinds.EVIDENCE else f"{kind.name}s"
            found[name] = sum(1 for _ in self._state.rows_at(kind))
        return found

    def dump(self, *, history: bool = False) -> Iterator[tuple[str, dict[str, object]]]:
        state = self._state
        for kind in kinds.KINDS:
            if kind is kinds.MENTION:
                yield from _dump_mentions(state)
            elif kind in kinds.DERIVED:
                yield from _dump_rows(state, kind, history)
            elif history or kind not in kinds.LOGS:
                yield from _dump_table(state, kind, history)

    # ------------------------------------------------------------ helpers

    def _values(self, kind: Kind, instant: int) -> list[Any]:
        return [row.value for row in self._state.rows_at(kind, instant)]

    def _version(self, version_id: str) -> Version:
        version: Version = self._state.table(kinds.VERSION)[version_id]
        return version

    def _is_public(self, version_id: str, as_of: AsOf) -> bool:
        return to_micros(_knowable(self._version(version_id))) <= published_bound(as_of)

    def _attributions(self, as_of: AsOf) -> list[Attribution]:
        said: list[Attribution] = self._values(kinds.ATTRIBUTION, recorded_at(as_of))
        return [a for a in said if self._is_public(a.version_id, as_of)]

    def _place(self, attribution: Attribution) -> Key:
        version = self._version(attribution.version_id)
        return (to_micros(_knowable(version)), version.id, attribution.start, attribution.id)

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
            founder_time=_knowable(self._version(founder.version_id)),
        )

    def _threads_of_claims(self, instant: int) -> dict[str, str]:
        best: dict[str, tuple[int, float, str]] = {}
        for row in self._state.rows_at(kinds.IN_THREAD, instant):
            rank = (-row.recorded, -row.value.score, row.value.thread_id)
            best[row.value.claim_id] = min(best.get(row.value.claim_id, rank), rank)
        return {claim_id: rank[2] for claim_id, rank in best.items()}

    def _all_members(self, entity_ids: Sequence[str]) -> set[str]:
        return {member for entity_id in entity_ids for member in self.members(entity_id)}


def page_of(
    items: Iterable[T],
    key: Callable[[T], Key],
    shape: tuple[type[int] | type[str], ...],
    cursor: str | None,
    limit: int,
) -> Slice[T]:
    """The page after ``cursor`` of ``items`` in the order of ``key``."""
    after = from_cursor(cursor, *shape)
    rest = sorted((item for item in items if after is None or key(item) > after), key=key)
    page = tuple(islice(rest, limit))
    return Slice(page, to_cursor(key(page[-1])) if page and len(rest) > len(page) else None)


def _knowable(version: Version) -> Any:
    return version.knowable.at


def _claimant_id(attribution: Attribution) -> str | None:
    return attribution.claimant.entity_id if attribution.claimant else None


def _dump_table(state: State, kind: Kind, history: bool) -> Iterator[tuple[str, dict[str, object]]]:
    for record_id, value in sorted(state.table(kind).items()):
        recorded = state.since[record_id] if history and kind is kinds.VERSION else None
        yield kind.name, dump_record(value, recorded=recorded)


def _dump_mentions(state: State) -> Iterator[tuple[str, dict[str, object]]]:
    for version_id, mentions in sorted(state.mentions.items()):
        for mention in mentions:
            yield kinds.MENTION.name, dump_record(mention, owner=version_id)


def _dump_rows(state: State, kind: Kind, history: bool) -> Iterator[tuple[str, dict[str, object]]]:
    for _, rows in sorted(state.rows[kind.name].items()):
        for row in rows:
            if history or row.superseded == FOREVER:
                yield kind.name, dump_row(row.value, row.owner, row.recorded, row.superseded, history=history)
