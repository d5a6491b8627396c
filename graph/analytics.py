"""networkx over bounded subgraphs read from any store: who accuses whom, who matters there, where to draw them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.model import NOW, Act, AsOf, Reported
from graph.stores.base import Reader

if TYPE_CHECKING:
    import networkx as nx

ACCUSING = (Act.ALLEGE, Act.ACCUSE, Act.SUE)
MOST = 2000
"""Attributions read at most: a network of more shows nothing."""


def reported_about(reader: Reader, entity_ids: Iterable[str], *, as_of: AsOf = NOW, most: int = MOST) -> list[Reported]:
    """What is said by and of the entities, each attribution once; at most ``most`` in all, oldest first for each."""
    found: dict[str, Reported] = {}
    for entity_id in sorted(set(reader.canonical(list(entity_ids)).values())):
        cursor: str | None = None
        while len(found) < most:
            page = reader.timeline_of_entity(entity_id, cursor=cursor, limit=min(200, most - len(found)), as_of=as_of)
            found |= {item.attribution.id: item for item in page.items}
            cursor = page.next
            if cursor is None:
                break
    return list(found.values())


def accusations(reader: Reader, reported: Iterable[Reported], *, acts: tuple[Act, ...] = ACCUSING) -> nx.MultiDiGraph:
    """A directed graph from claimant to target over canonical entities, one edge an act, keyed by it.

    Nodes have ``name``; edges ``act``, ``weight`` (attributions), ``publishers`` (how many told it) and ``first`` and
    ``last`` (ISO dates of when it could be known).
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    for (left, right, act), items in sorted(_grouped(reader, reported, acts).items()):
        days = sorted(at.isoformat() for item in items if (at := item.version.knowable.at))
        outlets = {item.article.publisher_id for item in items}
        told = {"weight": len(items), "publishers": len(outlets), "first": days[0], "last": days[-1]}
        graph.add_edge(left, right, key=act.value, act=act.value, **told)
    for node in graph:
        entity = reader.entity(node)
        graph.nodes[node]["name"] = entity.name if entity else node
    return graph


def _grouped(
    reader: Reader, reported: Iterable[Reported], acts: tuple[Act, ...]
) -> dict[tuple[str, str, Act], list[Reported]]:
    said = [item for item in reported if item.attribution.act in acts and _claimant(item)]
    ids = {_claimant(item) for item in said} | {target for item in said for target in item.attribution.target_ids}
    canonical: Mapping[str, str] = reader.canonical(sorted(ids))
    groups: dict[tuple[str, str, Act], list[Reported]] = {}
    for item in said:
        for target in sorted({canonical[target] for target in item.attribution.target_ids}):
            groups.setdefault((canonical[_claimant(item)], target, item.attribution.act), []).append(item)
    return groups


def _claimant(item: Reported) -> str:
    claimant = item.attribution.claimant
    return claimant.entity_id or "" if claimant else ""


def weighted(graph: nx.MultiDiGraph) -> nx.DiGraph:
    """The same with one edge a pair, its ``weight`` the sum over acts."""
    import networkx as nx

    simple = nx.DiGraph()
    simple.add_nodes_from(graph.nodes(data=True))
    for left, right, weight in graph.edges(data="weight"):
        before = simple.get_edge_data(left, right, {"weight": 0})["weight"]
        simple.add_edge(left, right, weight=before + weight)
    return simple


def centrality(graph: nx.MultiDiGraph) -> dict[str, float]:
    """Share of all accusations that each node makes or meets, 0 to 1 (weighted degree over the sum of weights).

    PageRank would need scipy; and a share can be explained to a reader.
    """
    total = graph.size(weight="weight")
    return {str(node): float(degree) / total for node, degree in graph.degree(weight="weight")} if total else {}


def positions(graph: nx.MultiDiGraph, *, seed: int = 7) -> dict[str, tuple[float, float]]:
    """Where to draw each node, in [-1, 1]; the same graph is always drawn alike. For less than 500 nodes."""
    import networkx as nx

    simple = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted((left, right) for left, right in weighted(graph).edges))
    laid = nx.spring_layout(simple, seed=seed)
    return {str(node): (float(x), float(y)) for node, (x, y) in laid.items()}
