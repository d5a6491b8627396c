"""``review``, ``resolve``, ``compare`` as a person at a terminal uses them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result

from graph.model import Act, Certainty, Schema
from graph.stores import open_store
from tests.unit.resolve.build import NOW, Paper, entity, ingest

Invoke = Callable[..., Result]
ARABIC, ENGLISH = entity("محمد علي", Schema.PERSON), entity("Muhammad Ali", Schema.PERSON)
MERIDIAN = entity("Meridian", Schema.COMPANY)


def papers() -> list[Paper]:
    """Two namesakes; one charge in two languages, of which the second is surer."""
    first = Paper("herald.example", day=1, cast={"Meridian": MERIDIAN, "Muhammad Ali": ENGLISH})
    second = Paper("nahar.example", day=2, language="ar", cast={"Meridian": MERIDIAN, "محمد علي": ARABIC})
    return [
        first.says("Muhammad Ali", Act.ALLEGE, "dumping waste", target="Meridian", means="waste", certainty=Certainty.POSSIBLE),
        second.says("محمد علي", Act.ACCUSE, "إلقاء النفايات", target="Meridian", means="waste", certainty=Certainty.CERTAIN),
    ]  # fmt: skip


@pytest.fixture
def ask(invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Commands on a store of its own, asked by Mona."""
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    with open_store(url) as store:
        for day, paper in enumerate(papers()):
            ingest(store, paper, now=NOW + timedelta(days=day))
    monkeypatch.setenv("CLAIMLINE_STORE", url)
    monkeypatch.setenv("CLAIMLINE_REVIEWER", "mona")
    monkeypatch.setenv("COLUMNS", "160")
    return invoke


def asked(ask: Invoke) -> dict[str, object]:
    found: dict[str, object] = json.loads(ask("review", "next", "--json").stdout)
    return found


def members(ask: Invoke) -> set[str]:
    """What reads take for one with Muhammad Ali."""
    import os

    with open_store(os.environ["CLAIMLINE_STORE"], readonly=True) as store:
        return set(store.members(ENGLISH.id))


def test_next_asks_with_reasons_and_accept_answers(ask: Invoke) -> None:
    told = ask("review", "next").stdout
    assert "Are these one?" in told
    assert "everyday names" in told
    result = ask("review", "accept", str(asked(ask)["id"]), "--reason", "same ministry")
    assert "is the same as" in result.stdout
    assert members(ask) == {ARABIC.id, ENGLISH.id}
    assert "Nothing to decide." in ask("review", "next").stdout
    log = ask("review", "log").stdout
    assert "mona" in log
    assert "same ministry" in log


def test_reject_holds_and_undo_asks_again(ask: Invoke) -> None:
    identifier = str(asked(ask)["id"])
    assert "is not" in ask("review", "reject", identifier).stdout
    again = ask("review", "accept", identifier)
    assert again.exit_code == 2
    assert "no open question" in again.stderr
    assert "undone: " in ask("review", "undo").stdout
    assert asked(ask)["id"] == identifier
    assert "undone or replaced" in ask("review", "log").stdout
    assert "nothing that could be undone" in ask("review", "undo").stdout


def test_merge_and_split_by_id(ask: Invoke) -> None:
    assert ask("review", "merge", ARABIC.id, ENGLISH.id, "--by", "sami").exit_code == 0
    assert members(ask) == {ARABIC.id, ENGLISH.id}
    assert ask("review", "split", ARABIC.id).exit_code == 0
    assert members(ask) == {ENGLISH.id}
    lines = [json.loads(line) for line in ask("review", "log", "--json").stdout.splitlines()]
    assert [(line["judgement"]["by"], line["holds"]) for line in lines] == [("mona", True), ("sami", True)]


def test_an_entity_that_is_not_there_is_an_error_and_a_hint(ask: Invoke) -> None:
    result = ask("review", "merge", ARABIC.id, "ent:gone")
    assert result.exit_code == 2
    assert "ent:gone is no entity in this store" in result.stderr


def test_resolving_again_finds_the_same(ask: Invoke) -> None:
    counts = json.loads(ask("resolve", "--full", "--json").stdout)
    assert counts["unchanged"] > 0
    assert (counts["new"], counts["changed"], counts["withdrawn"]) == (0, 0, 0)
    assert "0 new, 0 changed, 0 withdrawn." in ask("resolve").stdout


def test_a_claim_is_compared_in_all_its_wordings(ask: Invoke) -> None:
    (claim,) = {line["id"] for line in _exported(ask, "claim")}
    told = ask("compare", claim).stdout
    for words in ("2 wordings, 2 languages, 2 outlets", "dumping waste", "إلقاء النفايات", "possible", "surer"):
        assert words in told
    plain = json.loads(ask("compare", claim, "--json").stdout)
    assert [wording["change"] for wording in plain["wordings"]] == ["", "surer"]
    assert plain["languages"] == ["en", "ar"]
    missing = ask("compare", "clm:gone")
    assert missing.exit_code == 2
    assert "no claim in this store" in missing.stderr


def _exported(ask: Invoke, kind: str) -> list[dict[str, object]]:
    import os

    with open_store(os.environ["CLAIMLINE_STORE"], readonly=True) as store:
        return [record for _, record in store.dump(only=(kind,))]
