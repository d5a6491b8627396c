"""What is imported is declared: nothing works only because something else happens to install it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = {"claimline", "graph", "ingest", "ui"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _name(requirement: str) -> str:
    """``"apsw>=3.54"`` → ``"apsw"``, as PEP 503 normalizes it."""
    found = re.match(r"[\w.-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


EXTRAS = PROJECT.get("optional-dependencies", {}).values()
DECLARED = {_name(line) for lines in (PROJECT["dependencies"], *EXTRAS) for line in lines}


def _sources() -> Iterator[Path]:
    yield ROOT / "claimline.py"
    for package in sorted(OURS - {"claimline"}):
        yield from sorted((ROOT / package).rglob("*.py"))


def _imported(source: Path) -> Iterator[str]:
    """Top names of all absolute imports, also of those inside functions."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]


def _foreign() -> dict[str, Path]:
    """Third-party packages that are imported, each with a file that does."""
    found = {name: source for source in _sources() for name in _imported(source)}
    return {name: source for name, source in found.items() if name not in OURS | sys.stdlib_module_names}


def test_what_is_imported_is_declared() -> None:
    known = packages_distributions()
    undeclared = {
        f"{source.relative_to(ROOT)} imports {package}"
        for package, source in _foreign().items()
        if not DECLARED & {_name(distribution) for distribution in known.get(package, ())}
    }
    assert not undeclared


def test_every_dependency_is_pinned_with_its_hash() -> None:
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {_name(line) for line in locked.splitlines() if line[:1].isalnum()}
    required = {_name(line) for line in PROJECT["dependencies"]}
    assert required <= pinned
    assert locked.count("--hash=") >= len(pinned)
