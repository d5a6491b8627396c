"""Going from page to page inside the session, and what stands around every page: the name, the search, the as-of day, the languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from ui import components
from ui.i18n import interface, languages
from ui.render import Page, render
from ui.state import Place, View, synced

STYLE = Path(__file__).parent / "static" / "app.css"
PAGES = "pages of the navigation"


def go(place: Place) -> None:
    """Shows another place; the script ends here."""
    st.switch_page(st.session_state[PAGES][place.view], query_params=place.query())


def header(page: Page) -> None:
    """What stands around the views. Follows links and inputs of the last run first."""
    _follow_link()
    st.html(STYLE)
    if page.ui.rtl:
        st.html("<style>.stApp, [data-testid=stHeader] { direction: rtl; }</style>")
    others = [(code, interface(code).language_name(code)) for code in languages()]
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(render("masthead.html", page, languages=others), width="content")
        words = _search(page)
        day = _as_of(page)
    wanted = page.place
    if words != page.place.words and (words or page.place.view is View.CLAIMS):
        wanted = page.place.claims(words)
    if day != page.place.as_of_day:
        wanted = wanted.but(as_of_day=day, after="")
    if wanted != page.place:
        go(wanted)
    if page.place.as_of_day:
        st.html(render("as_of.html", page))


def _search(page: Page) -> str:
    synced(st.session_state, "search", page.place.words)
    label = page.ui._("Search in all languages")
    return st.text_input(label, key="search", placeholder=label, label_visibility="collapsed", icon=":material/search:").strip()


def _as_of(page: Page) -> date | None:
    synced(st.session_state, "asof", page.place.as_of_day)
    return st.date_input(
        page.ui._("Known by this day"), key="asof", format="YYYY-MM-DD", min_value=date(1900, 1, 1), max_value=date(2100, 1, 1),
        label_visibility="collapsed", help=None, width=170,
    )


def footer(page: Page, *, look: str = "") -> None:
    """Ends a page: tells the browser where it is, and what to look at (the id of an element)."""
    place = page.place
    data = {
        "language": page.ui.language,
        "direction": page.ui.direction,
        "place": place.href,
        "top": f"{place.view} {place.what} {place.version}",
        "look": look,
    }
    components.page(data, key="page", on_go=_asked)


def _asked() -> None:
    st.session_state["go"] = st.session_state["page"].go


def _follow_link() -> None:
    href = st.session_state.pop("go", None)
    place = Place.from_href(href) if href else None
    if place is not None:
        go(place)
