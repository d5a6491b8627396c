"""The shipped gazetteer, and what the loader refuses."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.model import Entity, Schema
from graph.text import fold
from ingest.nlp.mentions_gazetteer import Gazetteer


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return Gazetteer.load()


def test_it_holds_what_is_promised(shipped: Gazetteer) -> None:
    kinds = Counter(known.schema for known in shipped.entries.values())
    named = sum(kinds[s] for s in (Schema.PERSON, Schema.ORGANIZATION, Schema.COMPANY, Schema.PUBLIC_BODY))
    assert named >= 900
    assert sum("media" in known.topics for known in shipped.entries.values()) >= 150
    assert kinds[Schema.PLACE] >= 600


def test_everybody_has_an_arabic_and_a_latin_name(shipped: Gazetteer) -> None:
    people = [k for k in shipped.entries.values() if k.schema is Schema.PERSON]
    assert [k.key for k in people if {"ar", "en"} - {language for language, _ in k.names}] == []


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("us", "أمريكا"),
        ("us", "الولايات المتحدة"),
        ("sa", "السعودية"),
        ("gb", "Royaume-Uni"),
        ("united-nations", "ONU"),
    ],
)
def test_everyday_names(shipped: Gazetteer, key: str, name: str) -> None:
    assert fold(name) in shipped.entries[key].entity().keys


def test_an_entry_as_a_record(shipped: Gazetteer) -> None:
    entity = shipped.entries["openai"].entity()
    assert entity.id == Entity.id_of_known("openai")
    assert {alias.origin for alias in entity.aliases} == {"gazetteer"}
    assert {"Latn", "Arab"} <= {alias.script for alias in entity.aliases}


def _folder(tmp_path: Path, entries: str, shared: str = "") -> Path:
    (tmp_path / "names.toml").write_text(entries, encoding="utf-8")
    (tmp_path / "ambiguous.toml").write_text(shared, encoding="utf-8")
    return tmp_path


TWO = '[Place]\nvale-one = { en = ["Vale"] }\nvale-two = { en = ["Vale"] }\n'


def test_a_name_of_two_entries_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"'vale' names vale-one and vale-two.*ambiguous\.toml"):
        Gazetteer.load(_folder(tmp_path, TWO))


def test_unless_it_is_declared_shared(tmp_path: Path) -> None:
    shared = (
        '[[ambiguous]]\nnames = ["Vale"]\nlabel = "LOC"\ncandidates = { vale-one = ["river"], vale-two = ["mine"] }\n'
    )
    assert set(Gazetteer.load(_folder(tmp_path, TWO, shared)).shared) == {"Vale"}


def test_a_trigger_tells_a_paper_from_a_place(tmp_path: Path) -> None:
    entries = (
        '[Place]\ncity = { ar = ["النورس"] }\n[Organization]\npaper = { en = ["Al-Nawras"], guard = ["النورس"] }\n'
    )
    assert set(Gazetteer.load(_folder(tmp_path, entries)).entries) == {"city", "paper"}


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ('[Person]\nx = { en = ["X Y"], topic = ["a"] }\n', "topic"),
        ('[Persons]\nx = { en = ["X Y"] }\n', "Persons"),
        ("[Person\n", "names.toml"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, entries: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Gazetteer.load(_folder(tmp_path, entries))


def test_a_shared_name_without_an_entry_is_refused(tmp_path: Path) -> None:
    shared = '[[ambiguous]]\nnames = ["Vale"]\nlabel = "LOC"\ncandidates = { vale-six = ["river"] }\n'
    with pytest.raises(SettingsError, match="vale-six"):
        Gazetteer.load(_folder(tmp_path, '[Place]\nvale-one = { en = ["Vale"] }\n', shared))
