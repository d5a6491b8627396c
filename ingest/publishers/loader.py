"""Declared outlets: read, validated, found by the address of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.model import Publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One outlet. ``feeds`` and ``sitemaps`` may be empty: unknown is not invented."""

    domain: str
    name: str
    names: tuple[tuple[str, str], ...] = ()
    country: str = ""
    languages: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    teasers: tuple[str, ...] = ()

    def publisher(self) -> Publisher:
        """The value that goes into the graph."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Publishers:
    """All declared outlets by domain."""

    by_domain: Mapping[str, Declaration]

    def declared(self, url: str) -> Declaration | None:
        """The outlet that the address belongs to: the longest declared domain that its host ends with."""
        raise NotImplementedError

    def of_page(self, url: str, site_name: str = "") -> Publisher | None:
        """The declared outlet, else one made of the host (and the name that the page gives itself); None for files."""
        raise NotImplementedError


def load_publishers(paths: Iterable[Path] = ()) -> Publishers:
    """The outlets shipped with Claimline, then those of ``paths`` (TOML files or folders), which win. Raises ``SettingsError``."""
    raise NotImplementedError


def check(publishers: Publishers) -> tuple[str, ...]:
    """Problems of the declarations in words; empty when sound."""
    raise NotImplementedError
