"""Reading from a memory store: each question answered the plain way, by looking through everything."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from graph import model
from graph.model import NOW, Act, AsOf, Attribution, Reported, Version
from graph.stores import kinds
from graph.stores.base import ClaimHead, Slice, ThreadSummary
from graph.stores.cursor import Key, from_cursor, to_cursor
from graph.stores.finding import attribution_text, entity_rank, holds, names_of, query_forms, version_text
from graph.stores.memory.dump import dump
from graph.stores.memory.looking import NOW_INSTANT, Looking, claimant_of, knowable_of
from graph.stores.times import published_bound, recorded_at, to_micros
from graph.text import index_text

T = TypeVar("T")
ANSWERING = (Act.DENY, Act.DECLINE, Act.ADMIT)


class MemoryReader(Looking):
    """``graph.stores.base.Reader`` over one ``State``."""

    # ------------------------------------------------------------ one thing by its id

    def article(self, article_id: str) -> model.Article | None:
        found: model.Article | None = self._state.get(kinds.ARTICLE, article_id)
        return found

    def version(self, version_id: str) -> Version | None:
        found: Version | None = self._state.get(kinds.VERSION, version_id)
        return found

    def page(self, sha256: str) -> model.Page | None:
        found: model.Page | None = self._state.get(kinds.PAGE, sha256)
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
        return page_of(versions, lambda v: (-to_micros(knowable_of(v)), v.id), (int, str), cursor, limit)

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

    def answering_by(self, entity_ids: Sequence[str], *, limit: int = 200) -> tuple[Reported, ...]:
        wanted = self._all_members(entity_ids)
        said = [a for a in self._attributions(NOW) if a.act in ANSWERING and claimant_of(a) in wanted]
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
            first=min(map(knowable_of, versions)),
            last=max(map(knowable_of, versions)),
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
        said = [a for a in self._attributions(as_of) if wanted & {claimant_of(a), *a.target_ids}]
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
        claimant = claimant_of(attribution)
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

    def dump(self, *, history: bool = False, only: Collection[str] = ()) -> Iterator[tuple[str, dict[str, object]]]:
        return dump(self._state, history=history, only=only)


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
