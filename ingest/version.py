"""Which rules read a page: the name that the fetch log and every run keep, so that better ones read it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

_ROOT = Path(__file__).resolve().parent
_READS = ("nlp", "pages", "publishers", "zones", "dates.py", "decoding.py", "words.py", "embed.py")
_RESOLVES = ("resolve", "text.py")
_SUFFIXES = (".py", ".toml", ".json", ".txt", ".tsv", ".csv", ".gz", ".zst")


def package_version() -> str:
    """Version of the installed package; "0" in a checkout that was not installed."""
    try:
        return version("claimline")
    except PackageNotFoundError:
        return "0"


def code_version(
    declarations: Iterable[Path] = (), *, parsers: Iterable[tuple[str, str]] = (), backend: str = ""
) -> str:
    """``0.1.0-3f9ac2d1``: the package and a digest of the code and data that decide what is found in a page.

    ``declarations``: files and folders of outlets that the user has declared; ``parsers``: the user's own models by language;
    ``backend``: the name of an optional back end.
    """
    digest = blake2b(digest_size=4)
    for path in chain(_files(), _declared(declarations)):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    for code, parser in parsers:
        digest.update(f"{code}={parser}".encode())
    digest.update(backend.encode())
    return f"{package_version()}-{digest.hexdigest()}"


def _files() -> Iterator[Path]:
    roots = [_ROOT / name for name in _READS] + [_ROOT.parent / "graph" / name for name in _RESOLVES]
    for root in roots:
        found = [root] if root.is_file() else sorted(root.rglob("*"))
        yield from (path for path in found if path.is_file() and path.suffix in _SUFFIXES)


def _declared(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.toml")) if path.is_dir() else [path]
