"""One claim side by side: in whose words, which language, how surely, in which outlet, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.model import NOW, AsOf, Reported
from graph.stores.base import ClaimHead, Reader

_PAGE = 200

Change = Literal["", "surer", "less sure"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One appearance. ``change``: how its certainty differs from the claim's first appearance."""

    reported: Reported
    change: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim with its wordings, the first first; ``languages`` and ``outlets`` in the order in which they came."""

    head: ClaimHead
    wordings: tuple[Wording, ...]
    languages: tuple[str, ...]
    outlets: tuple[str, ...]


def compare(reader: Reader, claim_id: str, *, as_of: AsOf = NOW) -> Comparison | None:
    """The wordings of a claim, without its answers; None when there is no such claim."""
    head = reader.claim(claim_id)
    if head is None:
        return None
    found = [r for r in _timeline(reader, claim_id, as_of) if claim_id in r.claim_ids]
    return Comparison(
        head=head,
        wordings=tuple(Wording(reported, _change(found[0], reported)) for reported in found),
        languages=tuple(dict.fromkeys(r.attribution.language for r in found)),
        outlets=tuple(dict.fromkeys(r.publisher.name for r in found if r.publisher)),
    )


def _timeline(reader: Reader, claim_id: str, as_of: AsOf) -> Iterator[Reported]:
    cursor: str | None = None
    while True:
        page = reader.timeline_of_claims([claim_id], cursor=cursor, limit=_PAGE, as_of=as_of)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def _change(first: Reported, later: Reported) -> Change:
    difference = later.attribution.certainty.rank - first.attribution.certainty.rank
    return "surer" if difference > 0 else "less sure" if difference < 0 else ""
