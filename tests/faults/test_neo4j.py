"""What can go wrong with a server, done to a real one: each is our error, with what to do; nothing is half written."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.errors import SettingsError, StoreBusy, StoreCorrupt, StoreError, StoreUnavailable, StoreVersionError
from graph.stores import open_store
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j.address import PASSWORD, USER
from graph.stores.neo4j.connection import Limits
from tests.contract.samples import ACME, accusation, day, founding, put, story, update_of, version_of
from tests.neo4j_server import ONE_PLAN, driver, empty_url, script, server_url, variables

ROOT = Path(__file__).parents[2]
SHORT = Limits(connect=1.0, retry=0.5, read=5.0)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


# ---------------------------------------------------------------- opening


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some password, where no server is there to have one."""
    monkeypatch.setenv(PASSWORD, os.environ.get(PASSWORD) or "anything")


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_no_server_is_said_so(credentials: None, scheme: str) -> None:
    with pytest.raises(StoreUnavailable, match="Start the server, or check host and port"):
        Neo4jStore.open(f"{scheme}://127.0.0.1:{free_port()}", limits=SHORT)


def test_a_peer_that_never_answers_is_given_up(credentials: None) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(StoreUnavailable):
            Neo4jStore.open(f"bolt://127.0.0.1:{silent.getsockname()[1]}", limits=SHORT)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("neo4j+x://host", "no Neo4j server in"),
        ("neo4j://", "no Neo4j server in"),
        ("neo4j://host?policy=x", "no Neo4j server in"),
        ("neo4j://me:secret@host", "do not belong in the URL"),
        ("http://host", "no store for"),
    ],
)
def test_an_url_that_makes_no_sense(credentials: None, url: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as caught:
        open_store(url)
    assert "secret" not in str(caught.value)


def test_the_password_comes_from_the_environment_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    with pytest.raises(SettingsError, match=f"Set {PASSWORD}"):
        open_store("neo4j://127.0.0.1")


def test_a_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    url = server_url()
    monkeypatch.setenv(USER, "nobody")  # the server makes those wait who were wrong three times, each by his name
    monkeypatch.setenv(PASSWORD, "wrong")
    with pytest.raises(StoreUnavailable, match=f"Check {USER} and {PASSWORD}") as caught:
        open_store(url)
    assert "wrong" not in str(caught.value)


def test_an_unknown_database() -> None:
    with pytest.raises(StoreUnavailable, match=r"nowhere: there is no such database .* create it"):
        open_store(f"{server_url()}/nowhere")


@pytest.mark.parametrize(("version", "says"), [(999, "a newer"), (-1, "an older")])
def test_another_schema_is_refused(version: int, says: str) -> None:
    url = empty_url()
    with driver(url) as opened:
        opened.execute_query("MATCH (m:Meta) SET m.schema = $version", version=version)
        try:
            with pytest.raises(StoreVersionError, match=says):
                open_store(url)
        finally:
            opened.execute_query("MATCH (m:Meta) SET m.schema = 1")


def test_use_after_close() -> None:
    store = open_store(empty_url())
    store.close()
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.counts()
    with pytest.raises(StoreUnavailable, match="closed"):
        put(store, accusation(1))


# ---------------------------------------------------------------- at work


def test_the_server_itself_refuses_to_write_for_a_reader() -> None:
    with open_store(empty_url(), readonly=True) as store:
        assert isinstance(store, Neo4jStore)
        with pytest.raises(StoreUnavailable, match="refused to write: opened for reading only"):
            store._server.read(lambda db: db.run("CREATE (:Publisher {id: 'x'})"))
        assert store.counts()["publishers"] == 0


def test_an_answer_that_takes_too_long_is_given_up() -> None:
    endless = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b = -1 RETURN count(*)"
    with open_store(empty_url()) as store:
        assert isinstance(store, Neo4jStore)
        with pytest.raises(StoreBusy, match=r"no answer in 0\.5 seconds"):
            store._server.read(lambda db: db.rows(endless), seconds=0.5)
        assert put(store, accusation(1)).inserted


def test_a_write_that_fails_in_the_server_leaves_nothing() -> None:
    with open_store(empty_url()) as store:
        assert isinstance(store, Neo4jStore)

        def twice(writer: object) -> None:
            writer.put(accusation(1))  # type: ignore[attr-defined]
            writer._tx.db.run("CREATE (:Publisher {id: 'x'}), (:Publisher {id: 'x'})")  # type: ignore[attr-defined]

        with pytest.raises(StoreError):
            store.write(twice, now=day(1))
        assert store.counts()["articles"] == 0


def test_a_second_pass_over_the_same_changes_nothing_in_the_server() -> None:
    with open_store(empty_url()) as store:
        assert isinstance(store, Neo4jStore)
        put(store, *story())
        before = store._generation()
        assert not put(store, *story(), now=day(9)).changed
        assert store._generation() == before, "counted up by any statement that changes anything"


def test_four_writers_at_once_lose_and_double_nothing() -> None:
    url = empty_url()

    def write(writer: int) -> None:
        with open_store(url) as store:
            for number in range(60):
                address = f"https://gazette.example/{number % 20}"
                version = version_of(address, f"Nothing was said in {number % 20}.", published=day(1))
                put(store, update_of(version, url=address))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with open_store(url) as store:
        counted = store.counts()
        assert (counted["articles"], counted["versions"], counted["entities"]) == (20, 20, 3)
        assert store.check() == ()


def test_relationships_are_those_of_the_records() -> None:
    """People walk along them in the server's own tools."""
    url = empty_url()
    with open_store(url) as store, driver(url) as opened:
        put(store, *story(), now=day(1))
        found = opened.execute_query("MATCH ()-[r]->() RETURN type(r), count(*)").records
        counted = dict(found)
        assert counted == {
            "PUBLISHED_BY": 4, "HAS_VERSION": 4, "MENTIONS": 6, "REPORTS": 7, "BY": 7, "ABOUT": 4, "OFFERS": 3,
            "EXPRESSES": 3, "ANSWERS": 1, "IN": 1,
        }  # fmt: skip
        first = accusation(0)
        put(store, update_of(first.version, url=first.article.url), now=day(2))
        (gone,) = opened.execute_query(
            "MATCH (:Version {id: $id})-[:REPORTS]->() RETURN count(*)", id=first.version.id
        ).records
        assert gone[0] == 0, "what is superseded is in no relationship"


# ---------------------------------------------------------------- a server of its own, killed


@pytest.fixture(scope="module")
def own_home() -> Iterator[Path]:
    """A server that a test may kill."""
    server_url()  # skips where there can be none
    with tempfile.TemporaryDirectory(prefix="claimline-neo4j-") as folder:
        home = Path(folder) / "server"
        began = script("start", home, *ONE_PLAN)
        assert began.returncode == 0, began.stderr
        yield home
        script("wipe", home)


@pytest.fixture
def own_url(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    given = variables(own_home)
    for name in (USER, PASSWORD):
        monkeypatch.setenv(name, given[name])
    return given["CLAIMLINE_STORE"]


def test_a_database_of_another_program_is_left_alone(own_url: str) -> None:
    with driver(own_url) as opened:
        opened.execute_query("CREATE (:Note {text: 'a letter to my aunt'})")
        with pytest.raises(StoreCorrupt, match="another program"):
            open_store(own_url)
        (held,) = opened.execute_query("MATCH (n) RETURN count(n)").records
        assert held[0] == 1
        opened.execute_query("MATCH (n) DELETE n")
    with pytest.raises(StoreUnavailable, match="nothing in it"):
        open_store(own_url, create=False)


WRITE_ON = """
import sys
from graph.stores import open_store
from tests.contract.samples import *
with open_store(sys.argv[1]) as store:
    number = store.counts()["articles"]
    while number < int(sys.argv[2]):
        put(store, *(part for n in range(number, number + 5) for part in (accusation(n), founding(accusation(n)))))
        number += 5
        print(number, flush=True)
"""


def test_a_killed_server_loses_nothing_that_it_has_acknowledged(own_home: Path, own_url: str) -> None:
    """Killed twice in mid load; the writer is told, and the next one goes on and ends as an undisturbed one does."""
    goal = 30
    for kills in range(2):
        with _writer(own_url, goal) as writer:
            assert writer.stdout is not None
            acknowledged = [int(writer.stdout.readline()) for _ in range(2)]
            os.kill(int((own_home / "pid").read_text()), signal.SIGKILL)
            acknowledged += map(int, writer.stdout)
            assert writer.wait(60) == 1, "the writer is told"
            assert writer.stderr is not None
            assert "graph.errors.StoreUnavailable" in writer.stderr.read()
        assert script("start", own_home, *ONE_PLAN).returncode == 0
        with open_store(own_url) as store:
            counted = store.counts()
            assert counted["articles"] % 5 == 0, "a batch is there whole or not at all"
            assert counted["articles"] >= acknowledged[-1] > kills
            assert counted["attributions"] == 2 * counted["articles"]
    with _writer(own_url, goal) as writer:
        assert writer.wait(120) == 0
    with open_store(own_url) as store, open_store("memory://") as undisturbed:
        for number in range(goal):
            put(undisturbed, accusation(number), founding(accusation(number)))
        assert list(store.dump(history=True)) == list(undisturbed.dump(history=True))
        assert len(store.claims_about([ACME.id])) == goal


def _writer(url: str, goal: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITE_ON, url, str(goal)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_a_restarted_server_is_found_again(own_home: Path, own_url: str) -> None:
    with open_store(own_url) as store:
        before = store.counts()
        assert script("stop", own_home).returncode == 0
        with pytest.raises(StoreUnavailable, match="Start the server"):
            store.counts()
        assert script("start", own_home, *ONE_PLAN).returncode == 0
        assert store.counts() == before
