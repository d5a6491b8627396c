"""How alike two propositions are: pure scoring, with the reasons in words.

The sentence vectors propose and rules decide, because vectors see neither polarity nor roles nor numbers ("denied stealing"
is .91 like "stole", subject and object swapped .99 alike). The cosine that is asked for falls with each anchor that
agrees: who is accused, the kind of deed, the figures; a common place name does not count (two raids on one town).
Thresholds were chosen on the dev half of ``tests/golden/resolve/pairs.jsonl``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from graph.model import Act, Frame


class Relation(StrEnum):
    """What two propositions are to each other."""

    SAME = "same"
    CONTRADICTS = "contradicts"  # the same proposition, one of them negated
    MIRRORS = "mirrors"  # accuser and accused have changed places
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What is compared: a frame with canonical ids. ``by`` and ``against`` may be empty (nobody named).

    ``against`` are canonical ids of who is accused or addressed, ``about`` of all entities of the content in order.
    """

    frame: Frame
    act: Act
    language: str
    by: str = ""
    against: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Everybody it concerns, but for who says it."""
        return frozenset((*self.against, *self.about))


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` in [0, 1]; at or above ``SAME_AT`` two propositions share their content, whatever ``relation`` then says.
    ``closeness`` is the cosine or the share of words alone; below 0 where something forbids that the two are one."""

    relation: Relation
    score: float
    reasons: tuple[str, ...]
    closeness: float = -1.0


SAME_AT = 0.6
# The cosine asked for when nothing else agrees. Inside one language a paraphrase is nearer than a translation is, and so
# is another deed of the same kind in the same town: more is asked for there.
_NEED_ACROSS, _NEED_INSIDE = 0.74, 0.86
_TARGET, _TOPICS, _TOPIC, _NUMBER = 0.10, 0.08, 0.03, 0.06  # what each anchor that agrees takes off
# Asked for more when one sentence is the other with words replaced (another hospital, another village): the words in
# common make the vectors alike, so the more there are the less the vectors say.
_REPLACED, _REPLACED_IN_COPY, _COPY = 0.12, 0.35, 0.55
_NAMES = 0.12  # asked for more when the contents name others
_NEGATED = 0.06  # what a negation alone takes from the cosine
_LEAST = _NEED_ACROSS - _TARGET - _TOPICS - _NUMBER - _NEGATED  # asked for where all anchors agree
_PARALLEL = 0.4  # share of common words from which two sentences are held against each other word by word
_VERBATIM = 0.8  # share of common words from which wording alone carries


def cosines(one: bytes, many: Sequence[bytes]) -> list[float]:
    """Cosine of int8 vector ``one`` with each of ``many``; 0.0 where one side has none or another length.

    The same in any order and company: float32 holds every sum of products of some hundred int8 exactly.
    """
    fit = [i for i, other in enumerate(many) if one and len(other) == len(one)]
    result = [0.0] * len(many)
    if fit:
        for i, value in zip(fit, _cosines(one, [many[i] for i in fit]), strict=True):
            result[i] = value
    return result


def _cosines(one: bytes, many: Sequence[bytes]) -> list[float]:
    import numpy as np

    matrix = np.frombuffer(b"".join(many), dtype=np.int8).reshape(len(many), -1).astype(np.float32)
    vector = np.frombuffer(one, dtype=np.int8).astype(np.float32)
    lengths = np.array([*map(_length, many)], dtype=np.float32) * np.float32(_length(one))
    values: list[float] = (matrix @ vector / np.maximum(lengths, 1.0)).tolist()
    return values


@lru_cache(maxsize=1 << 14)  # the claims of a dispute are held against each of its statements
def _length(vector: bytes) -> float:
    import numpy as np

    values = np.frombuffer(vector, dtype=np.int8).astype(np.float32)
    return math.sqrt(float(values @ values))


def shared_words(left: Frame, right: Frame) -> float:
    """Jaccard share of the folded content words."""
    a, b = _words(left.norm), _words(right.norm)
    return len(a & b) / len(a | b) if a and b else 0.0


@lru_cache(maxsize=1 << 13)
def _words(norm: str) -> frozenset[str]:
    return frozenset(norm.split())


def compare(left: Proposition, right: Proposition, cosine: float) -> Likeness:
    """Judge two propositions, given the cosine of their vectors."""
    clash = _clash(left, right)
    if clash:
        return Likeness(Relation.OTHER, 0.0, (clash,))
    need, reasons = _anchors(left, right)
    closeness = max(cosine, _by_wording(left, right))
    if closeness >= need:  # word by word only where it can make a difference: it costs more than all the rest
        need += _for_replaced_words(left, right)
    score = max(0.0, min(1.0, closeness - need + SAME_AT))
    reasons = (_closeness_in_words(closeness, cosine), *reasons)
    if score < SAME_AT:
        return Likeness(Relation.OTHER, score, reasons, closeness)
    relation, why = _polarity_and_roles(left, right)
    return Likeness(relation, score, (*reasons, *why), closeness)


def possible(left: Proposition, right: Proposition, cosine: float) -> bool:
    """False where no anchor could make up for how unlike the contents are: ``compare`` would say OTHER."""
    return cosine >= _LEAST or _by_wording(left, right) >= _LEAST


def _by_wording(left: Proposition, right: Proposition) -> float:
    """Closeness that the words alone give, in one language: a rewritten sentence shares most, a new one few."""
    if left.language != right.language:
        return 0.0
    share = shared_words(left.frame, right.frame)
    return 1.0 if share == 1.0 else 0.9 * share if share >= _VERBATIM else 0.0


def _closeness_in_words(closeness: float, cosine: float) -> str:
    if closeness > cosine:
        return "nearly the same words" if closeness < 1.0 else "the same words"
    return f"content alike ({cosine:.2f})"


def _clash(left: Proposition, right: Proposition) -> str:
    """Why the two cannot be one claim whatever the vectors say; empty when nothing forbids it. Roles come later."""
    a, b = left.frame, right.frame
    if left.against and right.against and not set(left.against) & set(right.against) and not _swapped(left, right):
        return "another target"
    if a.topics and b.topics and not set(a.topics) & set(b.topics):
        return "another kind of deed"
    if _numbers_differ(a.numbers, b.numbers):
        return f"other numbers ({', '.join(a.numbers)} / {', '.join(b.numbers)})"
    if not (left.against and right.against) and left.names and right.names and not left.names & right.names:
        return "other names"
    return ""


def _numbers_differ(left: Sequence[str], right: Sequence[str]) -> bool:
    """True when both give numbers and neither's are all among the other's."""
    a, b = {n.replace(",", ".") for n in left}, {n.replace(",", ".") for n in right}
    return bool(a and b) and not (a <= b or b <= a)


def _anchors(left: Proposition, right: Proposition) -> tuple[float, tuple[str, ...]]:
    """The cosine asked for, after what agrees beside the content."""
    need, reasons = _NEED_INSIDE if left.language == right.language else _NEED_ACROSS, []
    if set(left.against) & set(right.against):
        need, reasons = need - _TARGET, ["the same target"]
    elif _swapped(left, right):
        need -= _TARGET
    elif _speaks_of_itself(left, right):
        need, reasons = need - _TARGET, ["said by the one it is about"]
    topics = set(left.frame.topics) & set(right.frame.topics)
    if topics:
        need -= _TOPICS if set(left.frame.topics) == set(right.frame.topics) else _TOPIC
        reasons.append(f"both about {', '.join(sorted(topics))}")
    if set(left.frame.numbers) & set(right.frame.numbers):
        need -= _NUMBER
        reasons.append("the same numbers")
    if _other_names(left, right):
        need += _NAMES
    if left.frame.positive != right.frame.positive:
        need -= _NEGATED
    return need, tuple(reasons)


def _other_names(left: Proposition, right: Proposition) -> bool:
    """Each names somebody beside its parties, and none of them in common. No proof: names across scripts may not have
    met yet."""
    parties = {left.by, right.by, *left.against, *right.against}
    a, b = set(left.about) - parties, set(right.about) - parties
    return bool(a and b) and not a & b


def _for_replaced_words(left: Proposition, right: Proposition) -> float:
    """What is asked for more when two sentences of one language run parallel and each has words where the other has others
    (not merely more of them)."""
    if left.language != right.language or left.frame.positive != right.frame.positive:
        return 0.0
    a, b = _words(left.frame.norm), _words(right.frame.norm)
    only_a = {w for w in a - b if not any(_one_stem(w, other) for other in b)}
    only_b = {w for w in b - a if not any(_one_stem(w, other) for other in a)}
    shared = min(len(a) - len(only_a), len(b) - len(only_b))
    share = shared / max(1, shared + len(only_a) + len(only_b))
    if not (only_a and only_b) or share < _PARALLEL:
        return 0.0
    return _REPLACED_IN_COPY if share >= _COPY else _REPLACED


@lru_cache(maxsize=1 << 16)  # the same words meet over and over: most of the time of a comparison
def _one_stem(left: str, right: str) -> bool:
    """Equal but for endings, or for what is written on in front (Arabic): the shorter one's core is in the longer."""
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    return short == long or (len(short) > 3 and short[: max(4, len(short) - 2)] in long)


def _swapped(left: Proposition, right: Proposition) -> bool:
    """Each is said by the other's accused."""
    return bool(left.by and right.by) and left.by in right.against and right.by in left.against


def _speaks_of_itself(left: Proposition, right: Proposition) -> bool:
    """The target of one speaks of itself in the other, and says the contrary."""
    opposed = left.frame.positive != right.frame.positive
    return opposed and (left.by in right.against or right.by in left.against)


def _order_reversed(left: Proposition, right: Proposition) -> bool:
    """The names that both contents share come in the other order: who does it to whom may be swapped."""
    shared = set(left.about) & set(right.about)
    a, b = [i for i in left.about if i in shared], [i for i in right.about if i in shared]
    return len(shared) > 1 and a != b


def _polarity_and_roles(left: Proposition, right: Proposition) -> tuple[Relation, tuple[str, ...]]:
    """What two propositions of one content are to each other."""
    if _swapped(left, right):
        return Relation.MIRRORS, ("accuser and accused have changed places",)
    if not (set(left.against) & set(right.against)) and _order_reversed(left, right):
        return Relation.OTHER, ("the names come in the other order",)
    if left.frame.positive != right.frame.positive:
        return Relation.CONTRADICTS, ("one of them negated",)
    return Relation.SAME, ()
