"""The trace: one thread, claim, actor or search over time, and the event that is looked at."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

import streamlit as st

from graph.queries import Event, Trace
from ui import components
from ui.labels import KINDS, label, lane_role, origin
from ui.marks import highlights_of, passage, runs
from ui.render import Answered, Page, folded, render, shorten
from ui.views import Shown

ROWS = 100  # of the list at once


def show(page: Page, trace: Trace) -> Shown:
    """Draws the trace; choosing an event changes ``item`` in the address."""
    event = chosen(trace, page.place.item)
    st.html(render("trace_head.html", page, trace=trace, row=trace.row))
    if event is None:
        st.html(render("trace_empty.html", page, trace=trace))
        return Shown(trace.title)
    components.timeline(timeline_data(page, trace, event), key="timeline")
    st.html(render("event.html", page, **event_values(page, trace, event)))
    st.html(render("events.html", page, **list_values(page, trace, event)))
    return Shown(shorten(trace.title, 80))


def chosen(trace: Trace, item: str) -> Event | None:
    """The event asked for, else the one that founded the thread, else the first."""
    by_id = {event.id: event for event in trace.events}
    founder = trace.row.founder.attribution.id if trace.row else ""
    return by_id.get(item) or by_id.get(founder) or next(iter(trace.events), None)


def list_values(page: Page, trace: Trace, event: Event) -> dict[str, Any]:
    """What the template of the list needs: the stretch around the chosen event, and where what is before and after it starts."""
    here = trace.events.index(event) // ROWS * ROWS
    before, after = trace.events[:here], trace.events[here + ROWS :]
    following = page.place.but(after=trace.next, item="").href if trace.next and not after else ""
    return {
        "events": trace.events[here : here + ROWS],
        "chosen": event.id,
        "earlier": page.place.but(item=before[-1].id).href if before else "",
        "later": page.place.but(item=after[0].id).href if after else following,
    }


def event_values(page: Page, trace: Trace, event: Event) -> dict[str, Any]:
    """What the template of one event needs: the passage with its marks, and the events that answer it or that it answers."""
    by_id = {each.id: each for each in trace.events}
    version, attribution = event.reported.version, event.reported.attribution
    start, end = passage(version.text, attribution)
    marked = runs(version.text, highlights_of(event.reported), version.zones, start=start, end=end)
    return {
        "event": event,
        "marked": marked,
        "cut": (start > 0 and version.text[start - 1] != "\n", end < len(version.text) and version.text[end] != "\n"),
        "answered_by": [(answer, _leads(page, answer, by_id)) for answer in folded(event.replies)],
        "answers": [
            (arc.kind, by_id[arc.target]) for arc in trace.arcs if arc.source == event.id and arc.target in by_id
        ],
        "alleges": event.charges,
        "unanswered": event.unanswered,
        "held": trace.articles_held,
    }


def _leads(page: Page, answer: Answered, shown: Container[str]) -> str:
    """Where an answer is looked at: on this timeline when it is there, else on that of its own dispute."""
    item = answer.first.reported.attribution.id
    return (page.place.but(item=item) if item in shown else page.place.trace(item, item)).href


def timeline_data(page: Page, trace: Trace, event: Event) -> dict[str, Any]:
    """The data of the timeline component, all words in the language of the interface."""
    lanes = [
        {"id": lane.party.key, "name": page.party(lane.party), "role": lane_role(page.ui, lane.role)}
        for lane in trace.lanes
    ]
    known = {lane["id"] for lane in lanes}
    for each in trace.events:  # an event without a lane would be hidden
        if each.by.key not in known:
            known.add(each.by.key)
            lanes.append({"id": each.by.key, "name": page.party(each.by), "role": lane_role(page.ui, "third party")})
    return {
        "lanes": lanes,
        "events": [_point(page, each) for each in trace.events],
        "arcs": [
            {"source": arc.source, "target": arc.target, "kind": arc.kind.value.replace(" ", "-")} for arc in trace.arcs
        ],
        "selected": event.id,
        "rtl": page.ui.rtl,
        "labels": _labels(page),
    }


def _point(page: Page, event: Event) -> dict[str, Any]:
    kind, when, who = label(page.ui, event.kind), page.ui.moment(event.when), page.party(event.by)
    words = shorten(event.reported.attribution.words, 220)
    first_seen = event.when.origin == "first seen"
    dated = f"{when} ({origin(page.ui, event.when)})" if first_seen else when
    return {
        "id": event.id,
        "time": event.when.at.timestamp() * 1000
        if event.when.at
        else event.reported.version.retrieved.timestamp() * 1000,
        "lane": event.by.key,
        "kind": event.kind.value,
        "when": when,
        "head": f"{kind} · {dated} · {who}",
        "words": words,
        "language": event.reported.attribution.language,
        "label": f"{kind}, {dated}, {who}: {words}",
        "firstSeen": first_seen,
        "href": page.place.but(item=event.id).href,
    }


def _labels(page: Page) -> dict[str, Any]:
    _ = page.ui._
    return {
        "locale": page.ui.browser_locale,
        "title": _("Timeline"),
        "legend": _("Shapes"),
        "whole": _("Whole story"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "firstSeen": _("Open shape: no date, placed by when it was first seen"),
        "bin": _("{n} events from {first} on; press to see them apart"),
        "kinds": {kind.value: _(text) for kind, text in KINDS.items()},
    }
