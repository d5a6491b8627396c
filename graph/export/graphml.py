"""Who accuses whom as GraphML, for Gephi and other network tools."""

from __future__ import annotations

from typing import BinaryIO

from graph.analytics import accusations, centrality
from graph.model import NOW, AsOf, Reported
from graph.stores.base import Reader

_PAGE = 200


def export_graphml(reader: Reader, out: BinaryIO, *, as_of: AsOf = NOW, most: int = 100_000) -> int:
    """Write accusations in all threads to ``out`` (at most ``most`` attributions); gives the number of edges."""
    import networkx as nx

    graph = accusations(reader, _in_threads(reader, as_of, most))
    for node, rank in centrality(graph).items():
        graph.nodes[node]["centrality"] = rank
    for node, data in graph.nodes(data=True):
        data["name"] = _xml_text(data.get("name", node))
    for number, (_, _, data) in enumerate(graph.edges(data=True)):
        data["id"] = f"edge{number}"
    nx.write_graphml(graph, out, edge_id_from_attribute="id")
    return int(graph.number_of_edges())


def _in_threads(reader: Reader, as_of: AsOf, most: int) -> list[Reported]:
    found: dict[str, Reported] = {}
    cursor: str | None = None
    while len(found) < most:
        page = reader.threads(cursor=cursor, limit=_PAGE, as_of=as_of)
        for summary in page.items:
            claim_ids = [head.claim.id for head in reader.claims_in(summary.thread_id, as_of=as_of)]
            found |= _timeline(reader, claim_ids, as_of)
        cursor = page.next
        if cursor is None:
            break
    return list(found.values())[:most]


def _timeline(reader: Reader, claim_ids: list[str], as_of: AsOf) -> dict[str, Reported]:
    found: dict[str, Reported] = {}
    cursor: str | None = None
    while True:
        page = reader.timeline_of_claims(claim_ids, cursor=cursor, limit=_PAGE, as_of=as_of)
        found |= {item.attribution.id: item for item in page.items}
        cursor = page.next
        if cursor is None:
            return found


def _xml_text(text: str) -> str:
    """Without the control characters that XML has no place for."""
    return "".join(char for char in text if char >= " " or char in "\t\n")
