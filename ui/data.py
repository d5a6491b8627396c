"""The only module of the UI that opens a store: read-only, once a process, from ``CLAIMLINE_STORE`` or the user's own file."""

from __future__ import annotations

import streamlit as st

from graph import queries
from graph.settings import store_url
from graph.stores import Store, open_store
from ui.state import Place

EVENTS = 1500  # of a trace on one page; the timeline counts instead of drawing where they get too many


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> Store:
    return open_store(url, readonly=True, create=False)


def store() -> Store:
    """The store that the pages read. Raises ``StoreError`` or ``SettingsError``; the next page tries again."""
    return _opened(store_url())


def board(place: Place) -> queries.Board:
    return queries.board(store(), words=place.words, cursor=place.after or None, as_of=place.as_of)


def trace(place: Place) -> queries.Trace:
    """Raises ``UsageError`` for an id that is not there."""
    return queries.trace(store(), place.what, cursor=place.after or None, limit=EVENTS, as_of=place.as_of)


def article(place: Place) -> queries.ArticleView | None:
    return queries.article(store(), place.version, as_of=place.as_of)
