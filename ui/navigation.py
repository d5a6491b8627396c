"""What stands around every page: the name, the languages, the search, the as-of day; and how the browser is told where it is.

Going somewhere is always a change of the address, made in the browser (``go.js``), so that the back button and copied links just work.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from ui import components
from ui.i18n import interface, languages
from ui.render import Page, render
from ui.state import Place, View, synced
from ui.views import Shown

STYLE = Path(__file__).parent / "static" / "app.css"


def header(page: Page) -> None:
    """Draws what stands above the views. When an input changed, leaves for the place it asks for and ends the script."""
    st.html(STYLE)
    if page.ui.rtl:
        st.html("<style>.stApp, [data-testid=stHeader] { direction: rtl; }</style>")
    others = [(code, interface(code).language_name(code)) for code in languages()]
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(render("masthead.html", page, languages=others), width="content")
        wanted = asked(page.place, _search(page), *_as_of(page))
    if wanted != page.place:
        _tell_browser(page, go=wanted.href)
        st.stop()
    if page.place.as_of_day or page.place.recorded_day:
        st.html(render("as_of.html", page))


def asked(place: Place, words: str, public: date | None, recorded: date | None = None) -> Place:
    """The place that the inputs ask for: new words lead to the board, other days stay on the page."""
    if words != place.words and (words or place.view is View.CLAIMS):
        place = place.claims(words)
    if (public, recorded) == (place.as_of_day, place.recorded_day):
        return place
    return place.but(as_of_day=public, recorded_day=recorded, after="")


def _search(page: Page) -> str:
    synced(st.session_state, "search", page.place.words)
    label = page.ui._("Search in all languages")
    return st.text_input(
        label, key="search", placeholder=label, label_visibility="collapsed", icon=":material/search:"
    ).strip()


def _as_of(page: Page) -> tuple[date | None, date | None]:
    """The two as-of questions: what the public could know that day, and what this store held that day."""
    _ = page.ui._
    with st.popover(_("As of"), icon=":material/history:", key="as-of"):
        public = _day_input(
            "asof", _("Public by"), page.place.as_of_day, _("What readers could know at the end of that day.")
        )
        held = _day_input(
            "recorded", _("Recorded by"), page.place.recorded_day, _("What this store held at the end of that day.")
        )
    return public, held


def _day_input(key: str, label: str, day: date | None, explained: str) -> date | None:
    synced(st.session_state, key, day)
    first, last = date(1900, 1, 1), date(2100, 1, 1)
    return st.date_input(label, None, key=key, format="YYYY-MM-DD", min_value=first, max_value=last, help=explained)


def footer(page: Page, shown: Shown) -> None:
    """Ends a page: tells the browser where it is, and what to look at."""
    st.set_page_config(page_title=f"{shown.title} · Claimline" if shown.title else "Claimline")
    _tell_browser(
        page, look=shown.look, top=f"{page.place.view} {page.place.what} {page.place.version} {page.place.after}"
    )


def _tell_browser(page: Page, **data: str) -> None:
    components.page({"language": page.ui.language, "direction": page.ui.direction, **data}, key="page")
