"""Whether two names can be one person, organisation or place: part by part, with reasons in words.

::

    name ─ fold ─ titles, particles, legal forms off ─ parts ─┬─ persons: first and last must agree, what is between may lack
                                                              └─ others: every word must have its fellow, in any order

What the words cannot tell stays open: names made of everyday given names alone (محمد علي), kinds alone (the central bank).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Schema
from graph.resolve.parts import Parts, person, thing, without_son
from graph.resolve.spelling import alike
from graph.resolve.vocabulary import vocabulary
from graph.text import script_of, skeleton

OPEN = 0.6
"""Score of names that agree and yet tell too little."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How surely two names, or the entities that bear them, are one."""

    score: float
    reasons: tuple[str, ...] = ()


NO_MATCH = NameMatch(0.0)


def match_names(left: str, right: str, schema: Schema = Schema.PERSON) -> NameMatch:
    """Judge two names of one kind of thing. Symmetric."""
    if schema is Schema.PERSON:
        return _persons(person(left), person(right))
    return _things(thing(left), thing(right))


def _persons(left: Parts, right: Parts) -> NameMatch:
    shorter, longer = sorted((left, right), key=lambda parts: (len(parts.words), parts.words))
    loosely = left.foreign or right.foreign
    found = _in_order(shorter.words, longer.words, loosely=loosely)
    if found is None and not (left.by_father or right.by_father):
        found = _turned_round(shorter.words, longer.words, loosely=loosely)
    if found is None:
        return NO_MATCH
    return _weighed(_with_families(found, shorter, longer), shorter.words)


def _with_families(found: NameMatch, shorter: Parts, longer: Parts) -> NameMatch:
    """Where one name lacks parts of the other, the family's name must be the very same one, not a father's."""
    last = shorter.words[-1], longer.words[-1]
    lacking = len(shorter.words) != len(longer.words)
    changed = all(script_of(word) == "Arab" for word in last) and last[0] != last[1]
    if lacking and (changed or shorter.ends_in_father != longer.ends_in_father):
        return NameMatch(OPEN, (*found.reasons, "the last part may be another name"))
    return found


def _in_order(shorter: Sequence[str], longer: Sequence[str], *, loosely: bool) -> NameMatch | None:
    """First and last agree and the rest finds its place in order; None when not."""
    if len(shorter) < 2:
        return None
    first, last = _same(shorter[0], longer[0], loosely), _same(shorter[-1], longer[-1], loosely)
    middle = _placed(shorter[1:-1], longer[1:-1], loosely)
    if not first or not last or middle is None:
        return _beginning(shorter, longer, loosely=loosely)
    lacking = len(longer) - len(shorter)
    reasons = [_how((first, last, *middle))]
    if lacking:
        reasons.append(f"{lacking} middle {'part' if lacking == 1 else 'parts'} in one of them only")
    return NameMatch(min(first, last, *middle) - 0.02 * lacking, tuple(reasons))


def _beginning(shorter: Sequence[str], longer: Sequence[str], *, loosely: bool) -> NameMatch | None:
    """Three parts and more that the longer name begins with."""
    if len(shorter) < 3 or len(shorter) == len(longer):
        return None
    scores = [_same(a, b, loosely) for a, b in zip(shorter, longer, strict=False)]
    return NameMatch(min(scores) - 0.03, (_how(scores), "the longer one goes on")) if all(scores) else None


def _placed(shorter: Sequence[str], longer: Sequence[str], loosely: bool) -> list[float] | None:
    """Scores of middle parts; None when one of the shorter name has no fellow in order."""
    scores: list[float] = []
    at = 0
    for word in shorter:
        found = next(
            ((i, s) for i, other in enumerate(longer[at:], at) if (s := _same_middle(word, other, loosely))), None
        )
        if found is None:
            return None
        at = found[0] + 1
        scores.append(found[1])
    return scores


def _same_middle(left: str, right: str, loosely: bool) -> float:
    """A middle part may be its first letter alone."""
    if 1 in (len(left), len(right)):
        return 0.95 if left[0] == right[0] else 0.0
    return _same(left, right, loosely)


def _turned_round(left: Sequence[str], right: Sequence[str], *, loosely: bool) -> NameMatch | None:
    """The same two parts, the surname first in one of them; not where both are given names."""
    if len(left) != 2 or len(right) != 2:
        return None
    scores = [_same(left[0], right[1], loosely), _same(left[1], right[0], loosely)]
    if not all(scores) or _everyday(left):
        return None
    return NameMatch(min(scores) - 0.03, (_how(scores), "the parts are in another order"))


def _same(left: str, right: str, loosely: bool) -> float:
    """Part by part; a compound agrees in both of its halves."""
    a, b = left.split("+"), right.split("+")
    if len(a) != len(b):
        return 0.0
    score = min(alike(x, y, loosely=loosely or len(a) > 1) for x, y in zip(a, b, strict=True))
    sons = [without_son(word) for word in (left, right)]
    return score or (alike(*sons, loosely=True) if sons != [left, right] else 0.0)


def _everyday(words: Sequence[str]) -> bool:
    return all(word in vocabulary().given for word in words)


def _weighed(found: NameMatch, words: Sequence[str]) -> NameMatch:
    """Names of one letter, and everyday names alone, do not tell who it is."""
    if sum(len(word) > 1 for word in words) < 2:
        return NO_MATCH
    if _everyday(words):
        return NameMatch(OPEN, (*found.reasons, "everyday names that many people bear"))
    return NameMatch(round(found.score, 4), found.reasons)


_LEAST_LETTERS = 5  # of what tells two things apart, all words together
_LEAST_CONSONANTS = 4


def _things(left: Parts, right: Parts) -> NameMatch:
    """Every word of the one has its fellow in the other; kinds and numbers are the same."""
    loosely = left.foreign or right.foreign
    if left.kinds != right.kinds or len(left.words) != len(right.words):
        return NO_MATCH
    scores = _fellows(left.words, right.words, loosely)
    if scores is None:
        return NO_MATCH
    if not left.words:
        return NameMatch(OPEN, (f"both are called only {' '.join(sorted(left.kinds))}",)) if left.kinds else NO_MATCH
    if not _enough(left, right):
        return NO_MATCH
    kinds = (f"both a {' '.join(sorted(left.kinds))}",) if left.kinds else ()
    return NameMatch(min(scores), (_how(scores), *kinds))


def _enough(left: Parts, right: Parts) -> bool:
    """There are letters enough to tell it by; of a single word that was only heard, consonants enough."""
    letters = min(sum(map(len, words)) for words in (left.words, right.words))
    if letters + 2 * len(left.kinds) < _LEAST_LETTERS:
        return False
    single = len(left.words) == 1 and not left.kinds
    heard = single and script_of(left.words[0]) != script_of(right.words[0])
    return not heard or min(len(skeleton(words[0])) for words in (left.words, right.words)) >= _LEAST_CONSONANTS


def _fellows(left: Sequence[str], right: Sequence[str], loosely: bool) -> list[float] | None:
    waiting, scores = list(right), []
    for word in left:
        found = max(((_same_word(word, other, loosely), -i) for i, other in enumerate(waiting)), default=(0.0, 0))
        if not found[0]:
            return None
        scores.append(found[0])
        waiting.pop(-found[1])
    return scores


def _same_word(left: str, right: str, loosely: bool) -> float:
    """Numbers and very short words are themselves only."""
    if left.isdigit() or right.isdigit() or min(len(left), len(right)) < 3:
        return float(left == right)
    return alike(left, right, loosely=loosely)


def _how(scores: Sequence[float]) -> str:
    lowest = min(scores)
    if lowest == 1.0:
        return "the same words"
    if lowest >= 0.98:
        return "spellings of the same given name"
    return "spellings of the same words" if lowest > 0.9 else "the same sounds in two scripts"
