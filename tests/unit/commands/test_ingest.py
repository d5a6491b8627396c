"""``claimline ingest`` as a user and as cron meet it: real files, a real store."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.unit.commands.conftest import arabic_page, dump_of, totals_of, write_pages

Invoke = Callable[..., Result]
NOTHING = {"new": 0, "changed": 0, "unchanged": 0, "skipped": 0, "failed": 0}


def test_running_it_again_changes_nothing_and_says_so(tmp_path: Path, invoke: Invoke, store_url: str) -> None:
    folder = write_pages(tmp_path / "pages", 3)
    first = invoke("ingest", str(folder), "--store", store_url, "--json")
    assert first.exit_code == 0
    assert totals_of(first.stdout) == NOTHING | {"new": 3}
    held = dump_of(store_url)
    assert any(kind == "attribution" for kind, _ in held)

    again = invoke("ingest", str(folder), "--store", store_url)
    assert again.exit_code == 0
    assert "0 new, 0 changed, 3 unchanged, 0 skipped, 0 failed. Nothing has changed." in again.stdout
    assert dump_of(store_url) == held


def test_json_is_a_line_an_article_then_the_totals(tmp_path: Path, invoke: Invoke, store_url: str) -> None:
    folder = write_pages(tmp_path / "pages", 2)
    lines = [
        json.loads(line) for line in invoke("ingest", str(folder), "--store", store_url, "--json").stdout.splitlines()
    ]
    assert [line["status"] for line in lines[:-1]] == ["new", "new"]
    assert lines[0]["url"] == (folder / "page000.html").resolve().as_uri()
    assert lines[0]["counts"]["attributions"] >= 2
    assert list(lines[-1]) == ["new", "changed", "unchanged", "skipped", "failed"]


def test_what_an_outlet_edits_is_a_revision(tmp_path: Path, invoke: Invoke, store_url: str) -> None:
    from graph.stores import open_store

    folder = write_pages(tmp_path / "pages", 1)
    invoke("ingest", str(folder), "--store", store_url)
    (folder / "page000.html").write_text(arabic_page(0, extra="وطالبت الشركة باعتذار رسمي."), encoding="utf-8")
    edited = invoke("ingest", str(folder), "--store", store_url, "--json")
    assert totals_of(edited.stdout) == NOTHING | {"changed": 1}
    with open_store(store_url, readonly=True) as store:
        (latest,) = store.articles().items
        older, newer = store.versions_of(latest.article_id)
    assert (older.revision_of, newer.revision_of) == (None, older.id)
    assert "اعتذار" in newer.text


def test_other_bytes_with_the_same_text_change_nothing(tmp_path: Path, invoke: Invoke, store_url: str) -> None:
    folder = write_pages(tmp_path / "pages", 1)
    invoke("ingest", str(folder), "--store", store_url)
    held = dump_of(store_url)
    page = folder / "page000.html"
    page.write_text(page.read_text(encoding="utf-8").replace("<body>", "<body><!-- served by b2 -->"), encoding="utf-8")
    again = invoke("ingest", str(folder), "--store", store_url, "--json")
    assert totals_of(again.stdout) == NOTHING | {"unchanged": 1}
    assert dump_of(store_url) == held


def test_a_feed_on_disk_lists_files_by_relative_links(tmp_path: Path, invoke: Invoke, store_url: str) -> None:
    folder = write_pages(tmp_path / "pages", 2)
    feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>المثال</title><link>https://sahifa.example/</link>
<item><title>x</title><link>page000.html</link></item><item><title>gone</title><link>nowhere.html</link></item>
</channel></rss>"""
    (folder / "feed.xml").write_text(feed, encoding="utf-8")
    alone = invoke("ingest", str(folder / "feed.xml"), "--store", store_url, "--json")
    assert totals_of(alone.stdout)["new"] == 1
    whole = invoke("ingest", str(folder), "--store", store_url, "--json")
    assert totals_of(whole.stdout)["new"] == 1
    assert totals_of(whole.stdout)["unchanged"] == 1


def test_a_file_in_gzip_and_standard_input(tmp_path: Path, invoke: Invoke, store_url: str) -> None:
    packed = tmp_path / "page.html.gz"
    packed.write_bytes(gzip.compress(arabic_page(1).encode()))
    assert totals_of(invoke("ingest", str(packed), "--store", store_url, "--json").stdout) == NOTHING | {"new": 1}
    page = arabic_page(2).encode()
    assert totals_of(invoke("ingest", "-", "--store", store_url, "--json", stdin=page).stdout) == NOTHING | {"new": 1}
    again = invoke("ingest", "-", "--store", store_url, "--json", stdin=page)
    assert totals_of(again.stdout) == NOTHING | {"unchanged": 1}


def test_a_dry_run_writes_nothing(tmp_path: Path, invoke: Invoke, store_url: str) -> None:
    folder = write_pages(tmp_path / "pages", 2)
    dry = invoke("ingest", str(folder), "--store", store_url, "--dry-run")
    assert "2 new, 0 changed, 0 unchanged, 0 skipped, 0 failed. Dry run: nothing was written." in dry.stdout
    assert not (tmp_path / "graph.db").exists()

    invoke("ingest", str(folder / "page000.html"), "--store", store_url)
    held = dump_of(store_url)
    dry = invoke("ingest", str(folder), "--store", store_url, "--dry-run", "--json")
    assert totals_of(dry.stdout) == NOTHING | {"new": 1, "unchanged": 1}
    assert dump_of(store_url) == held


def test_a_limit_is_for_each_source_and_the_next_run_goes_on(tmp_path: Path, invoke: Invoke, store_url: str) -> None:
    one, two = write_pages(tmp_path / "one", 3), tmp_path / "two"
    two.mkdir()
    for number in (7, 8, 9):
        (two / f"{number}.html").write_text(arabic_page(number), encoding="utf-8")
    limited = invoke("ingest", str(one), str(two), "--limit", "2", "--store", store_url, "--json")
    assert totals_of(limited.stdout) == NOTHING | {"new": 4, "skipped": 2}
    assert "beyond the limit of 2" in limited.stdout
    rest = invoke("ingest", str(one), str(two), "--store", store_url, "--json")
    assert totals_of(rest.stdout) == NOTHING | {"new": 2, "unchanged": 4}


def test_since_skips_what_was_published_before(tmp_path: Path, invoke: Invoke, store_url: str) -> None:
    folder = write_pages(tmp_path / "pages", 4)  # of 1 to 4 March 2026
    (folder / "undated.txt").write_text(
        "قال المتحدث باسم الشركة إن المصنع سيفتح أبوابه في الربيع المقبل.", encoding="utf-8"
    )
    result = invoke("ingest", str(folder), "--since", "2026-03-03", "--store", store_url, "--json")
    assert totals_of(result.stdout) == NOTHING | {"new": 3, "skipped": 2}
    assert "published before 2026-03-03" in result.stdout


def test_what_fails_does_not_keep_the_rest_out(tmp_path: Path, invoke: Invoke, store_url: str) -> None:
    folder = write_pages(tmp_path / "pages", 2)
    whole = gzip.compress(arabic_page(9).encode())
    (folder / "cut.html.gz").write_bytes(whole[: len(whole) // 2])
    result = invoke("ingest", str(folder), "--store", store_url)
    assert result.exit_code == 1
    assert "2 new, 0 changed, 0 unchanged, 0 skipped, 1 failed." in result.stdout
    assert "cut.html.gz" in result.stdout


def test_what_is_no_article_is_refused_with_the_reason(tmp_path: Path, invoke: Invoke, store_url: str) -> None:
    folder = write_pages(tmp_path / "pages", 1)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 100)
    (folder / "endless.txt").write_text("The mayor said that it was fine. " * 20_000)
    (folder / "huge.txt").write_bytes(b"x" * 2_000_000)
    settings = tmp_path / "claimline.toml"
    settings.write_text("[limits]\nmax_file_bytes = 1000000\n")
    result = invoke("ingest", str(folder), "--settings", str(settings), "--store", store_url)
    assert result.exit_code == 1
    assert "1 new, 0 changed, 0 unchanged, 1 skipped, 3 failed." in result.stdout
    for said in ("empty", "binary data", "longer than 500,000 characters", "larger than 1 MB"):
        assert said in result.stdout


def test_a_log_that_cannot_be_written(tmp_path: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMLINE_LOG", str(tmp_path))
    result = invoke("ingest", str(write_pages(tmp_path / "pages", 1)))
    assert result.exit_code == 2
    assert "cannot write the log" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ingest",), "there is no source to read"),
        (("ingest", "nowhere.html"), "there is no file or folder 'nowhere.html'"),
        (("ingest", "ftp://outlet.example/feed"), "cannot be read"),
        (("ingest", ".", "--store", "graph.db"), "Did you mean sqlite:///graph.db?"),
        (("ingest", ".", "--store", "mysql://x"), "no store for"),
        (("ingest", ".", "--since", "yesterday"), "is no date"),
        (("ingest", ".", "--workers", "0"), "--workers"),
        (("ingest", ".", "--settings", "missing.toml"), "no such settings file"),
    ],
)
def test_wrong_usage_is_exit_code_2(invoke: Invoke, arguments: tuple[str, ...], said: str) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_key_in_the_settings(tmp_path: Path, invoke: Invoke) -> None:
    settings = tmp_path / "claimline.toml"
    settings.write_text("[[source]]\nurl = 'x'\nlangauge = 'ar'\n")
    result = invoke("ingest", "--settings", str(settings))
    assert result.exit_code == 2
    assert f"{settings}: unknown key source[1].langauge. Did you mean source[1].language?" in result.stderr


def test_declared_sources_are_read_and_can_be_named(tmp_path: Path, invoke: Invoke) -> None:
    write_pages(tmp_path / "pages", 1)
    write_pages(tmp_path / "more", 2)
    settings = tmp_path / "claimline.toml"
    settings.write_text(
        f"store = 'sqlite:///{tmp_path / 'own.db'}'\n"
        "[[source]]\nname = 'First'\nurl = 'pages'\n[[source]]\nname = 'Second'\nurl = 'more'\nlimit = 1\n"
    )
    one = invoke("ingest", "First", "--settings", str(settings), "--json")
    assert [json.loads(line).get("source") for line in one.stdout.splitlines()] == ["First", None]
    every = invoke("ingest", "--settings", str(settings), "--json")
    assert totals_of(every.stdout) == NOTHING | {"unchanged": 2, "skipped": 1}
    assert (tmp_path / "own.db").stat().st_mode & 0o777 == 0o600


def test_the_default_store_is_a_closed_file_of_the_user(tmp_path: Path, invoke: Invoke) -> None:
    from graph.settings import default_store_url, sqlite_path

    folder = write_pages(tmp_path / "pages", 1)
    assert invoke("ingest", str(folder)).exit_code == 0
    path = sqlite_path(default_store_url())
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
    assert invoke("stats").exit_code == 0


def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path, invoke: Invoke) -> None:
    foreign = tmp_path / "notes.db"
    foreign.write_text("my notes, not a database at all, " * 100)
    before = foreign.read_bytes()
    result = invoke("ingest", str(write_pages(tmp_path / "pages", 1)), "--store", f"sqlite:///{foreign}")
    assert result.exit_code == 1
    assert "notes.db" in result.stderr
    assert foreign.read_bytes() == before


def test_the_log_is_json_lines(tmp_path: Path, invoke: Invoke, store_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "claimline.log"
    monkeypatch.setenv("CLAIMLINE_LOG", str(log))
    folder = write_pages(tmp_path / "pages", 1)
    result = invoke("ingest", str(folder), "--store", store_url, "--log-json")
    in_file, on_stderr = log.read_text(encoding="utf-8").splitlines(), result.stderr.strip().splitlines()
    assert in_file == on_stderr
    entry, run = map(json.loads, in_file)
    assert (entry["status"], entry["level"]) == ("new", "info")
    assert run["new"] == 1
