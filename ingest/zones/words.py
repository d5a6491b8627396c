"""The word lists of ``zones.toml``, folded and ready to look up; and a line as ``zones.finding`` compares it.

A phrase is a tuple of tokens: folded words, and the few signs that carry meaning there (colon, bar, dash, ©). Phrases
are indexed by their first token, so that a line costs one look-up and not one comparison a phrase.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from graph.text import fold

Phrase = tuple[str, ...]
DATA = Path(__file__).with_name("zones.toml")
SEPARATORS = frozenset(":|-–—»>←→")
QUOTE = '"'  # stands before a line that begins with a quotation: somebody else's words, so no lead
_SIGNS = SEPARATORS | {QUOTE}
_OPENING = tuple("\"“„«‘'")
_TOKEN = re.compile(r"\w+|[:|©»>←→–—]|(?<=\s)-(?=\s)")
_NOTICE_KEYS = {"name", "start", "alone", "anywhere", "all", "needs", "words"}
_LANGUAGE_KEYS = {"lead", "weak", "heading", "notice"}


def tokens(folded: str) -> Phrase:
    """Tokens of a text that is folded already; signs in front (bullets, arrows) do not count, a quotation mark does."""
    found = _TOKEN.findall(folded)
    first = next((i for i, token in enumerate(found) if token not in SEPARATORS), 0)
    return (QUOTE, *found[first:]) if folded.lstrip()[:1] in _OPENING else tuple(found[first:])


def phrase(text: str) -> Phrase:
    """Tokens of a raw text."""
    return tokens(fold(text))


def bare(found: Sequence[str]) -> Phrase:
    """The words alone, without the signs."""
    return tuple(found) if _SIGNS.isdisjoint(found) else tuple(token for token in found if token not in _SIGNS)


class PhraseIndex:
    """A set of phrases that can be asked for the longest one at a place of a line."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_first: dict[str, list[Phrase]] = {}
        for found in {phrase(text) for text in texts} - {()}:
            self._by_first.setdefault(found[0], []).append(found)
        for group in self._by_first.values():
            group.sort(key=len, reverse=True)

    @property
    def first_words(self) -> Iterator[str]:
        return iter(self._by_first)

    def at(self, line: Phrase, place: int = 0) -> int:
        """Number of tokens of the longest phrase that stands at ``place``; 0 when there is none."""
        group = self._by_first.get(line[place]) if place < len(line) else None
        if group is None:
            return 0
        return next((len(p) for p in group if line[place : place + len(p)] == p), 0)

    def anywhere(self, line: Phrase) -> Iterator[int]:
        """Places where a phrase stands."""
        return (place for place, token in enumerate(line) if token in self._by_first and self.at(line, place))

    def holds(self, line: Phrase) -> bool:
        return not self._by_first.keys().isdisjoint(line) and next(self.anywhere(line), None) is not None


@dataclass(frozen=True, slots=True)
class Notice:
    """One kind of boilerplate. ``words`` is the longest line that may be one."""

    name: str
    start: PhraseIndex
    alone: PhraseIndex
    anywhere: PhraseIndex
    together: tuple[PhraseIndex, ...]
    needs: PhraseIndex | None
    words: int

    @property
    def first_words(self) -> Iterator[str]:
        """A line without any of these is no such notice."""
        return chain.from_iterable(
            index.first_words for index in (self.start, self.alone, self.anywhere, *self.together)
        )

    def is_met_by(self, line: Phrase) -> bool:
        """True where the whole line is a notice of this kind."""
        if not line or len(line) > self.words:
            return False
        if self.alone.at(line) == len(line) or self.anywhere.holds(line):
            return True
        if self.together and all(group.holds(line) for group in self.together):
            return True
        return bool(self.start.at(line)) and (self.needs is None or self.needs.holds(line))


@dataclass(frozen=True, slots=True)
class ZoneWords:
    """All languages' lists together."""

    lead: PhraseIndex
    weak: PhraseIndex
    heading: PhraseIndex
    notices: tuple[Notice, ...]
    own: PhraseIndex
    notice_words: Mapping[str, frozenset[int]]
    """First word of a notice → numbers of the kinds that it may be."""

    def with_leads(self, texts: tuple[str, ...]) -> ZoneWords:
        """These lists and an outlet's own leads."""
        return replace(self, own=PhraseIndex(texts)) if texts else self

    def lead_at(self, line: Phrase) -> int:
        """Number of tokens of the lead that opens the line."""
        return self.lead.at(line) or self.own.at(line)

    def notice_in(self, line: Phrase) -> str:
        """Name of the first kind of notice that the line is; "" for none."""
        numbers = {number for word in self.notice_words.keys() & set(line) for number in self.notice_words[word]}
        return next((self.notices[n].name for n in sorted(numbers) if self.notices[n].is_met_by(line)), "")


@cache
def zone_words(path: Path = DATA) -> ZoneWords:
    """The lists of ``path``, read once."""
    languages: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    for code, lists in languages.items():
        _known(lists, _LANGUAGE_KEYS, f"{path.name}: [{code}]")
    made = tuple(_notice(notice, path) for lists in languages.values() for notice in lists.get("notice", ()))
    return ZoneWords(
        lead=_index(languages, "lead"),
        weak=_index(languages, "weak"),
        heading=_index(languages, "heading"),
        notices=made,
        own=PhraseIndex(()),
        notice_words=_by_first_word(made),
    )


def _by_first_word(notices: Sequence[Notice]) -> dict[str, frozenset[int]]:
    numbers: dict[str, set[int]] = {}
    for number, notice in enumerate(notices):
        for word in notice.first_words:
            numbers.setdefault(word, set()).add(number)
    return {word: frozenset(found) for word, found in numbers.items()}


def _index(languages: Mapping[str, Mapping[str, Any]], key: str) -> PhraseIndex:
    return PhraseIndex(text for lists in languages.values() for text in lists.get(key, ()))


def _notice(values: Mapping[str, Any], path: Path) -> Notice:
    _known(values, _NOTICE_KEYS, f"{path.name}: notice {values.get('name')!r}")
    return Notice(
        name=values["name"],
        start=PhraseIndex(values.get("start", ())),
        alone=PhraseIndex(values.get("alone", ())),
        anywhere=PhraseIndex(values.get("anywhere", ())),
        together=tuple(PhraseIndex(group) for group in values.get("all", ())),
        needs=PhraseIndex(values["needs"]) if "needs" in values else None,
        words=values["words"],
    )


def _known(values: Mapping[str, Any], keys: set[str], where: str) -> None:
    unknown = sorted(set(values) - keys)
    if unknown:
        raise ValueError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(keys))}")
