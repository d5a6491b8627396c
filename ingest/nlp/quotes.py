"""Quotations: which stretches of a text stand between quotation marks. Never fails, never loses a document.

Marks pair inside a paragraph, the innermost open one first: “ ” „ « » ‹ › say which way they face; straight and doubled
marks (" '' ``) pair in order unless blanks around them say otherwise; single marks count only where they cannot be an
apostrophe. What stays open runs to the end of its paragraph if it is a directed mark or begins the paragraph, and goes on
in the next paragraph if that begins with a mark; any other lone mark is no quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from ingest.nlp.draft import Range
from ingest.nlp.paragraphs import Paragraph

_MARK = re.compile("[“”„‟«»‹›\"‘’'‚]|``|''")
_DOUBLED = re.compile("``|''|‘‘|’’")
_CLOSERS = {"“": '”"“', "„": '“”"', "‟": '”"', "«": "»", "‹": "›", "»": "«", "›": "‹", "‘": "’'", "‚": "‘’'"}
_SINGLE = "‘’'‚"
_DIRECTED = "“„‟«‹"
_BEFORE = " \t\u00a0([{—–-/:،,;.«“„\"‘'"


@dataclass(frozen=True, slots=True)
class Quotation:
    """``outer`` with the marks, ``inner`` without. ``depth`` 0 is outermost.

    ``closed`` False: runs to the paragraph's end. ``continues``: takes up the open quotation of the paragraph before.
    """

    outer: Range
    inner: Range
    depth: int = 0
    closed: bool = True
    continues: bool = False


class _Mark(NamedTuple):
    """One mark at ``[start, end)``; whether it may open and may close, from what stands around it."""

    kind: str
    start: int
    end: int
    opens: bool
    closes: bool


def quotations(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    """All quotations in the order of their opening mark; nested ones have ``depth`` > 0."""
    found: list[Quotation] = []
    carried = False
    for number, paragraph in enumerate(paragraphs):
        goes_on = number + 1 < len(paragraphs) and _begins_quoted(text, paragraphs[number + 1])
        here = _in_paragraph(text, paragraph, goes_on=goes_on)
        if carried and here and here[0].outer.start == paragraph.start:
            here[0] = replace(here[0], continues=True)
        carried = any(not q.closed for q in here)
        found += here
    return tuple(found)


def _begins_quoted(text: str, paragraph: Paragraph) -> bool:
    return text[paragraph.start] in '“„«"‘' or text.startswith(("``", "''"), paragraph.start)


def _in_paragraph(text: str, paragraph: Paragraph, *, goes_on: bool) -> list[Quotation]:
    stack: list[_Mark] = []
    pairs: list[tuple[_Mark, int, int, int, bool]] = []
    for mark in _marks(text, paragraph):
        level = _closed_level(stack, mark)
        if level is not None:
            pairs.append((stack[level], mark.start, mark.end, level, True))
            del stack[level:]
        elif mark.opens:
            stack.append(mark)
    for level, mark in enumerate(stack):
        if _may_stay_open(mark, paragraph, goes_on=goes_on):
            pairs.append((mark, paragraph.end, paragraph.end, level, False))
            break
    return _quotations(pairs)


def _quotations(pairs: list[tuple[_Mark, int, int, int, bool]]) -> list[Quotation]:
    """Pairs as quotations by place, with the depth of what really encloses them."""
    found: list[Quotation] = []
    for mark, start, end, _, closed in sorted(pairs, key=lambda pair: (pair[0].start, -pair[2])):
        if start <= mark.end:
            continue
        outer = Range(mark.start, end)
        depth = sum(1 for q in found if outer.within(q.outer))
        found.append(Quotation(outer, Range(mark.end, start), depth, closed))
    return found


def _closed_level(stack: list[_Mark], mark: _Mark) -> int | None:
    """Which open mark this one closes: the innermost of its kind."""
    if not mark.closes:
        return None
    for level in range(len(stack) - 1, -1, -1):
        if _pairs_with(stack[level].kind, mark.kind):
            return level
    return None


def _pairs_with(opener: str, closer: str) -> bool:
    if opener in ('"', "''"):
        return closer in ('"', "”", "''") if opener == '"' else closer == "''"
    if opener == "'":
        return closer in ("'", "’")
    return closer in _CLOSERS.get(opener, "")


def _may_stay_open(mark: _Mark, paragraph: Paragraph, *, goes_on: bool) -> bool:
    if mark.kind in _SINGLE or paragraph.end - mark.end < 2:
        return False
    return mark.kind in _DIRECTED or goes_on or mark.start == paragraph.start


def _marks(text: str, paragraph: Paragraph) -> list[_Mark]:
    """Marks of one paragraph from left to right, apostrophes left out."""
    found, at = [], paragraph.start
    while (match := _MARK.search(text, at, paragraph.end)) is not None:
        start = match.start()
        doubled = _DOUBLED.match(text, start, paragraph.end)
        end = doubled.end() if doubled else start + 1
        at = end
        mark = _read(text, "''" if doubled else text[start], Range(start, end), paragraph)
        if mark is not None:
            found.append(mark)
    return found


def _read(text: str, kind: str, place: Range, paragraph: Paragraph) -> _Mark | None:
    before = text[place.start - 1] if place.start > paragraph.start else " "
    after = text[place.end] if place.end < paragraph.end else " "
    if kind in _SINGLE:
        return _single(kind, place, before, after)
    if kind in _DIRECTED:
        return _Mark(kind, *place, opens=True, closes=kind == "“" and not before.isspace())
    if kind in "”»›":
        return _Mark(kind, *place, opens=kind in "»›" and before in _BEFORE, closes=True)
    opens, closes = not after.isspace(), not before.isspace()
    if before in _BEFORE and opens and not after.isspace() and after not in ".,;:!?)":
        closes = before not in " \t\u00a0([{"
    return _Mark(kind, *place, opens=opens or not closes, closes=closes or not opens)


def _single(kind: str, place: Range, before: str, after: str) -> _Mark | None:
    """A single mark that is no apostrophe: opens after a blank before a letter, closes before anything but a letter."""
    opens = (before in _BEFORE and after.isalpha() and kind != "’") or kind == "‚"
    closes = not before.isspace() and not after.isalnum() and kind != "‚"
    return _Mark(kind, *place, opens=opens, closes=closes and not opens) if opens or closes else None
