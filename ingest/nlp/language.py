"""Languages: a folder ``lang/<code>/`` with ``lexicon.toml`` and ``examples.toml``. Discovered, refused when empty.

::

    lang/<code>/lexicon.toml     what the engine knows: see ``lexicon.py``; starts with name, parser
    lang/<code>/examples.toml    own sentences with what is to be found in them, traps included; run as tests
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from graph.errors import SettingsError
from graph.model import Act
from ingest.nlp.lexicon import Lexicon
from ingest.nlp.sections import Section, Words

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

    from ingest.nlp.candidates.apart_words import Grammar as ApartGrammar
    from ingest.nlp.candidates.unparsed_words import Grammar as TokenGrammar

Parsers = tuple[tuple[str, str], ...]
"""(code of a language, the spaCy model to read it with)."""
T = TypeVar("T", bound=Section)
LINE_ENDS = "claimline_line_ends"
FOLDER = Path(__file__).parent / "lang"


class Expected(Section):
    """One finding, in words of the example's text; a role left out is not checked, "" means that there is none."""

    cue: str
    source: str | None = None
    content: Words | None = None
    act: Act | None = None
    mode: str | None = None
    target: Words | None = None
    hedge: Words | None = None
    claimant: str | None = None
    certainty: str | None = None
    said: str | None = None


class Example(Section):
    """``[[examples]]``: a text with all that is to be found in it. No ``finds`` means a trap: nothing may be found."""

    text: str
    why: str = ""
    finds: tuple[Expected, ...] = ()


class ExampleFile(Section):
    examples: tuple[Example, ...]


class LexiconFile(Lexicon):
    """The lexicon with the head of the file."""

    name: str
    parser: str = ""
    """Python package of the spaCy model; "" for a language without one."""


@dataclass(frozen=True)
class Language:
    """``code`` ISO 639-1. ``parser`` is the model's package, "" when candidates come from the token grammar."""

    code: str
    name: str
    parser: str
    lexicon: Lexicon
    examples: tuple[Example, ...]
    folder: Path

    @property
    def parsed(self) -> bool:
        return bool(self.parser)

    @cached_property
    def tokens(self) -> TokenGrammar:
        """The lexicon compiled for the token grammar (a few hundredths of a second), once a language."""
        from ingest.nlp.candidates.unparsed_words import Grammar as Compiled

        return Compiled(self.lexicon, self.folder)

    @cached_property
    def apart(self) -> ApartGrammar:
        """The same for a language whose words are written apart (``[apart]``)."""
        from ingest.nlp.candidates.apart_words import Grammar as Compiled

        return Compiled(self.lexicon, self.folder)

    def pipeline(self) -> Pipeline:
        """The spaCy pipeline, loaded once a process (about a second)."""
        return _pipeline(self.parser)


@cache
def _pipeline(parser: str) -> Pipeline:
    import spacy
    from spacy.language import Language as Components
    from spacy.tokens import Doc

    def end_lines(doc: Doc) -> Doc:
        """A line break always ends a sentence: without this the parser joins headlines to the text below."""
        for token in doc[:-1]:
            if "\n" in token.text or "\r" in token.text:
                doc[token.i + 1].is_sent_start = True
        return doc

    Components.component(LINE_ENDS, func=end_lines)
    pipeline = spacy.load(parser)
    if not pipeline.has_pipe("parser"):
        raise SettingsError(f"the model {parser!r} has no parser", hint="Take a model with a component of that name.")
    pipeline.add_pipe(LINE_ENDS, before="parser")
    return pipeline


@cache
def load(code: str, folder: Path = FOLDER) -> Language:
    """The language in ``folder/code``. Raises ``SettingsError`` naming the file and the key that is wrong."""
    home = folder / code
    lexicon = _read(home / "lexicon.toml", LexiconFile)
    examples = _read(home / "examples.toml", ExampleFile).examples
    if not examples or not lexicon.verbs:
        raise SettingsError(
            "a language needs verbs and examples", path=str(home), hint="Add them, or remove the folder"
        )
    return Language(code, lexicon.name, lexicon.parser, lexicon, examples, home)


def available(folder: Path = FOLDER) -> tuple[str, ...]:
    """Codes of all languages that have a folder with a lexicon, sorted."""
    return tuple(sorted(p.parent.name for p in folder.glob("*/lexicon.toml")))


def load_all(folder: Path = FOLDER, *, parsers: Parsers = ()) -> tuple[Language, ...]:
    """All languages, those of ``parsers`` with the spaCy model named there.

    Raises ``SettingsError`` for a language without a folder and for a model that is not on this machine.
    """
    own = dict(parsers)
    unknown = sorted(own.keys() - set(available(folder)))
    if unknown:
        known = ", ".join(available(folder))
        raise SettingsError(
            f"no such language: {unknown[0]}", key=f"languages.{unknown[0]}", hint=f"Known here: {known}."
        )
    loaded = (load(code, folder) for code in available(folder))
    return tuple(with_parser(each, own[each.code]) if each.code in own else each for each in loaded)


def with_parser(language: Language, parser: str) -> Language:
    """``language`` read by another spaCy model: an installed package, or the folder of one."""
    if not is_installed(parser):
        raise SettingsError(
            f"the model {parser!r} for {language.name} is not on this machine",
            key=f"languages.{language.code}.parser",
            hint=f"Install it (python -m spacy download {parser}), name a folder that holds it, or take the line out.",
        )
    return replace(language, parser=parser)


def is_installed(parser: str) -> bool:
    """Whether there is a package of this name, or a folder with a spaCy model."""
    return (Path(parser) / "config.cfg").is_file() or (parser.isidentifier() and find_spec(parser) is not None)


def _read(path: Path, kind: type[T]) -> T:
    """The TOML file as ``kind``; what is wrong is named with file and key."""
    try:
        return kind.model_validate(tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError as error:
        raise SettingsError("no such file", path=str(path), hint="A language is a folder with both files") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"not TOML: {error}", path=str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{key}: {first['msg']}", path=str(path), key=key) from error
