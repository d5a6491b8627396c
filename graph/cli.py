"""Commands that read the graph: ``trace``, ``search``, ``show``, ``stats``, ``export``, ``restore``.

Thin: options in, a query, what it gives printed. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from graph.cli_options import as_of_options, json_option, reading, store_option
from graph.cli_resolve import compare, resolve
from graph.cli_review import review
from graph.cli_store import store as store_group
from graph.settings import store_url


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="WORDS|ENTITY|CLAIM")
@store_option
@as_of_options
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, metavar="N", help="At most N events.")
@json_option
def trace(
    *,
    what: tuple[str, ...],
    store: str | None,
    published: datetime | None,
    recorded: datetime | None,
    limit: int,
    as_json: bool,
) -> None:
    """The timeline of a name, a claim or words: who said what about whom, on what evidence, and who answered.

    Give an id (ent:, clm:, thr:, att:), a name in any script, or words.

    \b
    Examples:
      claimline trace Northgate
      claimline trace "stolen data" --as-of 2026-03-01
      claimline trace clm:0123456789abcdef01234567 --json

    Exit codes: 0 all good (also when nothing is found: it says so), 1 no store, 2 an id that is not in the store.
    """
    from rich.console import Console

    from graph import queries
    from graph.cli_text import as_json as json_of
    from graph.cli_trace import trace_view
    from graph.model import AsOf

    as_of = AsOf(published, recorded)
    with reading(store) as opened:
        found = queries.trace(opened, " ".join(what), limit=limit, as_of=as_of)
    if as_json:
        click.echo(json_of(found))
    else:
        Console().print(trace_view(found))


@click.command()
@click.argument("words", nargs=-1, required=True)
@store_option
@as_of_options
@click.option("--language", metavar="CODE", help="Only texts in this language, such as ar.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, metavar="N")
@json_option
def search(
    *,
    words: tuple[str, ...],
    store: str | None,
    published: datetime | None,
    recorded: datetime | None,
    language: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Statements that hold all the words, newest first; variants of spelling and names in other scripts are found too.

    \b
    Examples:
      claimline search stolen data
      claimline search نفت الشركة --language ar --json

    With --json: one line a statement.
    """
    from graph.cli_search import found_line
    from graph.cli_text import as_json as json_of
    from graph.model import AsOf

    with reading(store) as opened:
        page = opened.search(" ".join(words), language=language, limit=limit, as_of=AsOf(published, recorded))
        held = opened.counts()["articles"]
    for reported in page.items:
        click.echo(json_of(reported) if as_json else found_line(reported))
    if not page.items and not as_json:
        click.echo(f"Nothing found in the {held} articles held.")


@click.command()
@click.argument("identifier", metavar="ID")
@store_option
@as_of_options
@json_option
def show(
    *, identifier: str, store: str | None, published: datetime | None, recorded: datetime | None, as_json: bool
) -> None:
    """One thing by its id: an article with its findings marked (art:, ver:), a statement (att:), a claim, an entity ...

    \b
    Examples:
      claimline show art:0123456789abcdef01234567
      claimline show ent:0123456789abcdef01234567 --json

    Exit codes: 0 all good, 1 no store, 2 an id that is not in the store.
    """
    from rich.console import Console

    from graph.cli_show import found, shown_thing
    from graph.cli_text import as_json as json_of
    from graph.model import AsOf

    with reading(store) as opened:
        thing = found(opened, identifier, AsOf(published, recorded))
    if as_json:
        click.echo(json_of(thing))
    else:
        Console().print(shown_thing(thing))


@click.command()
@store_option
@json_option
def stats(*, store: str | None, as_json: bool) -> None:
    """How many articles, statements, claims ... the store holds.

    \b
    Example:
      claimline stats --json
    """
    from graph.cli_text import as_json as json_of

    with reading(store) as opened:
        counts, url = opened.counts(), opened.url
    if as_json:
        click.echo(json_of({"store": url, **counts}))
        return
    click.echo(url)
    for name, number in counts.items():
        click.echo(f"{number:>9,}  {name}")


@click.command()
@click.argument("target", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[FILE]")
@store_option
@as_of_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "graphml"]),
    default="jsonl",
    show_default=True,
    help="jsonl: a full copy, for claimline restore; csv: one row a statement; graphml: who accuses whom, for Gephi.",
)
def export(
    *, target: Path | None, store: str | None, published: datetime | None, recorded: datetime | None, form: str
) -> None:
    """Write what the store holds to FILE, or to standard output.

    \b
    Examples:
      claimline export copy.jsonl
      claimline export --format csv --as-of 2026-03-01 > statements.csv
      claimline export --format graphml graph.graphml
    """
    from graph.cli_export import write_export
    from graph.model import AsOf

    with reading(store) as opened:
        number = write_export(opened, target, form, AsOf(published, recorded))
    click.echo(f"{number:,} records.", err=True)


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@store_option
def restore(*, source: Path, store: str | None) -> None:
    """Put a full copy made by claimline export into a new, empty store.

    \b
    Example:
      claimline restore copy.jsonl --store sqlite:///new.db
    """
    from graph.cli_export import read_copy

    number = read_copy(source, store_url(store))
    click.echo(f"{number:,} records.", err=True)


commands: tuple[click.Command, ...] = (
    trace,
    search,
    show,
    compare,
    stats,
    review,
    resolve,
    export,
    restore,
    store_group,
)
