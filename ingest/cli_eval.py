"""``claimline eval``: how well texts are read, measured against gold. Without a task, attributions are measured.

Thin: options in, a call, what comes back printed. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli_options import json_option

if TYPE_CHECKING:
    from ingest.evaluation.gold import GoldText
    from ingest.evaluation.scoring import Figure

_Paths = click.Path(path_type=Path, exists=True)
_GOLD = click.argument("gold", nargs=-1, required=True, type=_Paths, metavar="GOLD...")
_SUBSET = click.option(
    "--subset", metavar="TAG", help="Only gold with this tag, such as sure; the rest is passed over."
)


class _WithDefault(click.Group):
    """A group whose first command is meant when none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [next(iter(self.commands)), *args]
        return super().parse_args(ctx, args)


@click.group("eval", cls=_WithDefault)
def evaluate() -> None:
    """How well texts are read, measured against gold.

    GOLD is a folder of annotated articles (NAME.txt with NAME.toml beside it), or a file of lines in the published form
    (docs/annotation.md). Without a task, attributions are measured.

    \b
    Example:
      claimline eval tests/gold
      claimline eval tests/gold/en/dev --worst 10
      claimline eval ner gold.jsonl
    """


@evaluate.command()
@_GOLD
@_SUBSET
@click.option(
    "--count-nested", is_flag=True, help="Count findings inside a content also where nothing nested was marked."
)
@click.option("--all", "everything", is_flag=True, help="Also what is too uncertain to be shown by default.")
@click.option(
    "--worst", type=click.IntRange(0), default=0, metavar="N", help="Print classes of errors and the N worst."
)
@json_option
def attributions(
    *, gold: Sequence[Path], subset: str | None, count_nested: bool, everything: bool, worst: int, as_json: bool
) -> None:
    """Who said what: a table for each language of the gold.

    A figure is exact when the words are the same, and overlaps by the words shared. Whole, overlap: cue and source share a
    word and the content is mostly the same.

    \b
    Example:
      claimline eval attributions tests/gold --subset sure
      claimline eval tests/gold/en/dev --worst 10
    """
    from ingest.evaluation.errors import worst as errors_of
    from ingest.evaluation.report import mistakes, table
    from ingest.evaluation.running import by_language, compared, measured, read

    for language, texts in by_language(_loaded(gold)).items():
        pairs = compared(texts, read(texts, everything=everything), subset=subset, count_nested=count_nested)
        score = measured(pairs)
        if as_json:
            click.echo(json.dumps({"language": language, **score.plain()}, ensure_ascii=False))
            continue
        click.echo(table(language, score))
        if worst:
            click.echo(mistakes(errors_of(pairs), worst))


@evaluate.command()
@_GOLD
@click.option("--without", multiple=True, metavar="LABEL", help="Leave a label out, such as MISC; may be given again.")
@json_option
def ner(*, gold: Sequence[Path], without: tuple[str, ...], as_json: bool) -> None:
    """Names in texts: exact span and label.

    \b
    Example:
      claimline eval ner gold.jsonl --without MISC
    """
    from ingest.evaluation.mentions import mention_figures
    from ingest.evaluation.running import by_language, read

    for language, texts in by_language(_loaded(gold)).items():
        _print(language, mention_figures(texts, read(texts), without=without), as_json=as_json)


@evaluate.command()
@_GOLD
@json_option
def act(*, gold: Sequence[Path], as_json: bool) -> None:
    """Acts as event roots: ACCUSE, REJECT, REQUEST, THREATEN; in the sentence, then by the right actor.

    \b
    Example:
      claimline eval act gold.jsonl
    """
    from ingest.evaluation.events import event_figures, macro
    from ingest.evaluation.running import by_language, read

    for language, texts in by_language(_loaded(gold)).items():
        findings = read(texts)
        for title, actors in (("sentence", False), ("actor", True)):
            figures = event_figures(texts, findings, actors=actors)
            _print(f"{language}, {title}", figures, as_json=as_json, macro=macro(figures))


@evaluate.command()
@click.argument("gold", type=_Paths)
@json_option
def names(*, gold: Path, as_json: bool) -> None:
    """Names across scripts: is the right one first among many?

    GOLD has lines with query and answers; candidates.jsonl beside it has the names to choose from.

    \b
    Example:
      claimline eval names gold.jsonl
    """
    from ingest.evaluation.names import ranking
    from ingest.evaluation.report import share_line

    found = ranking(gold)
    if as_json:
        click.echo(json.dumps(found.plain()))
        return
    click.echo(share_line(found.first))
    click.echo(share_line(found.among_five))
    click.echo(f"  mean reciprocal rank  {found.mean_reciprocal:.3f}")


@evaluate.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@_SUBSET
@json_option
def agreement(*, folder: Path, subset: str | None, as_json: bool) -> None:
    """How far two readers of the same articles agree: NAME.toml and NAME.second.toml.

    \b
    Example:
      claimline eval agreement tests/gold
    """
    from ingest.evaluation.agreement import agreement as between
    from ingest.evaluation.agreement import second_readings
    from ingest.evaluation.report import table
    from ingest.evaluation.running import by_language

    first = by_language(_loaded([folder]))
    for language, second in by_language(second_readings(folder)).items():
        score = between(first.get(language, ()), second, subset=subset)
        plain = {"language": language, **score.plain()}
        click.echo(json.dumps(plain, ensure_ascii=False) if as_json else table(language, score))


@evaluate.command()
@_GOLD
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it in offsets.")
def gold(*, gold: Sequence[Path], output: Path | None) -> None:
    """Check gold, and write it in the published form.

    \b
    Example:
      claimline eval gold tests/gold
      claimline eval gold tests/gold/ar --output gold.jsonl

    \b
    Exit codes: 0 sound, 1 something is wrong (it says where), 2 wrong usage.
    """
    texts = _loaded(gold)
    if output is not None:
        lines = (text.placed_in(output.parent).published() for text in texts)
        output.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    count = sum(len(text.attributions) for text in texts)
    click.echo(f"{len(texts)} texts, {count} attributions, all words found.")


def _loaded(paths: Sequence[Path]) -> tuple[GoldText, ...]:
    from ingest.evaluation.gold import load

    return tuple(text for path in paths for text in load(path))


def _print(title: str, figures: Sequence[Figure], *, as_json: bool, **more: float) -> None:
    from ingest.evaluation.report import figure_lines

    if as_json:
        plain: dict[str, Any] = {"of": title, **{f.name: f.plain() for f in figures}, **more}
        click.echo(json.dumps(plain, ensure_ascii=False))
        return
    lines: Iterator[str] = iter((title, *figure_lines(figures), *(f"  {k} {v:.3f}" for k, v in more.items())))
    click.echo("\n".join(lines))
