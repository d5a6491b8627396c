"""Pages → graph updates, in as many processes as wanted: everything that needs a language model and no store.

::

    Job ── read_page ──▶ Version ── Analyser ──▶ Analysis ── embedded ──▶ GraphUpdate (``Made``), or why not

A worker holds a few articles at a time; results come in the order of the jobs, so that the graph does not depend on how
many workers there were.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Protocol, TypeVar

from graph.errors import ClaimlineError, InputError, PageError
from graph.model import GraphUpdate, Version
from ingest.decide import Status
from ingest.embed import embedded
from ingest.nlp.analysis import Analysis
from ingest.pipeline_gather import Job

if TYPE_CHECKING:
    from ingest.embed import Embedder
    from ingest.nlp.engine import Analyser
    from ingest.page import Document
    from ingest.publishers import Publishers

log = logging.getLogger("claimline.ingest")
AHEAD = 2  # batches that a worker may be ahead of the writer: bounds what is held in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of one job: an update without its page (the writer has that already), or a status with its reason."""

    update: GraphUpdate | None = None
    status: Status = Status.NEW
    reason: str = ""


class Maker(Protocol):
    """Makes updates of pages. One a process; ``make`` gives one ``Made`` a job, in their order."""

    def make(self, jobs: Sequence[Job]) -> list[Made]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a process makes its ``Maker``; crosses to the workers. ``max_text`` in code points."""

    run_id: str = ""
    analyse: bool = True
    since: datetime | None = None
    max_text: int = 500_000

    def __call__(self) -> Maker:
        from ingest.embed import SentenceEncoder
        from ingest.nlp.engine import Analyser
        from ingest.publishers import load_publishers

        analyser = Analyser.load() if self.analyse else None
        return PageMaker(self, publishers=load_publishers(), analyser=analyser, embedder=SentenceEncoder())


@dataclass(frozen=True)
class PageMaker:
    """The real ``Maker``. Without an ``analyser`` it stops at the version: what a dry run needs."""

    recipe: Recipe
    publishers: Publishers
    analyser: Analyser | None
    embedder: Embedder

    def make(self, jobs: Sequence[Job]) -> list[Made]:
        documents = [self._document(job) for job in jobs]
        analyses = self._analyses([d.version for d in documents if not isinstance(d, Made)])
        return [d if isinstance(d, Made) else self._made(d, next(analyses)) for d in documents]

    def _document(self, job: Job) -> Document | Made:
        """The page as read, or why it is no article that we want."""
        from ingest.page import read_page

        try:
            document = read_page(job.page, now=job.page.retrieved, publishers=self.publishers, entry=job.entry)
        except PageError as error:
            return Made(status=Status.FAILED if job.named else Status.SKIPPED, reason=error.message)
        except InputError as error:
            return Made(status=Status.FAILED, reason=error.message)
        return self._unwanted(document.version) or document

    def _unwanted(self, version: Version) -> Made | None:
        since, published = self.recipe.since, version.published
        if since is not None and published is not None and published.at is not None and published.at < since:
            return Made(status=Status.SKIPPED, reason=f"published before {since:%Y-%m-%d}")
        if len(version.text) > self.recipe.max_text:
            return Made(status=Status.SKIPPED, reason=f"its text is longer than {self.recipe.max_text:,} characters")
        return None

    def _analyses(self, versions: list[Version]) -> Iterator[Analysis | Made]:
        """One bad record is counted and skipped: it must not keep all others out, run after run."""
        if self.analyser is None:
            return iter([Analysis()] * len(versions))
        try:
            return iter(list(self.analyser.analyse(versions)))
        except Exception:
            return iter([_analysis(self.analyser, version) for version in versions])

    def _made(self, document: Document, analysis: Analysis | Made) -> Made:
        if isinstance(analysis, Made):
            return analysis
        by = self.recipe.run_id
        said = embedded(analysis.attributions, self.embedder)
        return Made(
            update=GraphUpdate(
                publisher=document.publisher,
                article=document.article,
                version=document.version,
                entities=analysis.entities,
                mentions=analysis.mentions,
                attributions=tuple(replace(a, made_by=by) for a in said),
                evidence=tuple(replace(e, made_by=by) for e in analysis.evidence),
                judgements=analysis.judgements,
            )
        )


def _analysis(analyser: Analyser, version: Version) -> Analysis | Made:
    try:
        (analysis,) = analyser.analyse([version])
    except Exception as error:
        log.exception("cannot analyse %s", version.id)
        return Made(status=Status.FAILED, reason=f"the extractor met what it does not know: {error!r}")
    return analysis


# ---------------------------------------------------------------- processes

B = TypeVar("B")


def in_order(
    batches: Iterable[B], *, jobs: Callable[[B], Sequence[Job]], recipe: Callable[[], Maker], workers: int
) -> Iterator[tuple[B, list[Made]]]:
    """Each batch with what its jobs gave, in the order of the batches. One worker works in this very process."""
    if workers == 1:
        maker = _Lazy(recipe)
        for batch in batches:
            yield batch, maker.make(jobs(batch))
        return
    with _pool(recipe, workers) as pool:
        waiting: deque[tuple[B, Future[list[Made]]]] = deque()
        try:
            for batch in batches:
                waiting.append((batch, pool.submit(_work, tuple(jobs(batch)))))
                while waiting and (len(waiting) > AHEAD * workers or waiting[0][1].done()):
                    yield _result(*waiting.popleft())
            while waiting:
                yield _result(*waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _result(batch: B, future: Future[list[Made]]) -> tuple[B, list[Made]]:
    try:
        return batch, future.result()
    except BrokenProcessPool as error:
        raise ClaimlineError(
            "a worker process ended unexpectedly", hint="Most often the memory ran out: try fewer --workers."
        ) from error


@dataclass
class _Lazy:
    """Makes its maker at the first job: a run that finds nothing new loads no model."""

    recipe: Callable[[], Maker]
    maker: Maker | None = None

    def make(self, jobs: Sequence[Job]) -> list[Made]:
        if not jobs:
            return []
        if self.maker is None:
            self.maker = self.recipe()
        return self.maker.make(jobs)


def _pool(recipe: Callable[[], Maker], workers: int) -> ProcessPoolExecutor:
    """Spawned, not forked: the writer has threads, and an open store must not be shared."""
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=spawn, initializer=_start, initargs=(recipe,))


_mine: list[_Lazy] = []  # the maker of a worker process; empty in every other one


def _start(recipe: Callable[[], Maker]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _mine.append(_Lazy(recipe))


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever: it holds its own end of the queue open."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(jobs: tuple[Job, ...]) -> list[Made]:
    return _mine[0].make(jobs)
