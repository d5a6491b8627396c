"""Quotations that stand beside a verb which has no clause of its own: which of them are its content."""

from __future__ import annotations

import re

from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.candidates.parsed_quotations import NEAR, STOP, adjacent, around, following, is_stopped, over_paragraphs
from ingest.nlp.draft import Construction, Range
from ingest.nlp.quotes import Quotation

_WORDS = 3
"""A quotation of fewer words never stands alone as what was said (names, terms, scare quotes)."""
_FAR = 110
"""Characters from a verb to a quotation that it introduces."""


def near(parse: Parse, verb: int, *, strict: bool) -> tuple[Range, ...]:
    """Quotations next to a verb that has no clause of its own; those of the next paragraph after a colon.

    ``strict``: what follows the verb must be introduced as speech; else it may be part of another phrase of the verb.
    """
    tree = parse.tree
    place, text = tree.start[verb], parse.text
    here = [q for q in around(parse, place) if len(text[slice(*q.inner)].split()) >= _WORDS or _is_next(parse, verb, q)]
    before = [q for q in here if q.outer.end <= place and place - q.outer.end <= NEAR]
    before = [q for q in before if not (is_stopped(parse, q, verb) or _other_verb_since(parse, q, verb))][-1:]
    after = [q for q in here if q.outer.start > place and q.outer.start - place <= _FAR]
    after = [q for q in after if not STOP.search(text[place : q.outer.start])]
    after = [q for q in after[:1] if not (_other_verb(parse, verb, q) or (strict and not _introduced(parse, verb, q)))]
    found = [q.inner for q in before]
    if after and (not before or re.match(r"[^.]{0,40}[,:.]", text[place : after[0].outer.start])):
        found += [after[0].inner, *adjacent(parse, here, after[0].outer.end)]
    elif before:
        found += following(parse, here, verb)
    return over_paragraphs(parse, found) if found else after_colon(parse, verb)


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
