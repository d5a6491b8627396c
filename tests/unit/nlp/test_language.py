"""Languages are folders of data: found, read strictly, refused when empty or wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.model import Act
from ingest.nlp import language
from ingest.nlp.draft import Construction
from ingest.nlp.frames import unknown_topics

LEXICON = 'name = "Test"\n[[verbs]]\nact = "assert"\nconstructions = ["clause"]\nlemmas = ["say"]\n'
EXAMPLES = '[[examples]]\ntext = "Nothing."\n'


def folder(root: Path, lexicon: str = LEXICON, examples: str = EXAMPLES) -> Path:
    home = root / "xx"
    home.mkdir()
    (home / "lexicon.toml").write_text(lexicon, "utf-8")
    (home / "examples.toml").write_text(examples, "utf-8")
    return root


def test_folder_is_a_language(tmp_path: Path) -> None:
    assert language.available(folder(tmp_path)) == ("xx",)
    found = language.load("xx", tmp_path)
    assert (found.code, found.name, found.parsed) == ("xx", "Test", False)


def test_unknown_key_is_named_with_its_file(tmp_path: Path) -> None:
    folder(tmp_path, LEXICON + 'lemma = ["tell"]\n')
    with pytest.raises(SettingsError, match=r"lexicon\.toml: verbs\.0\.lemma") as caught:
        language.load("xx", tmp_path)
    assert caught.value.key == "verbs.0.lemma"


def test_folder_without_examples_is_refused(tmp_path: Path) -> None:
    folder(tmp_path, examples="examples = []\n")
    with pytest.raises(SettingsError, match="needs verbs and examples"):
        language.load("xx", tmp_path)


def test_missing_file_and_bad_toml_say_where(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"xx.lexicon\.toml: no such file"):
        language.load("xx", tmp_path)
    folder(tmp_path, "name = ")
    with pytest.raises(SettingsError, match="not TOML"):
        language.load("xx", tmp_path)


def test_every_language_uses_the_shared_topics() -> None:
    for found in language.load_all():
        assert unknown_topics(found.lexicon.topics) == (), found.code


def test_particle_decides_between_senses() -> None:
    lexicon = language.load("en").lexicon
    demand = lexicon.sense("call", Construction.PREPOSITION, "for")
    assert demand is not None
    assert demand.act is Act.DEMAND
    assert lexicon.sense("call", Construction.PREPOSITION, "at") is None
