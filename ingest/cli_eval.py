"""``claimline eval``: how well texts are read, measured against gold. Without a task, attributions are measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

_GOLD = click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="GOLD...")


class _WithDefault(click.Group):
    """A group whose first command is meant when none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [next(iter(self.commands)), *args]
        return super().parse_args(ctx, args)


@click.group("eval", cls=_WithDefault)
def evaluate() -> None:
    """How well texts are read, measured against gold.

    GOLD is a folder of annotated articles (NAME.txt with NAME.toml beside it), or a file of lines in the published form.
    Without a task, attributions are measured.

    \b
    Example:
      claimline eval tests/gold
      claimline eval tests/gold/en/dev --worst 10
    """


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
    from ingest.evaluation.gold import load

    texts = [text for path in gold for text in load(path)]
    if output is not None:
        lines = (text.placed_in(output.parent).published() for text in texts)
        output.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    count = sum(len(text.attributions) for text in texts)
    click.echo(f"{len(texts)} texts, {count} attributions, all words found.")
