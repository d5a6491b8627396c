"""The pages in a real browser: they open, keep their state in the address, obey the keyboard and run no text of an article."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote

import pytest
import ui_store
import ui_story as story
from playwright.sync_api import expect

THREAD = quote(ui_store.thread_id())


def item(slug: str) -> str:
    return quote(story.by_slug()[slug].id)


def version(slug: str) -> str:
    return quote(story.by_slug()[slug].reported.version.id)


def test_every_answer_carries_the_policy(base: str) -> None:
    for path in ("/", "/healthz", "/trace", "/app/static/favicon.png"):
        with urllib.request.urlopen(base + path) as answer:
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_name_that_is_not_ours_is_refused(base: str) -> None:
    request = urllib.request.Request(base + "/", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(request)


def test_from_the_board_to_the_sentence(visit: Any) -> None:
    page = visit().open("/")
    page.evaluate("window.session = 1")
    page.locator(".said a").first.click()
    expect(page.locator(".facts")).to_be_visible()
    expect(page.locator(".timeline .mark[data-id]")).to_have_count(7)
    page.get_by_text("Read it in the article").click()
    expect(page.locator(".reader mark.chosen").first).to_be_in_viewport()
    assert page.evaluate("window.session") == 1, "the session was lost on the way"
    page.go_back()
    expect(page.locator(".facts")).to_be_visible()
    page.go_back()
    expect(page.locator(".claims")).to_be_visible()


def test_the_timeline_chooses_and_the_address_remembers(visit: Any) -> None:
    visitor = visit()
    page = visitor.open(f"/trace?what={THREAD}")
    denial = story.by_slug()["denial"].id
    page.locator(f".mark[data-id='{denial}']").click()
    expect(page.locator("#event-head")).to_contain_text("Denial")
    assert f"item={item('denial')}".replace("%3A", ":") in page.url.replace("%3A", ":")
    page.reload()
    visitor.settled()
    expect(page.locator("#event-head")).to_contain_text("Denial")
    expect(page.locator("blockquote.verbatim")).to_contain_text("qui dément toute copie")


def test_the_keyboard_reaches_every_event(visit: Any) -> None:
    page = visit().open(f"/trace?what={THREAD}&item={item('repeated')}")
    page.locator(".mark[tabindex='0']").focus()
    focused = "document.querySelector('[data-testid=stBidiComponentRegular], .stBidiComponent') && [...document.querySelectorAll('*')].map(e => e.shadowRoot?.activeElement?.dataset?.id).find(Boolean)"
    page.keyboard.press("Home")
    seen = {page.evaluate(focused)}
    for _ in range(len(story.STORY)):
        page.keyboard.press("ArrowRight")
        seen.add(page.evaluate(focused))
    assert seen == {event.id for event in story.events() if event.kind and story.slug(event) != "hostile"}
    page.keyboard.press("Enter")
    expect(page.locator("#event-head")).to_contain_text("Narin Labs")


def test_events_of_one_day_do_not_cover_each_other(visit: Any) -> None:
    page = visit().open(f"/trace?what={THREAD}")
    boxes = [mark.bounding_box() for mark in page.locator(".mark[data-id] .shape").all()]
    centres = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
    for i, (x, y) in enumerate(centres):
        assert all(abs(x - a) > 9 or abs(y - b) > 9 for a, b in centres[i + 1 :])


def test_zoom_hides_and_the_whole_story_returns(visit: Any) -> None:
    page = visit().open(f"/trace?what={THREAD}")
    for _ in range(6):
        page.get_by_role("button", name="Zoom in").click()
    assert page.locator(".mark[data-id]").count() < 7
    page.get_by_role("button", name="Whole story").click()
    expect(page.locator(".mark[data-id]")).to_have_count(7)


def test_markup_of_an_article_does_nothing(visit: Any) -> None:
    page = visit().open(f"/article?version={version('hostile')}")
    expect(page.locator("h1")).to_contain_text("<script>alert(1)</script>")
    assert "owned" not in (page.title().replace(story.HOSTILE[:60], ""))
    assert page.locator("h1 img, .line img, .line script").count() == 0


def test_search_and_day_go_into_the_address(visit: Any) -> None:
    page = visit().open(f"/trace?what={THREAD}")
    page.get_by_label("Search in all languages").fill("eleven million")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Claims with “eleven million”")
    assert page.url.endswith("/?q=eleven+million")
    page.go_back()
    expect(page.locator(".facts")).to_be_visible()
    expect(page.get_by_label("Search in all languages")).to_have_value("")


def test_arabic_from_the_right(visit: Any) -> None:
    page = visit().open(f"/trace?what={THREAD}")
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    first, last = (
        page.locator(f".mark[data-id='{story.by_slug()[slug].id}']").bounding_box() for slug in ("repeated", "court")
    )
    assert first["x"] > last["x"], "the axis is not mirrored"


def test_the_language_of_the_browser_is_taken(visit: Any) -> None:
    page = visit(locale="ar-EG").open("/")
    expect(page.locator("html")).to_have_attribute("lang", "ar")


def test_an_arabic_article_is_set_from_the_right_in_the_english_interface(visit: Any) -> None:
    page = visit().open(f"/article?version={version('accusation')}&item={item('accusation')}")
    assert page.locator(".line").first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    expect(page.locator(".zone-name")).to_have_count(2)


@pytest.mark.parametrize("path", ["/?", f"/trace?what={THREAD}&", f"/article?version={version('hostile')}&"])
def test_a_phone_needs_no_sideways_scrolling(visit: Any, path: str) -> None:
    page = visit(width=390, height=800).open(f"{path}ui=en")
    assert page.locator("[data-testid=stMain]").evaluate("e => e.scrollWidth <= e.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
