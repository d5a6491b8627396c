"""The ``store`` commands as a user sees them: on files, and on a real server where there is one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from graph.errors import InputError, StoreUnavailable
from graph.stores import copying, open_store
from graph.stores.base import Store
from ingest.pipeline import Source, run
from tests.contract.samples import accusation, day, put, same, story
from tests.neo4j_server import empty_url
from tests.unit.commands.conftest import write_pages

Invoke = Callable[..., Result]


@pytest.fixture
def filled(store_url: str) -> str:
    """A store with a history: records superseded, a judgement made and withdrawn."""
    with open_store(store_url) as store:
        put(store, *story(), now=day(1))
        put(store, accusation(0, made_by="run:2"), now=day(2))
        update = accusation(2)
        put(store, update.__class__(publisher=None, article=update.article, version=update.version), now=day(3))
        pair = same(*update.entities[:2])
        store.write(lambda writer: writer.put_judgement(pair), now=day(4))
    return store_url


def exported(invoke: Invoke, url: str) -> str:
    """All of a store, with its history."""
    done = invoke("export", "--store", url)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_status_and_check(invoke: Invoke, filled: str) -> None:
    shown = invoke("store", "status", "--store", filled).stdout
    assert re.search(r"^articles +4$", shown, re.MULTILINE)
    found = json.loads(invoke("store", "status", "--store", filled, "--json").stdout)
    assert (found["store"], found["run"], found["articles"]) == (filled, None, 4)
    assert invoke("store", "check", "--store", filled).stdout == f"{filled} is sound.\n"


def test_migrate_makes_a_store(invoke: Invoke, store_url: str) -> None:
    for _ in range(2):
        assert invoke("store", "migrate", "--store", store_url).stdout == f"{store_url} is up to date.\n"
    assert json.loads(invoke("store", "status", "--store", store_url, "--json").stdout)["articles"] == 0


def test_a_copy_is_the_same_store_and_does_not_mix(invoke: Invoke, filled: str, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert "records." in invoke("store", "copy", filled, other).stderr
    assert exported(invoke, other) == exported(invoke, filled)
    again = invoke("store", "copy", filled, other)
    assert (again.exit_code, "other.db already holds something" in again.stderr) == (1, True)


def test_backup_and_restore(invoke: Invoke, filled: str, tmp_path: Path) -> None:
    backup, other = tmp_path / "copy.jsonl", f"sqlite:///{tmp_path / 'other.db'}"
    assert invoke("store", "backup", str(backup), "--store", filled).exit_code == 0
    assert invoke("store", "restore", str(backup), "--store", other).exit_code == 0
    assert exported(invoke, other) == exported(invoke, filled) == backup.read_text(encoding="utf-8")


def test_a_broken_backup_is_refused_before_anything_is_written(invoke: Invoke, filled: str, tmp_path: Path) -> None:
    backup = tmp_path / "copy.jsonl"
    backup.write_text(exported(invoke, filled)[:-5], encoding="utf-8")
    done = invoke("store", "restore", str(backup), "--store", f"sqlite:///{tmp_path / 'other.db'}")
    assert (done.exit_code, "cut off" in done.stderr) == (1, True)
    assert not (tmp_path / "other.db").exists()


# ---------------------------------------------------------------- into a server and back


def test_into_a_server_and_back_is_the_same_to_the_byte(invoke: Invoke, filled: str, tmp_path: Path) -> None:
    server, back = empty_url(), f"sqlite:///{tmp_path / 'back.db'}"
    assert invoke("store", "copy", filled, server).exit_code == 0
    assert invoke("store", "copy", server, back).exit_code == 0
    assert exported(invoke, server) == exported(invoke, back) == exported(invoke, filled)
    assert invoke("store", "check", "--store", server).exit_code == 0


def test_a_copy_that_broke_off_goes_on_where_it_was(
    invoke: Invoke, filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "AT_ONCE", 7)
    url, seen = empty_url(), []
    with open_store(filled) as source, open_store(url) as target:
        with pytest.raises(KeyboardInterrupt):
            copying.copy(_breaking_off(source, after=20), target, progress=seen.append)
        assert seen == [0, 7, 14]
        with pytest.raises(StoreUnavailable, match=r"broke off after 14 records.*goes on where it was"):
            open_store(url)
        other = list(source.dump(history=True))[1:]
        with pytest.raises(InputError, match="a part of another copy"):
            copying.copy(other, target, progress=seen.append)
        seen.clear()
        copying.copy(source.dump(history=True), target, progress=seen.append)
        assert seen[:2] == [14, 21]
    assert exported(invoke, url) == exported(invoke, filled)


def _breaking_off(source: Store, *, after: int) -> Iterator[copying.Record]:
    for number, record in enumerate(source.dump(history=True)):
        if number == after:
            raise KeyboardInterrupt
        yield record


def test_articles_ingested_into_a_server_give_the_same_graph_as_in_a_file(tmp_path: Path, store_url: str) -> None:
    """From pages to claims and threads: the whole path, twice, with the same clock."""
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    folder = write_pages(tmp_path / "pages", 4)
    dumps, results = [], []
    for url in (store_url, empty_url()):
        with open_store(url) as store:
            for number in range(2):
                made = run([Source(where=str(folder))], store=store, clock=lambda: noon, code_version=str(number))
                results.append([(result.url, result.status) for result in made])
            dumps.append([record for record in store.dump(history=True) if record[0] not in ("run", "fetch")])
    assert results[:2] == results[2:]
    assert len(dumps[0]) > 50
    assert dumps[0] == dumps[1]
