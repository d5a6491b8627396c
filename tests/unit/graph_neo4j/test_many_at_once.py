"""Many articles put at once give the graph that they give one by one, and as little changes the second time."""

from __future__ import annotations

from typing import cast

from graph.model import Changes, GraphUpdate, ResolutionUpdate
from graph.stores import open_store
from graph.stores.base import Writer
from graph.stores.neo4j.writing import Neo4jWriter
from tests.contract.samples import day, put, story
from tests.neo4j_server import empty_url


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    parts = story(articles=6)
    updates = [part for part in parts if isinstance(part, GraphUpdate)]
    resolutions = [part for part in parts if isinstance(part, ResolutionUpdate)]

    def work(writer: Writer) -> Changes:
        return cast(Neo4jWriter, writer).put_all(updates, resolutions)

    with open_store(empty_url()) as store, open_store("memory://") as one_by_one:
        assert store.write(work, now=day(1)) == put(one_by_one, *parts, now=day(1))
        assert list(store.dump(history=True)) == list(one_by_one.dump(history=True))
        assert not store.write(work, now=day(2)).changed
        assert store.threads().items == one_by_one.threads().items
