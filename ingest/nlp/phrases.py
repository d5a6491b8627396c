"""``Phrases``: fixed words and phrases of a lexicon, found in a text with their places. Words are compared folded.

"stem*" stands for every word that begins so. A word written joined to a conjunction or an article is met by its bare form
too (``graph.text.match_forms``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from graph.text import fold, match_forms
from ingest.nlp.cutting import cut, rows
from ingest.nlp.draft import Range

T = TypeVar("T")
_TOKEN = re.compile(r"(\w[\w\u0610-\u061a\u064b-\u0652\u0670\u0640]*(?:['’]\w+)?)")
_ELIDED = re.compile("^(?:[cdjlmnst]|[a-z]*qu)'(?=[a-z]{2})")
"""What is written joined to the next word and lost its vowel: l'autorisation, qu'elle."""
_REMEMBERED = 1 << 14
"""Words whose phrases are remembered, for each table."""
_STEM = 3
"""Letters by which stems are looked up; a shorter stem is refused."""


class Token(NamedTuple):
    """One word of the text with the folded forms that it is met by."""

    place: Range
    forms: tuple[str, ...]
    written: str


def tokens(text: str) -> list[Token]:
    """Words of ``text`` in order."""
    found = cut(_TOKEN, text)
    return rows(Token, rows(Range, found.starts, found.ends), map(_forms, found.words), found.words)


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    folded = fold(word).replace("’", "'")
    whole = _ELIDED.sub("", folded) if "'" in folded else folded
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
        self._beginning = lru_cache(maxsize=_REMEMBERED)(self._entries)

    def _add(self, phrase: str, value: T) -> None:
        if phrase.endswith("*"):
            stem = fold(phrase[:-1])
            if len(stem) < _STEM or " " in stem:
                raise ValueError(f"a stem is one word of at least {_STEM} letters: {phrase!r}")
            self._stems[stem[:_STEM]].append((stem, value))
        else:
            first, *rest = fold(phrase).replace("’", "'").split()
            self._exact[first].append(((first, *rest), value))

    def find(self, words: Sequence[Token]) -> Iterator[tuple[Range, T]]:
        """Every phrase in ``words`` with its place and value, from left to right, without overlaps."""
        free = 0
        for at, beginning in enumerate(map(self._beginning, [word.forms for word in words])):
            if not beginning or at < free:
                continue
            for phrase, value in beginning:
                if self._fits(words, at, phrase):
                    free = at + len(phrase)
                    yield Range(words[at].place.start, words[free - 1].place.end), value
                    break

    def _entries(self, forms: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], T], ...]:
        """What may begin with a word of these forms; a form's phrases, longest first, before its stems."""
        found: list[tuple[tuple[str, ...], T]] = []
        for form in forms:
            found += self._exact.get(form, ())
            found += [((stem,), value) for stem, value in self._stems.get(form[:_STEM], ()) if form.startswith(stem)]
        return tuple(found)

    def _fits(self, words: Sequence[Token], at: int, phrase: tuple[str, ...]) -> bool:
        """The words after the first, which has been looked up, are those of ``phrase``."""
        if at + len(phrase) > len(words):
            return False
        return all(part in words[at + k].forms for k, part in enumerate(phrase) if k)
