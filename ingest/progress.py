"""What a run shows: a live line a source while it works, a table when it ends, and a log that a machine can read."""

from __future__ import annotations

import json
import logging
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from graph.errors import SettingsError
from ingest.decide import Status
from ingest.pipeline.write import Result

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress, TaskID

LOG = "claimline"
EXAMPLES = 3  # addresses shown for one reason


class Live:
    """Progress on a terminal: per source how many are done, how fast, how many failed. Silent anywhere else."""

    def __init__(self, console: Console) -> None:
        from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._progress: Progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]:.1f}/s"),
            TextColumn("{task.fields[failed]} failed", style="red"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Live:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._progress.stop()

    def show(self, result: Result) -> None:
        """Count one result."""
        task = self._tasks.get(result.source)
        if task is None:
            task = self._progress.add_task(short(result.source, 40), total=None, rate=0.0, failed=0)
            self._tasks[result.source] = task
        state = next(t for t in self._progress.tasks if t.id == task)
        failed = state.fields["failed"] + (result.status is Status.FAILED)
        self._progress.update(task, advance=1, failed=failed, rate=(state.completed + 1) / max(state.elapsed or 0, 0.1))


def summary(results: Sequence[Result]) -> Iterator[RenderableType]:
    """The final table, then why things were skipped or failed."""
    from rich.table import Table

    if results:
        table = Table("Source", box=None, pad_edge=False, header_style="bold")
        for status in Status:
            table.add_column(status.value, justify="right")
        for source, counts in _by_source(results).items():
            table.add_row(short(source, 60), *(str(counts[status]) for status in Status))
        yield table
    yield from _reasons(results)


def totals_line(totals: dict[str, int], *, dry_run: bool) -> str:
    """One line: what a run did."""
    line = ", ".join(f"{number} {name}" for name, number in totals.items())
    if dry_run:
        return f"{line}. Dry run: nothing was written."
    return f"{line}." if totals["new"] or totals["changed"] else f"{line}. Nothing has changed."


def _by_source(results: Iterable[Result]) -> dict[str, Counter[Status]]:
    table: defaultdict[str, Counter[Status]] = defaultdict(Counter)
    for result in results:
        table[result.source][result.status] += 1
    return dict(table)


def _reasons(results: Iterable[Result]) -> Iterator[RenderableType]:
    from rich.text import Text

    grouped: defaultdict[tuple[Status, str], list[str]] = defaultdict(list)
    for result in results:
        if result.status in (Status.SKIPPED, Status.FAILED):
            grouped[result.status, result.reason].append(result.url)
    for (status, reason), urls in sorted(grouped.items()):
        more = f" and {len(urls) - EXAMPLES} more" if len(urls) > EXAMPLES else ""
        where = ", ".join(short(url, 80) for url in urls[:EXAMPLES])
        yield Text(
            f"{status.value}: {reason} ({len(urls)}): {where}{more}", style="red" if status is Status.FAILED else ""
        )


def short(address: str, width: int) -> str:
    """The end of an address, at most ``width`` characters, without control characters: it comes from outside."""
    clean = "".join(c if c.isprintable() else " " for c in address)
    return clean if len(clean) <= width else f"…{clean[1 - width :]}"


def plain(result: Result) -> dict[str, Any]:
    """A result as JSON values."""
    values: dict[str, Any] = {"source": result.source, "url": result.url, "status": result.status.value}
    if result.reason:
        values["reason"] = result.reason
    if result.version_id:
        values |= {"version": result.version_id, "counts": dict(result.counts)}
    return values


# ---------------------------------------------------------------- the log


class _JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and what was given as ``extra={"facts": {...}}``."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _file(path: str) -> logging.Handler:
    try:
        return logging.FileHandler(path, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"cannot write the log {path}: {error.strerror}", key="CLAIMLINE_LOG") from error


@contextmanager
def logging_to(path: str, *, stderr: bool) -> Iterator[logging.Logger]:
    """Log JSON lines to the file ``path`` ("" for none) and, if asked, to standard error."""
    logger = logging.getLogger(LOG)
    handlers: list[logging.Handler] = [_file(path)] if path else []
    handlers += [logging.StreamHandler(sys.stderr)] if stderr else []
    for handler in handlers:
        handler.setFormatter(_JsonLines())
        logger.addHandler(handler)
    if handlers:
        logger.setLevel(logging.INFO)
        logger.propagate = False
    else:
        logger.addHandler(logging.NullHandler())
    try:
        yield logger
    finally:
        for handler in handlers:
            logger.removeHandler(handler)
            handler.close()
