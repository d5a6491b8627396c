"""The views on read models made by hand, as a user of Streamlit's own test runner sees them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
import ui_story as story
from streamlit.testing.v1 import AppTest

from graph.queries import Board
from ui.i18n import interface
from ui.render import Page, render, shorten
from ui.state import Place, View
from ui.views.article import Owners, anchors, grouped, heading, used_roles
from ui.views.trace import chosen, event_values, timeline_data


def page(view: View = View.CLAIMS, language: str = "en", **place: Any) -> Page:
    return Page(Place(view=view, **place), interface(language))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def claims_html(board: Board, **place: Any) -> str:
    return render("claims.html", page(**place), board=board, following="")


def event_html(slug: str, language: str = "en", **changes: Any) -> str:
    trace, event = story.trace(), replace(story.by_slug()[slug], **changes)
    here = page(View.TRACE, language, what=story.THREAD)
    return render("event.html", here, **event_values(here, trace, event))


# ---------------------------------------------------------------- claims board


def test_a_row_says_who_whom_evidence_answers_and_coverage() -> None:
    shown = text_of(claims_html(Board((story.row(),), None, 12)))
    for words in (
        "having copied its voice model without permission", "Narin Labs of Olbia Speech", "E3 described the logs", "Olbia Speech denies it",
        "Olbia Speech declines to comment", "7 articles 4 outlets 3 origins 4 on the record", "6 May 2025",
    ):  # fmt: skip
        assert words in shown


def test_no_answer_is_said_of_the_articles_held_and_never_as_no_reply() -> None:
    shown = text_of(claims_html(Board((story.lonely_row(),), None, 12)))
    assert "No answer found in the 12 articles held" in shown
    assert "no reply" not in shown.lower()


def test_an_undated_article_says_first_seen() -> None:
    assert "1 Jun 2025 first seen" in text_of(claims_html(Board((story.lonely_row(),), None, 12)))


def test_every_cell_of_a_row_leads_on() -> None:
    html = claims_html(Board((story.row(),), None, 12))
    row = html.split("<tbody>")[1]
    cells = re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)
    assert len(cells) == 6
    found = story.by_slug()
    assert all('<a data-go href="/' in cell or "<a class=" in cell for cell in cells)
    assert f"item={found['denial'].id.replace(':', '%3A')}" in row
    assert f"item={found['insider'].id.replace(':', '%3A')}" in row


def test_words_keep_their_language_and_direction() -> None:
    html = claims_html(Board((story.lonely_row(),), None, 12))
    assert '<q class="words" lang="ar" dir="auto">نسخت نموذجها الصوتي من دون إذن</q>' in html


@pytest.mark.parametrize(
    ("place", "held", "words"),
    [
        ({}, 0, "claimline ingest"),
        ({}, 3, "no allegation"),
        ({"words": "zebra"}, 3, "Nothing found in the 3 articles held"),
    ],
)
def test_an_empty_board_says_why(place: dict[str, Any], held: int, words: str) -> None:
    assert words in text_of(claims_html(Board((), None, held), **place))


# ---------------------------------------------------------------- hostile text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_markup_in_an_article_is_shown_and_never_obeyed(language: str) -> None:
    view = story.article_view("hostile")
    pages = [
        render(
            "claims.html",
            page(language=language, words=story.HOSTILE),
            board=Board((story.hostile_row(),), None, 1),
            following="",
        ),
        event_html("hostile", language),
        article_html(view, language),
    ]
    for html in pages:
        assert "<script>" not in html and "<img" not in html and "onerror=&#34;" in html
        assert "&lt;script&gt;" in html


# ---------------------------------------------------------------- trace


def test_the_founder_is_shown_unless_another_is_asked_for() -> None:
    trace, found = story.trace(), story.by_slug()
    assert chosen(trace, "") == found["repeated"]
    assert chosen(trace, found["denial"].id) == found["denial"]
    assert chosen(trace, "att:" + "0" * 24) == found["repeated"]


def test_the_event_shows_the_sentence_with_its_marks() -> None:
    html = event_html("accusation")
    assert '<mark class="cue" title="verb of saying">اتهمت</mark>' in html
    assert '<mark class="evidence" title="evidence">لم تقدم أدلة على ذلك</mark>' in html
    assert "اقرأ أيضاً" not in html


def test_the_event_says_how_surely_how_dated_and_who_answered() -> None:
    assert "the article has no date: this is when it was first seen" in text_of(event_html("accusation"))
    assert "probable · probably" in text_of(event_html("insider"))
    assert "A person close to Narin · close to the matter" in text_of(event_html("insider"))
    assert "Olbia Speech denies it, 11 Apr 2025" in text_of(event_html("repeated"))


def test_silence_is_said_only_where_the_whole_dispute_has_no_answer() -> None:
    assert "No answer found" not in text_of(event_html("insider"))
    assert "No answer found in the 12 articles held" in text_of(event_html("insider", unanswered=True))


def test_an_answer_that_this_timeline_lacks_is_reached_in_its_own_dispute() -> None:
    denial = story.by_slug()["denial"]
    here = page(View.TRACE, what="Olbia")
    allegation = story.by_slug()["repeated"]
    alone = replace(story.trace(), events=(allegation,), arcs=(), row=None)
    html = render("event.html", here, **event_values(here, alone, allegation))
    assert "Olbia Speech denies it" in text_of(html)
    assert here.place.trace(denial.id, denial.id).href.replace("&", "&amp;") in html


def test_the_timeline_gets_every_event_a_lane_and_its_words() -> None:
    data = timeline_data(page(View.TRACE, "ar", what=story.THREAD), story.trace(), story.by_slug()["denial"])
    lanes = {lane["id"] for lane in data["lanes"]}
    assert len(data["events"]) == len(story.STORY) and all(event["lane"] in lanes for event in data["events"])
    assert data["rtl"] is True and data["selected"] == story.by_slug()["denial"].id
    denial = next(event for event in data["events"] if event["id"] == data["selected"])
    assert denial["label"] == "نفي, 11 أبريل 2025, أولبيا للصوتيات: toute copie"
    assert [event["firstSeen"] for event in data["events"]].count(True) == 1
    assert {arc["kind"] for arc in data["arcs"]} == {"denies", "declines"}


def test_an_event_outside_the_lanes_gets_one() -> None:
    from dataclasses import replace

    trace = replace(story.trace(), lanes=story.trace().lanes[:1])
    data = timeline_data(page(View.TRACE), trace, trace.events[0])
    assert {event["lane"] for event in data["events"]} <= {lane["id"] for lane in data["lanes"]}


# ---------------------------------------------------------------- article


def article_html(view: Any, language: str = "en", item: str = "") -> str:
    from ui.marks import blocks

    found = blocks(view.version.text, view.highlights, view.zones)
    owner = Owners(view)
    return render(
        "article.html", page(View.ARTICLE, language, version=view.version.id, item=item), view=view, version=view.version, groups=grouped(found),
        owner=owner.of, anchors=anchors(found, owner), roles=used_roles(view.highlights), dated=view.version.knowable, heading=heading(view),
    )  # fmt: skip


def test_the_whole_text_is_there_and_zones_are_labelled() -> None:
    view = story.article_view("accusation")
    html = article_html(view)
    shown = text_of(html)
    for line in view.version.text.split("\n"):
        assert re.sub(r"\s+", " ", line).strip() in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))
    assert shown.count("Pointer to another article: not a source of claims") == 1
    assert shown.count("Notice of the site: not a source of claims") == 1


def test_each_attribution_has_one_place_that_links_find() -> None:
    view = story.article_view("accusation")
    html = article_html(view, item=view.events[0].id)
    assert html.count(f'id="at-{view.events[0].id}"') == 1
    assert 'aria-current="true"' in html and "chosen" in html


def test_versions_of_an_edited_article_are_listed() -> None:
    from dataclasses import replace

    first, second = story.article_view("repeated"), story.article_view("insider")
    html = article_html(replace(first, history=(first.version, second.version)))
    assert "2 versions:" in html and second.version.id.replace(":", "%3A") in html


def test_shortening_cuts_at_a_word() -> None:
    assert shorten("one two three", 9) == "one two …"
    assert shorten("one", 8) == "one"


# ---------------------------------------------------------------- in Streamlit


def _script(view: str, language: str) -> None:
    import ui_story as story

    from ui.i18n import interface
    from ui.render import Page
    from ui.state import Place, View
    from ui.views import article, claims, trace

    page = Page(Place(view=View(view)), interface(language))
    show = {
        "claims": lambda: claims.show(page, story.board()),
        "trace": lambda: trace.show(page, story.trace()),
        "article": lambda: article.show(page, story.article_view()),
    }
    show[view]()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("view", list(View))
def test_a_view_draws_without_an_error(view: View, language: str) -> None:
    at = AppTest.from_function(_script, args=(view.value, language), default_timeout=30).run()
    assert not at.exception
