"""Which tests run in one process when several share the work (``pytest -n``): each file by itself, for what it sets up once;
everything on the one Neo4j server, whose database a test finds empty; all that reads the same corpora.
"""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(_group(item)))


def _group(item: pytest.Item) -> str:
    if "own_url" in getattr(item, "fixturenames", ()):
        return "a server that is killed"
    if "neo4j" in item.nodeid or hasattr(getattr(item, "module", None), "empty_url"):
        return "neo4j"
    folder = item.path.parent.name
    return folder if folder == "eval" else item.nodeid.split("::")[0]
