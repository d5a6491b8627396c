"""The stores under the contract. Another one is one more name in ``KINDS`` and one more branch in ``url_of``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.stores import open_store
from graph.stores.base import Store
from tests.neo4j_server import empty_url

KINDS = ("memory", "sqlite", "neo4j")
SHARED = ("sqlite", "neo4j")
"""Stores that several processes can open."""


def url_of(kind: str, folder: Path, name: str = "store") -> str:
    """Where a store of this kind lives for a test, empty. There is one Neo4j database: what was in it is gone."""
    if kind == "neo4j":
        return empty_url()
    return "memory://" if kind == "memory" else f"sqlite:///{folder / name}.db"


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def store(kind: str, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    with open_store(url_of(kind, tmp_path)) as opened:
        yield opened


@pytest.fixture(params=SHARED)
def shared_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store that several processes can open."""
    url = url_of(str(request.param), tmp_path)
    open_store(url).close()
    return url
