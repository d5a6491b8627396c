"""``Neo4jReader``: every question of ``graph.stores.base.Reader``, each in one short read transaction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeVar

from graph import model
from graph.model import NOW, AsOf, Reported, Version
from graph.stores.base import ClaimHead, Slice, ThreadSummary
from graph.stores.neo4j import assembling, claims, documents, entities, search, timelines
from graph.stores.neo4j.query import Db, When

T = TypeVar("T")
_COUNTED = {
    "publishers": "Publisher", "articles": "Article", "versions": "Version", "entities": "Entity",
    "attributions": "Attribution", "evidence": "Evidence", "claims": "Claim", "threads": "Thread", "answers": "Answer",
}  # fmt: skip


class Neo4jReader(ABC):
    """Reads; where they are read from is the subclass's: a transaction of its own, or a writer's."""

    @abstractmethod
    def _read(self, work: Callable[[Db], T]) -> T:
        """Run ``work`` in a transaction, with the driver's errors translated."""

    def publisher(self, publisher_id: str) -> model.Publisher | None:
        return self._read(lambda db: documents.publishers(db, [publisher_id]).get(publisher_id))

    def article(self, article_id: str) -> model.Article | None:
        return self._read(lambda db: documents.articles(db, [article_id]).get(article_id))

    def version(self, version_id: str) -> Version | None:
        return self._read(lambda db: documents.versions(db, [version_id]).get(version_id))

    def page(self, sha256: str) -> model.Page | None:
        return self._read(lambda db: documents.page(db, sha256))

    def entity(self, entity_id: str) -> model.Entity | None:
        return self._read(lambda db: entities.entities(db, [entity_id]).get(entity_id))

    def attribution(self, attribution_id: str, *, as_of: AsOf = NOW) -> Reported | None:
        return self._read(lambda db: assembling.attribution(db, attribution_id, When.of(as_of)))

    def claim(self, claim_id: str) -> ClaimHead | None:
        return self._read(lambda db: claims.claim(db, claim_id))

    def thread(self, thread_id: str) -> model.Thread | None:
        return self._read(lambda db: claims.thread(db, thread_id))

    def run(self, run_id: str) -> model.Run | None:
        return self._read(lambda db: documents.run(db, run_id))

    def versions_of(self, article_id: str) -> tuple[Version, ...]:
        return self._read(lambda db: documents.versions_of(db, article_id))

    def articles(self, *, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW) -> Slice[Version]:
        return self._read(lambda db: documents.newest(db, cursor=cursor, limit=limit, when=When.of(as_of)))

    def mentions_in(self, version_id: str) -> tuple[model.Mention, ...]:
        return self._read(lambda db: documents.mentions_in(db, version_id))

    def reported_in(self, version_id: str, *, as_of: AsOf = NOW) -> tuple[Reported, ...]:
        return self._read(lambda db: timelines.in_version(db, version_id, When.of(as_of)))

    def near_copies_of(self, version_id: str) -> tuple[model.NearCopy, ...]:
        return self._read(lambda db: claims.near_copies_of(db, version_id))

    def entities_by_key(self, keys: Sequence[str], *, limit: int = 50) -> tuple[model.Entity, ...]:
        return self._read(lambda db: entities.by_key(db, keys, limit))

    def canonical(self, entity_ids: Sequence[str]) -> dict[str, str]:
        return self._read(lambda db: entities.canonical(db, entity_ids))

    def members(self, entity_id: str) -> tuple[str, ...]:
        return self._read(lambda db: entities.members(db, entity_id))

    def judgements_of(self, entity_id: str) -> tuple[model.Judgement, ...]:
        return self._read(lambda db: entities.judgements_of(db, entity_id))

    def claims_about(self, entity_ids: Sequence[str], *, limit: int = 200) -> tuple[ClaimHead, ...]:
        return self._read(lambda db: claims.about(db, entity_ids, limit))

    def claims_in(self, thread_id: str, *, as_of: AsOf = NOW) -> tuple[ClaimHead, ...]:
        return self._read(lambda db: claims.claims_in(db, thread_id, When.of(as_of)))

    def links_of(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.ClaimLink, ...]:
        return self._read(lambda db: claims.links_of(db, claim_ids, When.of(as_of)))

    def expressions_of(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.Expresses, ...]:
        return self._read(lambda db: claims.expressions_of(db, claim_ids, When.of(as_of)))

    def answers_to(self, claim_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.Answer, ...]:
        return self._read(lambda db: claims.answers_to(db, claim_ids, When.of(as_of)))

    def evidence_for(self, attribution_ids: Sequence[str], *, as_of: AsOf = NOW) -> tuple[model.Evidence, ...]:
        return self._read(lambda db: assembling.evidence_for(db, attribution_ids, When.of(as_of)))

    def answering_by(self, entity_ids: Sequence[str], *, limit: int = 200) -> tuple[Reported, ...]:
        return self._read(lambda db: claims.answering_by(db, entity_ids, limit))

    def threads(self, *, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW) -> Slice[ThreadSummary]:
        return self._read(lambda db: claims.threads(db, cursor=cursor, limit=limit, when=When.of(as_of)))

    def thread_summary(self, thread_id: str, *, as_of: AsOf = NOW) -> ThreadSummary | None:
        return self._read(lambda db: claims.thread_summary(db, thread_id, When.of(as_of)))

    def timeline_of_claims(
        self, claim_ids: Sequence[str], *, cursor: str | None = None, limit: int = 200, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        ids, when = list(claim_ids), When.of(as_of)
        return self._read(lambda db: timelines.of_claims(db, ids, cursor=cursor, limit=limit, when=when))

    def timeline_of_entity(
        self, entity_id: str, *, cursor: str | None = None, limit: int = 200, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        return self._read(
            lambda db: timelines.of_entity(db, entity_id, cursor=cursor, limit=limit, when=When.of(as_of))
        )

    def search(
        self, text: str, *, language: str | None = None, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW
    ) -> Slice[Reported]:
        return self._read(
            lambda db: search.attributions(db, text, language=language, cursor=cursor, limit=limit, when=When.of(as_of))
        )

    def search_articles(
        self, text: str, *, language: str | None = None, cursor: str | None = None, limit: int = 50, as_of: AsOf = NOW
    ) -> Slice[Version]:
        return self._read(
            lambda db: search.versions(db, text, language=language, cursor=cursor, limit=limit, when=When.of(as_of))
        )

    def find_entities(self, name: str, *, limit: int = 20) -> tuple[model.Entity, ...]:
        return self._read(lambda db: entities.find(db, name, limit))

    def fetch_record(self, url: str) -> model.FetchRecord | None:
        return self._read(lambda db: documents.fetch_record(db, url))

    def counts(self) -> dict[str, int]:
        return self._read(_counts)


def _counts(db: Db) -> dict[str, int]:
    """Current records by kind, from the server's own counts."""
    found = {name: int(db.rows(f"MATCH (n:{label}) RETURN count(n)")[0][0]) for name, label in _COUNTED.items()}
    mentions = db.rows("MATCH (m:Meta {name: 'claimline'}) RETURN m.mentions")
    return found | {"mentions": int(mentions[0][0]) if mentions else 0}
