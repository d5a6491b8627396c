"""The claims board: a row for each thread."""

from __future__ import annotations

import streamlit as st

from graph.queries import Board
from ui.render import Page, render


def show(page: Page, board: Board) -> str:
    """Draws the board; nothing in particular to look at."""
    following = page.place.but(after=board.next).href if board.next else ""
    st.html(render("claims.html", page, board=board, following=following))
    return ""
