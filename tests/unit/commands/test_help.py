"""Every command explains itself, quickly: help imports nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from claimline import main

ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("spacy", "streamlit", "numpy", "trafilatura", "pydantic", "httpx", "apsw", "lxml", "networkx", "rich")


def every(command: click.Command, *above: str) -> list[tuple[str, ...]]:
    """All commands below ``command``, as they are typed."""
    found = [above]
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            found += every(child, *above, name)
    return found


ALL = every(main)


@pytest.mark.parametrize("command", ALL, ids=" ".join)
def test_help_has_an_example(command: tuple[str, ...], invoke) -> None:  # type: ignore[no-untyped-def]
    result = invoke(*command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert " ".join(("claimline", *command)) in result.stdout.split("Example")[1]


def test_the_exit_codes_of_ingest_are_documented(invoke) -> None:  # type: ignore[no-untyped-def]
    text = " ".join(invoke("ingest", "--help").stdout.split())
    assert "0 all good; also when another run is at work" in text
    assert "1 a source or an article failed" in text
    assert "2 wrong usage or settings" in text


def test_help_imports_nothing_heavy() -> None:
    script = f"""
import json, sys
from claimline import main
loaded = {{}}
for command in {ALL!r}:
    try:
        main([*command, "--help"])
    except SystemExit as ended:
        assert ended.code == 0
    loaded[" ".join(command)] = [name for name in {HEAVY!r} if name in sys.modules]
print(json.dumps(loaded))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout.splitlines()[-1])
    assert len(loaded) == len(ALL)
    assert {command: names for command, names in loaded.items() if names} == {}


def test_the_version_is_the_package_s(invoke) -> None:  # type: ignore[no-untyped-def]
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert invoke("--version").stdout == f"claimline {declared}\n"


def test_an_unknown_command_is_wrong_usage(invoke) -> None:  # type: ignore[no-untyped-def]
    assert invoke("ingset").exit_code == 2
