"""Runs as cron meets them: killed, started twice, in several processes. Real processes, real signals."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from click.testing import Result

from graph.stores import open_store
from tests.unit.commands.conftest import dump_of, totals_of, write_pages

Start = Callable[..., "subprocess.Popen[str]"]
Invoke = Callable[..., Result]


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    stdout, stderr = process.communicate(timeout=300)
    return process.returncode, stdout, stderr


def test_killed_in_the_middle_the_next_run_goes_on(tmp_path: Path, start: Start, invoke: Invoke) -> None:
    pages = str(write_pages(tmp_path / "pages", 48))
    broken, whole = (f"sqlite:///{tmp_path / name}" for name in ("broken.db", "whole.db"))
    process = start("ingest", pages, "--store", broken, "--json")
    assert process.stdout is not None
    for _ in range(10):
        assert json.loads(process.stdout.readline())["status"] == "new"
    process.send_signal(signal.SIGKILL)
    process.wait()

    with open_store(broken, readonly=True) as store:
        held = store.counts()["articles"]
        assert 10 <= held < 48
        assert all(store.reported_in(version.id) for version in store.articles(limit=100).items)
        assert store.check() == ()

    rest = invoke("ingest", pages, "--store", broken, "--json")
    assert rest.exit_code == 0
    totals = totals_of(rest.stdout)
    assert (totals["new"], totals["unchanged"]) == (48 - held, held)
    invoke("ingest", pages, "--store", whole)
    assert dump_of(broken) == dump_of(whole)


def test_while_another_run_is_at_work_nothing_is_done_and_it_says_so(
    tmp_path: Path, start: Start, store_url: str
) -> None:
    pages = str(write_pages(tmp_path / "pages", 2))
    owner = f"{socket.gethostname()}:{os.getpid()}"  # this very process is the other run: it lives
    with open_store(store_url) as store:
        assert store.lease(owner, now=datetime.now(UTC))
        code, stdout, stderr = ended(start("ingest", pages, "--store", store_url, "--json"))
        assert code == 0
        assert "another run" in stderr
        assert json.loads(stdout) == {"new": 0, "changed": 0, "unchanged": 0, "skipped": 0, "failed": 0, "busy": True}
        assert store.counts()["articles"] == 0
        store.release(owner)
    code, stdout, _ = ended(start("ingest", pages, "--store", store_url, "--json"))
    assert (code, totals_of(stdout)["new"]) == (0, 2)


def test_two_at_once_give_what_one_gives(tmp_path: Path, start: Start, invoke: Invoke) -> None:
    pages = str(write_pages(tmp_path / "pages", 16))
    shared, alone = (f"sqlite:///{tmp_path / name}" for name in ("shared.db", "alone.db"))
    runs = [start("ingest", pages, "--store", shared, "--json") for _ in range(2)]
    for code, stdout, stderr in map(ended, runs):
        assert code == 0, stderr
        assert totals_of(stdout)["failed"] == 0
    invoke("ingest", pages, "--store", alone)
    assert dump_of(shared) == dump_of(alone)


def test_any_number_of_workers_gives_the_same_graph(tmp_path: Path, start: Start, invoke: Invoke) -> None:
    pages = str(write_pages(tmp_path / "pages", 20))
    one, two = (f"sqlite:///{tmp_path / name}" for name in ("one.db", "two.db"))
    invoke("ingest", pages, "--store", one)
    code, stdout, stderr = ended(start("ingest", pages, "--store", two, "--workers", "2", "--json"))
    assert (code, totals_of(stdout)["new"]) == (0, 20), stderr
    assert dump_of(one) == dump_of(two)


def test_asked_to_stop_it_stops_and_gives_the_lease_back(tmp_path: Path, start: Start, invoke: Invoke) -> None:
    pages = str(write_pages(tmp_path / "pages", 48))
    url = f"sqlite:///{tmp_path / 'stopped.db'}"
    process = start("ingest", pages, "--store", url, "--json")
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    code, _, stderr = ended(process)
    assert code == 130
    assert "the next run goes on from there" in stderr
    assert "Traceback" not in stderr
    with open_store(url, readonly=True) as store:
        assert store.holder() is None
    assert totals_of(invoke("ingest", pages, "--store", url, "--json").stdout)["failed"] == 0
