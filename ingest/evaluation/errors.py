"""What went wrong, one by one, worst first: a wrong speaker above all, then what is printed and is not there, then what is missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.evaluation.aligning import Comparison, Item, content_rates
from ingest.evaluation.counting import same_name
from ingest.evaluation.gold import Marked
from ingest.evaluation.words import Place

_AROUND = 60
"""Code points of context on either side."""
_LONGEST = 320
_NEARLY = 0.9
"""F1 of the content from which a word too many or too few at its edge is let pass."""


class Kind(StrEnum):
    """Classes of errors, the worst first."""

    SPEAKER = "wrong speaker"
    CLAIMANT = "wrong speaker carried over"
    TARGET = "wrong target"
    ACT = "wrong act"
    SPURIOUS = "not an attribution"
    MISSED = "missed"
    NO_SOURCE = "source not found"
    TOO_MUCH = "source where there is none"
    CONTENT = "wrong content"
    SOURCE = "source too long or too short"
    EXTENT = "content too long or too short"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One error. ``where`` is file and line; ``context`` the text around it on one line; ``why`` gold against what was found."""

    kind: Kind
    where: str
    context: str
    why: str
    confidence: float


def worst(comparisons: Sequence[Comparison]) -> tuple[Wrong, ...]:
    """All errors, worst first; of one kind, those that were surest."""
    found = (wrong for comparison in comparisons for wrong in _errors(comparison))
    return tuple(sorted(found, key=lambda w: (list(Kind).index(w.kind), -w.confidence, w.where)))


def classes(errors: Iterable[Wrong]) -> tuple[tuple[Kind, int], ...]:
    """How many of each kind, most first."""
    return tuple(Counter(error.kind for error in errors).most_common())


def _errors(c: Comparison) -> Iterator[Wrong]:
    for gold, found in c.pairs:
        for kind in _kinds(gold, found, c):
            why = f"gold {_told(gold.marked, c)}; found {_told(found.marked, c)}"
            yield _wrong(kind, gold.marked, c, why=why, confidence=found.marked.confidence)
    for gold in c.missed:
        yield _wrong(Kind.MISSED, gold.marked, c, why=_told(gold.marked, c), confidence=0.0)
    for found in c.spurious:
        why = f"found {_told(found.marked, c)} by {found.marked.rule or 'no rule'}"
        yield _wrong(Kind.SPURIOUS, found.marked, c, why=why, confidence=found.marked.confidence)


def _kinds(gold: Item, found: Item, c: Comparison) -> Iterator[Kind]:
    source = _source(gold, found)
    if source is not None:
        yield source
    elif _wrong_claimant(gold, found, c):
        yield Kind.CLAIMANT
    if gold.marked.act and gold.marked.act != found.marked.act:
        yield Kind.ACT
    if gold.target and found.target and not gold.target & found.target:
        yield Kind.TARGET
    if not gold.content & found.content and gold.content:
        yield Kind.CONTENT
    elif gold.content and content_rates(gold, found).f1 < _NEARLY:
        yield Kind.EXTENT


def _source(gold: Item, found: Item) -> Kind | None:
    if gold.source == found.source:
        return None
    if not found.source:
        return Kind.NO_SOURCE
    if not gold.source:
        return Kind.TOO_MUCH
    return Kind.SOURCE if gold.source & found.source else Kind.SPEAKER


def _wrong_claimant(gold: Item, found: Item, c: Comparison) -> bool:
    """Somebody else is named, or somebody where nobody is. Not naming anybody is no wrong name."""
    mine, theirs = gold.marked.claimant, found.marked.claimant
    if theirs is None or not {"carried", "nobody"} & set(gold.marked.tags):
        return False
    return mine is None or not (same_name(mine, theirs) or bool(c.words.at(mine.span) & c.words.at(theirs.span)))


def _wrong(kind: Kind, marked: Marked, c: Comparison, *, why: str, confidence: float) -> Wrong:
    start = min(s for s, _ in marked.spans)
    where = f"{c.text.file}:{c.words.text.count(chr(10), 0, start) + 1}"
    return Wrong(kind, where, _context(marked, c.words.text), why, confidence)


def _context(marked: Marked, text: str) -> str:
    spans = [s for s in (marked.cue, marked.source, *marked.content) if s] or list(marked.spans)
    start, end = max(0, min(s for s, _ in spans) - _AROUND), max(e for _, e in spans) + _AROUND
    return _line(text[start:end])


def _told(marked: Marked, c: Comparison) -> str:
    told = {
        "cue": _words(marked.cue, c),
        "source": _words(marked.source, c),
        "who": marked.claimant.name if marked.claimant else "",
        "content": " ... ".join(_words(span, c) for span in marked.content),
        "target": ", ".join(_words(span, c) for span in marked.target),
    }
    return f"{marked.act or 'an act'} " + ", ".join(f"{role} “{words}”" for role, words in told.items() if words)


def _words(span: Place | None, c: Comparison) -> str:
    return _line(c.words.text[slice(*span)]) if span else ""


def _line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"
