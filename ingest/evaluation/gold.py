"""Gold and findings as values, and reading gold: a folder of annotated articles, or a file in the published form.

The published form is one JSON object a line (``docs/annotation.md``); keys that are not measured are passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from graph.errors import InputError
from ingest.evaluation.words import Place

ROLES = ("cue", "source", "content", "target", "hedge")


def _span(place: Place) -> Place:
    if not 0 <= place[0] < place[1]:
        raise ValueError(f"{list(place)} is no span [start, end)")
    return place


Span = Annotated[Place, AfterValidator(_span)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Named(_Row):
    """Who speaks: ``span`` is where the text names him, nearest before; None where it is not known."""

    name: str
    span: Span | None = None
    entity: str | None = None


class Marked(_Row):
    """One attribution in offsets: of gold, or found. ``tags`` and ``source_head`` are gold's, ``rule`` is the finder's."""

    cue: Span | None = None
    source: Span | None = None
    content: tuple[Span, ...] = ()
    act: str | None = None
    mode: str | None = None
    target: tuple[Span, ...] = ()
    hedge: tuple[Span, ...] = ()
    claimant: Named | None = None
    confidence: float = 1.0
    rule: str = ""
    tags: tuple[str, ...] = ()
    source_head: Span | None = None
    note: str = ""

    @property
    def spans(self) -> tuple[Place, ...]:
        """All spans of the roles that are measured."""
        return (*(s for s in (self.cue, self.source) if s), *self.content, *self.target, *self.hedge)


class Mention(_Row):
    """A name in the text, with its label."""

    span: Span
    label: str


class Event(_Row):
    """One event: its root (PLOVER) and who did it to whom."""

    root: str
    source: Span | None = None
    target: Span | None = None


class Found(_Row):
    """What was found in one text: a line of ``claimline extract``."""

    id: str
    lang: str = ""
    sha256: str = ""
    attributions: tuple[Marked, ...] = ()
    mentions: tuple[Mention, ...] = ()


class GoldText(Found):
    """One text with what is to be found in it.

    ``file`` is relative to ``folder``; ``inline`` is the text itself, where it has no file. ``scored`` are the roles
    annotated here. ``closed`` False: the list is not complete, only recall can be measured. ``nested`` False: no
    attribution inside another was annotated.
    """

    file: str = ""
    inline: str | None = None
    scored: tuple[str, ...] = ROLES[:3]
    closed: bool = True
    nested: bool = True
    events: tuple[Event, ...] = ()
    folder: Path = Path()

    @property
    def path(self) -> Path:
        return self.folder / self.file

    def text(self) -> str:
        """The text, line ends kept. Raises ``InputError`` when it is not the text that was annotated."""
        try:
            data = self.path.read_bytes() if self.inline is None else self.inline.encode()
        except OSError as error:
            raise InputError(error.strerror or "cannot be read", where=str(self.path)) from error
        if self.sha256 and sha256(data).hexdigest() != self.sha256:
            where = str(self.path) if self.inline is None else self.id
            raise InputError("is not the text that was annotated: its digest differs", where=where)
        return data.decode("utf-8")

    def published(self) -> str:
        """One line in the published form."""
        return self.model_dump_json(exclude={"folder"}, exclude_defaults=False)

    def placed_in(self, folder: Path) -> Self:
        """The same, with ``file`` as found from ``folder``."""
        return self.model_copy(update={"file": os.path.relpath(self.path, folder), "folder": folder})


def load(path: Path) -> tuple[GoldText, ...]:
    """Gold in a file of lines, or of all annotated articles below a folder, in the order of their paths.

    Raises ``InputError`` naming file and line of what is wrong, or when there is nothing.
    """
    from ingest.evaluation.annotation import articles

    found = tuple(_lines(path)) if path.is_file() else tuple(articles(path))
    if not found:
        raise InputError("holds no gold", where=str(path), hint="Give a gold .jsonl, or a folder of annotated articles")
    return found


def _lines(path: Path) -> Iterator[GoldText]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.strip():
            yield _checked(line, number, path)


def _checked(line: str, number: int, path: Path) -> GoldText:
    try:
        row = GoldText.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{key}: {first['msg']}", where=f"{path}:{number}") from error
    return row.model_copy(update={"folder": path.parent})


def digest(texts: Iterable[GoldText]) -> str:
    """Of texts and annotation together: another corpus, or another reading of it, has another digest."""
    whole = sha256()
    for text in sorted(texts, key=lambda t: t.id):
        whole.update(text.model_dump_json(exclude={"folder", "file"}).encode())
    return whole.hexdigest()[:16]
