"""Annotation by words: which occurrence is meant, and what is said when that is not plain."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.evaluation.annotation import compiled
from ingest.evaluation.gold import GoldText, digest, load

from .corpora import GOLD

TEXT = (
    "Ada Moss said the mill was safe, and showed her guests the new floor.\n"
    'It is made of oak from the valley. "Nobody fell," she said. That evening there was music. '
    "Later she said that he said so.\nقال الوزير إن المصنع آمن. وقال أيضا إنه مغلق.\n"
)


def annotated(folder: Path, toml: str, text: str = TEXT) -> GoldText:
    home = folder / "en" / "dev"
    home.mkdir(parents=True, exist_ok=True)
    (home / "mill.txt").write_bytes(text.encode())
    (home / "mill.toml").write_text(toml, "utf-8")
    return compiled(home / "mill.toml")


def words(gold: GoldText, span: tuple[int, int] | None) -> str:
    assert span is not None
    return gold.text()[slice(*span)]


def test_words_that_lie_closest_together_are_meant(tmp_path: Path) -> None:
    gold = annotated(
        tmp_path,
        """
[[attribution]]
cue = "said"
source = "she"
content = "Nobody fell"
act = "deny"
claimant = "Ada Moss"
sure = false
""",
    )
    (marked,) = gold.attributions
    assert marked.cue == (TEXT.index("she said.") + 4, TEXT.index("she said.") + 8)
    assert words(gold, marked.source) == "she"
    assert (marked.act, marked.mode, marked.tags) == ("deny", "direct", ("carried",))
    assert marked.claimant is not None
    assert words(gold, marked.claimant.span) == "Ada Moss"
    assert (gold.id, gold.lang, gold.closed) == ("mill", "en", True)


def test_the_source_is_who_speaks_where_nobody_else_is_named(tmp_path: Path) -> None:
    gold = annotated(
        tmp_path,
        '[[attribution]]\ncue = "said"\nsource = "Ada Moss"\ncontent = "the mill was safe"\nact = "assert"\n',
    )
    (marked,) = gold.attributions
    assert marked.claimant is not None
    assert (marked.claimant.name, marked.claimant.span, marked.tags) == ("Ada Moss", marked.source, ("sure",))


def test_two_places_nearly_as_close_are_an_error_with_its_line(tmp_path: Path) -> None:
    toml = 'style = "wire"\n\n[[attribution]]\ncue = "said"\ncontent = "so"\nact = "assert"\n'
    with pytest.raises(InputError, match=r"mill\.toml:3: cue 'said' may be the one in line 2 .* or line 2 .*near"):
        annotated(tmp_path, toml)
    gold = annotated(tmp_path, toml + 'near = "he said so"\n')
    assert gold.attributions[0].cue == (TEXT.index("said so"), TEXT.index("said so") + 4)


def test_words_joined_to_others_are_not_met(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"content .* stands only inside words"):
        annotated(tmp_path, '[[attribution]]\ncue = "قال"\ncontent = "المصنع آمن. وقا"\nact = "assert"\n')
    gold = annotated(tmp_path, '[[attribution]]\ncue = "قال"\ncontent = "المصنع آمن"\nact = "assert"\n')
    assert words(gold, gold.attributions[0].cue) == "قال"
    assert gold.attributions[0].tags == ("sure", "nobody")


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    entry = '[[attribution]]\ncue = "{}"\ncontent = "the mill was safe"\nact = "assert"\n'
    with pytest.raises(InputError) as raised:
        annotated(tmp_path, entry.format("sayd") + entry.format("tolled"))
    assert "mill.toml:1: cue 'sayd' stands not in the text" in str(raised.value)
    assert "mill.toml:5: cue 'tolled' stands not in the text" in str(raised.value)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[[attribution]]\nact = "shout"\ncue = "said"\n', "attribution.0.act"),
        ('[[attribution]]\nact = "deny"\nclue = "said"\n', "attribution.0.clue"),
        ("[[attribution]\n", "not TOML"),
        ('[[attribution]]\nact = "deny"\n', "neither cue nor content"),
    ],
)
def test_an_annotation_that_says_nothing_is_refused(tmp_path: Path, toml: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        annotated(tmp_path, toml)


def test_the_published_form_says_the_same(tmp_path: Path) -> None:
    articles = load(GOLD / "en" / "dev")
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(f"{a.placed_in(tmp_path).published()}\n" for a in articles), "utf-8")
    again = load(file)
    assert digest(again) == digest(articles)
    assert [a.text() for a in again] == [a.text() for a in articles]


def test_another_annotation_is_another_corpus() -> None:
    articles = load(GOLD / "en" / "dev")
    first = articles[0]
    fewer = first.model_copy(update={"attributions": first.attributions[1:]})
    assert digest((fewer, *articles[1:])) != digest(articles)


def test_a_text_that_changed_is_refused(tmp_path: Path) -> None:
    gold = annotated(tmp_path, '[[attribution]]\ncue = "said"\ncontent = "the mill was safe"\nact = "assert"\n')
    gold.path.write_text(TEXT + "!", "utf-8")
    with pytest.raises(InputError, match="not the text that was annotated"):
        gold.text()


@pytest.mark.parametrize("line", ['{"id": "x"', '{"id": "x", "attributions": [{"cue": [4, 4]}]}'])
def test_lines_that_are_no_gold_are_refused_with_their_number(tmp_path: Path, line: str) -> None:
    (tmp_path / "gold.jsonl").write_text(f'{{"id": "good", "inline": ""}}\n{line}\n', "utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:2"):
        load(tmp_path / "gold.jsonl")


def test_an_empty_folder_holds_no_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no gold"):
        load(tmp_path)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr"])
def test_own_gold_is_whole(language: str) -> None:
    """All words stand in the texts, both halves are there, and ``sure`` is most of it."""
    for part in ("dev", "test"):
        articles = load(GOLD / language / part)
        marked = [m for a in articles for m in a.attributions]
        assert len(articles) >= 5
        assert sum("sure" in m.tags for m in marked) > len(marked) / 3
        assert {m.act for m in marked} >= {"assert", "accuse", "deny", "demand", "warn", "promise"}
