"""The claims board: a row for each thread."""

from __future__ import annotations

import streamlit as st

from graph.queries import Board
from ui.render import Page, render
from ui.views import Shown


def show(page: Page, board: Board) -> Shown:
    """Draws the board."""
    following = page.place.but(after=board.next).href if board.next else ""
    st.html(render("claims.html", page, board=board, following=following))
    return Shown(page.place.words or page.ui._("Claims"))
