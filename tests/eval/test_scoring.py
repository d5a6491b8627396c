"""Figures on findings made by hand: what is right, what is wrong, what does not matter."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.evaluation.aligning import compare
from ingest.evaluation.counting import count
from ingest.evaluation.errors import Kind, worst
from ingest.evaluation.gold import GoldText, Marked, Mention
from ingest.evaluation.mentions import mention_figures
from ingest.evaluation.scoring import Score, score
from ingest.evaluation.statistics import Rates, bootstrap, wilson

TEXT = (
    'Rana Odeh said that Tilo Marsh "sold the plans" in June.\nTilo Marsh denied the charge, according to the Beacon.\n'
    '"We will win," she added. "Soon," the mayor warned.\nقال الوزير إن الخطة نجحت.\n'
)


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def marked(cue: str, source: str, content: str, act: str, **more: Any) -> Marked:
    return Marked(
        cue=at(cue) if cue else None, source=at(source) if source else None, content=(at(content),), act=act, **more
    )


ODEH = {"name": "Rana Odeh", "span": at("Rana Odeh")}
GOLD = (
    marked("said", "Rana Odeh", 'Tilo Marsh "sold the plans" in June', "allege", target=(at("Tilo Marsh"),)),
    marked("denied", "Tilo Marsh denied"[:10], "the charge", "deny", tags=("slice:deny",)),
    marked("according to", "the Beacon", "Tilo Marsh denied the charge", "assert"),
    marked("added", "", "We will win", "assert", claimant=ODEH, tags=("carried",)),
    marked("قال", "الوزير", "الخطة نجحت", "assert"),
)


def gold(*attributions: Marked, **more: Any) -> GoldText:
    return GoldText(id="t", lang="en", inline=TEXT, attributions=attributions, **more)


def scored(found: tuple[Marked, ...], *, text: GoldText | None = None, **options: Any) -> Score:
    text = text or gold(*GOLD, scored=("cue", "source", "content", "target"))
    return score([text], [count(compare(text, found, **options))])


def changed(number: int, **values: Any) -> tuple[Marked, ...]:
    return tuple(m.model_copy(update=values) if i == number else m for i, m in enumerate(GOLD))


def test_gold_against_itself_is_perfect() -> None:
    found = scored(GOLD)
    assert {figure.name: figure.rates.f1 for figure in found.figures} == dict.fromkeys(
        (f.name for f in found.figures), 1.0
    )
    assert found.macro == found["act"] == found["claimant.carried"] == 1.0
    assert found["slice.deny.act"] == 1.0


def test_nothing_found_is_nothing_right() -> None:
    found = scored(())
    assert all(figure.rates == Rates(0.0, 0.0, 0.0) for figure in found.figures)


def test_the_same_twice_is_once_wrong() -> None:
    found = scored(GOLD * 2)
    assert (found["detected.recall"], found["detected.precision"]) == (1.0, 0.5)


def test_marks_and_complementisers_at_the_edge_do_not_matter() -> None:
    wider = (at('that Tilo Marsh "sold the plans" in June.'),)
    assert scored(changed(0, content=wider))["whole.exact"] == 1.0
    assert scored(changed(4, content=(at("إن الخطة نجحت"),)))["whole.exact"] == 1.0


def test_a_right_name_on_the_wrong_statement_is_wrong() -> None:
    swapped = (*changed(0, source=GOLD[1].source)[:1], *changed(1, source=GOLD[0].source)[1:])
    assert scored(swapped)["source.exact"] == 0.5


def test_a_source_where_there_is_none() -> None:
    found = scored(changed(3, source=at("she")))
    assert (found["source null or not"], found["no source, right"]) == (0.8, 0.0)
    assert (found["source.exact.recall"], found["source.exact.precision"]) == (1.0, 0.8)


def test_without_a_cue_contents_align_and_nothing_is_whole() -> None:
    found = scored(tuple(m.model_copy(update={"cue": None}) for m in GOLD))
    assert (found["detected"], found["whole.overlap"]) == (1.0, 0.0)


def test_gold_outside_the_subset_is_neither_rewarded_nor_punished() -> None:
    found = scored(GOLD, subset="slice:deny")
    assert (found.gold, found.found, found["detected"]) == (1, 1, 1.0)
    missing = scored(GOLD[2:], subset="slice:deny")
    assert (missing.gold, missing.found) == (1, 0)


def test_findings_inside_a_content_are_passed_over_where_nothing_nested_was_marked() -> None:
    inner = marked("sold", "Tilo Marsh", "the plans", "assert")
    flat = gold(GOLD[0], nested=False)
    assert scored((GOLD[0], inner), text=flat)["detected.precision"] == 1.0
    assert scored((GOLD[0], inner), text=flat).ignored == 1
    assert scored((GOLD[0], inner), text=flat, count_nested=True)["detected.precision"] == 0.5
    assert scored((GOLD[0], inner), text=gold(GOLD[0]))["detected.precision"] == 0.5


@pytest.mark.parametrize(
    ("claimant", "right"),
    [
        (ODEH, 1.0),
        ({"name": "she", "span": at("Rana")}, 1.0),
        ({"name": "Odeh", "span": None}, 1.0),
        ({"name": "Tilo Marsh", "span": at("Tilo Marsh")}, 0.0),
        (None, 0.0),
    ],
)
def test_the_carried_speaker_is_right_by_place_or_by_name(claimant: dict[str, Any] | None, right: float) -> None:
    found = marked("added", "", "We will win", "assert", claimant=claimant)
    assert scored((found,))["claimant.carried"] == right


def test_a_speaker_where_nobody_is_named_is_wrong() -> None:
    nobody = gold(marked("added", "", "We will win", "assert", tags=("nobody",)))
    guess, none = (
        marked("added", "", "We will win", "assert", claimant=ODEH),
        marked("added", "", "We will win", "assert"),
    )
    assert scored((guess,), text=nobody)["claimant.carried"] == 0.0
    assert scored((none,), text=nobody)["claimant.carried"] == 1.0


def test_a_target_that_is_another_party_is_counted() -> None:
    assert scored(changed(0, target=(at("the Beacon"),)))["target.other"] == 0.2
    assert scored(changed(0, target=(at("Marsh"),)))["target.other"] == 0.0


def test_an_open_list_has_recall_only() -> None:
    headed = marked("said", "Rana Odeh", 'Tilo Marsh "sold the plans" in June', "assert", source_head=at("Odeh"))
    found = scored((headed, *GOLD[1:]), text=gold(headed, closed=False))
    assert (found.figures, found["cue.recall"], found["source.head"]) == ((), 1.0, 1.0)
    wrong = headed.model_copy(update={"source": at("the Beacon")})
    assert scored((wrong,), text=gold(headed, closed=False))["source.head"] == 0.0


def test_errors_come_worst_first_with_where_and_what() -> None:
    found = (
        GOLD[0].model_copy(update={"source": at("the Beacon"), "confidence": 0.9}),
        GOLD[1].model_copy(update={"act": "assert"}),
        *GOLD[2:4],
        marked("warned", "the mayor", "Soon", "warn", rule="quotation", confidence=0.7),
    )
    text = gold(*GOLD).model_copy(update={"file": "t.txt"})
    errors = worst([compare(text, found)])
    assert [e.kind for e in errors] == [Kind.SPEAKER, Kind.ACT, Kind.SPURIOUS, Kind.MISSED]
    assert errors[0].where == "t.txt:1"
    assert "source “Rana Odeh”" in errors[0].why
    assert "source “the Beacon”" in errors[0].why
    assert errors[2].why.endswith("by quotation")
    assert errors[3].where == "t.txt:4"
    assert errors[3].context.endswith('"Soon," the mayor warned. قال الوزير إن الخطة نجحت.')


def test_wilson_is_what_the_books_say() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)  # Newcombe 1998, table I
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_bootstrap_holds_the_figure_and_is_the_same_each_time() -> None:
    text = gold(*GOLD)
    tallies = [count(compare(text, GOLD[:n])) for n in (1, 2, 3, 5)]
    first, again = (score([text] * 4, tallies, resamples=200) for _ in range(2))
    (figure,) = (f for f in first.figures if f.name == "detected")
    assert figure.interval is not None
    assert figure.interval[0] < figure.rates.f1 < figure.interval[1]
    assert first == again
    assert bootstrap(tallies[:1], {"x": len}, times=10) == {}


def test_names_count_when_span_and_label_are_right() -> None:
    mentions = (Mention(span=at("Rana Odeh"), label="PER"), Mention(span=at("the Beacon"), label="ORG"))
    text = GoldText(id="t", lang="en", inline=TEXT, mentions=mentions)
    wrong = text.model_copy(update={"mentions": (mentions[0], Mention(span=at("the Beacon"), label="LOC"))})
    figures = {f.name: f.rates.f1 for f in mention_figures([text], {"t": wrong})}
    assert figures == {"all": 0.5, "boundaries": 1.0, "LOC": 0.0, "ORG": 0.0, "PER": 1.0}
    assert mention_figures([text], {"t": wrong}, without=["LOC", "ORG"])[0].rates.f1 == 1.0
