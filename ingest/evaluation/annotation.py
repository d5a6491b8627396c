"""Annotated articles: ``<language>/{dev,test}/<name>.txt`` with ``<name>.toml`` beside it, compiled to offsets.

The annotation names every role by words that stand verbatim in the text; ``docs/annotation.md`` says what to mark. Where
words stand more than once, those are meant that lie closest together; when that is not plain, ``near`` must say it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from graph.errors import InputError
from graph.model import Act, Mode
from ingest.evaluation.gold import ROLES, GoldText, Marked, Named
from ingest.evaluation.placing import Placed, PlacingError, Wanted, place
from ingest.evaluation.words import TextWords

SECOND = ".second.toml"
"""Ending of a second reading of the same text, made without sight of the first."""
_HEADER = re.compile(r"^\s*\[\[\s*attribution\s*\]\]", re.MULTILINE)


def _several(value: Any) -> Any:
    """One string stands for a list of one, "" for none."""
    return ((value,) if value else ()) if isinstance(value, str) else value


Strings = Annotated[tuple[str, ...], BeforeValidator(_several)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Saying(_Section):
    """One ``[[attribution]]``. Every string stands verbatim in the text.

    ``claimant`` is who speaks, as an earlier place names him; left out, it is the source itself; "" means that nobody is named.
    ``near`` is a passage that stands once in the text and holds the cue.
    """

    cue: str = ""
    source: str = ""
    content: Strings = ()
    act: Act
    mode: Mode | None = None
    target: Strings = ()
    claimant: str | None = None
    hedge: Strings = ()
    nested: bool = False
    sure: bool = True
    unnamed: bool = False
    near: str = ""
    note: str = ""


class Annotation(_Section):
    """A whole file. ``style`` is the kind of text: wire, court, interview ..."""

    style: str = ""
    attribution: tuple[Saying, ...] = ()


def articles(folder: Path, *, second: bool = False) -> Iterator[GoldText]:
    """Annotated articles below ``folder``, by path; ``second`` gives the second readings. The language is a folder's name."""
    for path in sorted(folder.rglob("*.toml")):
        if path.name.endswith(SECOND) == second:
            yield compiled(path)


def compiled(path: Path) -> GoldText:
    """The annotation in ``path`` in offsets. Raises ``InputError`` naming file, line and role of what is wrong."""
    source = path.read_text("utf-8")
    annotation = _read(source, path)
    name = path.name.removesuffix(SECOND).removesuffix(".toml")
    file = path.with_name(f"{name}.txt")
    if not file.is_file():
        raise InputError(f"there is no {file.name} beside it", where=str(path))
    data = file.read_bytes()
    words = TextWords(data.decode("utf-8"))
    marked = _all_marked(annotation.attribution, words, source, path)
    return GoldText(
        id=name,
        lang=path.parent.parent.name,
        sha256=sha256(data).hexdigest(),
        attributions=tuple(sorted(marked, key=lambda m: min(m.spans))),
        file=file.name,
        scored=ROLES,
        folder=path.parent,
    )


def _read(source: str, path: Path) -> Annotation:
    try:
        return Annotation.model_validate(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not TOML: {error}", where=str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{key}: {first['msg']}", where=str(path)) from error


def _all_marked(sayings: Sequence[Saying], words: TextWords, source: str, path: Path) -> list[Marked]:
    """Every attribution in offsets; all that cannot be placed is told at once, with its line in the annotation."""
    lines = [source.count("\n", 0, found.end()) + 1 for found in _HEADER.finditer(source)]
    marked, wrong = [], []
    for saying, line in zip(sayings, lines, strict=True):
        try:
            marked.append(_marked(saying, words))
        except PlacingError as error:
            wrong.append(f"{path}:{line}: {error}")
    if wrong:
        raise InputError("\n".join(wrong), reason="annotation")
    return marked


def _marked(saying: Saying, words: TextWords) -> Marked:
    wanted = Wanted(
        cue=saying.cue,
        source=saying.source,
        content=saying.content,
        target=saying.target,
        hedge=saying.hedge,
        claimant=saying.claimant or "",
        near=saying.near,
    )
    placed = place(wanted, words.text)
    return Marked(
        cue=placed.cue,
        source=placed.source,
        content=placed.content,
        act=saying.act.value,
        mode=(saying.mode or words.mode(placed.content)).value,
        target=placed.target,
        hedge=placed.hedge,
        claimant=_claimant(saying, placed),
        tags=_tags(saying),
        note=saying.note,
    )


def _claimant(saying: Saying, placed: Placed) -> Named | None:
    if saying.claimant:
        return Named(name=saying.claimant, span=placed.claimant)
    if saying.claimant is None and saying.source:
        return Named(name=saying.source, span=placed.source)
    return None


def _tags(saying: Saying) -> tuple[str, ...]:
    """``carried``: the sentence itself does not name the speaker, another place does. ``nobody``: no place does."""
    speaks = bool(saying.source) and saying.claimant is None
    tags = {
        "sure": saying.sure,
        "nested": saying.nested,
        "unnamed": saying.unnamed,
        "carried": bool(saying.claimant) and saying.claimant != saying.source,
        "nobody": not saying.claimant and not speaks,
    }
    return tuple(tag for tag, holds in tags.items() if holds)
