"""Where the cue, the source and the content begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.draft import Range

_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}")
"""The hour before an entry of a live blog."""
_NICKNAME = 3
"""Words that a quotation inside a name can have."""


def cue(parse: Parse, verb: int, *, tail: int | None = None, first: int | None = None) -> Range:
    """The verb with auxiliaries, negation and adverbs before it, its particle, and ``tail`` (a preposition) behind it.

    ``first`` is a verb further left that belongs to it ("continued to call").
    """
    tree = parse.tree
    start = end = verb
    if first is not None:
        start = first
    helpers = set(tree.of(start, "auxiliary", "passive_auxiliary", "negation", "adverb"))
    while start - 1 in helpers:
        start -= 1
    while end + 1 < tree.size and tree.head[end + 1] == verb and tree.has(end + 1, "particle"):
        end += 1
    if tail is not None and end < tail <= end + 3:
        end = tail
    return tree.range_of(start, end)


def noun_phrase(parse: Parse, noun: int, *, without: int | None = None) -> Range:
    """The whole noun phrase: title, apposition, relative clause; without the clause that ``without`` stands in."""
    tree = parse.tree
    first, last = tree.left[noun], tree.right[noun]
    if without is not None:
        first, last = _around(parse, noun, without, first, last)
    last = _before_break(parse, noun, last)
    first = _after_break(parse, noun, first)
    first, last = _without_edges(parse, noun, first, last)
    last = _before_moment(parse, noun, last)
    found = _whole_word(parse.text, tree.range_of(min(first, noun), max(last, noun)))
    return Range(found.start + 1, found.end) if re.match(r"-\w", parse.text[slice(*found)]) else found  # dit-il


def _before_moment(parse: Parse, noun: int, last: int) -> int:
    """``The regulator on Tuesday``: the day belongs to the verb that follows."""
    tree, at = parse.tree, last
    while at > noun and tree.moment[at]:
        at -= 1
    is_day = noun < at < last and tree.head[at] == noun and tree.lower[at] in parse.lexicon.dates.before
    return at - 1 if is_day and tree.has(at, "preposition") else last


def _whole_word(text: str, place: Range) -> Range:
    """With the rest of a word that the tokeniser cut at a hyphen: ex-guard."""
    behind = re.compile(r"(?<=\w)(?:-\w+)+").match(text, place.end)
    return Range(place.start, behind.end() if behind else place.end)


def _around(parse: Parse, noun: int, verb: int, first: int, last: int) -> tuple[int, int]:
    """Cut off the branch of ``noun`` that holds ``verb``."""
    tree = parse.tree
    for child in tree.children[noun]:
        if tree.left[child] <= verb <= tree.right[child]:
            if child > noun:
                last = min(last, tree.left[child] - 1)
            else:
                first = max(first, tree.right[child] + 1)
    if noun < verb <= last:
        last = verb - 1
    if first <= verb < noun:
        first = verb + 1
    return first, last


def _before_break(parse: Parse, noun: int, last: int) -> int:
    """A source ends before a quotation, a dash or the paragraph's end."""
    return next((i - 1 for i in range(noun + 1, last + 1) if _is_break(parse, noun, i)), last)


def _after_break(parse: Parse, noun: int, first: int) -> int:
    return next((i + 1 for i in range(noun - 1, first - 1, -1) if _is_break(parse, noun, i)), first)


def _is_break(parse: Parse, noun: int, i: int) -> bool:
    """Whether ``i`` is in another paragraph than ``noun``, or in a quotation that is more than a nickname or a title."""
    if parse.paragraph[i] != parse.paragraph[noun]:
        return True
    if parse.quoted[i] == parse.quoted[noun]:
        return False
    quotation = parse.quotation_of(i)
    return quotation is None or len(parse.text[slice(*quotation.inner)].split()) > _NICKNAME


def _without_edges(parse: Parse, noun: int, first: int, last: int) -> tuple[int, int]:
    tree = parse.tree
    while last > noun and tree.is_mark(last) and tree.word[last] not in (")", "]"):
        last -= 1
    while last > noun and tree.has(last, "coordinator"):
        last -= 1
    while first < noun and _is_edge(parse, first, noun):
        first += 1
    return first, last


def _is_edge(parse: Parse, i: int, noun: int) -> bool:
    """A mark, an hour, "and" or a preposition before the phrase."""
    tree = parse.tree
    is_mark = tree.is_mark(i) or _CLOCK.fullmatch(tree.word[i]) is not None
    return is_mark or tree.has(i, "coordinator") or _introduces(parse, i, noun)


def _introduces(parse: Parse, i: int, noun: int) -> bool:
    """A preposition that hangs on its noun, or a word fixed to it."""
    tree = parse.tree
    if tree.head[i] == noun:
        return tree.has(i, "case")
    return tree.head[tree.head[i]] == noun and tree.has(tree.head[i], "case")


def spans(parse: Parse, tokens: Iterable[int]) -> tuple[Range, ...]:
    """Runs of tokens as trimmed ranges."""
    tree = parse.tree
    found = [parse.trimmed(tree.range_of(a, b)) for a, b in tree.runs(tokens)]
    return tuple(r for r in found if r is not None)


def without_complementiser(parse: Parse, tokens: list[int]) -> list[int]:
    """Leading "that", "," and blanks cut off."""
    tree, at = parse.tree, 0
    if len(tokens) > 1 and tree.lower[tokens[1]] in parse.lexicon.complementisers and tree.has(tokens[0], "adverb"):
        return tokens[2:] or tokens  # "only that"
    while at < len(tokens) and (
        tree.lower[tokens[at]] in parse.lexicon.complementisers
        or tree.is_blank(tokens[at])
        or tree.word[tokens[at]] == ","
    ):
        at += 1
    return tokens[at:] or tokens
