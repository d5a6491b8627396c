"""The ``store`` group of commands: is it sound, what is in it, into another one, out to a file and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli_options import json_option, reading, store_option
from graph.settings import prepare, store_url

if TYPE_CHECKING:
    from graph.stores.base import Store


@click.group()
def store() -> None:
    """Look after a store: status, check, migrate, copy, backup, restore.

    A store is a file (sqlite:///claimline.db) or a database on a Neo4j server (neo4j://host:7687 or
    neo4j://host:7687/database; neo4j+s:// with TLS). User and password of a server come from CLAIMLINE_NEO4J_USER and
    CLAIMLINE_NEO4J_PASSWORD, never from the URL.

    \b
    Examples:
      claimline store status --store neo4j://127.0.0.1:7687
      claimline store copy sqlite:///claimline.db neo4j://127.0.0.1:7687
    """


@store.command()
@store_option
@json_option
def status(*, store: str | None, as_json: bool) -> None:
    """What is in the store, and which run is at work on it.

    \b
    Example:
      claimline store status
    """
    with reading(store) as opened:
        found = {"store": opened.url, "run": opened.holder(), **opened.counts()}
    if as_json:
        import json

        click.echo(json.dumps(found))
        return
    width = max(map(len, found))
    for name, value in found.items():
        shown = f"{value:,}" if isinstance(value, int) else value or "none"
        click.echo(f"{name:{width}}  {shown}")


@store.command()
@store_option
def check(*, store: str | None) -> None:
    """Say whether the store is sound.

    \b
    Exit codes: 0 sound, 1 not, or there is no store.

    \b
    Example:
      claimline store check --store sqlite:///claimline.db
    """
    with reading(store) as opened:
        problems = opened.check()
        click.echo("\n".join((f"{opened.url}:", *problems)) if problems else f"{opened.url} is sound.")
    if problems:
        raise click.exceptions.Exit(1)


@store.command()
@store_option
def migrate(*, store: str | None) -> None:
    """Bring the store to the form that this version of Claimline wants; make it where it is not there.

    Commands that write do this by themselves. It can be interrupted and run again.

    \b
    Example:
      claimline store migrate --store neo4j://127.0.0.1:7687
    """
    from graph.stores import open_store

    url = store_url(store)
    prepare(url)
    with open_store(url) as opened:
        click.echo(f"{opened.url} is up to date.")


@store.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(*, source: str, target: str) -> None:
    """Put all of one store, with its history, into another, new one.

    The copy exports to the same bytes. One into a server that was interrupted goes on where it was when the same command
    is run again; one into a file is there whole or not at all.

    \b
    Example:
      claimline store copy sqlite:///claimline.db neo4j://127.0.0.1:7687
    """
    from graph.stores.copying import copy as copied

    with reading(source) as held, _new(target) as made, _progress() as progress:
        number = copied(held.dump(history=True), made, progress=progress, where=held.url)
        made.tidy()
    click.echo(f"{number:,} records.", err=True)


@store.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@store_option
def backup(*, target: Path, store: str | None) -> None:
    """Write a full copy to FILE, whole or not at all; the store may be in use.

    \b
    Example:
      claimline store backup copy.jsonl
    """
    from graph.cli_export import write_export
    from graph.model import AsOf

    with reading(store) as opened:
        number = write_export(opened, target, "jsonl", AsOf())
    click.echo(f"{number:,} records.", err=True)


@store.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@store_option
def restore(*, source: Path, store: str | None) -> None:
    """Put a full copy into a new, empty store; FILE is read through before anything is written.

    \b
    Example:
      claimline store restore copy.jsonl --store neo4j://127.0.0.1:7687
    """
    from graph.export import read_jsonl
    from graph.stores.copying import copy as copied

    with source.open(encoding="utf-8", newline="") as lines:
        for _ in read_jsonl(lines, where=str(source)):
            pass
        lines.seek(0)
        with _new(store_url(store)) as made, _progress() as progress:
            number = copied(read_jsonl(lines, where=str(source)), made, progress=progress, where=str(source))
            made.tidy()
    click.echo(f"{number:,} records.", err=True)


def _new(url: str) -> Store:
    """The store to copy into: also one in which a copy broke off."""
    from graph.stores import open_store

    url = store_url(url)
    prepare(url)
    return open_store(url, copying=True)


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """Shows how many records are there, on a terminal."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} records"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("copy", total=None)
        yield lambda number: shown.update(task, completed=number)
