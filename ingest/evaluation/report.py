"""Scores and errors as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.evaluation.errors import Wrong, classes
from ingest.evaluation.scoring import Figure, Score, Share
from ingest.evaluation.statistics import Interval

_WIDTH = 22
_PARTS = ("mode.", "slice.")
"""Shares of parts of the gold: one line a part, not one a share."""


def table(title: str, score: Score) -> str:
    """One corpus: its size, precision, recall and F1 of each figure, then shares, then acts."""
    parts = [share for share in score.shares if share.name.startswith(_PARTS)]
    shares = [share for share in score.shares if share not in parts]
    return "\n".join(
        [_head(title, score), *figure_lines(score.figures), *map(share_line, shares), *_acts(score), *_parts(parts)]
    )


def _head(title: str, s: Score) -> str:
    ignored = f", {s.ignored} inside a content passed over" if s.ignored else ""
    return f"{title}: {s.texts} texts, {s.gold} attributions, {s.found} found, {s.aligned} of them aligned{ignored}"


def figure_lines(figures: Sequence[Figure]) -> Iterator[str]:
    """Precision, recall and F1 of each, under a head."""
    if figures:
        yield f"  {'':{_WIDTH}}    P     R    F1   95 % of F1, over texts"
    for figure in figures:
        r = figure.rates
        yield f"  {figure.name:{_WIDTH}}{_number(r.precision)} {_number(r.recall)} {_number(r.f1)}{_interval(figure.interval)}"


def share_line(share: Share) -> str:
    """The share, what it is of, its interval."""
    counts = f"{share.right} of {share.of}"
    return f"  {share.name:{_WIDTH}}{_number(share.value)}  {counts:>12}{_interval(share.interval)}"


def _parts(shares: Sequence[Share]) -> Iterator[str]:
    """Of a part of the gold: found; whole by overlap; with the right act."""
    told: dict[str, list[str]] = {}
    for share in shares:
        part, _, name = share.name.rpartition(".")
        told.setdefault(part, [f"of {share.of:<5}"]).append(f"{name} {_number(share.value)}")
    for part, values in told.items():
        yield f"  {part:{_WIDTH}}{'  '.join(values)}"


def _acts(score: Score) -> Iterator[str]:
    if score.macro is not None:
        each = "  ".join(f"{act.name} {_number(act.rates.f1).strip()}" for act in score.acts)
        yield f"  {'act, mean of F1':{_WIDTH}}{_number(score.macro)}   {each}"


def _number(value: float) -> str:
    return f"{value:.3f}".removeprefix("0").rjust(5)


def _interval(interval: Interval | None) -> str:
    return f"   {_number(interval[0]).strip()} to {_number(interval[1]).strip()}" if interval else ""


def mistakes(errors: Sequence[Wrong], most: int) -> str:
    """How many of each class, then the worst in their context."""
    counted = ", ".join(f"{kind.value} {times}" for kind, times in classes(errors))
    return "\n".join([f"  errors: {counted or 'none'}", *(_mistake(error) for error in errors[:most])])


def _mistake(error: Wrong) -> str:
    sure = f" ({error.confidence:.2f})" if error.confidence else ""
    return f"\n  {error.kind.value}{sure}, {error.where}\n    {error.context}\n    {error.why}"
