"""Several threads and processes at one store: real ones, killed in the middle where it matters."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.errors import StoreBusy, StoreUnavailable
from graph.stores import open_store
from graph.stores.base import Store, Writer
from tests.contract.conftest import url_of
from tests.contract.samples import ACME, accusation, day, founding, put, story

ROOT = Path(__file__).parents[2]


def run_python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Another process with the same code to import."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", "import sys\nfrom tests.contract.samples import *\n" + code, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def test_threads_read_beside_a_writer(store: Store) -> None:
    put(store, *story())
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            whole = store.articles(limit=500).items
            told = sum(len(store.reported_in(version.id)) for version in whole)
            if told != 2 * len(whole) - 1:  # every article has two attributions, the denial one
                wrong.append((len(whole), told))

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for number in range(10, 40):
            put(store, accusation(number), now=day(1))
        done.set()
        for reader in readers:
            reader.result()
    assert wrong == []


def test_threads_write_one_after_the_other(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: put(store, accusation(number), founding(accusation(number))), range(24)))
    assert store.counts()["articles"] == store.counts()["claims"] == 24
    assert store.check() == ()


def test_a_second_writer_waits_then_is_told(kind: str, tmp_path: Path) -> None:
    store = _impatient(kind, tmp_path)
    entered, leave = threading.Event(), threading.Event()

    def hold(writer: Writer) -> None:
        entered.set()
        leave.wait(20)

    with ThreadPoolExecutor(1) as pool, store:
        holding = pool.submit(lambda: store.write(hold, now=day(0)))
        entered.wait(20)
        with pytest.raises(StoreBusy, match=r"(Wait until|Try again)"):
            put(store, accusation(1))
        assert store.counts()["articles"] == 0, "reading goes on"
        leave.set()
        holding.result()
        assert put(store, accusation(1)).inserted


def _impatient(kind: str, folder: Path) -> Store:
    if kind == "memory":
        from graph.stores.memory import MemoryStore

        return MemoryStore(patience=0.2)
    if kind == "neo4j":
        from graph.stores.neo4j import Neo4jStore

        return Neo4jStore.open(url_of(kind, folder), patience=0.2)
    from graph.stores.sqlite import SqliteStore

    return SqliteStore.open(folder / "store.db", patience=0.2)


def test_a_reader_in_another_process_sees_new_rows(shared_url: str) -> None:
    code = """
from graph.stores import open_store
store = open_store(sys.argv[1], readonly=True)
for line in sys.stdin:
    print(store.counts()["articles"], flush=True)
"""
    with open_store(shared_url) as store:
        put(store, accusation(0))
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        reader = subprocess.Popen(
            [sys.executable, "-c", "import sys" + code, shared_url],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT,
        )  # fmt: skip
        assert reader.stdin is not None
        assert reader.stdout is not None
        with reader:
            for number in range(1, 4):
                reader.stdin.write("\n")
                reader.stdin.flush()
                assert reader.stdout.readline() == f"{number}\n"
                put(store, accusation(number))
            reader.stdin.close()
    assert reader.returncode == 0


def test_two_writing_processes_lose_nothing(shared_url: str) -> None:
    code = """
from graph.stores import open_store
with open_store(sys.argv[1]) as store:
    for number in range(int(sys.argv[2]), int(sys.argv[2]) + 25):
        put(store, accusation(number), founding(accusation(number)))
"""
    writers = [run_python(code, shared_url, start) for start in ("0", "100")]
    for writer in writers:
        with writer:
            assert writer.wait(120) == 0
    with open_store(shared_url, readonly=True) as store:
        assert store.counts()["articles"] == store.counts()["claims"] == 50
        assert len(store.claims_about([ACME.id])) == 50
        assert store.check() == ()


WRITE_ON = """
from graph.stores import open_store
store = open_store(sys.argv[1])
number = store.counts()["articles"]
print("ready", flush=True)
while True:
    put(store, *(part for n in range(number, number + 20) for part in (accusation(n), founding(accusation(n)))))
    number += 20
"""


@pytest.mark.parametrize("after", [0.01, 0.05, 0.12, 0.2, 0.33])
def test_a_killed_writer_leaves_whole_articles(shared_url: str, after: float) -> None:
    writer = run_python(WRITE_ON, shared_url)
    assert writer.stdout is not None
    with writer:
        assert writer.stdout.readline() == "ready\n"
        time.sleep(after)
        writer.send_signal(signal.SIGKILL)
        writer.wait(20)
    with open_store(shared_url) as store:
        counted = store.counts()
        articles = counted["articles"]
        assert articles % 20 == 0, "a transaction is there whole or not at all"
        whole = {"attributions": 2, "evidence": 1, "mentions": 2, "claims": 1, "threads": 1, "versions": 1}
        assert {name: counted[name] for name in whole} == {name: n * articles for name, n in whole.items()}
        assert store.check() == ()
        assert put(store, accusation(9_999)).inserted, "the lock went with the process"


def test_the_lease_keeps_two_runs_apart(store: Store) -> None:
    assert store.holder() is None
    assert store.lease("one", now=day(0), seconds=60)
    assert store.holder() == "one"
    assert not store.lease("two", now=day(0, minute=0), seconds=60)
    assert store.lease("one", now=day(0, minute=1), seconds=60), "renewed by its owner"
    assert not store.lease("two", now=day(0, minute=1))
    store.release("two")
    assert store.holder() == "one", "only its owner releases it"
    assert store.lease("two", now=day(0, minute=2)), "it has expired"
    store.release("two")
    assert store.holder() is None
    assert store.lease("three", now=day(0))


def test_the_lease_is_seen_by_other_processes(shared_url: str) -> None:
    code = "from graph.stores import open_store\nprint(open_store(sys.argv[1]).lease('two', now=START))"
    with open_store(shared_url) as store:
        assert store.lease("one", now=day(0))
        with run_python(code, shared_url) as other:
            assert other.communicate()[0] == "False\n"
        store.release("one")
        with run_python(code, shared_url) as other:
            assert other.communicate()[0] == "True\n"
        assert store.holder() == "two"


def test_a_readonly_store_refuses_to_write(shared_url: str) -> None:
    with open_store(shared_url, readonly=True) as store:
        assert store.readonly
        with pytest.raises(StoreUnavailable, match="reading only"):
            put(store, accusation(1))
        with pytest.raises(StoreUnavailable, match="reading only"):
            store.lease("one", now=day(0))


def test_a_dump_is_one_moment_though_others_write(shared_url: str) -> None:
    with open_store(shared_url) as store:
        put(store, accusation(0))
        before = list(store.dump())
        walked = store.dump()
        kept = [next(walked)]
        put(store, accusation(1))
        assert store.version(accusation(0).version.id) is not None, "other reads meanwhile"
        kept += walked
        assert kept == before
        assert len(list(store.dump())) > len(before)
        next(store.dump())  # given up
        assert put(store, accusation(2)).inserted


def test_tidy_empties_the_log(tmp_path: Path) -> None:
    log = tmp_path / "store.db-wal"
    with open_store(url_of("sqlite", tmp_path)) as store:
        put(store, *story())
        assert log.stat().st_size > 0
        store.tidy()
        assert log.stat().st_size == 0
        assert store.counts()["articles"] == 4
