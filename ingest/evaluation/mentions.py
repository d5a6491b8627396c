"""Names in texts, exact span and label, against gold ``mentions``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.evaluation.gold import Found, GoldText, Mention
from ingest.evaluation.running import Findings
from ingest.evaluation.scoring import RESAMPLES, Figure
from ingest.evaluation.statistics import Rates, Tally, bootstrap

ALL, BOUNDARIES = "all", "boundaries"


def mention_figures(
    texts: Sequence[GoldText], findings: Findings, *, without: Sequence[str] = (), resamples: int = RESAMPLES
) -> tuple[Figure, ...]:
    """``all``, ``boundaries`` (labels aside), then each label of the gold; labels in ``without`` are left out on both sides."""
    empty = Found(id="")
    tallies = [_count(text, findings.get(text.id, empty), frozenset(without)) for text in texts]
    total: Tally = Counter()
    for tally in tallies:
        total.update(tally)
    labels = sorted({key.split(".")[0] for key in total} - {ALL, BOUNDARIES})
    intervals = bootstrap(tallies, {ALL: lambda t: _rates(t, ALL).f1}, times=resamples)
    return tuple(Figure(name, _rates(total, name), intervals.get(name)) for name in (ALL, BOUNDARIES, *labels))


def _rates(tally: Tally, name: str) -> Rates:
    return Rates.of(tally[f"{name}.both"], tally[f"{name}.found"], tally[f"{name}.gold"])


def _count(gold: GoldText, found: Found, without: frozenset[str]) -> Tally:
    mine, theirs = _named(gold.mentions, without), _named(found.mentions, without)
    tally: Tally = Counter()
    for side, named in (("gold", mine), ("found", theirs), ("both", mine & theirs)):
        for (*_, label), times in named.items():
            tally[f"{label}.{side}"] += times
            tally[f"{ALL}.{side}"] += times
    places, others = {key[:2] for key in mine}, {key[:2] for key in theirs}
    sides = {"gold": places, "found": others, "both": places & others}
    return tally + Counter({f"{BOUNDARIES}.{side}": len(found) for side, found in sides.items()})


def _named(mentions: Sequence[Mention], without: frozenset[str]) -> Counter[tuple[int, int, str]]:
    return Counter((*m.span, m.label) for m in mentions if m.label not in without)
