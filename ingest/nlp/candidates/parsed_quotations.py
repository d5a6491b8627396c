"""Content of a parse brought together with the quotations that it touches, that precede it and that follow it."""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.draft import Range
from ingest.nlp.quotes import Quotation

STOP = re.compile(r"[.!?;]")
_LOOSE = " \t\u00a0“”\"'‘’,.;:—–-"
_CONNECTOR = 20
"""Characters in which a connector and its comma stand."""
_BEGINNING = 4
"""Words before a cue from which they are the beginning of what is said ("On Monday, he said, ..." is none)."""
NEAR = 60
"""Characters between a cue and a quotation that still belong together."""


def grown(parse: Parse, content: tuple[Range, ...], verb: int) -> tuple[Range, ...]:
    """Content of a parse brought together with the quotations: each stretch stays in the paragraph, a quotation that it
    touches is taken whole, and what the speaker goes on with after the cue is added."""
    paragraph = parse.paragraph_of(verb)
    place = parse.tree.start[verb]
    found: list[Range] = []
    whole = False
    for span in content:
        inner = Range(max(span.start, paragraph.start), min(span.end, paragraph.end))
        if inner.start >= inner.end:
            continue
        inner, is_quotation = _whole_quotations(parse, inner, place)
        if is_quotation and not whole and inner.end <= place:
            found = []  # what the parse took from the sentence before the quotation
        whole = whole or is_quotation
        if not found or inner.start >= found[-1].end:
            found.append(inner)
    if not found:
        return ()
    if whole:
        return over_paragraphs(parse, _with_beginning(parse, _with_rest(parse, found, verb), verb))
    found = _from_sentence_start(parse, found, verb)
    if found[-1].end <= place:
        found += following(parse, around(parse, place), verb)
    return tuple(found)


def _whole_quotations(parse: Parse, span: Range, place: int) -> tuple[Range, bool]:
    """``span`` with every quotation that it touches taken whole, and whether it is nothing but quotation."""
    is_quotation = False
    for quotation in around(parse, place):
        inner = quotation.inner
        if not span.overlaps(inner) or inner.start <= place < inner.end:
            continue
        if (
            span.end <= place
            and abs(inner.end - span.end) <= 4
            and re.search(r"[.!?:]", parse.text[span.start : inner.start])
        ):
            span = inner  # the parse ran into the sentence before the quotation
        shared = parse.text[max(span.start, inner.start) : min(span.end, inner.end)].split()
        if len(shared) >= 2 or span.start >= inner.start - 1:
            wide = Range(min(span.start, inner.start), max(span.end, inner.end))
            if not wide.start <= place < wide.end:
                span = wide
        is_quotation = is_quotation or (span.start >= inner.start - 2 and span.end <= inner.end + 2)
    return span, is_quotation


def around(parse: Parse, place: int) -> list[Quotation]:
    """Quotations of the paragraph of ``place`` that do not hold it."""
    paragraph = parse.reading.paragraph_at(place)
    if paragraph is None:
        return []
    return [q for q in parse.quotations if paragraph.start <= q.outer.start and q.outer.end <= paragraph.end]


def _from_sentence_start(parse: Parse, found: list[Range], verb: int) -> list[Range]:
    """Unquoted content before the cue begins where its sentence begins."""
    tree = parse.tree
    first = found[0]
    if len(found) > 1 or first.end > tree.start[verb]:
        return found
    start = tree.start[tree.sentence[verb]]
    start = max(start, parse.paragraph_of(verb).start)
    crosses = any(start <= q.inner.start < first.start for q in around(parse, tree.start[verb]))
    if start < first.start and not crosses:
        trimmed = parse.trimmed(Range(start, first.end))
        found = [trimmed] if trimmed else found
    return [_without_connector(parse, found[0])]


def _without_connector(parse: Parse, span: Range) -> Range:
    """ "In fact, ..." at the beginning is the narrator's."""
    opening = parse.text[span.start : span.start + _CONNECTOR].lower()
    for words in parse.lexicon.connectors:
        if opening.startswith(words + ","):
            return parse.trimmed(Range(span.start + len(words), span.end)) or span
    return span


def _with_rest(parse: Parse, found: list[Range], verb: int) -> list[Range]:
    """Quotations before and behind the cue that belong to the same speech."""
    place, here = parse.tree.start[verb], around(parse, parse.tree.start[verb])
    if found[0].start > place:
        before = [q for q in here if q.outer.end <= place and place - q.outer.end <= NEAR]
        if before and not is_stopped(parse, before[-1], verb) and found[0].start - place < NEAR:
            found.insert(0, before[-1].inner)
    if found[-1].end <= place:
        found += following(parse, here, verb)
    else:
        found += adjacent(parse, here, found[-1].end)
    return found


def is_stopped(parse: Parse, quotation: Quotation, verb: int) -> bool:
    """Whether a sentence ends between ``quotation`` and the verb behind it; the dot of "Rep." ends none."""
    tree = parse.tree
    gap = parse.text[quotation.outer.end : tree.start[verb]].strip(_LOOSE)
    if not STOP.search(gap):
        return False
    first = bisect_left(tree.start, quotation.outer.end)
    while first < verb and tree.is_mark(first):
        first += 1
    return tree.sentence[first] != tree.sentence[verb] or re.search(r"[!?;]", gap) is not None


def following(parse: Parse, here: list[Quotation], verb: int) -> list[Range]:
    """``"...," he said. "..."``: quotations behind the cue's clause."""
    tree = parse.tree
    place = tree.end[verb]
    limit = max(tree.end[tree.sentence_end(verb)] + 4, place + NEAR)
    later = [q for q in here if q.outer.start >= place]
    if not later or later[0].outer.start > limit or _new_clause(parse, verb, later[0]) or _is_cued(parse, later[0]):
        return []
    return [later[0].inner, *adjacent(parse, here, later[0].outer.end)]


def _new_clause(parse: Parse, verb: int, quotation: Quotation) -> bool:
    """Whether another sentence with words of its own stands between the cue and the quotation."""
    tree, at, words = parse.tree, verb + 1, 0
    while at < tree.size and tree.start[at] < quotation.outer.start:
        words += tree.sentence[at] != tree.sentence[verb] and not tree.is_mark(at)
        at += 1
    return words > 2


def _is_cued(parse: Parse, quotation: Quotation) -> bool:
    """``"...," she added``: a comma at its end says that its own cue follows."""
    inside = parse.text[quotation.inner.start : quotation.inner.end].rstrip()
    return inside.endswith(",") or parse.text[quotation.outer.end : quotation.outer.end + 1] == ","


def _with_beginning(parse: Parse, found: list[Range], verb: int) -> list[Range]:
    """A quotation that begins in lower case takes up what its sentence began with, before it or before the cue."""
    first, tree = found[0], parse.tree
    if not parse.text[first.start].islower():
        return found
    start = max(tree.start[tree.sentence[verb]], parse.paragraph_of(verb).start)
    if first.end <= tree.start[verb]:
        return _joined(parse, found, Range(start, first.end), verb)
    subject = tree.first(verb, "subject")
    opening = verb if subject is None else min(verb, tree.left[subject])
    if opening == 0 or tree.word[opening - 1] != ",":
        return found
    before = parse.trimmed(Range(start, tree.start[opening - 1]))
    is_short = before is None or len(parse.text[slice(*before)].split()) < _BEGINNING
    return found if before is None or is_short else [before, *found]


def _joined(parse: Parse, found: list[Range], wide: Range, verb: int) -> list[Range]:
    """``found`` with its first quotation widened, unless another quotation stands in between."""
    crosses = any(wide.start <= q.inner.start < found[0].start for q in around(parse, parse.tree.start[verb]))
    trimmed = parse.trimmed(wide)
    return found if crosses or trimmed is None else [trimmed, *found[1:]]


def adjacent(parse: Parse, here: list[Quotation], end: int) -> list[Range]:
    """Quotations that follow with nothing but marks between."""
    found = []
    for quotation in here:
        if quotation.outer.start < end:
            continue
        if parse.text[end : quotation.outer.start].strip(_LOOSE):
            break
        found.append(quotation.inner)
        end = quotation.outer.end
    return found


def over_paragraphs(parse: Parse, found: list[Range]) -> tuple[Range, ...]:
    """A quotation left open at the end of its paragraph, together with those that take it up, backward and forward."""
    numbers = {q.inner: i for i, q in enumerate(parse.quotations)}
    first, last = numbers.get(found[0]), numbers.get(found[-1])
    before: list[Range] = []
    after: list[Range] = []
    while first is not None and first > 0 and parse.quotations[first].continues:
        first -= 1
        before.insert(0, parse.quotations[first].inner)
    while last is not None and not parse.quotations[last].closed and last + 1 < len(parse.quotations):
        last += 1
        if not parse.quotations[last].continues:
            break
        after.append(parse.quotations[last].inner)
    return (*before, *found, *after)
