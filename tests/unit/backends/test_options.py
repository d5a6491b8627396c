"""What the settings say of back ends, and what is not believed of an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SettingsError
from ingest.nlp.backends.options import EndpointOptions, OnnxOptions
from ingest.settings import load


def written(folder: Path, text: str) -> Path:
    path = folder / "claimline.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_alone_turns_nothing_on(tmp_path: Path) -> None:
    settings = load(written(tmp_path, '[backends.onnx]\nfolder = "model"\n'))
    assert settings.backend_options() is None
    chosen = settings.backend_options("onnx")
    assert isinstance(chosen, OnnxOptions)
    assert chosen.folder == tmp_path / "model"


def test_the_back_end_of_the_settings_is_used_and_can_be_overruled(tmp_path: Path) -> None:
    text = 'backend = "endpoint"\n[backends.endpoint]\nurl = "https://models.example/v1/"\nmodel = "m"\n'
    settings = load(written(tmp_path, text))
    chosen = settings.backend_options()
    assert isinstance(chosen, EndpointOptions)
    assert (chosen.url, chosen.name) == ("https://models.example/v1", "endpoint m")
    assert settings.backend_options("rules") is None


def test_a_back_end_without_its_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"Add a table \[backends.endpoint\]"):
        load(written(tmp_path, 'backend = "endpoint"')).backend_options()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://models.example", "http or https"),
        ("models.example/v1", "http or https"),
        ("http://models.example/v1", "use https"),
        ("https://me:secret@models.example/v1", "the environment"),
        ("https://models.example/v1?key=secret", "the environment"),
    ],
)
def test_an_address_that_would_give_something_away_is_refused(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        load(written(tmp_path, f'[backends.endpoint]\nurl = "{url}"\nmodel = "m"\n'))
    assert caught.value.key == "backends.endpoint.url"


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "models:8080", "192.168.1.4", "[::1]:8080"])
def test_a_server_nearby_may_speak_plainly(host: str) -> None:
    assert EndpointOptions(url=f"http://{host}/v1", model="m").url == f"http://{host}/v1"
