"""``trace``, ``search``, ``show``, ``stats``, ``export``, ``restore`` on a store that ``ingest`` filled."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimline import main
from graph.cli_text import END_ISOLATE, ISOLATE, shown
from tests.unit.commands.conftest import arabic_page, dump_of

Invoke = Callable[..., Result]
UNDATED = "اتهمت شركة سيناء للأقمشة شركة واحة النخيل بتسريب عقود التوريد إلى الصحافة."


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with four dated pages and an undated text."""
    folder = tmp_path_factory.mktemp("filled")
    for number in range(4):
        (folder / f"{number}.html").write_text(arabic_page(number, day=number + 1), encoding="utf-8")
    (folder / "undated.txt").write_text(UNDATED, encoding="utf-8")
    url = f"sqlite:///{folder / 'graph.db'}"
    CliRunner().invoke(main, ["ingest", str(folder), "--store", url], catch_exceptions=False)
    return url


@pytest.fixture
def ask(invoke: Invoke, filled: str, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    monkeypatch.setenv("CLAIMLINE_STORE", filled)
    monkeypatch.setenv("COLUMNS", "160")
    return invoke


def test_a_trace_says_who_what_when_and_who_answered(ask: Invoke) -> None:
    result = ask("trace", "نورثغيت")
    assert result.exit_code == 0
    for words in ("2026-03-01", "accuses", "denies", "صحيفة المثال", "answered by", "evidence E0: no evidence stated"):
        assert words in result.stdout


def test_without_an_answer_it_says_so_with_how_many_articles_are_held(ask: Invoke) -> None:
    assert "no answer found in the 5 articles held" in ask("trace", "عقود التوريد").stdout


def test_an_undated_article_counts_from_when_it_was_first_seen_and_says_so(ask: Invoke) -> None:
    assert "first seen" in ask("trace", "عقود التوريد").stdout


def test_a_trace_as_of_a_day_knows_nothing_later(ask: Invoke) -> None:
    whole = json.loads(ask("trace", "نورثغيت", "--json").stdout)
    early = json.loads(ask("trace", "نورثغيت", "--as-of", "2026-02-28", "--json").stdout)
    assert whole["events"]
    assert early["events"] == []


def test_a_trace_of_nothing_says_so(ask: Invoke) -> None:
    result = ask("trace", "كلمات لا توجد")
    assert result.exit_code == 0
    assert "Nothing found in the 5 articles held." in result.stdout


def test_an_id_that_is_not_there_is_wrong_usage(ask: Invoke) -> None:
    for command in ("trace", "show"):
        result = ask(command, "clm:000000000000000000000000")
        assert result.exit_code == 2
        assert "clm:000000000000000000000000" in result.stderr
    assert "An id starts with one of" in ask("show", "nonsense").stderr


def test_search_finds_statements_and_each_can_be_shown(ask: Invoke) -> None:
    lines = ask("search", "سامي", "--json").stdout.splitlines()
    assert lines
    found = json.loads(lines[0])
    attribution, version = found["attribution"]["id"], found["version"]["id"]
    assert attribution in ask("show", attribution).stdout
    shown_article = ask("show", version).stdout
    assert "سامي الحداد" in shown_article
    assert attribution in shown_article
    assert json.loads(ask("show", found["claim_ids"][0], "--json").stdout)["claim"]["id"] == found["claim_ids"][0]
    assert "Nothing found in the 5 articles held." in ask("search", "zzzz").stdout


def test_search_in_a_language(ask: Invoke) -> None:
    assert ask("search", "سامي", "--language", "ar", "--json").stdout
    assert not ask("search", "سامي", "--language", "en", "--json").stdout


def test_stats_count(ask: Invoke, filled: str) -> None:
    counts = json.loads(ask("stats", "--json").stdout)
    assert (counts["store"], counts["articles"]) == (filled, 5)
    assert "5  articles" in ask("stats").stdout


def test_a_full_copy_restored_is_the_same_store(ask: Invoke, filled: str, tmp_path: Path) -> None:
    copy, again = tmp_path / "copy.jsonl", f"sqlite:///{tmp_path / 'again.db'}"
    assert ask("export", str(copy)).exit_code == 0
    assert ask("restore", str(copy), "--store", again).exit_code == 0
    assert dump_of(again) == dump_of(filled)
    assert (tmp_path / "again.db").stat().st_mode & 0o777 == 0o600
    assert ask("restore", str(copy), "--store", again).exit_code == 1


def test_an_export_that_breaks_off_leaves_nothing(ask: Invoke, tmp_path: Path) -> None:
    target = tmp_path / "copy.jsonl"
    result = ask("export", str(target), "--as-of", "2026-03-01")
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []
    assert ask("export", str(tmp_path / "no" / "copy.jsonl")).exit_code == 2


def test_csv_and_graphml_go_to_standard_output(ask: Invoke) -> None:
    rows = list(csv.DictReader(ask("export", "--format", "csv").stdout.splitlines()))
    assert {"allege", "accuse", "deny"} & {row["act"] for row in rows}
    assert "<graphml" in ask("export", "--format", "graphml").stdout


def test_without_a_store_every_reader_says_where_it_looked(invoke: Invoke, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'nowhere.db'}"
    for command in (("trace", "x"), ("search", "x"), ("show", "att:1"), ("stats",), ("export",)):
        result = invoke(*command, "--store", url)
        assert result.exit_code == 1
        assert "nowhere.db" in result.stderr
        assert "Traceback" not in result.output
    assert not (tmp_path / "nowhere.db").exists()


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ("plain", "plain"),
        ("two\nlines\tand  more", "two lines and more"),
        ("\x1b[31mred\x1b[0m", "�[31mred�[0m"),
        ("a\u202eb", "a�b"),
        ("قال", f"{ISOLATE}قال{END_ISOLATE}"),
        ("a\u200fb", "ab"),
    ],
)
def test_no_control_of_an_article_reaches_the_terminal(given: str, seen: str) -> None:
    assert shown(given) == seen
