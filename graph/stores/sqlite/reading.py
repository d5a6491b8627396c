"""``SqliteReader``: every question of ``graph.stores.base.Reader``, each in one short read transaction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager

from graph import model
from graph.model import NOW, AsOf, Reported, Version
from graph.stores.base import ClaimHead, Slice, ThreadSummary
from graph.stores.sqlite import claims, documents, dump, entities, search, timelines
from graph.stores.sqlite.assembling import by_ids, evidence_for, reported
from graph.stores.sqlite.query import Db, When


class SqliteReader(ABC):
    """Reads; where they are read from is the subclass's: a store's own connection, or a writer's transaction."""

    @abstractmethod
    def _read(self) -> AbstractContextManager[Db]:
        """A connection inside a transaction, with the driver's errors translated."""

    def publisher(self, publisher_id: str) -> model.Publisher | None:
        with self._read() as db:
            return documents.publishers(db, [publisher_id]).get(publisher_id)

    def article(self, article_id: str) -> model.Article | None:
        with self._read() as db:
            return documents.articles(db, [article_id]).get(article_id)

    def version(self, version_id: str) -> Version | None:
        with self._read() as db:
            return documents.versions(db, [version_id]).get(version_id)

    def page(self, sha256: str) -> model.Page | None:
        with self._read() as db:
            return documents.page(db, sha256)

    def entity(self, entity_id: str) -> model.Entity | None:
        with self._read() as db:
            return entities.entities(db, [entity_id]).get(entity_id)

    def attribution(self, attribution_id: str, *, as_of: AsOf = NOW) -> Reported | None:
        with self._read() as db:
            when = When.of(as_of)
            return next(iter(reported(db, by_ids(db, [attribution_id], when), when)), None)

    def claim(self, claim_id: str) -> ClaimHead | None:
        with self._read() as db:
            return claims.claim(db, claim_id)

    def thread(self, thread_id: str) -> model.Thread | None:
        with self._read() as db:
            return claims.thread(db, thread_id)

    def run(self, run_id: str) -> model.Run | None:
        with self._read() as db:
            return documents.run(db, run_id)

    def versions_of(self, article_id: str) -> tuple[Version, ...]:
        with self._read() as db:
            return documents.versions_of(db, article_id)

    def articles(self, *, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW) -> Slice[Version]:
        with self._read() as db:
            return documents.newest(db, cursor=cursor, limit=limit, when=When.of(as_of))

    def mentions_in(self, version_id: str) -> tuple[model.Mention, ...]:
        with self._read() as db:
            return documents.mentions_in(db, version_id)

    def reported_in(self, version_id: str, *, as_of: AsOf = NOW) -> tuple[Reported, ...]:
        with self._read() as db:
            return timelines.in_version(db, version_id, When.of(as_of))

    def near_copies_of(self, version_id: str) -> tuple[model.NearCopy, ...]:
        with self._read() as db:
            return claims.near_copies_of(db, version_id)

    def entities_by_key(self, keys: Sequence[str], *, limit: int = 50) -> tuple[model.Entity, ...]:
        with self._read() as db:
            return entities.by_key(db, keys, limit)

    def canonical(self, entity_ids: Sequence[str]) -> dict[str, str]:
        with self._read() as db:
            return entities.canonical(db, entity_ids)

    def members(self, entity_id: str) -> tuple[str, ...]:
        with self._read() as db:
            return entities.members(db, entity_id)

    def judgements_of(self, entity_id: str) -> tuple[model.Judgement, ...]:
        with self._read() as db:
            return entities.judgements_of(db, entity_id)

    def claims_about(self, entity_ids: Sequence[str], *, limit: int = 200) -> tuple[ClaimHead, ...]:
        with self._read() as db:
            return claims.about(db, entity_ids, limit)

    def claims_in(self, thread_id: str, *, as_of: AsOf = NOW) -> tuple[ClaimHead, ...]:
        with self._read() as db:
            return claims.claims_in(db, thread_id, When.of(as_of))

    def links_of(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.ClaimLink, ...]:
        with self._read() as db:
            return claims.links_of(db, claim_ids, When.of(as_of))

    def expressions_of(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.Expresses, ...]:
        with self._read() as db:
            return claims.expressions_of(db, claim_ids, When.of(as_of))

    def answers_to(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.Answer, ...]:
        with self._read() as db:
            return claims.answers_to(db, claim_ids, When.of(as_of))

    def evidence_for(self, attribution_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.Evidence, ...]:
        with self._read() as db:
            graded = evidence_for(db, attribution_ids, When.of(as_of))
            return tuple(evidence for _, found in sorted(graded.items()) for evidence in found)

    def answering_by(self, entity_ids: Sequence[str], *, limit: int = 200) -> tuple[Reported, ...]:
        with self._read() as db:
            return claims.answering_by(db, entity_ids, limit)

    def threads(self, *, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW) -> Slice[ThreadSummary]:
        with self._read() as db:
            return claims.threads(db, cursor=cursor, limit=limit, when=When.of(as_of))

    def thread_summary(self, thread_id: str, *, as_of: AsOf = NOW) -> ThreadSummary | None:
        with self._read() as db:
            return claims.thread_summary(db, thread_id, When.of(as_of))

    def timeline_of_claims(
        self, claim_ids: Sequence[str], *, cursor: str | None = None, limit: int = 200, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        with self._read() as db:
            return timelines.of_claims(db, claim_ids, cursor=cursor, limit=limit, when=When.of(as_of))

    def timeline_of_entity(
        self, entity_id: str, *, cursor: str | None = None, limit: int = 200, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        with self._read() as db:
            return timelines.of_entity(db, entity_id, cursor=cursor, limit=limit, when=When.of(as_of))

    def search(
        self, text: str, *, language: str | None = None, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        with self._read() as db:
            return search.attributions(db, text, language=language, cursor=cursor, limit=limit, when=When.of(as_of))

    def search_articles(
        self, text: str, *, language: str | None = None, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW
    ) -> Slice[Version]:
        with self._read() as db:
            return search.versions(db, text, language=language, cursor=cursor, limit=limit, when=When.of(as_of))

    def find_entities(self, name: str, *, limit: int = 20) -> tuple[model.Entity, ...]:
        with self._read() as db:
            return entities.find(db, name, limit)

    def fetch_record(self, url: str) -> model.FetchRecord | None:
        with self._read() as db:
            return documents.fetch_record(db, url)

    def counts(self) -> dict[str, int]:
        with self._read() as db:
            return dump.counts(db)

    def dump(self, *, history: bool = False, only: Collection[str] = ()) -> Iterator[tuple[str, dict[str, object]]]:
        with self._read() as db:
            yield from dump.dump(db, history=history, only=only)
