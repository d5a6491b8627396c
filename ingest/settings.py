"""``claimline.toml``: which outlets to read, where to keep them, how politely to ask.

::

    store = "sqlite:///claimline.db"
    publishers = ["publishers.toml"]    # declarations of outlets of your own, or folders of them

    [fetch]
    user_agent = "ExampleNewsroom/1.0 (+https://newsroom.example/bot)"

    [languages.es]
    parser = "es_core_news_sm"          # a spaCy model of your own: an installed package, or its folder

    [[source]]
    name = "The Example"
    url = "https://the.example/rss"

Every key is known or an error that names the nearest right one. Made where the commands are wired, and passed down.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import SettingsError
from ingest.nlp.backends.names import ENDPOINT, ONNX, RULES
from ingest.nlp.backends.options import BackendOptions, EndpointOptions, OnnxOptions

SETTINGS_VARIABLE = "CLAIMLINE_SETTINGS"
FILE_NAME = "claimline.toml"
MEGABYTE = 1_000_000


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceSettings(_Table):
    """One declared source. ``url`` is a feed, sitemap, article or path; relative paths start at the settings file."""

    url: str = Field(min_length=1)
    name: str = ""
    language: str = ""
    limit: int | None = Field(default=None, ge=1)


class FetchSettings(_Table):
    """How the network is asked. Seconds and bytes. ``delay`` is between two requests to one host."""

    user_agent: str = "Claimline/0.1 (news and claims tracker; set fetch.user_agent to name yourself)"
    timeout: float = Field(default=20.0, gt=0)
    delay: float = Field(default=1.0, ge=0)
    concurrency: int = Field(default=8, ge=1, le=64)
    max_bytes: int = Field(default=20 * MEGABYTE, ge=1_000)
    allow_private: bool = False


class LimitSettings(_Table):
    """``max_file_bytes`` for one file on disk, ``max_text`` in code points of one article's text."""

    max_file_bytes: int = Field(default=50 * MEGABYTE, ge=1_000)
    max_text: int = Field(default=500_000, ge=1_000)


class LanguageSettings(_Table):
    """How one language is read. ``parser``: an installed spaCy model, or a folder that holds one; "" as it comes."""

    parser: str = ""


class BackendSettings(_Table):
    """``[backends]``: what optional back ends need. A table that is there turns nothing on: ``backend`` does."""

    onnx: OnnxOptions | None = None
    endpoint: EndpointOptions | None = None


class Settings(_Table):
    """All of ``claimline.toml``. ``base`` is the folder that relative paths start from."""

    store: str | None = None
    workers: int = Field(default=1, ge=1, le=64)
    publishers: tuple[str, ...] = ()
    source: tuple[SourceSettings, ...] = ()
    fetch: FetchSettings = FetchSettings()
    limits: LimitSettings = LimitSettings()
    languages: dict[str, LanguageSettings] = {}
    backend: Literal["rules", "onnx", "endpoint"] = "rules"
    backends: BackendSettings = BackendSettings()
    base: Annotated[Path, Field(exclude=True)] = Path()

    @property
    def declarations(self) -> tuple[Path, ...]:
        """Files and folders of the user's own declarations of outlets."""
        return tuple(self.base / path for path in self.publishers)

    @property
    def parsers(self) -> tuple[tuple[str, str], ...]:
        """(code of a language, its spaCy model), the model's folder found from the settings file."""
        return tuple(
            (code, self._model(table.parser)) for code, table in sorted(self.languages.items()) if table.parser
        )

    def backend_options(self, named: str | None = None) -> BackendOptions | None:
        """What the back end ``named`` needs, by default that of ``backend``; None for our own rules.

        Raises ``SettingsError`` when nothing is said of it: nothing is guessed, nothing is fetched.
        """
        wanted = named or self.backend
        if wanted == RULES:
            return None
        if wanted == ONNX and self.backends.onnx is not None:
            return self.backends.onnx.model_copy(update={"folder": self.base / self.backends.onnx.folder})
        if wanted == ENDPOINT and self.backends.endpoint is not None:
            return self.backends.endpoint
        key = f"backends.{wanted}"
        raise SettingsError(f"nothing is said of the back end {wanted}", key=key, hint=f"Add a table [{key}].")

    def _model(self, named: str) -> str:
        folder = self.base / named
        return str(folder) if folder.is_dir() else named


def load(path: Path) -> Settings:
    """Settings of a file.

    Raises ``SettingsError`` naming the file, the key and, for an unknown one, the nearest right key.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError("there is no such settings file", path=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", path=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"is not valid TOML: {error}", path=str(path)) from error
    return parse(values, path=path)


def parse(values: Mapping[str, Any], *, path: Path) -> Settings:
    """Settings of parsed TOML; ``path`` is named in errors and gives the base of relative paths."""
    if "base" in values:
        raise _unknown(("base",), Settings, path)
    try:
        return Settings(**{**values, "base": path.parent})
    except ValidationError as error:
        raise _settings_error(error, path) from error


def find(
    option: Path | None = None, *, environ: Mapping[str, str] = os.environ, folder: Path | None = None
) -> Settings:
    """The settings to use: ``option``, else ``CLAIMLINE_SETTINGS``, else ``claimline.toml`` in ``folder`` (default:
    here), else the one in the user's configuration folder, else the defaults."""
    named = option or (Path(environ[SETTINGS_VARIABLE]) if environ.get(SETTINGS_VARIABLE) else None)
    if named is not None:
        return load(named)
    for path in ((folder or Path.cwd()) / FILE_NAME, _configuration_folder() / FILE_NAME):
        if path.is_file():
            return load(path)
    return Settings()


def _configuration_folder() -> Path:
    from platformdirs import user_config_path

    return user_config_path("claimline", appauthor=False)


def _settings_error(error: ValidationError, path: Path) -> SettingsError:
    first = error.errors()[0]
    place = first["loc"]
    if first["type"] == "extra_forbidden":
        return _unknown(place, _table_at(place[:-1]), path)
    key = _dotted(place)
    return SettingsError(f"{key} = {first['input']!r}: {first['msg']}", path=str(path), key=key)


def _unknown(place: tuple[str | int, ...], table: type[BaseModel], path: Path) -> SettingsError:
    known = [name for name in table.model_fields if name != "base"]
    near = get_close_matches(str(place[-1]), known, n=1, cutoff=0.5)
    key = _dotted(place)
    hint = f"Did you mean {_dotted((*place[:-1], near[0]))}?" if near else f"Known here: {', '.join(known)}."
    return SettingsError(f"unknown key {key}", path=str(path), key=key, hint=hint)


def _dotted(place: tuple[str | int, ...]) -> str:
    """``("source", 1, "nmae")`` → ``source[2].nmae``; people count tables from one."""
    written = ""
    for part in place:
        written += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if written else part
    return written


def _table_at(place: tuple[str | int, ...]) -> type[BaseModel]:
    """The table that a place in the file is in: which keys are right there."""
    table: type[BaseModel] = Settings
    for part in place:
        if isinstance(part, str) and part in table.model_fields:
            table = next(t for t in _types_in(table.model_fields[part].annotation) if issubclass(t, BaseModel))
    return table


def _types_in(annotation: Any) -> list[type]:
    if get_origin(annotation) in (tuple, dict, UnionType):
        return [t for part in get_args(annotation) for t in _types_in(part)]
    return [annotation] if isinstance(annotation, type) else []
