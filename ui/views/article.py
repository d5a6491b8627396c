"""The article reader: the text as stored, with everything that was found in it."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from graph.model import ZoneKind
from graph.queries import ArticleView, Highlight, Role
from ui.marks import Block, Run, blocks
from ui.render import Page, render, shorten
from ui.views import Shown

TITLE = 90  # characters


def show(page: Page, view: ArticleView | None) -> Shown:
    """Draws the article; the attribution asked for is what to look at."""
    if view is None:
        st.html(render("article_unknown.html", page))
        return Shown(page.ui._("No such article"))
    found = blocks(view.version.text, view.highlights, view.zones)
    owner = Owners(view)
    st.html(
        render(
            "article.html",
            page,
            view=view,
            version=view.version,
            groups=grouped(found),
            owner=owner.of,
            anchors=anchors(found, owner),
            roles=used_roles(view.highlights),
            dated=view.version.knowable,
            heading=heading(view),
        )
    )
    return Shown(heading(view), f"at-{page.place.item}" if page.place.item else "")


def heading(view: ArticleView) -> str:
    """The title, else how the text begins, else its address."""
    return view.version.title or shorten(view.version.text.strip().split("\n")[0], TITLE) or view.url


def grouped(found: tuple[Block, ...]) -> list[tuple[ZoneKind | None, list[Block]]]:
    """Lines of one zone together, so that a zone is labelled once."""
    return [(zone, list(group)) for zone, group in groupby(found, key=lambda block: block.zone)]


def used_roles(highlights: tuple[Highlight, ...]) -> list[Role]:
    """The roles that occur, for the key above the text."""
    return [role for role in Role if any(h.role is role for h in highlights)]


class Owners:
    """Which attribution a click on a run leads to: the innermost, that is the shortest, of those it belongs to."""

    def __init__(self, view: ArticleView) -> None:
        self._length: dict[str, int] = {}
        for highlight in view.highlights:
            span = highlight.span
            self._length[highlight.attribution_id] = (
                self._length.get(highlight.attribution_id, 0) + span.end - span.start
            )

    def of(self, run: Run) -> str:
        return min(run.ids, key=lambda each: (self._length[each], each)) if run.ids else ""


def anchors(found: tuple[Block, ...], owner: Owners) -> dict[int, list[str]]:
    """``id()`` of a run → the attributions that a link finds there: each at the first run of its own, else the first it shares."""
    own: dict[str, int] = {}
    shared: dict[str, int] = {}
    for run in (run for block in found for run in block.runs):
        if run.ids:
            own.setdefault(owner.of(run), id(run))
        for each in run.ids:
            shared.setdefault(each, id(run))
    places: dict[int, list[str]] = {}
    for attribution, place in {**shared, **own}.items():
        places.setdefault(place, []).append(attribution)
    return places
