"""How names look in a language: ``gazetteer/patterns/<code>.toml``, read, folded and indexed. A language is a file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import SettingsError
from graph.model import Label, Schema
from ingest.nlp.mentions_gazetteer import FOLDER
from ingest.nlp.mentions_tokens import folded

PATTERNS = FOLDER / "patterns"
NAMES = FOLDER / "names"
FORMS = Path(__file__).parent / "lang"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Titles(_Section):
    """``words`` stand right before a name, ``heads`` with a complement of ``between`` and named things.

    ``doubtful``: those of ``words`` that are everyday words too (العالم): only a given name after them makes a title.
    """

    words: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    between: tuple[str, ...] = ()


class Trigger(_Section):
    """Words that announce a name: its kind, whether they belong to it (``keep``), and how many words it may have."""

    label: Label
    schema_: Schema = Field(alias="schema")
    words: tuple[str, ...]
    topics: tuple[str, ...] = ()
    keep: bool = False
    most: int = 3


class _Shapes(_Section):
    """``ends``: last words of such names; ``heads``: first words."""

    ends: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


class _Words(_Section):
    """``links`` stand inside a person's name, ``stop`` never in any; ``weak`` given names are everyday words too.

    ``servants`` make a given name with the definite word after them (عبد الكريم), ``fathers`` with a given name
    (أبو أحمد), ``descent`` stands between a name and the father's (… بن …). Behind ``reports``, verbs,
    comes who speaks and hardly an object.
    """

    links: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    servants: tuple[str, ...] = ()
    fathers: tuple[str, ...] = ()
    descent: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


class _File(_Section):
    script: str
    titles: _Titles = _Titles()
    triggers: tuple[Trigger, ...] = ()
    organisations: _Shapes = _Shapes()
    places: _Shapes = _Shapes()
    letters: Mapping[str, tuple[str, ...]] = {}
    words: _Words = _Words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """One language's name patterns; all words folded. ``script`` is ISO 15924: "Latn" has capitals to go by."""

    language: str
    script: str
    titles: frozenset[str]
    heads: frozenset[str]
    doubtful: frozenset[str]
    between: frozenset[str]
    triggers: Mapping[str, Trigger]
    org_ends: frozenset[str]
    org_heads: frozenset[str]
    place_ends: frozenset[str]
    place_heads: frozenset[str]
    letters: Mapping[str, str]
    links: frozenset[str]
    stop: frozenset[str]
    given: Mapping[str, frozenset[str]]
    """Folded given name → last letters as listed: ى written for ي makes another word (على, علي)."""
    weak: frozenset[str]
    servants: frozenset[str]
    fathers: frozenset[str]
    descent: frozenset[str]
    reports: frozenset[str]
    common: frozenset[str]
    """Nouns and other words that the language's lexicon knows as such: people without a name, bodies, times."""
    openers: frozenset[str] = frozenset()
    """All words that begin or announce a name."""

    @property
    def announces(self) -> dict[str, Label]:
        """Trigger word → label of the name after it."""
        return {word: trigger.label for word, trigger in self.triggers.items()}

    def is_given(self, word: str, written: str) -> bool:
        """True when ``word`` (folded, perhaps without clitics) is a given name as ``written``."""
        endings = self.given.get(word)
        return endings is not None and not (written.endswith("ى") and "ى" not in endings)


def load_patterns(folder: Path = PATTERNS) -> dict[str, Patterns]:
    """Patterns of every language that has a file, by ISO 639-1 code.

    Raises:
        SettingsError: an unknown key or a wrong value, with the file.
    """
    read = [_read(path) for path in sorted(folder.glob("*.toml"))]
    return {patterns.language: _with_neighbours(patterns, read) for patterns in read}


def _with_neighbours(patterns: Patterns, all_of_them: Iterable[Patterns]) -> Patterns:
    """A name keeps its form abroad: endings of organisations and given names hold in every language of the script."""
    near = [p for p in all_of_them if p.script == patterns.script]
    given = {name: endings for p in near for name, endings in p.given.items()}
    announcing = patterns.titles | patterns.heads | patterns.triggers.keys() | patterns.servants | patterns.fathers
    return replace(
        patterns,
        org_ends=frozenset().union(*(p.org_ends for p in near)),
        given=given,
        weak=frozenset().union(*(p.weak for p in near)),
        stop=patterns.stop - (given.keys() - patterns.weak),
        openers=announcing | given.keys() | patterns.reports,
    )


def _read(path: Path) -> Patterns:
    try:
        file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(str(error), path=str(path)) from error
    common = _common(path.stem)
    listed = [name for name in _listed(path.stem) if folded(name) not in common]
    given: dict[str, set[str]] = {}
    for name in (*file.words.given, *file.words.weak, *listed):
        given.setdefault(folded(name), set()).add(name[-1])
    weak = _set((*file.words.weak, *(name for name in listed if name not in file.words.given)))
    titles = _set((*file.titles.words, *file.titles.heads))
    links, stop = _set(file.words.links), _set(file.words.stop) | _verb_forms(path.stem)
    return Patterns(
        language=path.stem,
        script=file.script,
        titles=_set(file.titles.words),
        heads=_set(file.titles.heads),
        doubtful=_set(file.titles.doubtful),
        between=_set(file.titles.between),
        triggers={folded(word): trigger for trigger in file.triggers for word in trigger.words},
        org_ends=_set(file.organisations.ends),
        org_heads=_set(file.organisations.heads),
        place_ends=_set(file.places.ends),
        place_heads=_set(file.places.heads),
        letters={folded(name): letter for letter, names in file.letters.items() for name in names},
        links=links,
        stop=(stop | titles) - links - _set(file.words.given),
        given={name: frozenset(endings) for name, endings in given.items()},
        weak=weak,
        servants=_set(file.words.servants),
        fathers=_set(file.words.fathers),
        descent=_set(file.words.descent),
        reports=_set(file.words.reports),
        common=common - _set(file.words.given),
    )


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(word) for word in words)


def _verb_forms(language: str) -> frozenset[str]:
    """Verbs of saying are no names: the forms that the language's folder has, where it has any."""
    path = FORMS / language / "forms.toml"
    if not path.exists():
        return frozenset()
    lemmas = tomllib.loads(path.read_text(encoding="utf-8"))
    return _set(form for forms in lemmas.values() for written in forms.values() for form in written)


def _listed(language: str) -> tuple[str, ...]:
    """Given names from lists of others: taken as weak ones."""
    path = NAMES / f"{language}.toml"
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["names"]) if path.exists() else ()


def _common(language: str) -> frozenset[str]:
    """Folded everyday words of the lexicon that the language's folder has, where it has any."""
    path = FORMS / language / "lexicon.toml"
    if not path.exists():
        return frozenset()
    lexicon = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = [group["words"] for group in lexicon.get("descriptors", ())]
    groups += lexicon.get("speakers", {}).get("backreferences", {}).values()
    groups += (words for words in lexicon.get("unparsed", {}).values() if isinstance(words, list))
    return _set(word for words in groups for word in words if " " not in word)
