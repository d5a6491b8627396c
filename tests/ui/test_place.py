"""Addresses: what a page shows follows from them, and nothing else gets in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import NOW
from ui.navigation import asked
from ui.state import MAX_WORDS, Place, View, synced

ID = "att:" + "0a" * 12
_ids = st.from_regex(r"\A(?:thr|att|ver):[0-9a-f]{24}\Z")
_words = st.text(max_size=40).map(str.strip)
_places = st.builds(
    Place, view=st.just(View.TRACE), what=_ids | _words, item=st.just("") | _ids,
    as_of_day=st.none() | st.dates(), recorded_day=st.none() | st.dates(), language=st.sampled_from(["", "ar", "en"]),
)  # fmt: skip


@given(_places)
def test_an_address_leads_back_to_its_place(place: Place) -> None:
    assert Place.from_href(place.href) == place


@given(
    st.dictionaries(
        st.sampled_from(["q", "what", "version", "item", "after", "asof", "recorded", "ui"]), st.text(max_size=60)
    )
)
def test_any_query_is_read_without_an_error(query: dict[str, str]) -> None:
    for view in View:
        place = Place.from_query(view, query)
        assert Place.from_query(view, dict(parse_qsl(urlsplit(place.href).query))).href == place.href


@pytest.mark.parametrize("value", ["<script>", "att:xyz", "att:" + "0" * 25, "../etc", "ATT:" + "0" * 24])
def test_what_is_no_id_is_dropped(value: str) -> None:
    assert Place.from_query(View.ARTICLE, {"version": value, "item": value}) == Place(view=View.ARTICLE)


@pytest.mark.parametrize(
    "href", ["https://elsewhere.example/trace", "//elsewhere.example/", "/admin", "javascript:alert(1)"]
)
def test_a_link_that_leads_elsewhere_is_no_place(href: str) -> None:
    assert Place.from_href(href) is None


def test_long_words_are_cut() -> None:
    assert len(Place.from_query(View.CLAIMS, {"q": "x" * 5000}).words) == MAX_WORDS


def test_a_day_means_its_end_in_utc() -> None:
    place = Place.from_query(View.CLAIMS, {"asof": "2025-02-04"})
    assert place.as_of.published == datetime(2025, 2, 4, 23, 59, 59, 999999, tzinfo=UTC)
    assert Place.from_query(View.CLAIMS, {"asof": "2025-02-30"}).as_of == NOW


def test_day_and_language_stay_on_the_way() -> None:
    days = {"as_of_day": date(2025, 1, 2), "recorded_day": date(2025, 3, 4)}
    place = Place(view=View.TRACE, what="thr:" + "1" * 24, language="ar", **days)
    for there in (place.claims("x"), place.article(ID), place.trace(ID)):
        assert (there.as_of_day, there.recorded_day, there.language) == (*days.values(), "ar")


def test_new_words_lead_to_the_board_and_another_day_stays() -> None:
    place = Place(view=View.TRACE, what="thr:" + "1" * 24, item=ID)
    assert asked(place, "voice", None) == Place(words="voice")
    assert asked(place, "", None) == place
    assert asked(place, "", date(2025, 1, 2)) == place.but(as_of_day=date(2025, 1, 2))
    assert asked(place, "", None, date(2025, 1, 2)) == place.but(recorded_day=date(2025, 1, 2))
    assert asked(Place(words="voice", after="x"), "", None) == Place()


def test_the_address_wins_when_it_changed_and_the_input_when_it_did_not() -> None:
    session: dict[str, object] = {}
    synced(session, "search", "one")
    session["search"] = "typed"
    synced(session, "search", "one")
    assert session["search"] == "typed"
    synced(session, "search", "two")
    assert session["search"] == "two"
