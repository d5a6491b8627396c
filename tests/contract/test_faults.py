"""A store that cannot be opened or written says what is wrong, where, and what to do; and leaves all as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import ClaimlineError, SettingsError, StoreCorrupt, StoreFull, StoreUnavailable, StoreVersionError
from graph.stores import open_store
from tests.contract.samples import accusation, day, put, story

ROOT = Path(__file__).parents[2]
EMPTY_SQL = "CREATE TABLE notes (body TEXT)"


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def test_a_new_file_is_its_owners_alone_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "store.db"
    with open_store(sqlite_url(path)) as store:
        put(store, *story())
        files = sorted(path.parent.iterdir())
        assert [file.name for file in files] == ["store.db", "store.db-shm", "store.db-wal", "store.db.lock"]
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_urls_are_relative_or_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///here.db").close()
    assert (tmp_path / "here.db").exists()
    open_store(f"sqlite:///{tmp_path}/there ü?#.db").close()
    assert (tmp_path / "there ü?#.db").exists()
    with pytest.raises(SettingsError, match="sqlite:///"):
        open_store("mysql://x")


@pytest.mark.parametrize("readonly", [True, False])
def test_a_missing_file_is_not_made_unasked(tmp_path: Path, readonly: bool) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(StoreUnavailable, match=r"none\.db: there is no such file\. "):
        open_store(sqlite_url(path), create=False, readonly=readonly)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("readonly", [True, False])
@pytest.mark.parametrize("content", [b"a letter to my aunt\n" * 200, b"x", b"SQLite format 3\x00" + b"\x07" * 3000])
def test_a_file_of_something_else_is_left_alone(tmp_path: Path, content: bytes, readonly: bool) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(StoreCorrupt, match=r"letter\.txt: .*\. "):
        open_store(sqlite_url(path), readonly=readonly)
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("readonly", [True, False])
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, readonly: bool) -> None:
    path = tmp_path / "notes.db"
    with sqlite3.connect(path) as db:
        db.execute(EMPTY_SQL)
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreCorrupt, match="another program"):
        open_store(sqlite_url(path), readonly=readonly)
    assert path.read_bytes() == before


def test_a_damaged_file_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(sqlite_url(path)) as store:
        put(store, *(accusation(number) for number in range(200)))
        store.tidy()
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2 :] = b"\xff" * (len(raw) - len(raw) // 2)
    path.write_bytes(raw)
    with open_store(sqlite_url(path), readonly=True) as store:
        with pytest.raises(StoreCorrupt, match="damaged"):
            list(store.dump())
        assert _problems(store) != ()


def _problems(store: object) -> tuple[str, ...]:
    try:
        return store.check()  # type: ignore[attr-defined,no-any-return]
    except StoreCorrupt as error:
        return (str(error),)


@pytest.mark.parametrize(("version", "says"), [(999, "newer"), (0, "older")])
def test_another_schema_is_refused(tmp_path: Path, version: int, says: str) -> None:
    path = tmp_path / "store.db"
    open_store(sqlite_url(path)).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    with pytest.raises(StoreVersionError, match=says):
        open_store(sqlite_url(path))


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(ClaimlineError, match=tmp_path.name):
        open_store(sqlite_url(tmp_path))


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreFull, match="cannot be made"):
        open_store(sqlite_url(tmp_path / "file" / "store.db"))


def test_use_after_close_is_our_error(tmp_path: Path) -> None:
    store = open_store(sqlite_url(tmp_path / "store.db"))
    store.close()
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.counts()
    with pytest.raises(StoreUnavailable, match="closed"):
        put(store, accusation(1))


# ---------------------------------------------------------------- as another user: root may write anywhere

AS_NOBODY = """
import os, sys
import graph.stores.sqlite
from graph.errors import StoreFull
from graph.stores import open_store
from tests.contract.samples import accusation, put
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
with open_store(sys.argv[1], readonly=True) as store:
    print(store.counts()["articles"])
try:
    with open_store(sys.argv[1]) as store:
        put(store, accusation(77))
    print("written")
except StoreFull as error:
    print(error)
"""


def test_a_read_only_folder_can_be_read_and_is_not_written(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    with open_store(sqlite_url(folder / "store.db")) as store:
        put(store, *story())
        store.tidy()
    for extra in folder.glob("store.db[-.]*"):
        extra.unlink()
    (folder / "store.db").chmod(0o444)
    folder.chmod(0o555)
    for parent in tmp_path.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o055)
    tmp_path.chmod(0o755)
    ran = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, sqlite_url(folder / "store.db")],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT, check=False,
    )  # fmt: skip
    folder.chmod(0o755)
    first, second = ran.stdout.splitlines() or ["", ran.stderr]
    assert first == "4", ran.stderr
    assert "cannot write" in second or "read-only" in second
    assert "right to write" in second


# ---------------------------------------------------------------- no space left


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte, where the system lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None or os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    command = [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run([umount, str(place)], check=True)


def _fill(url: str) -> tuple[int, str]:
    """Write articles until it fails: how many were written, and what was said."""
    with open_store(url) as store:
        for number in range(5000):
            try:
                put(store, accusation(number), now=day(0))
            except StoreFull as error:
                assert store.counts()["articles"] == number, "what was there before is there still"
                return number, str(error)
    return 5000, ""


def test_a_full_disk_is_said_and_nothing_is_half_written(small_disk: Path) -> None:
    path = small_disk / "store.db"
    written, said = _fill(sqlite_url(path))
    assert 0 < written < 5000
    assert "no space left" in said
    assert "Free some space" in said
    with open_store(sqlite_url(path), readonly=True) as store:
        assert store.counts()["attributions"] == 2 * written
        assert store.check() == ()


FILL = """
import resource, sys
from tests.contract.test_faults import _fill
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))
written, said = _fill(sys.argv[1])
print(written, said)
"""


def test_a_limit_on_file_sizes_is_a_full_disk_too(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "store.db")
    ran = subprocess.run(
        [sys.executable, "-c", FILL, url],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=ROOT, check=True,
    )  # fmt: skip
    number, _, said = ran.stdout.partition(" ")
    assert 0 < int(number) < 5000
    assert "no space left" in said
    with open_store(url) as store:
        assert store.counts()["articles"] == int(number)
        assert store.check() == ()
        assert put(store, accusation(6000)).inserted
