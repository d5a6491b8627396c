"""From counts to figures: what is printed, and what floors are set under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from ingest.evaluation.counting import SLICES
from ingest.evaluation.gold import ROLES, GoldText
from ingest.evaluation.statistics import Interval, Rates, Tally, bootstrap, wilson

RESAMPLES = 500


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1, with the 95 % interval of F1 over texts where there are texts enough."""

    name: str
    rates: Rates
    interval: Interval | None = None

    def plain(self) -> dict[str, Any]:
        rates = {"p": self.rates.precision, "r": self.rates.recall, "f1": self.rates.f1}
        return {**rates, "ci": self.interval}


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``of``, with Wilson's 95 % interval."""

    name: str
    right: int
    of: int

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else 0.0

    @property
    def interval(self) -> Interval:
        return wilson(self.right, self.of)

    def plain(self) -> dict[str, Any]:
        return {"share": self.value, "right": self.right, "of": self.of, "ci": self.interval}


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of a corpus. ``acts`` has a figure for each act of the gold; ``macro`` is the mean of their F1."""

    texts: int
    gold: int
    found: int
    aligned: int
    ignored: int
    words: int
    figures: tuple[Figure, ...]
    shares: tuple[Share, ...]
    acts: tuple[Figure, ...] = ()

    @property
    def macro(self) -> float | None:
        return sum(act.rates.f1 for act in self.acts) / len(self.acts) if self.acts else None

    def __getitem__(self, name: str) -> float:
        """F1 of a figure, value of a share, or ``act.macro``; what floors name."""
        if name == "act.macro":
            return self.macro or 0.0
        values = {f.name: f.rates.f1 for f in self.figures} | {f"{f.name}.recall": f.rates.recall for f in self.figures}
        return (values | {f"{f.name}.precision": f.rates.precision for f in self.figures} | self._shares())[name]

    def _shares(self) -> dict[str, float]:
        return {share.name: share.value for share in self.shares}

    def plain(self) -> dict[str, Any]:
        """For programs."""
        counts = {key: getattr(self, key) for key in ("texts", "gold", "found", "aligned", "ignored", "words")}
        named: tuple[Figure | Share, ...] = (*self.figures, *self.shares)
        acts = {act.name: act.plain() for act in self.acts}
        return {**counts, **{each.name: each.plain() for each in named}, "acts": acts, "act.macro": self.macro}


def score(texts: Sequence[GoldText], tallies: Sequence[Tally], *, resamples: int = RESAMPLES) -> Score:
    """Figures of a corpus; a list that is not closed has shares only: precision cannot be known."""
    total: Tally = Counter()
    for tally in tallies:
        total.update(tally)
    closed = all(text.closed for text in texts)
    figures = tuple(_figures(tallies, total, _roles(texts, total), resamples)) if closed else ()
    return Score(
        texts=len(texts),
        gold=total["gold"],
        found=total["found"],
        aligned=total["aligned"],
        ignored=total["ignored"],
        words=total["words"],
        figures=figures,
        shares=tuple(s for s in _shares(total, closed=closed) if s.of),
        acts=tuple(_acts(total)),
    )


def _roles(texts: Sequence[GoldText], total: Tally) -> list[str]:
    scored = {role for text in texts for role in text.scored}
    return [role for role in ROLES if role in scored and (total[f"{role}.gold"] or total[f"{role}.found"])]


@dataclass(frozen=True, slots=True)
class _Counted:
    """Names of the three counts a figure is made of."""

    name: str
    hits: str
    found: str = "found"
    gold: str = "gold"

    def rates(self, tally: Tally) -> Rates:
        return Rates.of(tally[self.hits], tally[self.found], tally[self.gold])

    def f1(self, tally: Tally) -> float:
        return self.rates(tally).f1

    @classmethod
    def of_roles(cls, roles: Sequence[str]) -> Iterator[Self]:
        for role in roles:
            yield cls(f"{role}.exact", f"{role}.exact", f"{role}.found", f"{role}.gold")
            yield cls(f"{role}.overlap", f"{role}.overlap", f"{role}.found_words", f"{role}.gold_words")


def _figures(tallies: Sequence[Tally], total: Tally, roles: Sequence[str], resamples: int) -> Iterator[Figure]:
    whole = (_Counted("detected", "aligned"), *(_Counted(n, n) for n in ("whole.overlap", "whole.exact")))
    counted = (*whole, *_Counted.of_roles(roles))
    statistics: dict[str, Callable[[Tally], float]] = {each.name: each.f1 for each in counted}
    intervals = bootstrap(tallies, statistics, times=resamples)
    for each in counted:
        yield Figure(each.name, each.rates(total), intervals.get(each.name))


def _shares(total: Tally, *, closed: bool) -> Iterator[Share]:
    if not closed:
        yield Share("cue.recall", total["cue_hit"], total["gold"])
        yield Share("source.head", total["head.right"], total["head.of"])
        yield Share("whole.overlap", total["whole.overlap"], total["gold"])
    for name in ("mode.direct", "mode.indirect", "mode.mixed", *(f"slice.{name}" for name in SLICES)):
        yield from _part(total, name)
    yield Share("source null or not", total["source_null.right"], total["source_null.of"])
    yield Share("no source, right", total["gold_null.right"], total["gold_null.of"])
    for kind in ("given", "null", "carried"):
        yield Share(f"claimant.{kind}", total[f"claimant.{kind}.right"], total[f"claimant.{kind}.of"])
    if total["target.gold"]:
        yield Share("target.other", total["target.other"], total["aligned"])
    yield Share("mode", total["mode.right"], total["mode.of"])
    yield _accuracy(total)


def _part(total: Tally, name: str) -> Iterator[Share]:
    of = total[f"{name}.of"]
    yield Share(f"{name}.found", total[f"{name}.found"], of)
    yield Share(f"{name}.whole", total[f"{name}.whole"], of)
    if name.startswith("slice."):
        yield Share(f"{name}.act", total[f"{name}.act"], of)


def _pairs_of_acts(total: Tally) -> dict[tuple[str, str], int]:
    """(gold's act, finding's act) → how often."""
    found = {}
    for key, times in total.items():
        if key.startswith("act."):
            _, gold, other = key.split(".")
            found[gold, other] = times
    return found


def _accuracy(total: Tally) -> Share:
    pairs = _pairs_of_acts(total)
    return Share("act", sum(times for (gold, found), times in pairs.items() if gold == found), sum(pairs.values()))


def _acts(total: Tally) -> Iterator[Figure]:
    pairs = _pairs_of_acts(total)
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for (mine, theirs), times in pairs.items():
        gold[mine] += times
        found[theirs] += times
    for act in sorted(gold):
        yield Figure(act, Rates.of(pairs.get((act, act), 0), found[act], gold[act]))
