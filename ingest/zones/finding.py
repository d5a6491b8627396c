"""Which stretches of a text are the article: headline, body, teaser, boilerplate. Nothing is cut out, all is marked.

Works on plain text as well as on a page's text; a page also gives the texts of its links and what its structure says.
The rules, in the order in which they are asked of a line; each zone carries the name of the rule:

    title            the line is the title                                     headline
    structure        the page keeps it in a block for teasers or notices       teaser, boilerplate
    notice           follow us, newsletter, cookies, rights, buttons ...       boilerplate
    lead             "Read also: ..." and the like                             teaser
    list             headlines below "Most read", "Related stories" ...        teaser
    link             the whole line is one link                                teaser
    heading          a few words above two teasers                             teaser
    tail             a fragment among marked lines at the end                  boilerplate

and then inside the lines that are left:

    inline lead      "... he said. (Read also: ...)"                           teaser
    splice           a teaser's headline inside a sentence                     teaser
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.model import Zone, ZoneKind
from graph.text import fold
from ingest.zones.inline import inline_leads, splices
from ingest.zones.words import SEPARATORS, Phrase, ZoneWords, bare, phrase, tokens, zone_words

LONGEST_HEADLINE = 28  # words; the longest real headlines of news agencies have about 25
LONGEST_HEADING = 6  # words
LONGEST_LIST = 12  # headlines below one heading
SHORTEST_LINK = 3  # words of a link that is a headline and not a name
_SENTENCE_END = re.compile(r"[.۔。!?؟][\"'”’»)\]]*\s*$")
_FULL_STOP = re.compile(r"[.۔。][\"'”’»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, ``[start, end)`` with its newline, as the rules see it; ``words`` are those of its ``key``, signs left out."""

    start: int
    end: int
    raw: str
    key: Phrase
    words: Phrase
    kind: ZoneKind = ZoneKind.BODY
    reason: str = ""

    @property
    def like_headline(self) -> bool:
        """Short and not a sentence that ends."""
        return 2 <= len(self.words) <= LONGEST_HEADLINE and not _FULL_STOP.search(self.raw)

    def marked(self, kind: ZoneKind, reason: str) -> Line:
        return replace(self, kind=kind, reason=reason)


def zones_of(
    text: str,
    *,
    title: str = "",
    link_texts: Iterable[str] = (),
    teasers: Iterable[str] = (),
    notices: Iterable[str] = (),
    leads: Iterable[str] = (),
) -> tuple[Zone, ...]:
    """Zones that cover ``text`` in order, without gaps.

    ``link_texts``: texts of the links of the page, as often as they occur. ``teasers``, ``notices``: texts of blocks
    that the page's own structure sets apart. ``leads``: how this outlet's teaser lines begin, besides the usual ways.
    """
    links = Counter(bare(phrase(link)) for link in link_texts)
    structure = {phrase(t): ZoneKind.TEASER for t in teasers} | {phrase(n): ZoneKind.BOILERPLATE for n in notices}
    words = zone_words().with_leads(tuple(leads))
    lines = _lines(text)
    lines = _title(lines, bare(phrase(title)))
    lines = _whole_lines(lines, links, structure, words)
    lines = _tail(_headed(lines))
    return tuple(_merged(_zones(lines, links, words)))


def _lines(text: str) -> list[Line]:
    """Lines that are not blank; a blank one belongs to the line before it."""
    raw = text.splitlines(keepends=True)
    lines: list[Line] = []
    place = 0
    for line in raw:
        end = place + len(line)
        if line.strip() or not lines:
            key = tokens(fold(line))
            lines.append(Line(place, end, line, key, bare(key)))
        else:
            lines[-1] = replace(lines[-1], end=end)
        place = end
    return lines


def _title(lines: list[Line], title: Phrase) -> list[Line]:
    """The first line that is the title is the headline, further ones repeat it."""
    if not title:
        return lines
    out, seen = [], False
    for line in lines:
        if line.words != title:
            out.append(line)
            continue
        kind = ZoneKind.BOILERPLATE if seen else ZoneKind.HEADLINE
        out.append(line.marked(kind, "title repeated" if seen else "title"))
        seen = True
    return out


def _whole_lines(
    lines: Sequence[Line], links: Counter[Phrase], structure: dict[Phrase, ZoneKind], words: ZoneWords
) -> list[Line]:
    out: list[Line] = []
    list_left = 0  # headlines that may still follow a heading
    for line in lines:
        if line.reason or not line.key:
            out.append(line)
            continue
        kind, reason = _line_kind(line, links, structure, words)
        if not reason and list_left and line.like_headline:
            kind, reason = ZoneKind.TEASER, "list"
        list_left = LONGEST_LIST if _opens_list(line, words) else list_left - 1 if reason and list_left else 0
        out.append(line.marked(kind, reason) if reason else line)
    return out


def _line_kind(
    line: Line, links: Counter[Phrase], structure: dict[Phrase, ZoneKind], words: ZoneWords
) -> tuple[ZoneKind, str]:
    if line.key in structure:
        return structure[line.key], "structure"
    if notice := words.notice_in(line.key):
        return ZoneKind.BOILERPLATE, notice
    if _has_lead(line, words) or _opens_list(line, words):
        return ZoneKind.TEASER, "lead"
    if len(line.words) >= SHORTEST_LINK and line.words in links:
        return ZoneKind.TEASER, "link"
    return ZoneKind.BODY, ""


def _has_lead(line: Line, words: ZoneWords) -> bool:
    """A lead with a sign after it; without one, only before what reads like a headline, for prose may begin so too."""
    if (size := words.lead_at(line.key)) and (_separated(line.key, size) or line.like_headline):
        return len(line.words) <= 2 * LONGEST_HEADLINE
    if size := words.weak.at(line.key):
        return _separated(line.key, size) and line.like_headline
    return False


def _separated(key: Phrase, size: int) -> bool:
    return len(key) > size and key[size] in SEPARATORS


def _opens_list(line: Line, words: ZoneWords) -> bool:
    """A heading, or a lead that stands alone and so speaks of the lines below."""
    alone = len(line.words)
    return alone in (words.heading.at(line.key), words.lead_at(line.key), words.weak.at(line.key)) and alone > 0


def _headed(lines: list[Line]) -> list[Line]:
    """A few words above at least two teasers are their heading, whatever the words."""
    out = list(lines)
    for i, (line, *below) in enumerate(zip(lines, lines[1:], lines[2:], strict=False)):
        few = not line.reason and 0 < len(line.words) <= LONGEST_HEADING and line.like_headline
        if few and all(other.kind is ZoneKind.TEASER for other in below):
            out[i] = line.marked(ZoneKind.TEASER, "heading")
    return out


def _tail(lines: list[Line]) -> list[Line]:
    """Below the last sentence of the article, fragments among marked lines are no article either."""
    last = max((i for i, line in enumerate(lines) if not line.reason and _SENTENCE_END.search(line.raw)), default=-1)
    after = lines[last + 1 :]
    if last < 0 or not any(not line.kind.speaks for line in after):
        return lines
    first = next(i for i, line in enumerate(after) if not line.kind.speaks)
    tail = [
        line if line.reason or i < first else line.marked(ZoneKind.BOILERPLATE, "tail") for i, line in enumerate(after)
    ]
    return lines[: last + 1] + tail


def _zones(lines: Sequence[Line], links: Counter[Phrase], words: ZoneWords) -> Iterator[Zone]:
    """The lines as zones, with the teasers inside body lines cut out."""
    headlines = [_without_lead(line, words) for line in lines if line.kind is ZoneKind.TEASER]
    for line in lines:
        if line.kind is not ZoneKind.BODY:
            yield Zone(line.kind, line.start, line.end, line.reason)
            continue
        cuts = [*inline_leads(line.raw, line.key, words), *splices(line.raw, line.words, headlines, links)]
        yield from _cut(line, sorted(cuts))


def _without_lead(line: Line, words: ZoneWords) -> Phrase:
    """The headline of a teaser line."""
    size = words.lead_at(line.key) or (words.weak.at(line.key) if line.reason == "lead" else 0)
    return bare(line.key[size:])


def _cut(line: Line, cuts: Sequence[tuple[int, int, str]]) -> Iterator[Zone]:
    place = line.start
    for start, end, reason in cuts:
        if line.start + start < place:
            continue
        if line.start + start > place:
            yield Zone(ZoneKind.BODY, place, line.start + start)
        yield Zone(ZoneKind.TEASER, line.start + start, line.start + end, reason)
        place = line.start + end
    if place < line.end:
        yield Zone(ZoneKind.BODY, place, line.end)


def _merged(zones: Iterable[Zone]) -> Iterator[Zone]:
    """Neighbours of the same kind and reason as one zone."""
    last: Zone | None = None
    for zone in zones:
        if last is not None and (last.kind, last.reason) == (zone.kind, zone.reason):
            last = replace(last, end=zone.end)
            continue
        if last is not None:
            yield last
        last = zone
    if last is not None:
        yield last
