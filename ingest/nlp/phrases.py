"""``Phrases``: fixed words and phrases of a lexicon, found in a text with their places. Words are compared folded.

"stem*" stands for every word that begins so. A word written joined to a conjunction or an article is met by its bare form
too (``graph.text.match_forms``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from graph.text import fold, match_forms
from ingest.nlp.draft import Range

T = TypeVar("T")
_TOKEN = re.compile(r"\w[\w\u0610-\u061a\u064b-\u0652\u0670\u0640]*(?:['’]\w+)?")
_ELIDED = re.compile("^(?:[cdjlmnst]|[a-z]*qu)'(?=[a-z]{2})")
"""What is written joined to the next word and lost its vowel: l'autorisation, qu'elle."""
_STEM = 3
"""Letters by which stems are looked up; a shorter stem is refused."""


class Token(NamedTuple):
    """One word of the text with the folded forms that it is met by."""

    place: Range
    forms: tuple[str, ...]
    written: str


def tokens(text: str, span: Range) -> list[Token]:
    """Words of ``text`` inside ``span``."""
    found = _TOKEN.finditer(text, span.start, span.end)
    return [Token(Range(*m.span()), _forms(m.group()), m.group()) for m in found]


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    folded = fold(word).replace("’", "'")
    whole = _ELIDED.sub("", folded)
    return match_forms(folded) if whole == folded else (*match_forms(folded), whole)


class Phrases(Generic[T]):
    """A table from phrases to values; the longest phrase at a place wins."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
        self._stems: dict[str, list[tuple[str, T]]] = defaultdict(list)
        for phrase, value in entries:
            self._add(phrase, value)
        for same in self._exact.values():
            same.sort(key=lambda entry: -len(entry[0]))

    def _add(self, phrase: str, value: T) -> None:
        if phrase.endswith("*"):
            stem = fold(phrase[:-1])
            if len(stem) < _STEM or " " in stem:
                raise ValueError(f"a stem is one word of at least {_STEM} letters: {phrase!r}")
            self._stems[stem[:_STEM]].append((stem, value))
        else:
            first, *rest = fold(phrase).replace("’", "'").split()
            self._exact[first].append(((first, *rest), value))

    def find(self, words: list[Token]) -> Iterator[tuple[Range, T]]:
        """Every phrase in ``words`` with its place and value, from left to right, without overlaps."""
        at = 0
        while at < len(words):
            hit = self._at(words, at)
            if hit is None:
                at += 1
                continue
            length, value = hit
            yield Range(words[at].place.start, words[at + length - 1].place.end), value
            at += length

    def _at(self, words: list[Token], at: int) -> tuple[int, T] | None:
        for form in words[at].forms:
            for phrase, value in self._exact.get(form, ()):
                if self._fits(words, at, phrase):
                    return len(phrase), value
            for stem, value in self._stems.get(form[:_STEM], ()):
                if form.startswith(stem):
                    return 1, value
        return None

    def _fits(self, words: list[Token], at: int, phrase: tuple[str, ...]) -> bool:
        if at + len(phrase) > len(words):
            return False
        return all(part in words[at + k].forms for k, part in enumerate(phrase) if k)
