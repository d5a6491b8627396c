"""The script that Streamlit runs for every page: reads the address, asks the store, shows the view."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.errors import ClaimlineError
from ui import data, navigation
from ui.i18n import choose, interface
from ui.render import Page, render
from ui.state import Place, View
from ui.views import Shown, article, claims, trace

ICON = Path(__file__).parent / "static" / "favicon.png"


def show(view: View) -> None:
    """One page from its address."""
    place = Place.from_query(view, st.query_params.to_dict())
    page = Page(place, interface(choose(place.language, st.context.locale)))
    navigation.header(page)
    try:
        shown = _body(page)
    except ClaimlineError as error:
        st.html(render("failure.html", page, error=error))
        shown = Shown()
    navigation.footer(page, shown)


def _body(page: Page) -> Shown:
    match page.place.view:
        case View.CLAIMS:
            return claims.show(page, data.board(page.place))
        case View.TRACE:
            return trace.show(page, data.trace(page.place))
        case View.ARTICLE:
            return article.show(page, data.article(page.place))


def claims_page() -> None:
    show(View.CLAIMS)


def trace_page() -> None:
    show(View.TRACE)


def article_page() -> None:
    show(View.ARTICLE)


def main() -> None:
    """Declares the pages and runs the one that was asked for."""
    st.set_page_config(page_title="Claimline", page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
    pages = [
        st.Page(claims_page, title="Claimline", default=True),
        st.Page(trace_page, title="Claimline", url_path=View.TRACE.path),
        st.Page(article_page, title="Claimline", url_path=View.ARTICLE.path),
    ]
    st.navigation(pages, position="hidden").run()


main()
