"""``doctor``, ``languages``, ``publishers``: what is there, what is missing, how to get it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]


def test_all_is_there_and_a_store_that_is_not_made_yet_is_no_fault(invoke: Invoke, store_url: str) -> None:
    result = invoke("doctor", "--store", store_url)
    assert result.exit_code == 0
    assert "Everything is there." in result.stdout
    assert "is not there yet; claimline ingest makes it" in result.stdout
    named = {finding["name"] for finding in json.loads(invoke("doctor", "--store", store_url, "--json").stdout)}
    assert {
        "claimline",
        "python",
        "spacy",
        "sentence vectors",
        "language ar",
        "language en",
        "language es",
        "language fr",
        "store",
    } <= named


def test_a_broken_store_is_a_fault(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a database " * 1000)
    result = invoke("doctor", "--store", f"sqlite:///{tmp_path / 'notes.db'}")
    assert result.exit_code == 1
    assert "1 to put right." in result.stdout


def test_what_is_not_installed_is_named_with_the_remedy(
    invoke: Invoke, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.doctor.PACKAGES", ("click", "no-such-package"))
    result = invoke("doctor", "--store", store_url)
    assert result.exit_code == 1
    assert "MISSING  no-such-package" in result.stdout
    assert "make setup" in result.stdout


def test_languages_are_those_with_a_folder(invoke: Invoke) -> None:
    from ingest.nlp.language import available

    rows = json.loads(invoke("languages", "--json").stdout)
    assert tuple(row["code"] for row in rows) == available()
    assert all(row["verbs"] and row["examples"] for row in rows)
    assert "en_core_web_sm" in invoke("languages").stdout


def test_declared_publishers_are_sound(invoke: Invoke) -> None:
    checked = invoke("publishers", "check")
    assert checked.exit_code == 0
    assert "no problems" in checked.stdout
    rows = json.loads(invoke("publishers", "--json").stdout)
    assert len(invoke("publishers").stdout.splitlines()) == len(rows) > 0
