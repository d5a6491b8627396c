"""claimline.toml: what is wrong is named, with the file, the key and the nearest right one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.model import Publisher
from graph.settings import default_store_url, prepare, sqlite_path, store_url
from graph.stores import open_store
from ingest.settings import SETTINGS_VARIABLE, find, load


def written(folder: Path, text: str) -> Path:
    path = folder / "claimline.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ("stoer = 'x'", "stoer", "store"),
        ("[fetch]\nuser_agnet = 'x'", "fetch.user_agnet", "fetch.user_agent"),
        ("[[source]]\nurl = 'a'\n[[source]]\nurl = 'b'\nnmae = 'x'", "source[2].nmae", "source[2].name"),
        ("[limits]\nmax_txt = 5", "limits.max_txt", "limits.max_text"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_right_one(tmp_path: Path, text: str, key: str, nearest: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert caught.value.key == key
    assert caught.value.path == str(path)
    assert f"Did you mean {nearest}?" in str(caught.value)


def test_a_key_like_nothing_known_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Known here: store, workers, publishers, source, fetch, limits"):
        load(written(tmp_path, "zzzzzz = 1"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[fetch]\ntimeout = -1", "fetch.timeout = -1"),
        ("workers = 'many'", "workers = 'many'"),
        ("[[source]]\nname = 'x'", "source[1].url"),
        ("workers = ", "not valid TOML"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, text))
    assert said in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such settings file"):
        load(tmp_path / "nothing.toml")
    (tmp_path / "claimline.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path / "claimline.toml")


def test_which_settings_are_used(tmp_path: Path) -> None:
    here, named, by_variable = (tmp_path / name for name in ("here", "named", "variable"))
    for workers, folder in enumerate((here, named, by_variable), 2):
        folder.mkdir()
        written(folder, f"workers = {workers}")
    variable = {SETTINGS_VARIABLE: str(by_variable / "claimline.toml")}
    assert find(named / "claimline.toml", environ=variable, folder=here).workers == 3
    assert find(environ=variable, folder=here).workers == 4
    assert find(environ={}, folder=here).workers == 2
    assert find(environ={}, folder=tmp_path).workers == 1


def test_which_store_is_used() -> None:
    environ = {"CLAIMLINE_STORE": "sqlite:///variable.db"}
    assert store_url("sqlite:///option.db", declared="sqlite:///file.db", environ=environ) == "sqlite:///option.db"
    assert store_url(None, declared="sqlite:///file.db", environ=environ) == "sqlite:///variable.db"
    assert store_url(None, declared="sqlite:///file.db", environ={}) == "sqlite:///file.db"
    assert store_url(None, environ={}) == default_store_url()
    with pytest.raises(SettingsError, match=r"Did you mean sqlite:///x\.db"):
        store_url("x.db", environ={})


def test_the_file_of_a_store_is_closed_to_others(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'deep' / 'er' / 'graph.db'}"
    prepare(url)
    path = sqlite_path(url)
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    path.chmod(0o640)
    prepare(url)
    assert path.stat().st_mode & 0o777 == 0o640
    prepare("memory://")


def test_a_place_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError, match="cannot make"):
        prepare(f"sqlite:///{tmp_path / 'file' / 'graph.db'}")


OUTLET = '["desk.example"]\nname = "The Desk"\nnames = { en = "The Desk", ar = "المكتب" }\nlanguages = ["en"]\n'
PAGE = """<html><head><title>Ferry route reopens</title><link rel="canonical" href="https://desk.example/ferry"></head>
<body><article><h1>Ferry route reopens</h1><p>The ferry between the two ports will sail again on Monday, the harbour
master said in a statement.</p><p>The route had been closed for nine months after a storm.</p></article></body></html>"""


def test_own_outlets_are_declared_in_files_beside_the_settings(tmp_path: Path, invoke) -> None:  # type: ignore[no-untyped-def]
    settings = written(tmp_path, "publishers = ['own']\n[[source]]\nurl = 'ferry.html'")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "outlets.toml").write_text(OUTLET, encoding="utf-8")
    (tmp_path / "ferry.html").write_text(PAGE, encoding="utf-8")
    store = f"sqlite:///{tmp_path / 'graph.db'}"

    assert "desk.example  The Desk  (en)" in invoke("publishers", "--settings", str(settings)).stdout
    assert invoke("publishers", "--settings", str(settings), "check").exit_code == 0
    assert invoke("ingest", "--settings", str(settings), "--store", store).exit_code == 0
    with open_store(store, readonly=True) as held:
        outlet = held.publisher(Publisher.id_of("desk.example"))
        assert outlet is not None
        assert dict(outlet.names)["ar"] == "المكتب"


def test_a_declaration_that_is_not_there_is_said_before_anything_is_read(tmp_path: Path, invoke) -> None:  # type: ignore[no-untyped-def]
    settings = written(tmp_path, "publishers = ['gone.toml']\n[[source]]\nurl = 'ferry.html'")
    done = invoke("ingest", "--settings", str(settings), "--store", f"sqlite:///{tmp_path / 'graph.db'}")
    assert done.exit_code == 2
    assert "gone.toml" in done.stderr
    assert not (tmp_path / "graph.db").exists()
