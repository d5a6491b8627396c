"""Spans as sets of words: quotation marks, commas and blanks at their edges never matter.

Words are runs of letters, digits and combining marks. Marks of quotations are read here anew, by simpler rules than the
engine's own: what is measured must not measure itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from graph.model import Mode

Place = tuple[int, int]
"""Half-open ``[start, end)`` in code points of the text."""
Numbers = frozenset[int]
"""Numbers of words in their text."""

WORD = re.compile(r"[\w\u0610-\u061a\u064b-\u065f\u0670]+")  # a vocalised Arabic word stays one word
_COMPLEMENTISER = re.compile(r"^(that|que|qu|dass|[وف]?[بل]?[أإاآ]ن(?:ه|ها|هم|هما|هن|نا|ني|ك|كم|ي|ا)?)$", re.IGNORECASE)
_MARK = re.compile("[“«„‹”»‟›\"]|''|``|’’|‘‘")
_OPEN, _CLOSE = "“«„‹", "”»‟›"
_STRAIGHT = '"'
_MOSTLY = 0.95
"""Share of quoted words from which a content is direct."""


class TextWords:
    """A text cut into words, asked for the words of spans."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._places = [found.span() for found in WORD.finditer(text)]
        self._starts = [start for start, _ in self._places]
        self._ends = [end for _, end in self._places]

    def __len__(self) -> int:
        return len(self._places)

    def at(self, place: Place | None) -> Numbers:
        """Words that ``place`` touches."""
        if place is None:
            return frozenset()
        return frozenset(range(bisect_right(self._ends, place[0]), bisect_left(self._starts, place[1])))

    def of(self, places: Iterable[Place]) -> Numbers:
        return frozenset().union(*(self.at(place) for place in places))

    def content(self, places: Iterable[Place]) -> Numbers:
        """Words of a content, without a complementiser in front: "that", "que", "أن"."""
        found = self.of(places)
        if len(found) < 2:
            return found
        first = min(found)
        start, end = self._places[first]
        return found - {first} if _COMPLEMENTISER.match(self.text[start:end]) else found

    def mode(self, places: Iterable[Place]) -> Mode:
        """How much of a content stands in quotation marks."""
        wanted = self.of(places)
        quoted = len(wanted & self._quoted)
        if not quoted:
            return Mode.INDIRECT
        return Mode.DIRECT if quoted >= _MOSTLY * len(wanted) else Mode.MIXED

    @cached_property
    def _quoted(self) -> Numbers:
        return self.of(quoted(self.text))


def quoted(text: str) -> list[Place]:
    """Insides of quotations. Marks pair up inside a paragraph; a curly one left open runs to the paragraph's end."""
    found: list[Place] = []
    start = 0
    for paragraph in text.split("\n"):
        found += [(start + a, start + b) for a, b in _quoted_in(paragraph) if b > a]
        start += len(paragraph) + 1
    return found


def _quoted_in(paragraph: str) -> Iterable[Place]:
    opened, kind = -1, ""
    for mark in _MARK.finditer(paragraph):
        sign = mark.group()
        if opened < 0:
            opened, kind = (mark.end(), sign) if sign not in _CLOSE else (-1, "")
        elif _closes(sign, kind):
            yield opened, mark.start()
            opened = -1
    if opened >= 0 and kind in _OPEN and len(paragraph) - opened > 1:
        yield opened, len(paragraph)


def _closes(sign: str, kind: str) -> bool:
    if kind in _OPEN:
        return sign in _CLOSE or sign == _STRAIGHT
    if kind == _STRAIGHT:
        return sign in (_STRAIGHT, "”")
    return len(sign) == 2  # doubled marks open and close alike
