"""Acts as event roots (PLOVER), against gold ``events``: who accused, rejected, requested or threatened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.evaluation.gold import Event, Found, GoldText
from ingest.evaluation.running import Findings
from ingest.evaluation.scoring import Figure
from ingest.evaluation.statistics import Rates, Tally
from ingest.evaluation.words import Numbers, TextWords

ROOTS = {
    "ACCUSE": ("accuse", "allege", "investigate", "sue"),
    "REJECT": ("deny", "decline"),
    "REQUEST": ("demand",),
    "THREATEN": ("warn",),
}
"""Root → the acts that are it."""
OTHER = "OTHER"
_SAME = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
"""Roots of other event schemes under PLOVER's name."""
_ROOT_OF = {act: root for root, acts in ROOTS.items() for act in acts}


@dataclass(frozen=True, slots=True)
class _Offer:
    """A finding as an event: its root, words of its source, words of its target and content."""

    root: str
    source: Numbers
    others: Numbers


def event_figures(texts: Sequence[GoldText], findings: Findings, *, actors: bool) -> tuple[Figure, ...]:
    """A figure for each root, and for what is none of them. With ``actors`` the source must share a word with the gold's."""
    empty = Found(id="")
    pairs: Tally = Counter()
    for text in texts:
        pairs.update(f"{a}.{b}" for a, b in _roots(text, findings.get(text.id, empty), actors=actors))
    return tuple(_figure(root, pairs) for root in (*ROOTS, OTHER))


def macro(figures: Sequence[Figure]) -> float:
    """Mean F1 of the four roots."""
    return sum(f.rates.f1 for f in figures if f.name != OTHER) / len(ROOTS)


def _figure(root: str, pairs: Tally) -> Figure:
    gold = sum(times for key, times in pairs.items() if key.startswith(f"{root}."))
    found = sum(times for key, times in pairs.items() if key.endswith(f".{root}"))
    return Figure(root, Rates.of(pairs[f"{root}.{root}"], found, gold))


def _roots(text: GoldText, found: Found, *, actors: bool) -> Iterator[tuple[str, str]]:
    """(gold's root, found root) of each event: of several findings the one whose actors share most words with the event's."""
    words = TextWords(text.text())
    offers = list(_offers(found, words))
    for event in text.events:
        source, target = words.at(event.source), words.at(event.target)
        fit = [offer for offer in offers if not actors or offer.source & source]
        best = max(fit, key=lambda o: len(o.source & source) + len(o.others & target), default=None)
        yield _root(event), best.root if best else OTHER


def _root(event: Event) -> str:
    root = _SAME.get(event.root, event.root)
    return root if root in ROOTS else OTHER


def _offers(found: Found, words: TextWords) -> Iterator[_Offer]:
    for marked in found.attributions:
        root = _ROOT_OF.get(marked.act or "")
        if root:
            yield _Offer(root, words.at(marked.source), words.of(marked.target) | words.content(marked.content))
