"""``claimline extract``: the published form, for any text file, with offsets of the file as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from click.testing import Result

Invoke = Callable[..., Result]
TEXT = "قال سامي الحداد، المتحدث باسم شركة نورثغيت، إن المصنع سيفتح في مايو.\nونفت شركة سيلفان هذه الاتهامات في بيان.\n"
KEYS = {"cue", "source", "content", "act", "mode", "target", "hedge", "claimant", "confidence", "rule"}


def lines_of(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_line_a_file_in_the_published_form(tmp_path: Path, invoke: Invoke) -> None:
    path = tmp_path / "ar0001.txt"
    path.write_bytes(TEXT.encode())
    result = invoke("extract", str(path))
    assert result.exit_code == 0
    (line,) = lines_of(result)
    assert (line["id"], line["lang"]) == ("ar0001", "ar")
    assert line["sha256"] == sha256(TEXT.encode()).hexdigest()
    assert set(line) == {"id", "lang", "sha256", "mentions", "attributions"}
    says, denies = line["attributions"]
    assert set(says) >= KEYS
    assert (says["act"], denies["act"]) == ("assert", "deny")
    start, end = says["cue"]
    assert TEXT[start:end] == "قال"
    ((start, end),) = says["content"]
    assert TEXT[start:end].startswith("المصنع سيفتح")


def test_offsets_count_the_file_as_it_is(tmp_path: Path, invoke: Invoke) -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n").replace("قال", "قَالَ")
    path = tmp_path / "odd.txt"
    path.write_bytes(text.encode())
    with path.open(encoding="utf-8", newline="") as file:
        read = file.read()
    (line,) = lines_of(invoke("extract", str(path)))
    cues = [read[slice(*a["cue"])] for a in line["attributions"]]
    assert cues == ["قَالَ", "ونفت"]


def test_a_file_without_findings_has_empty_lists(tmp_path: Path, invoke: Invoke) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (line,) = lines_of(invoke("extract", str(tmp_path / "empty.txt")))
    assert (line["id"], line["mentions"], line["attributions"]) == ("empty", [], [])


def test_teasers_and_notices_say_nothing(tmp_path: Path, invoke: Invoke) -> None:
    teaser = "اقرأ أيضا: قال وزير إن الحرب انتهت\n"
    (tmp_path / "t.txt").write_text(TEXT + teaser, encoding="utf-8")
    (line,) = lines_of(invoke("extract", str(tmp_path / "t.txt")))
    assert all(a["cue"][1] <= len(TEXT) for a in line["attributions"])


def test_what_cannot_be_read_is_said_and_the_others_are_printed(tmp_path: Path, invoke: Invoke) -> None:
    (tmp_path / "bad.txt").write_bytes("قال".encode("cp1256"))
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("bad.txt", "missing.txt", "good.txt")]
    result = invoke("extract", *paths)
    assert result.exit_code == 1
    assert [line["id"] for line in lines_of(result)] == ["good"]
    assert "bad.txt: is no UTF-8 text (byte 0)" in result.stderr
    assert "missing.txt" in result.stderr


def test_without_a_file_it_is_wrong_usage(invoke: Invoke) -> None:
    assert invoke("extract").exit_code == 2


def test_any_number_of_workers_prints_the_same_in_order(tmp_path: Path, start: Callable[..., Any]) -> None:
    paths = []
    for number in range(20):
        path = tmp_path / f"{number:02d}.txt"
        path.write_text(TEXT * (1 + number % 3), encoding="utf-8")
        paths.append(str(path))
    one, _ = start("extract", *paths).communicate(timeout=300)
    two, _ = start("extract", *paths, "--workers", "2").communicate(timeout=300)
    assert one == two
    assert [json.loads(line)["id"] for line in one.splitlines()] == [f"{n:02d}" for n in range(20)]
