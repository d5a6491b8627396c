"""Paragraphs of what may speak: headline and body zones, split at line breaks, with teasers and notices blanked out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.model import Version, Zone, ZoneKind
from ingest.nlp.draft import Range

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = re.compile(r"[\r\n\u2028\u2029]")
_DATELINE = re.compile(
    r"""^[ \t]*(?:
        [^\W\d_][^\n(.!?]{1,40}\([^)\n]{2,24}\)\s*(?:--|[—–-])\s     # Kabul (agency) -
      | [A-Z][A-Z.' ]{3,30}(?:,\s?[A-Z][\w. ]{1,20})?\s*(?:--|[—–]|\s-)\s # NEW YORK, N.Y. -
    )""",
    re.MULTILINE | re.VERBOSE,
)
_FULL_STOP = re.compile(r"[.!?؟。…:»”\"]\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text, ``[start, end)`` without its break and without blanks at its edges."""

    start: int
    end: int
    kind: ZoneKind = ZoneKind.BODY

    @property
    def range(self) -> Range:
        return Range(self.start, self.end)


def holes(version: Version) -> tuple[Range, ...]:
    """What never speaks (teasers, boilerplate), in order."""
    return tuple(Range(z.start, z.end) for z in version.zones if not z.kind.speaks and z.end > z.start)


def spoken(version: Version) -> str:
    """The text, as long as before, with every hole and every dateline ("Kabul (agency) -") blanked out.

    Line breaks stay, except in a hole that cuts a sentence in two: there the sentence must read on.
    """
    text = version.text
    for hole in holes(version):
        text = blanked(text, hole, keep_breaks=_is_between_sentences(text, hole))
    return _DATELINE.sub(lambda m: " " * len(m.group()), text)


def blanked(text: str, hole: Range, *, keep_breaks: bool) -> str:
    """``text``, as long as before, with blanks for what stands in ``hole``."""
    blank = "".join("\n" if keep_breaks and _BREAK.match(c) else " " for c in text[hole.start : hole.end])
    return text[: hole.start] + blank + text[hole.end :]


def _is_between_sentences(text: str, hole: Range) -> bool:
    before = text[: hole.start].rstrip(" \t")
    return not before or _BREAK.match(before[-1]) is not None or _FULL_STOP.search(before) is not None


def paragraphs(version: Version, text: str) -> tuple[Paragraph, ...]:
    """Non-empty lines of ``text`` (from ``spoken``), each with the kind of the zone it begins in."""
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            found.append(Paragraph(start, end, _kind_at(version.zones, start)))
    return tuple(found)


def _kind_at(zones: tuple[Zone, ...], place: int) -> ZoneKind:
    return next((z.kind for z in zones if z.start <= place < z.end), ZoneKind.BODY)


def without(span: Range, gaps: tuple[Range, ...]) -> tuple[Range, ...]:
    """``span`` in the pieces that remain around ``gaps`` (sorted, apart)."""
    pieces, at = [], span.start
    for gap in gaps:
        if gap.end <= at or gap.start >= span.end:
            continue
        if gap.start > at:
            pieces.append(Range(at, gap.start))
        at = max(at, gap.end)
    if at < span.end:
        pieces.append(Range(at, span.end))
    return tuple(pieces)
