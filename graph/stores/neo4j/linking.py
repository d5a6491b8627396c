"""The relationships that people walk along in Neo4j's own tools: (Version)-[:REPORTS]->(Attribution)-[:BY]->(Entity) ...

They follow from the records, and no answer of the store reads them; at the end of a transaction they are made anew for
what has changed in it. Only what is current has any.
"""

from __future__ import annotations

from graph.model import LinkKind
from graph.stores.neo4j.query import CURRENT
from graph.stores.neo4j.transaction import Transaction

_SAID = "UNWIND $rows AS id MATCH (a:AttributionRow {key: id})"
_CLAIM = "UNWIND $rows AS id MATCH (c:ClaimRow {key: id})"
_VERSION = "UNWIND $rows AS id MATCH (v:Version {id: id})"


def _bearing(start: str, column: str, other: str) -> tuple[str, ...]:
    return tuple(
        f"{start} MATCH (b:BearingRow {{{column}: id, {CURRENT}}}) WHERE b.answers = {answers} {other} "
        f"MERGE (a)-[:{name}]->(c)"
        for answers, name in enumerate(("EXPRESSES", "ANSWERS"))
    )


_ATTRIBUTION = (
    f"{_SAID} MATCH (a)-[r:REPORTS|BY|ABOUT|EXPRESSES|ANSWERS]-() DELETE r",
    f"{_SAID} MATCH (v:Version {{id: a.owner}}) MERGE (v)-[:REPORTS]->(a)",
    f"{_SAID} MATCH (p:PartyRow {{attribution_id: id, {CURRENT}}}) WHERE p.says "
    "MATCH (e:Entity {id: p.entity_id}) MERGE (a)-[:BY]->(e)",
    f"{_SAID} MATCH (p:PartyRow {{attribution_id: id, {CURRENT}}}) WHERE p.target "
    "MATCH (e:Entity {id: p.entity_id}) MERGE (a)-[:ABOUT]->(e)",
    f"{_SAID} MATCH (e:EvidenceRow {{attribution_id: id, {CURRENT}}}) MERGE (a)-[:OFFERS]->(e)",
    *_bearing(_SAID, "attribution_id", "MATCH (c:ClaimRow {key: b.claim_id})"),
)
_CLAIMS = (
    f"{_CLAIM} MATCH (c)-[r:IN|{'|'.join(kind.name for kind in LinkKind)}]->() DELETE r",
    *_bearing(_CLAIM, "claim_id", "MATCH (a:AttributionRow {key: b.attribution_id})"),
    f"{_CLAIM} MATCH (p:Place {{id: id}}) MATCH (t:ThreadRow {{key: p.thread_id}}) MERGE (c)-[:IN]->(t)",
    *(
        f"{_CLAIM} MATCH (n:LinkRow {{left: id, {CURRENT}}}) WHERE n.kind = '{kind.value}' "
        f"MATCH (d:ClaimRow {{key: n.right}}) MERGE (c)-[:{kind.name}]->(d)"
        for kind in LinkKind
    ),
)
_THREADS = (
    "UNWIND $rows AS id MATCH (t:ThreadRow {key: id}) MATCH (p:Place {thread_id: id}) "
    "MATCH (c:ClaimRow {key: p.id}) MERGE (c)-[:IN]->(t)",
)
_ARTICLES = (
    "UNWIND $rows AS id MATCH (d:Article {id: id}) MATCH (d)-[r:PUBLISHED_BY]->() DELETE r",
    "UNWIND $rows AS id MATCH (d:Article {id: id}) MATCH (p:Publisher {id: d.publisher_id}) "
    "MERGE (d)-[:PUBLISHED_BY]->(p)",
)
_VERSIONS = (
    f"{_VERSION} MATCH (v)-[r:MENTIONS|NEAR_COPY_OF|REVISION_OF]->() DELETE r",
    f"{_VERSION} MATCH (d:Article {{id: v.article_id}}) MERGE (d)-[:HAS_VERSION]->(v)",
    f"{_VERSION} MATCH (w:Version {{id: v.revision_of}}) MERGE (v)-[:REVISION_OF]->(w)",
    f"{_VERSION} UNWIND v.mentioned AS entity MATCH (e:Entity {{id: entity}}) MERGE (v)-[:MENTIONS]->(e)",
    f"{_VERSION} MATCH (n:CopyRow {{version_id: id, {CURRENT}}}) MATCH (w:Version {{id: n.of_version_id}}) "
    "MERGE (v)-[:NEAR_COPY_OF]->(w)",
)
_SAME = (
    "UNWIND $rows AS id MATCH (e:Entity {id: id}) MATCH (e)-[r:SAME_AS]->() DELETE r",
    "UNWIND $rows AS id MATCH (s:Same {id: id}) WHERE s.canonical_id <> id MATCH (e:Entity {id: id}) "
    "MATCH (c:Entity {id: s.canonical_id}) MERGE (e)-[:SAME_AS]->(c)",
)
TEXTS: dict[str, tuple[str, ...]] = {
    "Article": _ARTICLES,
    "Version": _VERSIONS,
    "Same": _SAME,
    "AttributionRow": _ATTRIBUTION,
    "ClaimRow": _CLAIMS,
    "ThreadRow": _THREADS,
}
"""By what has changed, in this order; ``$rows`` are ids."""


def relink(tx: Transaction) -> None:
    """Make anew what leads from and to all that has changed in this transaction."""
    for what, texts in TEXTS.items():
        ids = sorted(tx.linked.get(what, ()))
        for text in texts:
            tx.db.each(text, ids)
