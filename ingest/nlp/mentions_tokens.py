"""Words of a text with their places, as names are matched on: folded, Arabic and Latin apart, clitics peeled.

Quick on purpose: everything that depends on one word alone is cached by the word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from graph.text import fold
from ingest.nlp.cutting import cut, rows

# Arabic letters with their marks, or letters and digits of anything else: "وGoogle" is two tokens.
_TOKEN = re.compile(
    "([\u0610-\u061a\u0620-\u0669\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06fc]+|[^\\W\u0600-\u06ff]+)"
)
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u0671-\u06d3]")
# What may stand between two tokens of one name: "al-Assad", "U.S.", "AT&T", "Sana'a".
_JOINT = re.compile(r"[ \u00a0\u202f\-‐‑'’.&/+]{0,3}\Z")
_CACHE = 1 << 17  # words; about 20 MB at most


class Form(NamedTuple):
    """A folded word without ``cut`` letters of clitics in front ("وللسعودية" → "السعودية")."""

    folded: str
    cut: int


class Token(NamedTuple):
    """The word at ``[start, end)``: ``folded`` by ``graph.text.fold``; ``forms`` what a name may begin as here.

    ``keys`` are the folded words of ``forms``, for quick tests whether any of them is known.
    """

    start: int
    end: int
    word: str
    folded: str
    arabic: bool
    forms: tuple[Form, ...]
    keys: tuple[str, ...]


@lru_cache(maxsize=_CACHE)
def folded(word: str) -> str:
    """``fold``, remembered."""
    return fold(word)


def tokens(text: str) -> list[Token]:
    """Words of ``text`` in order."""
    found = cut(_TOKEN, text)
    return rows(Token, found.starts, found.ends, found.words, *zip(*map(_seen, found.words), strict=True))


@lru_cache(maxsize=_CACHE)
def _seen(word: str) -> tuple[str, bool, tuple[Form, ...], tuple[str, ...]]:
    """The fields of ``Token`` that depend on the word alone."""
    key = folded(word)
    found = forms(key)
    return key, is_arabic(word), found, tuple(form.folded for form in found)


def is_arabic(word: str) -> bool:
    """True when the first letter is of the Arabic script."""
    return bool(_ARABIC_LETTER.match(word))


def joined(text: str, left: Token, right: Token) -> bool:
    """Whether two neighbouring tokens can belong to one name."""
    gap = text[left.end : right.start]
    return gap == " " or bool(_JOINT.match(gap))


@lru_cache(maxsize=_CACHE)
def forms(word: str) -> tuple[Form, ...]:
    """Folded word as written, then without the conjunction, then without the preposition: what a name may begin as."""
    if not is_arabic(word):
        return (Form(word, 0),)
    found = [Form(word, 0)]
    if word[0] in "وف" and len(word) > 3:
        found.append(Form(word[1:], 1))
    for base, letters in tuple(found):
        found.extend(_without_preposition(base, letters))
    return tuple(found)


def _without_preposition(word: str, cut: int) -> list[Form]:
    if word.startswith("لل") and len(word) > 4:
        return [Form("ال" + word[2:], cut + 1), Form(word[1:], cut + 1)]  # للسعودية → السعودية, للبنان → لبنان
    return [Form(word[1:], cut + 1)] if word[0] in "بلك" and len(word) > 3 else []
