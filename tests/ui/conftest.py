"""A store with the invented story, and the app on it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import ui_store

from graph.stores import open_store
from tests.neo4j_server import empty_url


@pytest.fixture(autouse=True)
def own_main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit puts its script in the place of ``__main__``: left there, processes that later tests start would run it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(scope="session", params=["sqlite", "neo4j"])
def story_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a store of each kind that holds the story."""
    url = empty_url() if request.param == "neo4j" else f"sqlite:///{tmp_path_factory.mktemp('store') / 'story.db'}"
    with open_store(url) as store:
        ui_store.fill(store)
    return url


@pytest.fixture
def app_file() -> str:
    """The script that Streamlit runs."""
    return str(Path(ui_store.__file__).parents[2] / "ui" / "app.py")
