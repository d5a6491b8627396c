"""From words to places: which occurrence of each string of an annotation is meant.

Cue, source and content of one attribution lie close together, so of all ways to place them the shortest stretch of text is
taken, roles not overlapping. A second way that is nearly as short is an error: the annotator says which with ``near``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from ingest.evaluation.words import WORD, Place

_CLEAR = 30
"""Code points by which another placing of cue and content must be longer for the shortest to be plainly meant."""
_MOST = 20_000
"""Ways to place one attribution that are compared; more means that hardly a string of it is its own."""


class PlacingError(ValueError):
    """A string does not stand in the text, or it is not plain which occurrence is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Strings of one attribution; "" and () where there is none. ``near`` holds the cue and stands once."""

    cue: str = ""
    source: str = ""
    content: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    hedge: tuple[str, ...] = ()
    claimant: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The same in offsets."""

    cue: Place | None
    source: Place | None
    content: tuple[Place, ...]
    target: tuple[Place, ...]
    hedge: tuple[Place, ...]
    claimant: Place | None


def place(wanted: Wanted, text: str) -> Placed:
    """The place of every string. Raises ``PlacingError`` with the role and the string that is wrong."""
    if not (wanted.cue or wanted.content):
        raise PlacingError("neither cue nor content")
    cue, source, content = _core(wanted, text)
    core = [p for p in (cue, source, *content) if p]
    return Placed(
        cue=cue,
        source=source,
        content=content,
        target=tuple(_closest("target", s, text, core) for s in wanted.target),
        hedge=tuple(_closest("hedge", s, text, core) for s in wanted.hedge),
        claimant=_before(wanted.claimant, text, cue or content[0]) if wanted.claimant else None,
    )


def _core(wanted: Wanted, text: str) -> tuple[Place | None, Place | None, tuple[Place, ...]]:
    roles = [("cue", wanted.cue), ("source", wanted.source), *(("content", c) for c in wanted.content)]
    given = [(role, string) for role, string in roles if string]
    scope = _once("near", wanted.near, text) if wanted.near else None
    choices = [_within(scope, _occurrences(role, string, text)) for role, string in given]
    best = _shortest(choices, [role for role, _ in given], text)
    by_role = list(zip((role for role, _ in given), best, strict=True))
    cue = next((p for role, p in by_role if role == "cue"), None)
    source = next((p for role, p in by_role if role == "source"), None)
    return cue, source, tuple(p for role, p in by_role if role == "content")


def _shortest(choices: Sequence[Sequence[Place]], roles: Sequence[str], text: str) -> tuple[Place, ...]:
    ways = 1
    for places in choices:
        ways *= len(places)
    if ways > _MOST:
        raise PlacingError("its strings stand too often in the text: add near, a passage that stands once")
    whole = [way for way in product(*choices) if not _overlap(way)] or list(product(*choices))
    ranked = sorted(whole, key=lambda way: (_length(way), _gap(way[0], way[1]) if len(way) > 1 else 0))
    best = ranked[0]
    for other in ranked[1:]:
        if _length(other) - _length(best) >= _CLEAR:
            break
        for role, mine, rival in zip(roles, best, other, strict=True):
            if mine != rival and role != "source":
                raise PlacingError(_ambiguous(role, text, mine, rival))
    return best


def _ambiguous(role: str, text: str, *places: Place) -> str:
    word = text[slice(*places[0])]
    where = " or ".join(f"line {text.count(chr(10), 0, start) + 1} ({_around(text, start)})" for start, _ in places)
    return f"{role} {word!r} may be the one in {where}: add near, a passage that stands once and holds the cue"


def _around(text: str, at: int) -> str:
    return "..." + text[max(0, at - 20) : at + 25].replace("\n", " ") + "..."


def _occurrences(role: str, string: str, text: str) -> list[Place]:
    """Places of ``string`` as whole words."""
    found = [m.span() for m in re.finditer(re.escape(string), text)]
    whole = [p for p in found if not (_inside_word(text, p[0]) or _inside_word(text, p[1]))]
    if not whole:
        how = "only inside words" if found else "not"
        raise PlacingError(f"{role} {string!r} stands {how} in the text")
    return whole


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and bool(WORD.fullmatch(text[at - 1 : at + 1]))


def _once(role: str, string: str, text: str) -> Place:
    found = _occurrences(role, string, text)
    if len(found) > 1:
        raise PlacingError(f"{role} {string!r} stands {len(found)} times in the text: make it longer")
    return found[0]


def _within(scope: Place | None, places: list[Place]) -> list[Place]:
    """Those inside ``scope``; all where none is: a content may lie outside."""
    if scope is None:
        return places
    return [p for p in places if scope[0] <= p[0] and p[1] <= scope[1]] or places


def _closest(role: str, string: str, text: str, core: Sequence[Place]) -> Place:
    """The occurrence nearest to the attribution, then to its cue, then the first."""
    return min(_occurrences(role, string, text), key=lambda p: (min(_gap(p, c) for c in core), _gap(p, core[0])))


def _before(string: str, text: str, at: Place) -> Place:
    """The last occurrence that begins before ``at``, else the first after it."""
    found = _occurrences("claimant", string, text)
    earlier = [p for p in found if p[0] < at[0]]
    return earlier[-1] if earlier else found[0]


def _length(way: Sequence[Place]) -> int:
    return max(end for _, end in way) - min(start for start, _ in way)


def _overlap(way: Sequence[Place]) -> bool:
    ordered = sorted(way)
    return any(left[1] > right[0] for left, right in pairwise(ordered))


def _gap(one: Place, other: Place) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])
