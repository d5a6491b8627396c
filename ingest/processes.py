"""The same work in one process or in several, batch by batch, in order.

Only a few batches are on their way at a time, so memory does not grow with the input; results come in the order of the
batches, so that what is made of them does not depend on how many processes there were.

::

    this process ── asks once ──▶ fork server: imports ``prepared`` (models, tables), then only forks
         │                             │
         │ batches, AHEAD a process    ▼
         └───────────────────────▶ worker · worker · ...    share what the server has loaded, page by page of memory
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from graph.errors import ClaimlineError

B = TypeVar("B")
J = TypeVar("J")
M = TypeVar("M")
Work = Callable[[Sequence[J]], list[M]]

AHEAD = 2  # batches that a process may be ahead of who takes the results
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread_each(environ: MutableMapping[str, str] = os.environ) -> None:
    """Numeric libraries take one core a process, unless told otherwise; call it before the first of them is imported.

    ``--workers`` says how many cores are used; threads of their own below that would only fight for them.
    """
    for name in _THREADS:
        environ.setdefault(name, "1")


def in_order(
    batches: Iterable[B],
    *,
    jobs: Callable[[B], Sequence[J]],
    recipe: Callable[[], Work[J, M]],
    workers: int,
    prepared: str = "",
) -> Iterator[tuple[B, list[M]]]:
    """Each batch with what its jobs gave. ``recipe`` makes a process ready at its first job; one worker is this one.

    ``prepared`` names the module that the fork server imports when it starts, which it does once a process.
    """
    if workers == 1:
        work = _Ready(recipe)
        for batch in batches:
            yield batch, work(jobs(batch))
        return
    with _pool(recipe, workers, prepared) as pool:
        try:
            yield from _spread(pool, batches, jobs, AHEAD * workers)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _spread(
    pool: ProcessPoolExecutor, batches: Iterable[B], jobs: Callable[[B], Sequence[J]], ahead: int
) -> Iterator[tuple[B, list[M]]]:
    waiting: deque[tuple[B, Future[list[M]]]] = deque()
    for batch in batches:
        waiting.append((batch, _submitted(pool, tuple(jobs(batch)))))
        while waiting and (len(waiting) > ahead or waiting[0][1].done()):
            yield _result(*waiting.popleft())
    while waiting:
        yield _result(*waiting.popleft())


def _submitted(pool: ProcessPoolExecutor, jobs: tuple[Any, ...]) -> Future[list[Any]]:
    """Nothing to do starts no process."""
    if jobs:
        return pool.submit(_work, jobs)
    done: Future[list[Any]] = Future()
    done.set_result([])
    return done


def _result(batch: B, future: Future[list[M]]) -> tuple[B, list[M]]:
    try:
        return batch, future.result()
    except BrokenProcessPool as error:
        raise ClaimlineError(
            "a worker process ended unexpectedly", hint="Most often the memory ran out: try fewer --workers."
        ) from error


class _Ready:
    """Gets ready at the first job: a run that finds nothing new loads no model."""

    def __init__(self, recipe: Callable[[], Work[Any, Any]]) -> None:
        self._recipe = recipe
        self._work: Work[Any, Any] | None = None

    def __call__(self, jobs: Sequence[Any]) -> list[Any]:
        if not jobs:
            return []
        if self._work is None:
            self._work = self._recipe()
        return self._work(jobs)


def _pool(recipe: Callable[[], Work[Any, Any]], workers: int, prepared: str) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=_context(prepared), initializer=_start, initargs=(recipe,))


def _context(prepared: str) -> BaseContext:
    """Never forked from this process: it has threads, and an open store must not be shared.

    macOS forbids much of what its libraries do after a fork, even of a process with one thread: there, each worker loads
    its own.
    """
    if sys.platform == "darwin" or "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([prepared] if prepared else [])
    return context


_mine: list[_Ready] = []  # what a worker process does; empty in every other process


def _start(recipe: Callable[[], Work[Any, Any]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells its workers when to stop
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _mine.append(_Ready(recipe))


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever: it holds its own end of the queue open."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(jobs: tuple[Any, ...]) -> list[Any]:
    return _mine[0](jobs)
