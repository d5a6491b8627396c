"""Who copied whom: versions with nearly the same words, and how many origins a set of articles comes down to.

Only versions that share a claim are compared. The 64-bit simhash of the words proposes; up to ``_SURE`` bits apart it
decides, beyond that the share of common five-word runs does (a wire story that is cut after the third paragraph keeps its
runs and loses its simhash).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.model import NearCopy, Reported, Version
from graph.resolve.claims import Linked
from graph.stores.base import Reader
from graph.text import words

_BITS = 64
_SURE = 6  # bits apart: among unrelated texts 32 is usual and 6 is out of reach
_MAYBE = 26
_RUN = 5  # words
_RUNS_AT = 0.5  # share of the shorter text's runs that the longer one has
_COMPARED = 200  # appearances of the shared claims that are looked at, oldest first


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far something is covered: ``origins`` are articles folded by near copies."""

    articles: int
    outlets: int
    origins: int


def near_copies(version: Version, linked: Linked, reader: Reader) -> tuple[NearCopy, ...]:
    """Edges between ``version`` and the earliest text that it is a copy of (or, if it came late, that is a copy of it)."""
    shared = sorted(linked.known.keys() - linked.claims.keys())
    if not shared or not version.fingerprint:
        return ()
    timeline = reader.timeline_of_claims(shared, limit=_COMPARED)
    others = {r.version.id: r.version for r in timeline.items if r.version.article_id != version.article_id}
    copies = [copy for other in others.values() if (copy := compare(version, other))]
    sources = [c for c in copies if c.version_id == version.id]
    earliest = min(sources, key=lambda c: _age(others[c.of_version_id]), default=None)
    return tuple(c for c in copies if c.version_id != version.id or c is earliest)


def compare(left: Version, right: Version) -> NearCopy | None:
    """The edge from the later to the earlier of two versions, when one is nearly the words of the other."""
    bits = _distance(left.fingerprint, right.fingerprint)
    later, earlier = sorted((left, right), key=_age, reverse=True)
    if bits <= _SURE:
        return _edge(later, earlier, 1 - bits / _BITS, f"simhash, {bits} of {_BITS} bits apart")
    share = common_runs(left.text, right.text) if bits <= _MAYBE and left.language == right.language else 0.0
    if share >= _RUNS_AT:
        return _edge(later, earlier, share, f"{share:.0%} of the five-word runs of the shorter text")
    return None


def _edge(later: Version, earlier: Version, score: float, method: str) -> NearCopy:
    return NearCopy(version_id=later.id, of_version_id=earlier.id, score=round(score, 4), method=method)


def _age(version: Version) -> tuple[float, str]:
    at = version.knowable.at or version.retrieved
    return (at.timestamp(), version.id)


def _distance(left: str, right: str) -> int:
    """Bits in which two fingerprints differ; all of them where one is missing."""
    return (int(left, 16) ^ int(right, 16)).bit_count() if left and right else _BITS


def common_runs(left: str, right: str) -> float:
    """Share of the shorter text's five-word runs that the other has too."""
    a, b = _runs(left), _runs(right)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@lru_cache(maxsize=32)  # one text is held against many
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    found = words(text)
    return frozenset(zip(*(found[i:] for i in range(_RUN)), strict=False))


def coverage(reported: Sequence[Reported], copies: Iterable[NearCopy]) -> Coverage:
    """Count what a set of attributions comes down to. ``copies`` may hold edges to versions outside of it."""
    articles = {r.version.id: r.article.id for r in reported}
    root = {article_id: article_id for article_id in articles.values()}
    for copy in copies:
        if copy.version_id in articles and copy.of_version_id in articles:
            _join(root, articles[copy.version_id], articles[copy.of_version_id])
    return Coverage(
        articles=len(root),
        outlets=len({r.publisher.id if r.publisher else r.article.id for r in reported}),
        origins=len({_root(root, a) for a in root}),
    )


def _join(root: dict[str, str], left: str, right: str) -> None:
    a, b = sorted((_root(root, left), _root(root, right)))
    root[b] = a


def _root(root: dict[str, str], article_id: str) -> str:
    while root[article_id] != article_id:
        article_id = root[article_id]
    return article_id
