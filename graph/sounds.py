"""How a name in Latin letters is written in Arabic ones: chances of letters, learned from pairs of names.

``graph/sounds.json`` says of each short run of Latin letters which Arabic letters stand for it and how often ("sh" → "ش"
.79, "ou" → "و" .6, "e" → "" .4, ...). ``scripts/build_sounds.py`` learns it from 1,000 pairs of Wikidata (CC0) by lining the
names up in every possible way (expectation maximisation), and measures it on names that were not learned from.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from graph.text import fold, script_of, skeleton

Chances = Mapping[str, Mapping[str, float]]
"""Latin letters → Arabic letters → chance. "" → letter: one that is heard from no letter."""
Arc = tuple[int, int, int, int, float]
"""Latin from, Arabic from, Latin to, Arabic to (in letters), and the chance that the one run stands for the other."""

LATIN_RUN, ARABIC_RUN = 4, 2
"""Longest runs that stand for one another: "tsch", "كس"."""
_START = "^"
_SPELLED = str.maketrans({"š": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ć": "ch", "ž": "zh"})
_DOUBLED = re.compile(r"([^aeiou])\1+")
_ARTICLE = "ال"
_ARTICLE_DROPPED = math.log(0.3)  # how often a Latin spelling lacks the article
_BARE = 3  # letters left without the article, at least
_LOOKED_AT = 100  # candidates whose chance is computed: the nearest by rough spelling
_NONE = -690.0  # logarithm of no chance
_HOPELESS = 5.0  # logarithm below the best so far: not worked out
_COUNTS = 1e-5  # of the likeliest place in a line: less is not followed
_NEVER_SEEN = 0.3  # of ``unseen``: what the pairs do not show is rarer than what was assumed before them


def latin_letters(word: str) -> str:
    """A word as the table has it: ASCII in small letters, doubled consonants once (Arabic writes no more), its start marked."""
    plain = anyascii(unicodedata.normalize("NFC", word).translate(_SPELLED)).lower()
    return _START + _DOUBLED.sub(r"\1", plain)


def arabic_letters(word: str) -> str:
    """A word as the table has it: folded, its start marked."""
    return _START + fold(word)


def unseen(latin: str, arabic: str) -> float:
    """Chance of a pair that was never learned: small, smaller the longer it is; a vowel is easily lost."""
    if not arabic:
        return 0.1 if latin in "aeiouywh'-" else 1e-3
    return float(1e-3 * 0.05 ** max(len(latin) - 1, 0) * 0.05 ** (len(arabic) - 1))


_Run = tuple[int, Mapping[str, float], tuple[float, ...]]
"""Length of a Latin run, the chances of what it stands for, and those of anything else by its length."""
_Piece = tuple[int, str]
"""Where an Arabic run ends, and its letters."""


@cache
def _rare(run: str) -> tuple[float, ...]:
    """Chance of what a run was never seen to stand for: none, one, two letters. A letter heard from none is one letter."""
    if len(run) > 1:
        return (0.0,) * (ARABIC_RUN + 1)
    chances = [_NEVER_SEEN * unseen(run, "x" * length) for length in range(ARABIC_RUN + 1)]
    return tuple(chances) if run else (0.0, chances[1], 0.0)


def _ends(arabic: str) -> list[list[_Piece]]:
    """From each place on: the runs that begin there, the empty one first."""
    size = len(arabic)
    return [[(end, arabic[j:end]) for end in range(j, min(j + ARABIC_RUN, size) + 1)] for j in range(size + 1)]


def _steps(starting: Sequence[_Run], pieces: Sequence[_Piece]) -> Iterator[tuple[int, int, float]]:
    for length, known, rare in starting:
        for end, letters in pieces:
            chance = known.get(letters) or rare[len(letters)]
            if chance:
                yield length, end, chance


@dataclass(frozen=True)
class Sounds:
    """A table of chances, and what it says of two words."""

    chances: Chances

    def arcs(self, latin: str, arabic: str) -> Iterator[Arc]:
        """Every way in which a run of the one may stand for a run of the other, from the start on.

        A single letter may stand for any; longer Latin runs only for what they were learned to.
        """
        ends = _ends(arabic)
        for i in range(len(latin) + 1):
            starting = self._runs(latin[i : i + LATIN_RUN])
            for j, pieces in enumerate(ends):
                for length, end, chance in _steps(starting, pieces):
                    yield i, j, i + length, end, chance

    def chance(self, latin: str, arabic: str, *, least: float = 0.0) -> float:
        """Chance that these Latin letters are written with those Arabic ones, by all ways to line them up that count.

        0 as soon as it is clear that it is below ``least``.
        """
        ends = _ends(arabic)
        sums = [[0.0] * len(ends) for _ in range(len(latin) + 1)]
        sums[0][0] = 1.0
        for i, line in enumerate(sums):
            if sum(map(sum, sums[i : i + LATIN_RUN])) < least:  # every way to the end goes through one of these lines
                return 0.0
            starting, ignored = self._runs(latin[i : i + LATIN_RUN]), max(line) * _COUNTS
            for j, pieces in enumerate(ends):
                if line[j] > ignored:
                    for length, end, chance in _steps(starting, pieces):
                        sums[i + length][end] += line[j] * chance
        return sums[-1][-1]

    def _runs(self, latin: str) -> list[_Run]:
        """Nothing, the first letter, and the longer beginnings that the table has, each with what it stands for."""
        beginnings = [latin[:length] for length in range(len(latin) + 1)]
        return [
            (len(run), self.chances.get(run, {}), _rare(run))
            for run in beginnings
            if len(run) < 2 or run in self.chances
        ]

    def log_chance(self, latin: str, arabic: str, *, least: float = _NONE) -> float:
        """Natural logarithm of the chance that the Latin word is written as the Arabic one, with or without its article.

        Far below ``least`` it is not worked out.
        """
        latin, arabic = latin_letters(latin), arabic_letters(arabic)
        whole = _log(self.chance(latin, arabic, least=math.exp(least)))
        bare = arabic.removeprefix(_START + _ARTICLE)
        if bare == arabic or len(bare) < _BARE:
            return whole
        return max(whole, _log(self.chance(latin, _START + bare, least=math.exp(least))) + _ARTICLE_DROPPED)


@cache
def sounds() -> Sounds:
    """The table that comes with the product."""
    return Sounds(json.loads(Path(__file__).with_suffix(".json").read_text("utf-8")))


@lru_cache(maxsize=50_000)
def likeness(left: str, right: str) -> float:
    """How well two words, one in Latin and one in Arabic letters, fit: mean chance of an Arabic letter, 0 to 1."""
    latin, arabic = (left, right) if script_of(right) == "Arab" else (right, left)
    letters = max(len(arabic_letters(arabic)) - len(_START), 1)
    return min(math.exp(sounds().log_chance(latin, arabic) / letters), 1.0)


def ranked(name: str, candidates: Iterable[str], *, by: Sounds | None = None) -> list[str]:
    """Candidates in the other script by how well they fit ``name``, best first; those far off in rough order behind."""
    table = by or sounds()
    order = _roughly(name, sorted(set(candidates)))
    near, far = order[:_LOOKED_AT], order[_LOOKED_AT:]
    if script_of(name) == "Arab":
        return _by_chance(name, near, table) + far
    return sorted(near, key=lambda other: -table.log_chance(name, other) / len(arabic_letters(other))) + far


def _by_chance(name: str, candidates: Sequence[str], table: Sounds) -> list[str]:
    """The same Arabic word for all: its chances under each can be compared as they are, and hopeless ones left alone."""
    best, found = _NONE, []
    for other in candidates:
        chance = table.log_chance(other, name, least=best - _HOPELESS)
        best = max(best, chance)
        found.append((chance, other))
    return [other for _, other in sorted(found, key=lambda pair: -pair[0])]


def _roughly(name: str, candidates: Sequence[str]) -> list[str]:
    heard, spelled, near = skeleton(name), anyascii(fold(name)), Levenshtein.normalized_similarity

    def rough(other: str) -> float:
        return -max(near(heard, skeleton(other)), near(spelled, anyascii(fold(other))))

    return sorted(candidates, key=rough)


def _log(chance: float) -> float:
    return math.log(chance) if chance > 0 else _NONE
