"""``claimline eval`` as a user runs it. Arabic needs no parser, so these tests are quick."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimline import main

TEXT = "قال سامي الحداد، المتحدث باسم شركة نورثغيت، إن المصنع سيفتح في مايو.\nونفت شركة سيلفان هذه الاتهامات في بيان.\nخاف الناس من الحرب.\n"
TOML = """
[[attribution]]
cue = "قال"
source = "سامي الحداد، المتحدث باسم شركة نورثغيت"
content = "المصنع سيفتح في مايو"
act = "assert"

[[attribution]]
cue = "ونفت"
source = "شركة سيلفان"
content = "هذه الاتهامات"
act = "{act}"

[[attribution]]
cue = "خاف"
source = "الناس"
content = "الحرب"
act = "warn"
sure = false
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold" / "ar" / "dev"
    folder.mkdir(parents=True)
    (folder / "mill.txt").write_text(TEXT, "utf-8")
    (folder / "mill.toml").write_text(TOML.format(act="deny"), "utf-8")
    return tmp_path / "gold"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["eval", *map(str, arguments)])


def test_a_table_for_each_language(gold: Path) -> None:
    result = run(gold)
    assert result.exit_code == 0
    assert result.stdout.startswith("ar: 1 texts, 3 attributions, 2 found, 2 of them aligned\n")
    assert "  detected              1.000  .667  .800\n" in result.stdout
    assert "errors" not in result.stdout
    assert run("attributions", gold).stdout == result.stdout


def test_json_has_the_same_figures_for_the_tag_asked_for(gold: Path) -> None:
    (line,) = run(gold, "--json", "--subset", "sure").stdout.splitlines()
    figures = json.loads(line)
    assert (figures["language"], figures["gold"], figures["detected"]["f1"]) == ("ar", 2, 1.0)
    assert figures["act"] == {"share": 1.0, "right": 2, "of": 2, "ci": figures["act"]["ci"]}


def test_the_worst_errors_stand_in_their_context(gold: Path) -> None:
    shown = run(gold, "--worst", "5").stdout
    assert "missed 1" in shown.split("errors: ")[1].splitlines()[0]
    assert "missed, mill.txt:3" in shown
    assert "خاف الناس من الحرب" in shown


def test_gold_is_checked_and_written_in_offsets(gold: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    result = run("gold", gold, "--output", output)
    assert result.stdout == "1 texts, 3 attributions, all words found.\n"
    assert run(output, "--json").stdout == run(gold, "--json").stdout
    (row,) = map(json.loads, output.read_text("utf-8").splitlines())
    assert (row["file"], row["attributions"][0]["cue"]) == ("gold/ar/dev/mill.txt", [0, 3])


def test_a_word_that_does_not_stand_in_the_text_is_told_with_file_and_line(gold: Path) -> None:
    file = gold / "ar" / "dev" / "mill.toml"
    file.write_text(file.read_text("utf-8").replace('"ونفت"', '"ونفى"'), "utf-8")
    result = run("gold", gold)
    assert result.exit_code == 1
    assert result.stderr == f"Error: {file}:8: cue 'ونفى' stands not in the text\n"


def test_two_readings_agree_but_for_an_act(gold: Path) -> None:
    assert "holds no second reading" in run("agreement", gold).stderr
    (gold / "ar" / "dev" / "mill.second.toml").write_text(TOML.format(act="decline"), "utf-8")
    figures = json.loads(run("agreement", gold, "--json").stdout)
    assert (figures["detected"]["f1"], figures["whole.exact"]["f1"], figures["act"]["right"]) == (1.0, 1.0, 2)
    assert run(gold).stdout.startswith("ar: 1 texts")  # a second reading is no gold


def test_names_in_texts_and_acts_as_roots(tmp_path: Path) -> None:
    start = TEXT.index("سامي الحداد")
    row = {
        "id": "mill",
        "lang": "ar",
        "inline": TEXT,
        "mentions": [{"span": [start, start + 11], "label": "PER"}],
        "events": [{"root": "REJECT", "source": [TEXT.index("شركة سيلفان"), TEXT.index("شركة سيلفان") + 11]}],
    }
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(row), "utf-8")
    assert json.loads(run("ner", file, "--json", "--without", "ORG").stdout)["PER"]["r"] == 1.0
    sentence, actor = map(json.loads, run("act", file, "--json").stdout.splitlines())
    assert (sentence["REJECT"]["f1"], actor["REJECT"]["f1"], actor["macro"]) == (1.0, 1.0, 0.25)


def test_names_across_scripts(tmp_path: Path) -> None:
    file = tmp_path / "names.jsonl"
    rows = [{"query": "ماركيز", "answers": ["marquez"]}, {"query": "هولاند", "answers": ["holland"]}]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert "right one first       1.000        2 of 2" in run("names", file).stdout
    (tmp_path / "candidates.jsonl").write_text('{"candidate": "lindgren"}\n', "utf-8")
    assert json.loads(run("names", file, "--json").stdout)["p@1"]["right"] == 0


@pytest.mark.parametrize("arguments", [[], ["nowhere"], ["attributions"]])
def test_gold_must_be_given(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
