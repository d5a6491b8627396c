"""The ``ingest`` command's work: settings and options in, a run, what it shows, the exit code out."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from graph.errors import StoreBusy, StoreUnavailable, UsageError
from graph.settings import prepare, store_url
from graph.stores import Store, open_store
from ingest import progress
from ingest.decide import Status
from ingest.fetch import FetchOptions
from ingest.nlp.language import load_all
from ingest.pipeline import STDIN, Options, Result, Source, run, totals
from ingest.processes import one_thread_each
from ingest.publishers import load_publishers
from ingest.settings import Settings, SourceSettings, find
from ingest.version import code_version

LOG_VARIABLE = "CLAIMLINE_LOG"
EXIT_GOOD, EXIT_FAILED, EXIT_STOPPED = 0, 1, 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The command line of ``ingest``."""

    sources: tuple[str, ...] = ()
    store: str | None = None
    settings_path: Path | None = None
    workers: int | None = None
    limit: int | None = None
    since: datetime | None = None
    dry_run: bool = False
    log_json: bool = False
    as_json: bool = False


def run_ingest(wanted: Wanted) -> int:
    """Run it and show it; the exit code."""
    settings = find(wanted.settings_path)
    load_publishers(settings.declarations)  # what is wrong there is said before anything is read
    load_all(parsers=settings.parsers)
    settings.backend_options()
    sources = chosen(wanted, settings)
    one_thread_each()
    with ExitStack() as stack:
        logger = stack.enter_context(progress.logging_to(os.environ.get(LOG_VARIABLE, ""), stderr=wanted.log_json))
        store = stack.enter_context(_opened(wanted, settings))
        try:
            results = stack.enter_context(closing(_results(sources, store, wanted, settings)))
            return _shown(results, wanted, logger)
        except StoreBusy as busy:
            return _busy(busy, wanted)
        except KeyboardInterrupt:
            click.echo("Stopped. What was read is stored; the next run goes on from there.", err=True)
            return EXIT_STOPPED


def chosen(wanted: Wanted, settings: Settings) -> list[Source]:
    """The sources to read: those named, by address or by declared name, else all that are declared."""
    declared = {s.name or s.url: s for s in settings.source}
    if not wanted.sources and not declared:
        raise UsageError(
            "there is no source to read", hint="Name one, or declare [[source]] tables with a url in claimline.toml."
        )
    if not wanted.sources:
        return [_declared(s, settings, wanted.limit) for s in declared.values()]
    return [
        _declared(declared[where], settings, wanted.limit) if where in declared else _named(where, wanted.limit)
        for where in wanted.sources
    ]


def _declared(source: SourceSettings, settings: Settings, limit: int | None) -> Source:
    where = source.url if "://" in source.url else str(settings.base / source.url)
    return Source(where=where, name=source.name, language=source.language, limit=limit or source.limit, declared=True)


def _named(where: str, limit: int | None) -> Source:
    scheme = where.partition("://")[0] if "://" in where else ""
    if scheme not in ("", "http", "https", "file"):
        raise UsageError(f"{where!r} cannot be read", hint="A source is an http, https or file URL, a path, or -.")
    if not scheme and where != STDIN and not Path(where).exists():
        raise UsageError(f"there is no file or folder {where!r}", hint="Web addresses start with https://.")
    return Source(where=where, limit=limit)


def _opened(wanted: Wanted, settings: Settings) -> Store:
    """The store to write; for a dry run the one there is, or an empty one."""
    url = store_url(wanted.store, declared=settings.store)
    if not wanted.dry_run:
        prepare(url)
        return open_store(url)
    try:
        return open_store(url, readonly=True, create=False)
    except StoreUnavailable:
        return open_store("memory://")


def _results(sources: list[Source], store: Store, wanted: Wanted, settings: Settings) -> Generator[Result, None, None]:
    fetch, backend = settings.fetch, settings.backend_options()
    options = Options(
        workers=wanted.workers or settings.workers,
        since=wanted.since,
        dry_run=wanted.dry_run,
        fetch=FetchOptions(
            user_agent=fetch.user_agent,
            timeout=fetch.timeout,
            max_bytes=fetch.max_bytes,
            delay=fetch.delay,
            concurrency=fetch.concurrency,
            allow_private=fetch.allow_private,
        ),
        max_file_bytes=settings.limits.max_file_bytes,
        max_text=settings.limits.max_text,
        publishers=settings.declarations,
        parsers=settings.parsers,
        backend=backend,
    )
    return run(
        sources,
        store=store,
        clock=lambda: datetime.now(UTC),
        code_version=code_version(
            settings.declarations, parsers=settings.parsers, backend=backend.name if backend else ""
        ),
        options=options,
        stdin=sys.stdin.buffer,
    )


def _shown(results: Iterator[Result], wanted: Wanted, logger: logging.Logger) -> int:
    """Show each result as it comes, then the table or the totals."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # cron's way to stop is Ctrl-C's
    kept: list[Result] = []
    with progress.Live(Console(stderr=True)) as live:
        for result in results:
            kept.append(result)
            live.show(result)
            logger.info("entry", extra={"facts": progress.plain(result)})
            if wanted.as_json:
                print_line(progress.plain(result))
    counts = totals(kept)
    logger.info("run", extra={"facts": counts})
    if wanted.as_json:
        print_line(counts)
    else:
        console = Console()
        for part in progress.summary(kept):
            console.print(part, soft_wrap=True)
        click.echo(progress.totals_line(counts, dry_run=wanted.dry_run))
    return EXIT_FAILED if counts[Status.FAILED.value] else EXIT_GOOD


def _busy(busy: StoreBusy, wanted: Wanted) -> int:
    """Another run is at work: said, and no error. Cron may start us again while the last run still works."""
    click.echo(f"{busy.message}: nothing was done.", err=True)
    if wanted.as_json:
        print_line({**totals([]), "busy": True})
    return EXIT_GOOD


def print_line(values: dict[str, Any]) -> None:
    """One JSON line on standard output."""
    click.echo(json.dumps(values, ensure_ascii=False))
