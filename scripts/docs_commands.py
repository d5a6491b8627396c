"""Writes docs/commands.md from the commands themselves. ``--check`` only compares, and fails when it is out of date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from claimline import main

TARGET = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = """# Commands

Made from the commands by `scripts/docs_commands.py`; each is what `claimline COMMAND --help` prints.
"""


def sections(command: click.Command, name: str, parent: click.Context | None = None) -> list[str]:
    """The help of a command and of those below it, as Markdown."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    level = "#" * (2 + (0 if parent is None else 1 if parent.parent is None else 2))
    found = [f"{level} {context.command_path}\n\n```text\n{context.get_help().rstrip()}\n```\n"]
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            below = command.get_command(context, child)
            if below is not None and not below.hidden:
                found += sections(below, child, context)
    return found


def main_script() -> int:
    text = HEAD + "\n" + "\n".join(sections(main, "claimline"))
    if "--check" in sys.argv:
        return 0 if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main_script())
