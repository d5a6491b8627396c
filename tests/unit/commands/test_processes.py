"""The same work in one process or in several: in order, bounded, gone with the parent."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from graph.errors import ClaimlineError
from ingest.processes import AHEAD, in_order, one_thread_each

ROOT = Path(__file__).resolve().parents[3]


def doubling() -> Callable[[Sequence[int]], list[int]]:
    """A recipe: later batches are quicker, so that only care keeps them in order."""

    def work(numbers: Sequence[int]) -> list[int]:
        time.sleep(0.02 * max(0, 5 - numbers[0]))
        return [2 * n for n in numbers]

    return work


def pids() -> Callable[[Sequence[int]], list[int]]:
    return lambda numbers: [os.getpid() for _ in numbers]


def dying() -> Callable[[Sequence[int]], list[int]]:
    return lambda numbers: os._exit(3)


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_batches(workers: int) -> None:
    batches = [[n, n + 100] for n in range(8)]
    got = list(in_order(batches, jobs=list, recipe=doubling, workers=workers))
    assert got == [(batch, [2 * batch[0], 2 * batch[1]]) for batch in batches]


def test_one_worker_is_this_process_and_two_are_others() -> None:
    (_, alone), *_ = in_order([[1]], jobs=list, recipe=pids, workers=1)
    assert alone == [os.getpid()]
    (_, other), *_ = in_order([[1]], jobs=list, recipe=pids, workers=2)
    assert other != [os.getpid()]


@pytest.mark.parametrize("workers", [1, 2])
def test_without_jobs_nothing_is_made_ready(workers: int) -> None:
    def refuse() -> Callable[[Sequence[int]], list[int]]:
        raise AssertionError("made ready for nothing")

    batches: list[list[int]] = [[], []]
    if workers == 1:
        assert list(in_order(batches, jobs=list, recipe=refuse, workers=1)) == [([], []), ([], [])]
    else:
        assert list(in_order(batches, jobs=list, recipe=dying, workers=2)) == [([], []), ([], [])]


def test_only_a_few_batches_are_on_their_way() -> None:
    taken = 0

    def batches() -> Iterator[list[int]]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield [number]

    results = in_order(batches(), jobs=list, recipe=doubling, workers=2)
    next(results)
    assert taken <= AHEAD * 2 + 1
    results.close()  # type: ignore[attr-defined]


def test_a_worker_that_dies_is_an_error_with_a_hint() -> None:
    with pytest.raises(ClaimlineError, match="fewer --workers"):
        list(in_order([[1]], jobs=list, recipe=dying, workers=2))


def test_threads_are_left_alone_where_the_user_set_them() -> None:
    environ = {"OMP_NUM_THREADS": "4"}
    one_thread_each(environ)
    assert environ["OMP_NUM_THREADS"] == "4"
    assert environ["OPENBLAS_NUM_THREADS"] == "1"


def known() -> Callable[[Sequence[str]], list[bool]]:
    return lambda names: [name in sys.modules for name in names]


PREPARED = """
from ingest.processes import in_order
from tests.unit.commands.test_processes import known
if __name__ == "__main__":
    (_, found), = in_order([["wave"]], jobs=list, recipe=known, workers=2, prepared="wave")
    print(found)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked from a prepared process on Linux alone")
def test_workers_have_what_the_process_they_are_forked_from_has_loaded(tmp_path: Path) -> None:
    script = tmp_path / "prepared.py"
    script.write_text(PREPARED)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run([sys.executable, script], capture_output=True, text=True, env=environ, check=True)
    assert found.stdout == "[True]\n"


PARENT = """
import os, sys, time
from ingest.processes import in_order
from tests.unit.commands.test_processes import pids
if __name__ == "__main__":
    for _, (pid,) in in_order(iter([[1], [2], [3], [4], [5], [6], [7], [8]]), jobs=list, recipe=pids, workers=2):
        print(pid, flush=True)
        time.sleep(60)
"""


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environ) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    assert _ends(worker)


def _ends(pid: int) -> bool:
    """True once the process is gone (or only waits to be reaped)."""
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        status = Path(f"/proc/{pid}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False
