"""Teasers inside a body line: after a sentence or in brackets, or a headline spliced into a sentence.

The splice comes from content systems that put the linked page's headline where the link's own words were. It shows by
the same words standing elsewhere as a teaser or as a link, or by a link that breaks off with a sign and lets the
sentence go on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from graph.text import fold
from ingest.zones.words import Phrase, ZoneWords

Cut = tuple[int, int, str]  # [start, end) in the line, name of the rule

SHORTEST_SPLICE = 5  # words: fewer may be the sentence's own
SURE_SPLICE = 8  # words: a name or a phrase that is linked twice is shorter
SHORTEST_KEPT = 3  # words before a headline's break that a sentence may have run into
_WORD = re.compile("[\\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+")
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_BREAK = re.compile(r"\.{2,}|…|[!?؟|:;؛]|\s[-–—]\s")
_END_SIGNS = re.compile(r"(?:\.{2,}|[…!?؟|])+")
_SENTENCE_END = re.compile(r"[.!?؟…۔][\"'”’»)\]]*(?=\s|$)")


def inline_leads(raw: str, key: Phrase, words: ZoneWords) -> Iterator[Cut]:
    """A lead with a colon, in brackets or at the start of a sentence that is not the line's first."""
    if not words.lead.holds(key):
        return
    places = [m.span() for m in _WORD.finditer(raw)]
    folded = tuple(fold(raw[start:end]) for start, end in places)
    for place in words.lead.anywhere(folded):
        start, end = places[place][0], places[place + words.lead.at(folded, place) - 1][1]
        yield from _lead_at(raw, start, end)


def _lead_at(raw: str, start: int, end: int) -> Iterator[Cut]:
    before = raw[:start].rstrip()
    if before and (closer := _CLOSERS.get(before[-1])):
        close = raw.find(closer, end)
        yield len(before) - 1, close + 1 if close >= 0 else len(raw.rstrip()), "inline lead"
    elif _SENTENCE_END.search(before[-3:]) and raw[end:].lstrip().startswith((":", "：")):
        yield start, _sentence_end(raw, end), "inline lead"


def _sentence_end(raw: str, start: int) -> int:
    found = _SENTENCE_END.search(raw, start)
    return found.end() if found else len(raw.rstrip())


def splices(raw: str, line: Phrase, headlines: Sequence[Phrase], links: Counter[Phrase]) -> Iterator[Cut]:
    """Headlines of teasers, and links, that stand inside this line as a part of it."""
    joined = f" {' '.join(line)} "
    for headline in {*headlines, *links}:
        if SHORTEST_SPLICE <= len(headline) < len(line) and f" {' '.join(headline)} " in joined:
            twice = headline in headlines or links[headline] > 1
            yield from _splice(raw, headline, certain=twice and len(headline) >= SURE_SPLICE, twice=twice)


def _splice(raw: str, headline: Phrase, *, certain: bool, twice: bool) -> Iterator[Cut]:
    places = [m.span() for m in _WORD.finditer(raw)]
    folded = tuple(fold(raw[start:end]) for start, end in places)
    for first in range(len(folded) - len(headline) + 1):
        if folded[first : first + len(headline)] == headline:
            start, end = places[first][0], places[first + len(headline) - 1][1]
            yield from _cut_at(raw, start, end, certain=certain, twice=twice)


def _cut_at(raw: str, start: int, end: int, *, certain: bool, twice: bool) -> Iterator[Cut]:
    """The part of ``raw[start:end]`` that does not belong to the sentence.

    Where the sentence runs into the headline, the headline's words up to its first break may well be the link's own:
    the sentence needs them, so only what follows is cut. What is not ``certain`` must show by a sign in the middle of
    the sentence: any, where the words occur ``twice``; an ellipsis or an end, where they do not.
    """
    signs = _END_SIGNS.match(raw, end)
    stop = signs.end() if signs else end
    goes_on = bool(_WORD.match(raw[stop:].lstrip()))
    inner = _BREAK.search(raw, start, end)
    mid_sentence = bool(raw[:start].strip()) and not _SENTENCE_END.search(raw[:start].rstrip()[-3:])
    signed = signs or (inner and (twice or inner.group() in ("..", "…")))
    if certain or (goes_on and mid_sentence and signed):
        kept = inner and mid_sentence and len(_WORD.findall(raw, start, inner.start())) >= SHORTEST_KEPT
        yield inner.start() if inner and kept else start, stop, "splice"
