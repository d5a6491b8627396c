"""The ``extract`` command's work: plain text files in, one JSON line a file out. Needs no store.

The line is ``ingest.nlp.contract``'s. Offsets count the code points of the file as read with
``open(path, encoding="utf-8", newline="")``: nothing is normalised, a byte order mark is a code point too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import InputError
from graph.model import Version
from ingest.nlp.backends.options import BackendOptions
from ingest.nlp.language import Parsers, load_all
from ingest.processes import Work, in_order, one_thread_each
from ingest.settings import find

if TYPE_CHECKING:
    from ingest.nlp.engine import Analyser

BATCH_FILES = 16
BATCH_BYTES = 1_000_000
LONGEST = 1_000_000  # code points: what the parser takes at once
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # a text file says nothing of when it was seen


@dataclass(frozen=True, slots=True)
class Text:
    """A file as read: its id, the digest of its bytes, its text."""

    id: str
    sha256: str
    text: str


def run_extract(
    files: Sequence[Path],
    *,
    workers: int,
    everything: bool,
    backend: str | None = None,
    settings_path: Path | None = None,
) -> int:
    """Print the findings of each file; 1 when one of them could not be read. ``backend``: by default that of the settings."""
    one_thread_each()
    settings = find(settings_path)
    load_all(parsers=settings.parsers)  # what is wrong there is said before anything is read
    recipe = Recipe(everything, settings.parsers, settings.backend_options(backend))
    problems: list[InputError] = []
    batches = in_order(_batches(_texts(files, problems)), jobs=tuple, recipe=recipe, workers=workers)
    for _, lines in batches:
        for line in lines:
            click.echo(line)
    for problem in problems:
        click.echo(f"Error: {problem}", err=True)
    return 1 if problems else 0


def read_text(path: Path) -> Text:
    """The file with its digest. Raises ``InputError`` for what is no UTF-8 text."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"is no UTF-8 text (byte {error.start})",
            where=str(path),
            reason="encoding",
            hint="Convert it to UTF-8 first.",
        ) from error
    if len(text) > LONGEST:
        raise InputError(f"is longer than {LONGEST:,} characters", where=str(path), reason="size")
    return Text(path.name.removesuffix(".txt"), sha256(data).hexdigest(), text)


def _texts(files: Iterable[Path], problems: list[InputError]) -> Iterator[Text]:
    for path in files:
        try:
            yield read_text(path)
        except InputError as error:
            problems.append(error)


def _batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    batch: list[Text] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text.text)
        if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a process gets ready to read texts; crosses to the workers."""

    everything: bool = False
    parsers: Parsers = ()
    backend: BackendOptions | None = None

    def __call__(self) -> Work[Text, str]:
        from ingest.pipeline.workers import all_languages

        analyser = all_languages(everything=self.everything, parsers=self.parsers, backend=self.backend)
        return Extractor(analyser).lines


class Extractor:
    """Texts → lines of JSON."""

    def __init__(self, analyser: Analyser) -> None:
        self._analyser = analyser

    def lines(self, texts: Sequence[Text]) -> list[str]:
        """One line a text, in their order; a text without findings has empty lists."""
        from ingest.nlp.contract import line

        read = self._analyser.analyse_many(version_of(text) for text in texts)
        return [
            line(version, analysis, id=text.id, sha256=text.sha256)
            for text, (version, analysis) in zip(texts, read, strict=True)
        ]


def version_of(text: Text) -> Version:
    """A plain text as a version: zones by the same rules as a page's text, the language guessed from the text."""
    from ingest.words import language_of
    from ingest.zones import zones_of

    return Version(
        id=Version.id_of("", text.text),
        article_id="",
        text=text.text,
        language=language_of(text.text),
        retrieved=UNDATED,
        zones=zones_of(text.text),
    )
