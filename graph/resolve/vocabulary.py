"""Words in names that say nothing of who it is, or the same in several languages: ``names.toml`` beside this file."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.text import fold


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words folded. ``kinds`` and ``given``: a word → what it stands for; ``given``: a given name → all that it may be a spelling of;
    ``transcribed``: those of them that come from another script."""

    titles: frozenset[str]
    particles: frozenset[str]
    fathers: frozenset[str]
    transliterated: frozenset[str]
    left_out: frozenset[str]
    kinds: Mapping[str, str]
    given: Mapping[str, frozenset[str]]
    transcribed: frozenset[str]
    openers: Mapping[str, str]
    closers: Mapping[str, str]
    beginnings: tuple[tuple[re.Pattern[str], str], ...]
    endings: tuple[tuple[re.Pattern[str], str], ...]
    son: re.Pattern[str]


@cache
def vocabulary() -> Vocabulary:
    """What comes with the product."""
    raw = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
    return Vocabulary(
        titles=_folded(raw["titles"]),
        particles=_folded(raw["particles"]),
        fathers=_folded(raw["fathers"]),
        transliterated=_folded(raw["transliterated"]),
        left_out=_folded(raw["left_out"]),
        kinds={fold(word): fold(group[0]) for group in raw["kinds"] for word in group},
        given=_spellings(raw["given"] | raw["told_apart"]),
        transcribed=frozenset(_spellings(raw["given"])),
        openers=_signs(raw["openers"]),
        closers=_signs(raw["closers"]),
        beginnings=tuple(
            (re.compile(rf"^(?:{row['begins']})(?=\w{{3}})"), sign) for sign, row in raw["openers"].items()
        ),
        endings=tuple((re.compile(rf"(?<=\w{{3}})(?:{row['ends']})$"), sign) for sign, row in raw["closers"].items()),
        son=re.compile(rf"^(?:{raw['son']})(?=\w{{4}})"),
    )


def _signs(compounds: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    return {fold(word): sign for sign, row in compounds.items() for word in row["words"]}


def _spellings(given: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, spelled in given.items():
        for word in (name, *spelled):
            found[fold(word)].add(fold(name))
    return {word: frozenset(names) for word, names in found.items()}


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)
