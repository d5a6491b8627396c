"""The gazetteer's entries: read from ``gazetteer/*.toml`` and checked. ``mentions_lookup`` finds them in a text."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import SettingsError
from graph.model import Alias, Entity, Label, Schema
from graph.resolve.namekeys import name_keys
from graph.text import fold, script_of, skeleton
from ingest.nlp.mentions_tokens import is_arabic, tokens

FOLDER = Path(__file__).parent / "gazetteer"
SHARED_NAMES = "ambiguous.toml"
LANGUAGES = ("en", "ar", "fr")
LABELS = {
    Schema.PERSON: Label.PER,
    Schema.ORGANIZATION: Label.ORG,
    Schema.COMPANY: Label.ORG,
    Schema.PUBLIC_BODY: Label.ORG,
    Schema.PLACE: Label.LOC,
    Schema.THING: Label.MISC,
}
_SHORT = 4
"""Consonants under which a skeleton says too little to look anything up by (Meta ~ AMD)."""


class _Row(BaseModel):
    """One line of a gazetteer file. ``drop`` is for scripts/build_gazetteer.py: names of CLDR not to take over."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    guard: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


class _SharedRow(BaseModel):
    """One ``[[ambiguous]]``: names that several entries share, with the words that speak for each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: tuple[str, ...]
    label: Label
    candidates: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One entry. ``names`` are (language, name) pairs, the one to show first of its language.

    ``guarded`` are names that are also everyday words: they count only after a trigger or in quotation marks.
    """

    key: str
    schema: Schema
    names: tuple[tuple[str, str], ...]
    guarded: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return Entity.id_of_known(self.key)

    @property
    def label(self) -> Label:
        return LABELS[self.schema]

    @property
    def name(self) -> str:
        """The English name, else the first there is."""
        english = (name for language, name in self.names if language == "en")
        return next(english, self.names[0][1] if self.names else self.key)

    @property
    def all_names(self) -> tuple[tuple[str, str], ...]:
        """(language, name) pairs, the guarded ones too."""
        return (*self.names, *(("ar" if is_arabic(name) else "en", name) for name in self.guarded))

    def entity(self) -> Entity:
        """As a record, with every name as an alias and as a key."""
        values = self.all_names
        aliases = tuple(Alias(name, language, script_of(name), "gazetteer") for language, name in values)
        keys = keys_of([name for _, name in values], self.schema)
        return Entity(id=self.id, schema=self.schema, name=self.name, aliases=aliases, keys=keys, topics=self.topics)


@dataclass(frozen=True, slots=True)
class Shared:
    """A name of several entries. ``clues``: key of each → folded words that speak for it."""

    label: Label
    clues: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries by key, and the declared shared names."""

    entries: Mapping[str, Known]
    shared: Mapping[str, Shared]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Gazetteer:
        """Read every file of ``folder``.

        Raises:
            SettingsError: a wrong line, or a name of two entries that ambiguous.toml does not declare.
        """
        entries: dict[str, Known] = {}
        for path in sorted(folder.glob("*.toml")):
            if path.name != SHARED_NAMES:
                for known in _read(path):
                    entries[known.key] = _merged(entries.get(known.key), known, path)
        shared = _read_shared(folder / SHARED_NAMES, entries)
        _check_unique(entries.values(), shared, folder)
        return cls(entries, shared)


def keys_of(names: Sequence[str], schema: Schema) -> tuple[str, ...]:
    """``Entity.keys`` of names: folded, the consonants where there are enough of them, and what spellings meet by. Sorted."""
    return tuple(sorted({*(key for name in names for key in _keys(name)), *name_keys(names, schema)}))


@lru_cache(maxsize=50_000)
def _keys(name: str) -> tuple[str, ...]:
    sound = skeleton(name)
    long_enough = len(sound.replace(" ", "")) >= _SHORT
    return tuple(key for key in (fold(name), sound if long_enough else "") if key)


def _read(path: Path) -> Iterator[Known]:
    for section, rows in _toml(path).items():
        for key, row in rows.items():
            try:
                yield _known(key, Schema(section), _Row.model_validate(row))
            except (ValidationError, ValueError) as error:
                raise SettingsError(str(error), path=str(path), key=key, hint="See gazetteer/README.md") from error


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(str(error), path=str(path)) from error


def _known(key: str, schema: Schema, row: _Row) -> Known:
    names = tuple((language, name) for language in LANGUAGES for name in getattr(row, language))
    return Known(key=key, schema=schema, names=names, guarded=row.guard, topics=row.topics)


def _merged(old: Known | None, new: Known, path: Path) -> Known:
    """Lines with one key are one entry (CLDR's names and everyday names): the later file's come first."""
    if old is None:
        return new
    if old.schema is not new.schema:
        message = f"{new.key} is a {new.schema} here and a {old.schema} elsewhere"
        raise SettingsError(message, path=str(path), key=new.key)
    return Known(
        key=old.key,
        schema=old.schema,
        names=tuple(dict.fromkeys((*new.names, *old.names))),
        guarded=tuple(dict.fromkeys((*old.guarded, *new.guarded))),
        topics=tuple(dict.fromkeys((*old.topics, *new.topics))),
    )


def _read_shared(path: Path, entries: Mapping[str, Known]) -> dict[str, Shared]:
    shared: dict[str, Shared] = {}
    for raw in _toml(path).get("ambiguous", []) if path.exists() else []:
        row = _SharedRow.model_validate(raw)
        unknown = [key for key in row.candidates if key not in entries]
        if unknown:
            raise SettingsError(f"no entry {unknown[0]!r}", path=str(path), key=row.names[0])
        clues = {key: frozenset(t.folded for w in words for t in tokens(w)) for key, words in row.candidates.items()}
        shared.update(dict.fromkeys(row.names, Shared(row.label, clues)))
    return shared


def _check_unique(entries: Iterable[Known], shared: Iterable[str], folder: Path) -> None:
    """A name has one bearer. What a trigger tells apart (the paper and the region) counts as two names."""
    declared = {fold(name) for name in shared}
    bearers: dict[tuple[str, bool, Label], set[str]] = defaultdict(set)
    for known in entries:
        for guarded, names in ((False, [n for _, n in known.names]), (True, known.guarded)):
            for name in names:
                bearers[_spelling(name), guarded, known.label if guarded else Label.MISC].add(known.key)
    clashes = sorted(
        (name, keys) for (name, *_), keys in bearers.items() if len(keys) > 1 and fold(name) not in declared
    )
    if clashes:
        name, keys = clashes[0]
        hint = f"Declare it in {SHARED_NAMES}, or take it from one of them ({len(clashes)} such names)"
        raise SettingsError(f"{name!r} names {' and '.join(sorted(keys))}", path=str(folder), key=name, hint=hint)


def _spelling(name: str) -> str:
    """What makes two names the same to a reader: folded, but short Latin names in capitals kept (US, us)."""
    return name if name.isupper() and len(name) <= 5 else fold(name)
