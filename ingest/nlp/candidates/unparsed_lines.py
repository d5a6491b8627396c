"""One paragraph as tokens, with its sentences and its quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.model import Label, Mention
from ingest.nlp.candidates.unparsed_words import Grammar, Word
from ingest.nlp.cutting import Pieces, cut, rows
from ingest.nlp.draft import Range
from ingest.nlp.paragraphs import Paragraph
from ingest.nlp.quotes import Quotation

_TOKEN = re.compile("(\\d+(?:[.,٫]\\d+)*|[\\w\u0610-\u061a\u064b-\u0652\u0670\u0640]+|[^\\w\\s])")
_ENDS = frozenset(".!?؟")
_NO_WORD = Word(key="", free="", bare="")
COMMAS = frozenset("،,؛;")
OUTSIDE = -1
NAMED = frozenset((Label.PER, Label.ORG, Label.LOC))
DASHES = frozenset("-–—ـ")


class Token(NamedTuple):
    """``quote`` is the number of the outermost quotation that holds it (marks included), ``OUTSIDE`` for none.

    ``name`` is the number of the name that holds it in the same way.
    """

    start: int
    end: int
    text: str
    word: Word
    quote: int = OUTSIDE
    name: int = OUTSIDE

    @property
    def mark(self) -> bool:
        """Punctuation."""
        return self.word is _NO_WORD

    @property
    def comma(self) -> bool:
        return self.text in COMMAS


@dataclass(frozen=True)
class Line:
    """A paragraph. ``ends[i]`` is the token at which the sentence of token ``i`` ends (its full stop, or the end).

    ``names`` are the people, bodies and places named in it.
    """

    text: str
    grammar: Grammar
    tokens: tuple[Token, ...]
    quotes: tuple[Quotation, ...]
    ends: tuple[int, ...]
    names: tuple[Mention, ...] = ()

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, i: int) -> Word:
        """The word at ``i``; an empty one outside the line and for punctuation."""
        return self.tokens[i].word if 0 <= i < len(self.tokens) else _NO_WORD

    def mark(self, i: int) -> str:
        """The punctuation at ``i``, "" for a word."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) and self.tokens[i].mark else ""

    def quote(self, i: int) -> int:
        return self.tokens[i].quote if 0 <= i < len(self.tokens) else OUTSIDE

    def name(self, i: int) -> int:
        return self.tokens[i].name if 0 <= i < len(self.tokens) else OUTSIDE

    def name_begins(self, i: int) -> bool:
        return self.name(i) != OUTSIDE and self.name(i) != self.name(i - 1)

    def name_ended(self, i: int) -> bool:
        """True right behind a name."""
        return self.name(i - 1) != OUTSIDE and self.name(i) != self.name(i - 1)

    def is_person(self, i: int) -> bool:
        number = self.name(i)
        return number != OUTSIDE and self.names[number].label is Label.PER

    def begins(self, i: int) -> int:
        """First token of the sentence of ``i``."""
        while i > 0 and self.ends[i - 1] == self.ends[i]:
            i -= 1
        return i

    def after_quote(self, number: int, i: int) -> int:
        """First token behind quotation ``number``, searched from ``i``."""
        while i < len(self.tokens) and self.tokens[i].quote == number:
            i += 1
        return i

    def quote_begins(self, i: int) -> int:
        """First token of the quotation that holds ``i``."""
        number = self.tokens[i].quote
        while i > 0 and self.tokens[i - 1].quote == number:
            i -= 1
        return i

    def range(self, first: int, last: int) -> Range:
        """Tokens ``[first, last)`` as a range of the text."""
        return Range(self.tokens[first].start, self.tokens[last - 1].end)

    def words_between(self, first: int, last: int) -> int:
        return sum(not t.mark for t in self.tokens[first:last])


def line(
    text: str,
    paragraph: Paragraph,
    quotations: tuple[Quotation, ...],
    grammar: Grammar,
    mentions: Sequence[Mention] = (),
) -> Line:
    """The paragraph as a ``Line``; ``quotations`` are the outermost ones of the text, ``mentions`` its names in order."""
    quotes = tuple(q for q in quotations if paragraph.start <= q.outer.start < paragraph.end)
    names = tuple(m for m in mentions if paragraph.start <= m.span.start < paragraph.end and m.label in NAMED)
    tokens = tuple(_tokens(cut(_TOKEN, text[paragraph.start : paragraph.end]), paragraph.start, quotes, names, grammar))
    return Line(text, grammar, tokens, quotes, _sentence_ends(text, tokens, grammar), names)


def _tokens(
    found: Pieces, offset: int, quotes: Sequence[Quotation], names: Sequence[Mention], grammar: Grammar
) -> list[Token]:
    """Column by column: what holds for many tokens is not asked of each."""
    starts, ends = ([offset + place for place in places] for places in (found.starts, found.ends))
    words = [
        word if word.key and (written[0].isalnum() or written[0] == "_") else _NO_WORD
        for written, word in zip(found.words, map(grammar.word, found.words), strict=True)
    ]
    in_quote = [(bisect_left(starts, q.outer.start), bisect_left(starts, q.outer.end)) for q in quotes]
    in_name = [(bisect_right(ends, m.span.start), bisect_right(ends, m.span.end)) for m in names]
    for name, (first, last) in zip(names, in_name, strict=True):
        for i in range(first, last):
            joined = name.span.start - starts[i]
            if joined >= 0 and words[i] is not _NO_WORD:
                words[i] = grammar.name(found.words[i], joined)
    return rows(Token, starts, ends, found.words, words, _numbers(in_quote, len(words)), _numbers(in_name, len(words)))


def _numbers(ranges: Iterable[tuple[int, int]], size: int) -> list[int]:
    """For each of ``size`` tokens the number of the range that holds it."""
    numbers = [OUTSIDE] * size
    for number, (first, last) in enumerate(ranges):
        numbers[first:last] = [number] * (last - first)
    return numbers


def _sentence_ends(text: str, tokens: tuple[Token, ...], grammar: Grammar) -> tuple[int, ...]:
    """For each token the index of the full stop that ends its sentence, or the line's length."""
    ends: list[int] = []
    for i, token in enumerate(tokens):
        if token.text in _ENDS and _is_full_stop(text, tokens, i, grammar):
            ends += [i] * (i + 1 - len(ends))
    return (*ends, *[len(tokens)] * (len(tokens) - len(ends)))


def _is_full_stop(text: str, tokens: tuple[Token, ...], i: int, grammar: Grammar) -> bool:
    token = tokens[i]
    if token.quote != OUTSIDE:
        return False
    if token.text != ".":
        return True
    around = text[token.start - 1 : token.start] + text[token.end : token.end + 1]
    if "." in around or (i and tokens[i - 1].text in grammar.data.abbreviations):
        return False
    following = text[token.end : token.end + 1]
    return not (following.isascii() and following.isalnum())
