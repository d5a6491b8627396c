"""Commands that bring documents in: ``ingest``, ``extract``, ``eval``, ``languages``, ``publishers``, ``doctor``.

Thin: options in, a call, what comes back printed. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli_options import Day, json_option, store_option
from ingest.cli_eval import evaluate
from ingest.nlp.backends.names import NAMES

if TYPE_CHECKING:
    from ingest.publishers import Publishers

_SETTINGS = click.option(
    "--settings",
    "settings_path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The settings; default: CLAIMLINE_SETTINGS, else claimline.toml here, else in your configuration folder.",
)


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@store_option
@_SETTINGS
@click.option("--workers", type=click.IntRange(1, 64), metavar="N", help="Processes that read pages.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N articles of each source.")
@click.option("--since", type=Day(), metavar="DATE", help="Skip what was published before; undated articles are read.")
@click.option("--dry-run", is_flag=True, help="Read and decide, write nothing.")
@click.option("--log-json", is_flag=True, help="Log as JSON lines to standard error (to a file: CLAIMLINE_LOG=FILE).")
@json_option
@click.pass_context
def ingest(
    ctx: click.Context,
    /,
    *,
    sources: tuple[str, ...],
    store: str | None,
    settings_path: Path | None,
    workers: int | None,
    limit: int | None,
    since: datetime | None,
    dry_run: bool,
    log_json: bool,
    as_json: bool,
) -> None:
    """Read articles into the store.

    SOURCE is the URL of a feed, a sitemap or an article, a file or a folder (.html .htm .txt .md .json .jsonl .xml,
    also with .gz), or - for standard input; or the name of a declared source. Without one, all sources declared in
    claimline.toml are read. Running it again changes nothing; running it twice at once, or killing it, does no harm.

    \b
    Examples:
      claimline ingest https://outlet.example/feed.xml
      claimline ingest articles/ --store sqlite:///claimline.db --workers 2
      claimline ingest --json | tail -n 1

    \b
    Exit codes:
      0  all good; also when another run is at work on this store (it says so)
      1  a source or an article failed; the table says which and why
      2  wrong usage or settings

    With --json: one line an article, then one with the totals new, changed, unchanged, skipped, failed.
    """
    from ingest.cli_ingest import Wanted, run_ingest

    wanted = Wanted(
        sources=sources,
        store=store,
        settings_path=settings_path,
        workers=workers,
        limit=limit,
        since=since,
        dry_run=dry_run,
        log_json=log_json,
        as_json=as_json,
    )
    ctx.exit(run_ingest(wanted))


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--workers", type=click.IntRange(1, 64), default=1, metavar="N", help="Processes that read texts.")
@click.option("--all", "everything", is_flag=True, help="Also what is too uncertain to be shown by default.")
@click.option("--backend", type=click.Choice(NAMES), help="What finds; default: the settings' backend, else rules.")
@_SETTINGS
@click.pass_context
def extract(
    ctx: click.Context,
    /,
    files: tuple[Path, ...],
    workers: int,
    *,
    everything: bool,
    backend: str | None,
    settings_path: Path | None,
) -> None:
    """Who said what in plain text files: one JSON line a file, in their order. Needs no store.

    Offsets are code points of the file read as UTF-8 with its line ends kept.

    \b
    Example:
      claimline extract article.txt
      claimline extract texts/*.txt --workers 2 > findings.jsonl

    The back ends onnx and endpoint are described in claimline.toml. The endpoint is sent the texts.

    \b
    Exit codes: 0 all good, 1 a file could not be read (the others are printed), 2 wrong usage.
    """
    from ingest.cli_extract import run_extract

    code = run_extract(files, workers=workers, everything=everything, backend=backend, settings_path=settings_path)
    ctx.exit(code)


@click.command()
@json_option
def languages(*, as_json: bool) -> None:
    """The languages that are read, and how.

    \b
    Example:
      claimline languages
    """
    from ingest.nlp.language import load_all
    from ingest.settings import find

    rows = [
        {
            "code": language.code,
            "name": language.name,
            "parser": language.parser or None,
            "verbs": len(language.lexicon.verbs),
            "examples": len(language.examples),
        }
        for language in load_all(parsers=find().parsers)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        how = f"parsed by {row['parser']}" if row["parser"] else "read by its own word patterns"
        click.echo(f"{row['code']}  {row['name']}: {how}; {row['verbs']} verbs, {row['examples']} examples")


@click.group(invoke_without_command=True)
@_SETTINGS
@json_option
@click.pass_context
def publishers(ctx: click.Context, /, *, settings_path: Path | None, as_json: bool) -> None:
    """The outlets that are declared, with Claimline or in files named in the settings: names, languages, feeds.

    \b
    Examples:
      claimline publishers
      claimline publishers --settings newsroom/claimline.toml check
    """
    ctx.obj = settings_path
    if ctx.invoked_subcommand is not None:
        return
    declared = sorted(_outlets(settings_path).by_domain.items())
    if as_json:
        rows = [{"domain": d, "name": p.name, "languages": p.languages, "feeds": p.feeds} for d, p in declared]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for domain, declaration in declared:
        click.echo(f"{domain}  {declaration.name}  ({', '.join(declaration.languages)})")


def _outlets(settings_path: Path | None) -> Publishers:
    """Those that come with Claimline, and those that the settings name."""
    from ingest.publishers import load_publishers
    from ingest.settings import find

    return load_publishers(find(settings_path).declarations)


@publishers.command()
@click.pass_context
def check(ctx: click.Context, /) -> None:
    """Check the declarations.

    \b
    Example:
      claimline publishers check

    \b
    Exit codes: 0 sound, 1 there are problems (printed), 2 a file that cannot be read.
    """
    from ingest.publishers import check as problems_of

    declared = _outlets(ctx.obj)
    problems = problems_of(declared)
    for problem in problems:
        click.echo(problem)
    if not problems:
        click.echo(f"{len(declared.by_domain)} outlets declared, no problems.")
    ctx.exit(1 if problems else 0)


@click.command()
@store_option
@json_option
@click.pass_context
def doctor(ctx: click.Context, /, store: str | None, *, as_json: bool) -> None:
    """Versions, models, store: what is there, what is missing and how to get it.

    \b
    Example:
      claimline doctor

    \b
    Exit codes: 0 all there, 1 something is missing or broken.
    """
    from ingest.doctor import findings, told

    found = findings(store)
    click.echo(json.dumps([f.plain() for f in found], ensure_ascii=False) if as_json else told(found))
    ctx.exit(0 if all(f.fine for f in found) else 1)


commands: tuple[click.Command, ...] = (ingest, extract, evaluate, languages, publishers, doctor)
