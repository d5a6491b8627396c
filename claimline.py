"""The ``claimline`` command: assembles the three groups of commands, nothing else."""

from __future__ import annotations

from typing import Any

import click

from graph.cli import commands as graph_commands
from graph.errors import ClaimlineError, SettingsError, UsageError
from ingest.cli import commands as ingest_commands
from ui.cli import ui

EXIT_USAGE = 2


class _Told(click.ClickException):
    """One of our errors as a user sees it: what, where and what to do, on standard error, without a traceback."""

    def __init__(self, error: ClaimlineError) -> None:
        super().__init__(str(error))


class _ToldUsage(_Told):
    """One about how it was called or set up."""

    exit_code = EXIT_USAGE


class _Group(click.Group):
    """Turns our errors into messages with the right exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ClaimlineError as error:
            told = _ToldUsage if isinstance(error, UsageError | SettingsError) else _Told
            raise told(error) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="claimline", message="claimline %(version)s")
def main() -> None:
    """Who said what, on what evidence, and who answered.

    \b
    Example:
      claimline ingest https://outlet.example/feed.xml
      claimline trace "Northgate"
      claimline ui

    Exit codes of every command: 0 all good, 1 something failed, 2 wrong usage or settings.
    """


for command in (*ingest_commands, *graph_commands, ui):
    main.add_command(command)

if __name__ == "__main__":
    main()
