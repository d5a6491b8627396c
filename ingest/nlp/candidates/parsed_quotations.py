"""Which quotations belong to which verb, and content that a quotation begins or goes on with."""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.draft import Construction, Range
from ingest.nlp.quotes import Quotation

_STOP = re.compile(r"[.!?;]")
_LOOSE = " \t\u00a0“”\"'‘’,.;:—–-"
_WORDS = 3
"""A quotation of fewer words never stands alone as what was said (names, terms, scare quotes)."""
_CONNECTOR = 20
"""Characters in which a connector and its comma stand."""
_BEGINNING = 4
"""Words before a cue from which they are the beginning of what is said ("On Monday, he said, ..." is none)."""
_NEAR = 60
_FAR = 110


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
        return _over_paragraphs(parse, _with_beginning(parse, _with_rest(parse, found, verb), verb))
    found = _from_sentence_start(parse, found, verb)
    if found[-1].end <= place:
        found += _following(parse, _around(parse, place), verb)
    return tuple(found)


def _whole_quotations(parse: Parse, span: Range, place: int) -> tuple[Range, bool]:
    """``span`` with every quotation that it touches taken whole, and whether it is nothing but quotation."""
    is_quotation = False
    for quotation in _around(parse, place):
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


def _around(parse: Parse, place: int) -> list[Quotation]:
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
    crosses = any(start <= q.inner.start < first.start for q in _around(parse, tree.start[verb]))
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
    place, around = parse.tree.start[verb], _around(parse, parse.tree.start[verb])
    if found[0].start > place:
        before = [q for q in around if q.outer.end <= place and place - q.outer.end <= _NEAR]
        if before and not _is_stopped(parse, before[-1], verb) and found[0].start - place < _NEAR:
            found.insert(0, before[-1].inner)
    if found[-1].end <= place:
        found += _following(parse, around, verb)
    else:
        found += _adjacent(parse, around, found[-1].end)
    return found


def _is_stopped(parse: Parse, quotation: Quotation, verb: int) -> bool:
    """Whether a sentence ends between ``quotation`` and the verb behind it; the dot of "Rep." ends none."""
    tree = parse.tree
    gap = parse.text[quotation.outer.end : tree.start[verb]].strip(_LOOSE)
    if not _STOP.search(gap):
        return False
    first = bisect_left(tree.start, quotation.outer.end)
    while first < verb and tree.is_mark(first):
        first += 1
    return tree.sentence[first] != tree.sentence[verb] or re.search(r"[!?;]", gap) is not None


def _following(parse: Parse, around: list[Quotation], verb: int) -> list[Range]:
    """``"...," he said. "..."``: quotations behind the cue's clause."""
    tree = parse.tree
    place = tree.end[verb]
    limit = max(tree.end[tree.sentence_end(verb)] + 4, place + _NEAR)
    later = [q for q in around if q.outer.start >= place]
    if not later or later[0].outer.start > limit or _new_clause(parse, verb, later[0]) or _is_cued(parse, later[0]):
        return []
    return [later[0].inner, *_adjacent(parse, around, later[0].outer.end)]


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
    crosses = any(wide.start <= q.inner.start < found[0].start for q in _around(parse, parse.tree.start[verb]))
    trimmed = parse.trimmed(wide)
    return found if crosses or trimmed is None else [trimmed, *found[1:]]


def _adjacent(parse: Parse, around: list[Quotation], end: int) -> list[Range]:
    """Quotations that follow with nothing but marks between."""
    found = []
    for quotation in around:
        if quotation.outer.start < end:
            continue
        if parse.text[end : quotation.outer.start].strip(_LOOSE):
            break
        found.append(quotation.inner)
        end = quotation.outer.end
    return found


def near(parse: Parse, verb: int, *, strict: bool) -> tuple[Range, ...]:
    """Quotations next to a verb that has no clause of its own; those of the next paragraph after a colon.

    ``strict``: what follows the verb must be introduced as speech; else it may be part of another phrase of the verb.
    """
    tree = parse.tree
    place, text = tree.start[verb], parse.text
    around = [
        q for q in _around(parse, place) if len(text[slice(*q.inner)].split()) >= _WORDS or _is_next(parse, verb, q)
    ]
    before = [q for q in around if q.outer.end <= place and place - q.outer.end <= _NEAR]
    before = [q for q in before if not (_is_stopped(parse, q, verb) or _other_verb_since(parse, q, verb))][-1:]
    after = [q for q in around if q.outer.start > place and q.outer.start - place <= _FAR]
    after = [q for q in after if not _STOP.search(text[place : q.outer.start])]
    after = [q for q in after[:1] if not (_other_verb(parse, verb, q) or (strict and not _introduced(parse, verb, q)))]
    found = [q.inner for q in before]
    if after and (not before or re.match(r"[^.]{0,40}[,:.]", text[place : after[0].outer.start])):
        found += [after[0].inner, *_adjacent(parse, around, after[0].outer.end)]
    elif before:
        found += _following(parse, around, verb)
    return _over_paragraphs(parse, found) if found else after_colon(parse, verb)


def _is_next(parse: Parse, verb: int, quotation: Quotation) -> bool:
    """``replied: "No."``: however short, nothing but a mark stands between."""
    gap = parse.text[parse.tree.end[verb] : quotation.outer.start]
    return quotation.outer.start > parse.tree.end[verb] and gap.strip() in (",", ":")


def _other_verb_since(parse: Parse, quotation: Quotation, verb: int) -> bool:
    """Whether a verb that introduces speech stands between the quotation and ``verb``: the quotation is that one's."""
    tree, at = parse.tree, verb - 1
    while at >= 0 and tree.start[at] >= quotation.outer.end:
        if tree.pos[at] in tree.grammar.verb_tags and parse.lexicon.sense(tree.lemma[at], Construction.QUOTATION):
            return True
        at -= 1
    return False


def _introduced(parse: Parse, verb: int, quotation: Quotation) -> bool:
    """Whether the quotation stands right behind the verb, or behind a colon or comma, or begins like a sentence."""
    gap = parse.text[parse.tree.end[verb] : quotation.outer.start].rstrip()
    first = parse.text[quotation.inner.start : quotation.inner.start + 1]
    return not gap or gap[-1] in ":,،" or not first.islower()


def _other_verb(parse: Parse, verb: int, quotation: Quotation) -> bool:
    """Whether a verb that can introduce speech too stands between."""
    tree, at = parse.tree, verb + 1
    while at < tree.size and tree.start[at] < quotation.outer.start:
        if tree.pos[at] in tree.grammar.verb_tags and parse.lexicon.sense(tree.lemma[at], Construction.QUOTATION):
            return True
        at += 1
    return False


def _over_paragraphs(parse: Parse, found: list[Range]) -> tuple[Range, ...]:
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


def after_colon(parse: Parse, verb: int) -> tuple[Range, ...]:
    """``he said:`` at the end of a paragraph, and the quotation in the next."""
    paragraph = parse.paragraph_of(verb)
    tail = parse.text[parse.tree.start[verb] : paragraph.end]
    if not re.match(r"\w+[^.\n]{0,60}:$", tail):
        return ()
    following = next((q for q in parse.quotations if q.outer.start >= paragraph.end), None)
    if following is None or following.outer.start - paragraph.end > 6:
        return ()
    return (following.inner,)
