"""What several commands take: the store, the two as-of times, JSON."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.settings import STORE_VARIABLE, store_url

if TYPE_CHECKING:
    from graph.stores.base import Store

F = TypeVar("F", bound=Callable[..., Any])

EXIT_CODES = """\b
Exit codes: 0 all good, 1 something failed, 2 wrong usage or settings.
"""


class Day(click.ParamType[datetime]):
    """``2026-05-04`` or ``2026-05-04T12:00`` (UTC where no offset is given). ``end`` means a day's last moment."""

    name = "date"

    def __init__(self, *, end: bool = False) -> None:
        self._end = end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date like 2026-05-04 or 2026-05-04T12:00.", param, ctx)
        if self._end and len(value) == len("2026-05-04"):
            at = datetime.combine(at.date(), time()) + timedelta(days=1, microseconds=-1)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def store_option(command: F) -> F:
    """``--store URL``."""
    option = click.option(
        "--store",
        metavar="URL",
        help=f"The store, such as sqlite:///claimline.db; default: {STORE_VARIABLE}, else a file in your data folder.",
    )
    return option(command)


def json_option(command: F) -> F:
    """``--json`` → ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(command)


def as_of_options(command: F) -> F:
    """``--as-of`` and ``--recorded`` → ``published`` and ``recorded``: the two as-of questions."""
    published = click.option(
        "--as-of", "published", type=Day(end=True), metavar="DATE", help="Only what readers could know on that day."
    )
    recorded = click.option("--recorded", type=Day(end=True), metavar="DATE", help="What this store said on that day.")
    return published(recorded(command))


def reading(option: str | None) -> AbstractContextManager[Store]:
    """The store, opened for reading; ``StoreUnavailable`` when it is not there."""
    from graph.stores import open_store

    return open_store(store_url(option), readonly=True, create=False)
