"""From labelled words to proposals: BIO labels joined to spans, spans of one paragraph grouped around its cues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.nlp.backends.base import Proposal, Refusal
from ingest.nlp.draft import Range

CUE, SOURCE, CONTENT = ROLES = ("cue", "source", "content")
OUTSIDE = "O"
LABELS = frozenset({OUTSIDE, *(f"{edge}-{role}" for edge in "BI" for role in ROLES)})


class Labelled(NamedTuple):
    """One word with its label, one of ``LABELS``, and how sure the model is of it, in [0, 1]."""

    place: Range
    label: str
    chance: float


class Stretch(NamedTuple):
    """Words of one role; ``chance`` is the mean of theirs."""

    role: str
    place: Range
    chance: float


def stretches(labelled: Iterable[Labelled]) -> list[Stretch]:
    """Spans of the labels, in order. An I- that nothing of its role stands before begins one, as usual in such decoding."""
    runs: list[list[Labelled]] = []
    before = ""
    for word in labelled:
        edge, _, role = word.label.partition("-")
        if role and (edge == "B" or role != before):
            runs.append([])
        if role:
            runs[-1].append(word)
        before = role
    return [_stretch(run) for run in runs]


def _stretch(run: Sequence[Labelled]) -> Stretch:
    role = run[0].label.partition("-")[2]
    return Stretch(role, Range(run[0].place.start, run[-1].place.end), sum(w.chance for w in run) / len(run))


def proposals(found: Sequence[Stretch]) -> tuple[list[Proposal], list[tuple[Stretch, str]]]:
    """Each content and each source goes to its nearest cue; a cue keeps one source, the nearest.

    What is left over comes back with the reason: it is not bent to fit.
    """
    cues = [stretch for stretch in found if stretch.role == CUE]
    mine: dict[Stretch, list[Stretch]] = defaultdict(list)
    left: list[tuple[Stretch, str]] = []
    for stretch in found:
        if stretch.role != CUE and not cues:
            left.append((stretch, "no cue"))
        elif stretch.role != CUE:
            mine[min(cues, key=lambda cue: _gap(cue, stretch))].append(stretch)
    made: list[Proposal] = []
    for cue in cues:
        if any(stretch.role == CONTENT for stretch in mine[cue]):
            made.append(_proposal(cue, mine[cue], left))
        else:
            left += [(cue, "no content"), *((stretch, "no content") for stretch in mine[cue])]
    return made, left


def _proposal(cue: Stretch, mine: Sequence[Stretch], left: list[tuple[Stretch, str]]) -> Proposal:
    """As sure as its least sure span."""
    content = [stretch for stretch in mine if stretch.role == CONTENT]
    sources = sorted((s for s in mine if s.role == SOURCE), key=lambda source: _gap(cue, source))
    left += [(source, "second source") for source in sources[1:]]
    chance = min(stretch.chance for stretch in (cue, *content, *sources[:1]))
    return Proposal(
        cue=cue.place,
        source=sources[0].place if sources else None,
        content=tuple(stretch.place for stretch in content),
        confidence=chance,
    )


def _gap(one: Stretch, other: Stretch) -> int:
    return max(one.place.start - other.place.end, other.place.start - one.place.end)


def refusals(left: Iterable[tuple[Stretch, str]], text: str) -> tuple[Refusal, ...]:
    """What was left over, in the words of the text."""
    return tuple(Refusal(stretch.role, text[slice(*stretch.place)], reason) for stretch, reason in left)
