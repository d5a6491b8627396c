"""Highlights that may overlap, flattened into runs of text that do not. Pure; every character comes back once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.model import Attribution, Reported, Span, Zone, ZoneKind
from graph.queries import Highlight, Role

CONTEXT = 220  # characters shown around an attribution in a paragraph that is too long to show
LONG = 900
SHORT = 240


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same marks. ``roles`` and ``ids`` are sorted; ``zone`` is where it stands."""

    text: str
    roles: tuple[Role, ...]
    ids: tuple[str, ...]
    zone: ZoneKind


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a text. ``zone`` is set where all of it lies in one zone."""

    zone: ZoneKind | None
    runs: tuple[Run, ...]


def runs(
    text: str, highlights: Iterable[Highlight], zones: Sequence[Zone] = (), *, start: int = 0, end: int | None = None
) -> tuple[Run, ...]:
    """Runs of ``text[start:end]``."""
    stop = len(text) if end is None else end
    marks = [(h.span.start, h.span.end, h) for h in highlights if h.span.start < stop and h.span.end > start]
    places = [zone for zone in zones if zone.start < stop and zone.end > start]
    cuts = {start, stop}
    for left, right in [(a, b) for a, b, _ in marks] + [(zone.start, zone.end) for zone in places]:
        cuts |= {min(max(left, start), stop), min(max(right, start), stop)}
    edges = sorted(cuts)
    return tuple(_run(text, left, right, marks, places) for left, right in pairwise(edges))


def _run(text: str, left: int, right: int, marks: list[tuple[int, int, Highlight]], zones: list[Zone]) -> Run:
    here = [h for a, b, h in marks if a <= left and right <= b]
    zone = next((z.kind for z in zones if z.start <= left and right <= z.end), ZoneKind.BODY)
    roles, ids = {h.role for h in here}, {h.attribution_id for h in here}
    return Run(text[left:right], tuple(sorted(roles)), tuple(sorted(ids)), zone)


def blocks(text: str, highlights: Sequence[Highlight], zones: Sequence[Zone]) -> tuple[Block, ...]:
    """The lines of a text that are not empty, each with its runs."""
    found = []
    for start, end in lines(text):
        made = runs(text, _touching(highlights, start, end), zones, start=start, end=end)
        kinds = {run.zone for run in made if run.text.strip()}
        found.append(Block(kinds.pop() if len(kinds) == 1 else None, made))
    return tuple(found)


def _touching(highlights: Sequence[Highlight], start: int, end: int) -> list[Highlight]:
    return [h for h in highlights if h.span.start < end and h.span.end > start]


def lines(text: str) -> Iterable[tuple[int, int]]:
    """``[start, end)`` of each line that holds more than white space."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def highlights_of(reported: Reported) -> tuple[Highlight, ...]:
    """What can be marked of one attribution in its version's text."""
    attribution = reported.attribution
    spans: list[tuple[Role, Span | None]] = [(Role.SOURCE, attribution.source), (Role.CUE, attribution.cue)]
    spans += [(Role.CONTENT, span) for span in attribution.content]
    spans += [(Role.TARGET, span) for span in attribution.target]
    spans += [(Role.HEDGE, span) for span in attribution.hedge]
    spans += [(Role.EVIDENCE, evidence.span) for evidence in reported.evidence]
    return tuple(Highlight(role, span, attribution.id) for role, span in spans if span is not None)


def statement(reported: Reported) -> str:
    """An attribution in its own words, from the verb on where the verb stands first ("denies copying the model", not "copying the model").

    The content alone where the verb follows it, or where that would be long or cross paragraphs; the verb where there is no content.
    """
    cue, content = reported.attribution.cue, reported.attribution.content
    if cue is None or not content:
        return reported.attribution.words or (cue.exact if cue else "")
    whole = reported.version.text[cue.start : max(span.end for span in content)]
    leads = cue.start < content[0].start
    return whole if leads and len(whole) <= SHORT and "\n" not in whole else reported.attribution.words


def passage(text: str, attribution: Attribution) -> tuple[int, int]:
    """The paragraph (or paragraphs) that an attribution stands in, or its surroundings where that is long."""
    spans = [span for span in (attribution.source, attribution.cue, *attribution.content) if span is not None]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    if end - start <= LONG:
        return start, end
    near_start, near_end = max(start, first - CONTEXT), min(end, last + CONTEXT)
    while near_start > start and not text[near_start - 1].isspace():
        near_start -= 1
    while near_end < end and not text[near_end].isspace():
        near_end += 1
    return near_start, near_end
