"""Highlights become runs; no character is lost, doubled or moved."""

from __future__ import annotations

import ui_story as story
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Span, Zone, ZoneKind
from graph.queries import Highlight, Role
from ui.marks import CONTEXT, LONG, blocks, highlights_of, passage, runs


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, list[Highlight]]:
    text = draw(st.text(alphabet="aب\n \u202e😀", min_size=1, max_size=60))
    places = st.integers(0, len(text) - 1).flatmap(lambda a: st.tuples(st.just(a), st.integers(a + 1, len(text))))
    made = [
        Highlight(role, Span.of(text, a, b), f"att:{i}")
        for i, ((a, b), role) in enumerate(draw(st.lists(st.tuples(places, st.sampled_from(list(Role))), max_size=6)))
    ]
    return text, made


@given(_marked())
def test_runs_give_the_text_back(given_: tuple[str, list[Highlight]]) -> None:
    text, highlights = given_
    found = runs(text, highlights)
    assert "".join(run.text for run in found) == text
    for highlight in highlights:
        own = "".join(run.text for run in found if highlight.attribution_id in run.ids)
        assert own == highlight.span.exact


@given(_marked())
def test_blocks_are_the_lines_with_words(given_: tuple[str, list[Highlight]]) -> None:
    text, highlights = given_
    found = ["".join(run.text for run in block.runs) for block in blocks(text, highlights, ())]
    assert found == [line for line in text.split("\n") if line.strip()]


def test_overlapping_marks_share_a_run() -> None:
    text = "he may sue them"
    content, hedge = Highlight(Role.CONTENT, Span.of(text, 3, 15), "a"), Highlight(Role.HEDGE, Span.of(text, 3, 6), "a")
    assert [(run.text, run.roles) for run in runs(text, [content, hedge])] == [
        ("he ", ()),
        ("may", (Role.CONTENT, Role.HEDGE)),
        (" sue them", (Role.CONTENT,)),
    ]


def test_a_teaser_inside_a_line_is_told_apart() -> None:
    text = "One. Read also: two. Three."
    (block,) = blocks(text, (), (Zone(ZoneKind.TEASER, 5, 20),))
    assert block.zone is None
    assert [(run.text, run.zone) for run in block.runs] == [
        ("One. ", ZoneKind.BODY),
        ("Read also: two.", ZoneKind.TEASER),
        (" Three.", ZoneKind.BODY),
    ]


def test_a_passage_is_the_paragraph() -> None:
    where = story.by_slug()["repeated"].reported
    start, end = passage(where.version.text, where.attribution)
    assert where.version.text[start:end] == where.version.text.split("\n")[0]


def test_a_long_paragraph_is_cut_at_words_around_the_attribution() -> None:
    told = story.STORY[2]
    padded = "".join(f"word{i} " for i in range(LONG)) + told.text + " " + "more " * LONG
    where = story.reported(story.Told(**{**_fields(told), "text": padded}))
    start, end = passage(padded, where.attribution)
    assert padded[start - 1] == " " and padded[end] == " "
    assert told.text in padded[start:end] and end - start < len(told.text) + 2 * CONTEXT + 20


def _fields(told: story.Told) -> dict[str, object]:
    return {name: getattr(told, name) for name in told.__dataclass_fields__}


def test_everything_of_an_attribution_is_marked() -> None:
    where = story.by_slug()["accusation"].reported
    assert {h.role: h.span.exact for h in highlights_of(where)} == {
        Role.SOURCE: "مختبرات نارين",
        Role.CUE: "اتهمت",
        Role.CONTENT: "نسخت نموذجها الصوتي من دون إذن",
        Role.TARGET: "شركة أولبيا للصوتيات",
        Role.EVIDENCE: "لم تقدم أدلة على ذلك",
    }
