"""Table and network out of a store."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import networkx as nx
import pytest

from graph.analytics import accusations, centrality, positions, reported_about, weighted
from graph.export import export_csv, export_graphml
from graph.export.csv import COLUMNS, safe_cell
from graph.model import AsOf
from graph.stores import open_store
from graph.stores.base import Store
from tests.contract.samples import ACME, NADIA, OMAR, accusation, day, put, story


@pytest.fixture
def store() -> Store:
    opened = open_store("memory://")
    put(opened, *story(articles=3))
    return opened


def table(store: Store, *, as_of: AsOf | None = None) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    export_csv(store, out, as_of=as_of or AsOf())
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_the_table_has_one_row_an_attribution(store: Store) -> None:
    rows = table(store)
    assert len(rows) == 7
    assert tuple(rows[0]) == COLUMNS
    denial, accusation_row = rows[0], next(row for row in rows if row["act"] == "accuse")
    assert denial["answers"] == f"denies {accusation_row['claim']}"
    assert accusation_row["speaker"] == "Nadia Ferro"
    assert accusation_row["evidence"] == "E3"
    assert accusation_row["thread"].startswith("thr:")
    assert accusation_row["content"] == "Orbita Labs copied the archive of the museum"
    assert len(table(store, as_of=AsOf(published=day(0)))) == 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    with open_store("memory://") as store:
        update = accusation(1)
        title = f"{start}HYPERLINK(1)"
        put(store, replace(update, version=replace(update.version, title=title)))
        assert {row["title"] for row in table(store)} == {f"'{title}"}
    assert safe_cell("a=b") == "a=b"


def test_who_accuses_whom(store: Store) -> None:
    graph = accusations(store, reported_about(store, [ACME.id]))
    assert set(graph.nodes) == {NADIA.id, ACME.id}
    assert graph.nodes[NADIA.id]["name"] == "Nadia Ferro"
    edge = graph.edges[NADIA.id, ACME.id, "accuse"]
    assert (edge["weight"], edge["publishers"]) == (3, 2)
    assert (edge["first"], edge["last"]) == (day(0).isoformat(), day(2).isoformat())
    assert weighted(graph).edges[NADIA.id, ACME.id]["weight"] == 3
    assert centrality(graph) == {NADIA.id: 1.0, ACME.id: 1.0}
    assert positions(graph) == positions(graph)
    assert set(positions(graph)) == set(graph.nodes)


def test_a_network_of_nothing(store: Store) -> None:
    empty = accusations(store, reported_about(store, [OMAR.id], as_of=AsOf(published=day(0))))
    assert len(empty) == 0
    assert centrality(empty) == positions(empty) == {}
    assert len(reported_about(store, [ACME.id], most=2)) == 2


def test_the_network_as_graphml(store: Store) -> None:
    out = io.BytesIO()
    assert export_graphml(store, out) == 1
    read = nx.read_graphml(io.BytesIO(out.getvalue()))
    assert {data["name"] for _, data in read.nodes(data=True)} == {"Nadia Ferro", "Orbita Labs"}
    assert [data["weight"] for *_, data in read.edges(data=True)] == [3]
