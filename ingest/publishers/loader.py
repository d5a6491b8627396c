"""Declared outlets: read, validated, found by the address of a page.

A file holds one table a domain::

    ["daily.example"]
    name = "The Daily Example"
    names = { ar = "المثال اليومي", en = "The Daily Example" }
    country = "GB"                      # ISO 3166-1 alpha-2
    languages = ["en"]                  # ISO 639
    aliases = ["daily-example.example"] # further domains
    feeds = ["https://daily.example/rss.xml"]
    sitemaps = ["https://daily.example/news-sitemap.xml"]
    teasers = ["From our desk"]         # how its teaser lines begin, besides the usual ways
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from graph.errors import SettingsError
from graph.model import Publisher
from ingest.addresses import host_of, same_site

SHIPPED = Path(__file__).parent
_Domain = Annotated[str, StringConstraints(pattern=r"^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$")]
_Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+")]
_Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Declaration(BaseModel):
    """One outlet. ``feeds`` and ``sitemaps`` may be empty: unknown is not invented."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    domain: _Domain
    name: _Text
    names: dict[_Language, _Text] = {}
    country: Annotated[str, StringConstraints(pattern=r"^(?:[A-Z]{2})?$")] = ""
    languages: tuple[_Language, ...] = ()
    aliases: tuple[_Domain, ...] = ()
    feeds: tuple[_Address, ...] = ()
    sitemaps: tuple[_Address, ...] = ()
    teasers: tuple[_Text, ...] = ()

    def publisher(self) -> Publisher:
        """The value that goes into the graph."""
        return Publisher(
            id=Publisher.id_of(self.domain),
            name=self.name,
            domain=self.domain,
            country=self.country,
            languages=self.languages,
            names=tuple(sorted(self.names.items())),
        )


@dataclass(frozen=True, slots=True)
class Publishers:
    """All declared outlets by domain; ``by_host`` also by their further domains."""

    by_domain: Mapping[str, Declaration]

    def __iter__(self) -> Iterator[Declaration]:
        return iter(self.by_domain.values())

    def declared(self, url: str) -> Declaration | None:
        """The outlet that the address belongs to: the longest declared domain that its host is, or ends with."""
        labels = host_of(url).split(".")
        hosts = (".".join(labels[i:]) for i in range(len(labels) - 1))
        return next((found for host in hosts if (found := self._of_host(host))), None)

    def _of_host(self, host: str) -> Declaration | None:
        if found := self.by_domain.get(host):
            return found
        return next((outlet for outlet in self if host in outlet.aliases), None)

    def of_page(self, url: str, site_name: str = "") -> Publisher | None:
        """The declared outlet, else one made of the host and the name that the page gives itself; None without both."""
        if found := self.declared(url):
            return found.publisher()
        host = host_of(url)
        if not host and not site_name:
            return None
        return Publisher(id=Publisher.id_of(host or site_name), name=site_name or host, domain=host)


def load_publishers(paths: Iterable[Path] = ()) -> Publishers:
    """The outlets shipped with Claimline, then those of ``paths`` (TOML files or folders), which win.

    Raises ``SettingsError`` for a file that cannot be read, an unknown key or a wrong value.
    """
    found: dict[str, Declaration] = {}
    for path in _files([SHIPPED, *paths]):
        found |= {outlet.domain: outlet for outlet in _read(path)}
    return Publishers(found)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.toml")) if path.is_dir() else [path]


def _read(path: Path) -> Iterator[Declaration]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"cannot be read ({error})", path=str(path)) from error
    for domain, table in tables.items():
        if not isinstance(table, dict):
            raise SettingsError(f"{domain!r} is no table", path=str(path), key=domain, hint='Write ["domain"] above it')
        yield _declared(domain, table, path)


def _declared(domain: str, table: dict[str, object], path: Path) -> Declaration:
    try:
        return Declaration.model_validate(table | {"domain": domain})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise SettingsError(
            _what(first["type"], key, domain), path=str(path), key=key, hint=_hint(key, first)
        ) from error


def _what(kind: str, key: str, domain: str) -> str:
    return f'["{domain}"] unknown key {key!r}' if kind == "extra_forbidden" else f'["{domain}"] wrong value of {key!r}'


def _hint(key: str, problem: Mapping[str, object]) -> str:
    if problem["type"] != "extra_forbidden":
        return str(problem["msg"])
    near = get_close_matches(key, Declaration.model_fields, n=1)
    return f"Did you mean {near[0]!r}?" if near else f"Known are {', '.join(Declaration.model_fields)}"


def check(publishers: Publishers) -> tuple[str, ...]:
    """Problems of the declarations in words; empty when sound."""
    return tuple(problem for outlet in publishers for problem in (*_values(outlet), *_addresses(outlet, publishers)))


def _values(outlet: Declaration) -> Iterator[str]:
    from babel import Locale

    english = Locale("en")
    if outlet.country and outlet.country not in english.territories:
        yield f"{outlet.domain}: {outlet.country!r} is no country of ISO 3166-1"
    if not outlet.languages:
        yield f"{outlet.domain}: no language is declared"
    for code in {*outlet.languages, *outlet.names} - set(english.languages):
        yield f"{outlet.domain}: {code!r} is no language of ISO 639"


def _addresses(outlet: Declaration, publishers: Publishers) -> Iterator[str]:
    for address in (*outlet.feeds, *outlet.sitemaps):
        host = host_of(address)
        if not any(same_site(host, domain) for domain in (outlet.domain, *outlet.aliases)):
            yield f"{outlet.domain}: {address} is on another site"
    for other in publishers:
        shared = {outlet.domain, *outlet.aliases} & {other.domain, *other.aliases}
        if other.domain != outlet.domain and shared:
            yield f"{outlet.domain}: {min(shared)} is declared for {other.domain} too"
