"""Names taken apart: what names somebody, without titles, particles, legal forms and words for kinds. Pure.

Which words those are, and which compounds there are, is data: ``names.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.resolve.vocabulary import vocabulary
from graph.text import fold

_CUT = re.compile(r"[\s.,\-\u2010-\u2015()\"«»“”]+")
_ARTICLE = re.compile(r"^ال(?=\w{2})")


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart. ``by_father``: a father is named in it, ``ends_in_father``: by the last word; ``foreign``: words of
    another script in Latin letters."""

    words: tuple[str, ...]
    kinds: frozenset[str] = frozenset()
    by_father: bool = False
    ends_in_father: bool = False
    foreign: bool = False


@lru_cache(maxsize=50_000)
def person(name: str) -> Parts:
    """A person's name without titles and particles; compounds (عبد الله, Nour el-Din) are one part."""
    known = vocabulary()
    words = _without_titles([word for word in _CUT.split(fold(name)) if word])
    compound = any(pattern.match(word) for pattern, _ in known.beginnings for word in words)
    foreign = compound or any(word in known.transliterated or word in known.transcribed for word in words)
    by_father = any(word in known.fathers for word in words[1:])
    at_end = words[-2:-1] != [] and words[-2] in known.fathers
    return Parts(tuple(_compounds(words)), by_father=by_father, ends_in_father=at_end, foreign=foreign)


def _without_titles(words: list[str]) -> list[str]:
    titles = vocabulary().titles
    start = 0
    while start < len(words) - 2 and words[start] in titles:
        start += 1
    if start == len(words) - 2 and words[start] in titles and words[start] not in vocabulary().particles:
        start += 1
    return words[start:]


def _compounds(words: Sequence[str]) -> list[str]:
    """Parts of a name; the two halves of a compound are joined by a plus, the common one as a sign."""
    known = vocabulary()
    parts: list[str] = []
    sign = ""
    for word in words:
        if word in known.openers:
            sign = known.openers[word]
        elif word in known.closers and parts:
            parts[-1] += f"+{known.closers[word]}"
        elif word not in known.particles:
            parts.append(f"{sign}+{_bare(word)}" if sign else _part(word))
            sign = ""
    return parts


def _part(word: str) -> str:
    """A word that may be a compound written in one."""
    known = vocabulary()
    for pattern, sign in known.beginnings:
        if begun := pattern.match(word):
            return f"{sign}+{_bare(word[begun.end() :])}"
    for pattern, sign in known.endings:
        if ended := pattern.search(word):
            return f"{word[: ended.start()]}+{sign}"
    return word


def without_son(word: str) -> str:
    """A family's name without the "son of" that may be written as its beginning."""
    return vocabulary().son.sub("", word)


def _bare(word: str) -> str:
    return _ARTICLE.sub("", word)


@lru_cache(maxsize=50_000)
def thing(name: str) -> Parts:
    """The name of anything else: what is left out is left out, words for its kind are named the same in any language."""
    known = vocabulary()
    words = [word for word in _CUT.split(fold(name)) if word and word not in known.left_out]
    kinds = frozenset(known.kinds[word] for word in words if word in known.kinds)
    foreign = any(part in known.transliterated for part in _CUT.split(fold(name)))
    return Parts(tuple(word for word in words if word not in known.kinds), kinds=kinds, foreign=foreign)
