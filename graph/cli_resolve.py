"""``resolve`` and ``compare``: what is one, worked out again; one claim in all its wordings."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from graph.cli_options import as_of_options, json_option, reading, store_option
from graph.cli_review import writing

if TYPE_CHECKING:
    from rich.console import RenderableType

    from graph.model import Changes
    from graph.queries.compare import Comparison, Wording
    from graph.stores.base import Store


@click.command()
@store_option
@click.option("--full", is_flag=True, help="Everything, not only what people's decisions touch.")
@json_option
def resolve(*, store: str | None, full: bool, as_json: bool) -> None:
    """Work out again which names, claims, answers and threads belong together, from what is stored.

    Without --full: in the articles that name somebody whom a person decided on. Decisions hold either way. What comes out
    the same stays untouched; safe to stop and to run again.

    \b
    Examples:
      claimline resolve
      claimline resolve --full
    """
    from graph.cli_text import as_json as json_of

    with writing(store) as opened:
        changes = _resolved(opened, full=full)
    counts = {"new": changes.inserted, "changed": changes.updated, "withdrawn": changes.superseded}
    if as_json:
        click.echo(json_of({**counts, "unchanged": changes.unchanged}))
    else:
        click.echo(", ".join(f"{number:,} {name}" for name, number in counts.items()) + ".")


def _resolved(store: Store, *, full: bool) -> Changes:
    from graph.resolve.again import resolve_all, resolve_decided

    now = datetime.now(UTC)
    if not full:
        return resolve_decided(store, now=now)
    articles = store.counts()["articles"]
    with _beside() as beside, click.progressbar(length=articles, label="Resolving", file=sys.stderr) as bar:
        done = 0

        def progress(number: int) -> None:
            nonlocal done
            bar.update(number - done)
            done = number

        return resolve_all(store, beside, now=now, progress=progress)


@contextmanager
def _beside() -> Iterator[Store]:
    """An empty store in a folder of its own, gone afterwards."""
    import tempfile
    from pathlib import Path

    from graph.stores import open_store

    with (
        tempfile.TemporaryDirectory(prefix="claimline-") as folder,
        open_store(f"sqlite:///{Path(folder) / 'beside.db'}") as made,
    ):
        yield made


@click.command()
@click.argument("claim", metavar="CLAIM")
@store_option
@as_of_options
@json_option
def compare(
    *, claim: str, store: str | None, published: datetime | None, recorded: datetime | None, as_json: bool
) -> None:
    """One claim side by side, in all its wordings: language, verb, certainty, hedges, outlet, in the order of time.

    \b
    Example:
      claimline compare clm:0123456789abcdef01234567
    """
    from rich.console import Console

    from graph.cli_text import as_json as json_of
    from graph.errors import UsageError
    from graph.model import AsOf
    from graph.queries.compare import compare as compared

    with reading(store) as opened:
        found = compared(opened, claim, as_of=AsOf(published, recorded))
    if found is None:
        raise UsageError(f"{claim} is no claim in this store", hint="claimline trace WORDS shows claims (clm:...)")
    if as_json:
        click.echo(json_of(found))
    else:
        Console().print(_compared(found))


def _compared(found: Comparison) -> RenderableType:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from graph.cli_text import shown

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 1, 0))
    for column in ("Date", "Outlet", "Language", "Said how", "Certainty", "Words"):
        table.add_column(column, overflow="fold")
    for wording in found.wordings:
        table.add_row(*map(Text, _cells(wording)))
    heads = f"{len(found.wordings)} wordings, {len(found.languages)} languages, {len(found.outlets)} outlets"
    return Group(Text(shown(found.head.founder.words), style="bold"), Text(heads), Text(""), table)


def _cells(wording: Wording) -> tuple[str, ...]:
    from graph.cli_search import speaker
    from graph.cli_text import day, shown

    reported = wording.reported
    attribution = reported.attribution
    cue = shown(attribution.cue.exact) if attribution.cue else ""
    hedges = ", ".join(shown(span.exact) for span in attribution.hedge)
    certainty = [
        attribution.certainty.value,
        *([wording.change] if wording.change else []),
        *([hedges] if hedges else []),
    ]
    return (
        day(reported.version.knowable),
        shown(reported.publisher.name) if reported.publisher else "unknown outlet",
        attribution.language,
        f"{speaker(attribution)}\n{cue}",
        "\n".join(certainty),
        f"{shown(attribution.words)}\n{attribution.id}",
    )
