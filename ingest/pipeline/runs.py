"""One run: sources gathered, batches read and written in order, the lease held all the while."""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from graph.errors import PageError, StoreBusy
from graph.model import Page, Run, Version
from graph.stores.base import Store
from ingest.decide import Status
from ingest.fetch import FetchOptions
from ingest.nlp.backends.options import BackendOptions
from ingest.nlp.language import Parsers
from ingest.pipeline.entries import Entries
from ingest.pipeline.gather import gather
from ingest.pipeline.items import Ended, Gathered, Job, Source
from ingest.pipeline.local import Local
from ingest.pipeline.network import Network
from ingest.pipeline.places import Places
from ingest.pipeline.workers import Made, Recipe
from ingest.pipeline.write import Recorder, Result
from ingest.processes import Work, in_order

PREPARED = "ingest.prepared"
BATCH_JOBS = 8  # articles a transaction: enough for the parser to work in batches, little to do again after a kill
BATCH_BYTES = 2_000_000
BATCH_ENDED = 200
LEASE = timedelta(minutes=10)
RENEW = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run works. ``since`` keeps entries without a date; ``max_text`` is in code points.

    ``publishers``: files and folders of declared outlets, besides those that come with Claimline. ``parsers``: spaCy models
    of the user's own. ``backend``: what finds, where that is not our own rules.
    """

    workers: int = 1
    since: datetime | None = None
    dry_run: bool = False
    fetch: FetchOptions = field(default_factory=FetchOptions)
    max_file_bytes: int = 50_000_000
    max_text: int = 500_000
    publishers: tuple[Path, ...] = ()
    parsers: Parsers = ()
    backend: BackendOptions | None = None


DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Batch:
    """What is written together."""

    jobs: tuple[Job, ...]
    ended: tuple[Ended, ...]


def run(
    sources: Sequence[Source],
    *,
    store: Store,
    clock: Callable[[], datetime],
    code_version: str,
    options: Options = DEFAULTS,
    stdin: BinaryIO | None = None,
    recipe: Callable[[], Work[Job, Made]] | None = None,
) -> Generator[Result, None, None]:
    """Ingest ``sources`` into ``store``; yields how each entry ended, as soon as it is stored.

    ``code_version`` names the rules: pages that others read are read again. ``recipe`` makes what reads pages.
    Raises ``StoreBusy`` when another run holds the lease, other ``StoreError``s when the store cannot go on.
    """
    process = (socket.gethostname(), os.getpid())
    now = clock()
    models = () if options.backend is None else (options.backend.name,)
    provenance = Run(id=Run.id_of(now, *process), started=now, code_version=code_version, models=models)
    if recipe is None:
        recipe = Recipe(
            run_id=provenance.id,
            analyse=not options.dry_run,
            since=options.since,
            max_text=options.max_text,
            publishers=options.publishers,
            parsers=options.parsers,
            backend=options.backend,
        )
    reading = _Reading(code_version, options.publishers)
    recorder = Recorder(store=store, run=provenance, clock=clock, extractor_of=reading.name, reread=reading.again)
    entries = Entries(reader=store, clock=clock, extractor_of=reading.name, since=options.since)
    gathered = gather(
        sources,
        local=Local(entries=entries, places=Places(store), stdin=stdin, max_bytes=options.max_file_bytes),
        network=Network(entries=entries, options=options.fetch, max_bytes=options.max_file_bytes),
    )
    batches = in_order(
        _batches(gathered), jobs=lambda b: b.jobs, recipe=recipe, workers=options.workers, prepared=PREPARED
    )
    if options.dry_run:
        for batch, made in batches:
            yield from recorder.preview(batch.jobs, made, batch.ended)
        return
    yield from _leased(store, f"{process[0]}:{process[1]}", clock, _recorded(recorder, batches))


def totals(results: Iterable[Result]) -> dict[str, int]:
    """How many entries ended which way; every status is there."""
    counted = Counter(result.status for result in results)
    return {status.value: counted[status] for status in Status}


def _recorded(recorder: Recorder, batches: Iterable[tuple[Batch, list[Made]]]) -> Iterator[Result]:
    """Batches written one by one, between the run's first and last line."""
    recorder.started()
    counts: Counter[str] = Counter()
    for batch, made in batches:
        results = recorder.record(batch.jobs, made, batch.ended)
        counts.update(result.status.value for result in results)
        yield from results
    recorder.finished(dict(counts))


def _leased(store: Store, owner: str, clock: Callable[[], datetime], results: Iterator[Result]) -> Iterator[Result]:
    """``results`` while this process holds the run lease; renewed on the way, given back however it ends."""
    _take_lease(store, owner, clock())
    renewed = clock()
    try:
        for result in results:
            yield result
            if clock() - renewed > RENEW:
                renewed = clock()
                store.lease(owner, now=renewed, seconds=LEASE.total_seconds())
    finally:
        store.release(owner)
    store.tidy()


def _take_lease(store: Store, owner: str, now: datetime) -> None:
    """A lease that a killed run of this machine left behind is taken over at once."""
    if store.lease(owner, now=now, seconds=LEASE.total_seconds()):
        return
    holder = store.holder()
    if holder is not None and _is_dead(holder):
        store.release(holder)
        if store.lease(owner, now=now, seconds=LEASE.total_seconds()):
            return
    raise StoreBusy(f"another run ({holder}) is at work", url=store.url)


def _is_dead(holder: str) -> bool:
    """True where the holder was a process of this machine that is no more; one elsewhere is left to its lease's end."""
    host, _, process = holder.rpartition(":")
    if host != socket.gethostname() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _batches(gathered: Iterable[Gathered]) -> Iterator[Batch]:
    jobs: list[Job] = []
    ended: list[Ended] = []
    size = 0
    for item in gathered:
        if isinstance(item, Job):
            jobs.append(item)
            size += len(item.page.content)
        else:
            ended.append(item)
        if len(jobs) >= BATCH_JOBS or size >= BATCH_BYTES or len(ended) >= BATCH_ENDED:
            yield Batch(tuple(jobs), tuple(ended))
            jobs, ended, size = [], [], 0
    if jobs or ended:
        yield Batch(tuple(jobs), tuple(ended))


class _Reading:
    """What reads pages in this run: its name for the fetch log, and a way to read a stored page again."""

    def __init__(self, code_version: str, publishers: tuple[Path, ...]) -> None:
        self._code_version, self._publishers = code_version, publishers

    def name(self, page: Page) -> str:
        from ingest.pages import extractor_of

        return f"{extractor_of(page)}+{self._code_version}"

    def again(self, page: Page) -> Version | None:
        from ingest.pages import read_page
        from ingest.publishers import load_publishers

        try:
            return read_page(page, now=page.retrieved, publishers=load_publishers(self._publishers)).version
        except PageError:
            return None
