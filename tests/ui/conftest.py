"""A store with the invented story, and the app on it."""

from __future__ import annotations

from pathlib import Path

import pytest
import ui_store

from graph.stores import open_store


@pytest.fixture(scope="session")
def story_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of an SQLite store that holds the story."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'story.db'}"
    with open_store(url) as store:
        ui_store.fill(store)
    return url


@pytest.fixture
def app_file() -> str:
    """The script that Streamlit runs."""
    return str(Path(ui_store.__file__).parents[2] / "ui" / "app.py")
