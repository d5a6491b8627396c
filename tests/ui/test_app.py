"""The whole script on a real SQLite store."""

from __future__ import annotations

import pytest
import ui_store
import ui_story as story
from streamlit.testing.v1 import AppTest


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, story_url: str) -> None:
    monkeypatch.setenv("CLAIMLINE_STORE", story_url)


def run(app_file: str, **query: str) -> AppTest:
    at = AppTest.from_file(app_file, default_timeout=30)
    for key, value in query.items():
        at.query_params[key] = value
    return at.run()


def shown(at: AppTest) -> str:
    assert not at.exception
    return "".join(element.proto.body for element in at.get("html"))


def test_the_board_shows_the_threads_of_the_store(app_file: str) -> None:
    html = shown(run(app_file))
    assert "Narin Labs" in html and "Olbia Speech" in html and 'class="claims"' in html
    assert ui_store.thread_id().replace(":", "%3A") in html


def test_a_search_in_the_address_fills_the_box_and_keeps_what_is_found(app_file: str) -> None:
    at = run(app_file, q="eleven million")
    assert at.text_input(key="search").value == "eleven million"
    assert ui_store.thread_id().replace(":", "%3A") in shown(at)
    assert "Nothing found in the 8 articles held" in shown(run(app_file, q="xylophone"))


def test_a_day_in_the_address_hides_what_came_later(app_file: str) -> None:
    assert "11 Apr 2025" in shown(run(app_file))
    html = shown(run(app_file, asof="2025-03-01"))
    assert "What the public could know on 1 Mar 2025" in html and "11 Apr 2025" not in html


def test_a_recorded_day_shows_what_the_store_held_then(app_file: str) -> None:
    html = shown(run(app_file, recorded="2020-01-01"))
    assert "As this store had it on 1 Jan 2020" in html and "<table" not in html
    assert "<table" in shown(run(app_file, recorded="2099-01-01"))


def test_the_interface_speaks_arabic(app_file: str) -> None:
    html = shown(run(app_file, ui="ar"))
    assert "الادعاءات" in html and "مختبرات نارين" not in html.split("<table")[0]


def test_a_store_that_is_not_there_is_explained(
    app_file: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("CLAIMLINE_STORE", f"sqlite:///{tmp_path}/none.db")
    html = shown(run(app_file))
    assert "This page cannot be shown" in html and "none.db" in html and "Try again" in html
    assert "المخزن غير موجود أو يتعذر الوصول إليه." in shown(run(app_file, ui="ar"))


def test_a_file_of_something_else_is_explained(
    app_file: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    path = f"{tmp_path}/other.db"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"not a database " * 200)
    monkeypatch.setenv("CLAIMLINE_STORE", f"sqlite:///{path}")
    assert "This page cannot be shown" in shown(run(app_file))


def test_an_unknown_cursor_is_explained(app_file: str) -> None:
    assert "This page cannot be shown" in shown(run(app_file, after="AAAA"))


def test_hostile_words_reach_the_page_escaped(app_file: str) -> None:
    html = shown(run(app_file))
    assert "&lt;script&gt;alert(1)" in html and "<script>" not in html
    assert story.HOSTILE not in html
