"""Two scripts side by side: "أوبن إيه أي OpenAI", "ماري لوكيه (Marie Lauquet)". The text itself says that they are one.

Where one side is known already, the other is its alias; where neither is, the Arabic words that sound like the Latin
ones are found by their consonants, letters spelled out (جي بي تي = GPT) read as letters.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from graph.model import Label
from graph.text import skeleton
from ingest.nlp.mentions_guess import SCHEMAS, Guess, Taken
from ingest.nlp.mentions_lookup import Words
from ingest.nlp.mentions_patterns import Patterns

_GAPS = (" ", "\u00a0", " (", " [", " «", ' "', " “", "/", " / ")
_MOST = 5  # words on either side
_ALIKE = 0.7
"""Least likeness of the consonants of the two sides: they need not be equal, they stand side by side."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two guesses for one thing; ``left`` comes first in the text."""

    left: Guess
    right: Guess


def pairs(words: Words, patterns: Patterns | None, taken: Taken, company_words: Container[str] = ()) -> Iterator[Pair]:
    """Every place where the script changes inside what may be one name, read as a pair where it is one.

    ``company_words``: folded last words that tell an organisation (Labs, Systems).
    """
    arabic = [token.arabic for token in words.tokens]
    for at in [at for at, (left, right) in enumerate(pairwise(arabic), 1) if left is not right]:
        if _is_seam(words, at):
            found = _pair(words, patterns, taken, at, company_words)
            if found is not None:
                yield found


def _is_seam(words: Words, at: int) -> bool:
    """Token ``at``, of another script than the one before, may name the same thing."""
    left, right = words.tokens[at - 1], words.tokens[at]
    lettered = left.word[0].isalpha() and right.word[0].isalpha()
    return lettered and words.text[left.end : right.start] in _GAPS


def _pair(words: Words, patterns: Patterns | None, taken: Taken, at: int, company_words: Container[str]) -> Pair | None:
    arabic_first = words.tokens[at - 1].arabic
    latin = _latin(words, at, 1) if arabic_first else _latin(words, at - 1, -1)
    if latin is None:
        return None
    spelled = _sound(" ".join(t.word for t in words.tokens[latin[0] : latin[1] + 1]))
    arabic = _arabic(words, patterns, taken, (at - 1, -1) if arabic_first else (at, 1), spelled)
    if arabic is None:
        return None
    sides = _Sides(arabic, latin)
    label = _label(words, patterns, sides, company_words)
    first, second = _labelled(taken, sides, label)
    return Pair(first, second) if arabic_first else Pair(second, first)


def _latin(words: Words, at: int, step: int) -> tuple[int, int] | None:
    """Capitalised Latin words from ``at`` on, in the direction of ``step``."""
    end = at
    if not _capital(words, at):
        return None
    while 0 <= end + step < len(words.tokens) and abs(end + step - at) < _MOST and _capital(words, end + step):
        if not words.joined(min(end, end + step)):
            break
        end += step
    return (min(at, end), max(at, end))


def _capital(words: Words, at: int) -> bool:
    token = words.tokens[at]
    return not token.arabic and token.word != token.word.lower()


def _arabic(
    words: Words, patterns: Patterns | None, taken: Taken, side: tuple[int, int], spelled: str
) -> tuple[int, int] | None:
    """The Arabic words of the pair: those that sound like ``spelled``, or what is named there already."""
    at, step = side
    best: tuple[float, int, tuple[int, int]] | None = None
    for size in range(1, _MOST + 1):
        end = at + step * (size - 1)
        if not 0 <= end < len(words.tokens) or not words.tokens[end].arabic:
            break
        if size > 1 and not words.joined(min(end, end - step)):
            break
        span = (min(at, end), max(at, end))
        likeness = _likeness(_sound(_read(words, patterns, span)), spelled)
        if likeness >= _ALIKE and (best is None or likeness > best[0]):
            best = (likeness, size, span)
    if best is not None:
        return best[2]
    held = taken[at]
    return (held.first, held.last) if held is not None and held.key is not None else None


def _read(words: Words, patterns: Patterns | None, span: tuple[int, int]) -> str:
    """The Arabic words, letters spelled out read as letters."""
    letters = patterns.letters if patterns is not None else {}
    tokens = words.tokens[span[0] : span[1] + 1]
    return " ".join(letters.get(t.folded, t.word) if len(tokens) > 1 else t.word for t in tokens)


def _sound(name: str) -> str:
    return skeleton(name).replace(" ", "")


def _likeness(left: str, right: str) -> float:
    return Levenshtein.normalized_similarity(left, right) if min(len(left), len(right)) > 1 else 0.0


@dataclass(frozen=True, slots=True)
class _Sides:
    """First and last tokens of both sides."""

    arabic: tuple[int, int]
    latin: tuple[int, int]


def _label(words: Words, patterns: Patterns | None, sides: _Sides, company_words: Container[str]) -> Label:
    """What an unknown pair is: what is announced before it, else by the shape of the Latin side."""
    before = min(sides.arabic[0], sides.latin[0]) - 1
    if patterns is not None and before >= 0:
        keys = words.tokens[before].keys
        trigger = next((patterns.triggers[key] for key in keys if key in patterns.triggers), None)
        if trigger is not None:
            return trigger.label
    latin = words.tokens[sides.latin[0] : sides.latin[1] + 1]
    plain = all(token.word[1:] == token.word[1:].lower() for token in latin)
    person = (
        plain and latin[-1].folded not in company_words and 2 <= len(latin) <= 3 and sides.arabic[1] > sides.arabic[0]
    )
    return Label.PER if person else Label.ORG


def _labelled(taken: Taken, sides: _Sides, label: Label) -> tuple[Guess, Guess]:
    """The two sides as guesses of one kind: what the gazetteer knows of either holds for both."""
    held = [g for span in (sides.latin, sides.arabic) if (g := _held(taken, span)) is not None and g.key is not None]
    known = next((g for g in held if (g.first, g.last) in (sides.latin, sides.arabic)), None)
    schema = known.schema if known is not None else SCHEMAS[label]
    label = known.label if known is not None else label

    def side(span: tuple[int, int]) -> Guess:
        own = _held(taken, span)
        if own is not None and own.key is not None and (own.first, own.last) == span:
            return replace(own, rule="pair")
        return Guess(first=span[0], last=span[1], label=label, schema=schema, rule="pair")

    return side(sides.arabic), side(sides.latin)


def _held(taken: Taken, span: tuple[int, int]) -> Guess | None:
    return next((g for i in range(span[0], span[1] + 1) if (g := taken[i]) is not None), None)
