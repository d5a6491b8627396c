"""A spaCy model of the user's own: named in the settings, loaded from a package or a folder, refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SettingsError
from ingest.nlp import language
from ingest.nlp.engine import Analyser
from ingest.nlp.mentions import Finder
from ingest.settings import load
from ingest.version import code_version

from .reader import version

TEXT = "El alcalde dijo el martes que el puente se abrirá en mayo."


def model(folder: Path, *, parser: bool = True) -> Path:
    """A model that knows nothing: the shape of one, in a folder."""
    import spacy

    pipeline = spacy.blank("es")
    if parser:
        pipeline.add_pipe("parser").add_label("nsubj")  # type: ignore[attr-defined]
        pipeline.initialize()
    pipeline.to_disk(folder)
    return folder


def settings(folder: Path, parser: str) -> language.Parsers:
    path = folder / "claimline.toml"
    path.write_text(f'[languages.es]\nparser = "{parser}"\n', encoding="utf-8")
    return load(path).parsers


@pytest.mark.model
def test_a_folder_beside_the_settings_is_the_parser(tmp_path: Path) -> None:
    model(tmp_path / "mine")
    spanish = next(each for each in language.load_all(parsers=settings(tmp_path, "mine")) if each.code == "es")
    assert spanish.parsed
    assert spanish.pipeline().pipe_names == [language.LINE_ENDS, "parser"]
    assert Analyser([spanish], Finder.load()).analyse(version(TEXT)).attributions == ()  # it knows no verb
    assert not language.load("es").parsed


@pytest.mark.model
def test_a_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    model(tmp_path / "flat", parser=False)
    spanish = language.with_parser(language.load("es"), str(tmp_path / "flat"))
    with pytest.raises(SettingsError, match="has no parser"):
        spanish.pipeline()


def test_a_model_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="'es_core_news_huge' for Spanish is not on this machine") as caught:
        language.load_all(parsers=settings(tmp_path, "es_core_news_huge"))
    assert caught.value.key == "languages.es.parser"
    assert "spacy download es_core_news_huge" in str(caught.value)


def test_a_language_without_a_folder_is_named() -> None:
    with pytest.raises(SettingsError, match="no such language: xx") as caught:
        language.load_all(parsers=(("xx", "xx_core_web_sm"),))
    assert "es" in str(caught.value)


def test_an_unknown_key_of_a_language_is_named_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "claimline.toml"
    path.write_text('[languages.es]\nparsr = "es_core_news_sm"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"Did you mean languages\.es\.parser"):
        load(path)


def test_another_parser_reads_pages_again() -> None:
    assert code_version(parsers=[("es", "es_core_news_sm")]) != code_version()
