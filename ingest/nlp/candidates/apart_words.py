"""Words of a language that writes them apart and has no parser: looked up once, in lines of tokens.

The token grammar of joined words is in ``unparsed_words``. This one is for languages in which auxiliaries, articles and
pronouns are words of their own and the subject mostly stands before its verb.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.text import fold
from ingest.nlp.draft import Range
from ingest.nlp.lexicon import Lexicon
from ingest.nlp.paragraphs import Paragraph
from ingest.nlp.quotes import Quotation

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:[-’']\w+)*|[^\w\s]")
_NOT_FINITE = ("gerund", "participle", "infinitive")
OUTSIDE = -1
KINDS = (
    "perfects", "passives", "clitics", "determiners", "adverbs", "occasions", "openers", "relatives", "prepositions",
    "contractions", "never_before", "pronouns", "doubtful", "blocked", "coordinators", "weekdays", "guards", "copulas", "moments",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a written form. ``tense`` "past" ..., or "gerund", "participle", "infinitive"; ``number`` "s", "p"."""

    lemma: str
    tense: str
    number: str = ""

    @property
    def finite(self) -> bool:
        return self.tense not in _NOT_FINITE


@dataclass(frozen=True, slots=True)
class Token:
    """``quote`` is the number of the outermost quotation that holds it, marks included; ``OUTSIDE`` for none."""

    start: int
    end: int
    text: str
    key: str
    forms: tuple[Form, ...]
    kinds: frozenset[str]
    quote: int

    @property
    def mark(self) -> bool:
        return not self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    def is_a(self, kind: str) -> bool:
        return kind in self.kinds


class Grammar:
    """A lexicon compiled for look-ups: one a language, kept by it."""

    def __init__(self, lexicon: Lexicon, folder: Path) -> None:
        self.lexicon, self.data = lexicon, lexicon.apart
        self.forms = _forms(folder / lexicon.apart.forms)
        self.kinds = self._kinds()
        self.complementisers = frozenset(map(fold, lexicon.complementisers))
        self.negations = frozenset(map(fold, self.data.negations))
        self.linked = frozenset(map(fold, self.data.linked))
        self.relative_after = frozenset(map(fold, self.data.relative_after))
        self.infinitive = re.compile(self.data.infinitives)
        self.finite = re.compile(self.data.finite_endings)

    def _kinds(self) -> dict[str, frozenset[str]]:
        table: dict[str, set[str]] = defaultdict(set)
        for kind in KINDS:
            for word in getattr(self.data, kind):
                table[fold(word)].add(kind)
        return {word: frozenset(kinds) for word, kinds in table.items()}

    def token(self, match: re.Match[str], quote: int) -> Token:
        """The token of one match; accents are kept for the forms, where they tell "informó" from "informo"."""
        written = match.group()
        lower = written.lower()
        kinds = self.kinds.get(fold(written), frozenset())
        forms = () if "blocked" in kinds else self.forms.get(lower, ())
        return Token(match.start(), match.end(), written, fold(written), forms, kinds, quote)


def _forms(path: Path) -> dict[str, tuple[Form, ...]]:
    table: dict[str, list[Form]] = defaultdict(list)
    for lemma, tenses in tomllib.loads(path.read_text("utf-8")).items():
        for tense, forms in tenses.items():
            for number, form in zip("sp" if tense not in _NOT_FINITE else "ssss", forms, strict=False):
                table[form].append(Form(lemma, tense, number if tense not in _NOT_FINITE else ""))
    return {form: tuple(found) for form, found in table.items()}


@dataclass(frozen=True)
class Line:
    """One paragraph as tokens. ``ends[i]`` is the token that ends the sentence of ``i`` (its stop, or the length)."""

    text: str
    grammar: Grammar
    tokens: tuple[Token, ...]
    quotes: tuple[Quotation, ...]

    def __len__(self) -> int:
        return len(self.tokens)

    def key(self, i: int) -> str:
        """The folded word at ``i``, "" outside the line."""
        return self.tokens[i].key if 0 <= i < len(self.tokens) else ""

    def is_a(self, i: int, kind: str) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].is_a(kind)

    def mark(self, i: int) -> str:
        """The punctuation at ``i``, "" for a word."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) and self.tokens[i].mark else ""

    def quote(self, i: int) -> int:
        return self.tokens[i].quote if 0 <= i < len(self.tokens) else OUTSIDE

    @cached_property
    def ends(self) -> tuple[int, ...]:
        found, at = [], len(self.tokens)
        for i in range(len(self.tokens) - 1, -1, -1):
            at = i if self._is_stop(i) else at
            found.append(at)
        return tuple(reversed(found))

    def _is_stop(self, i: int) -> bool:
        token = self.tokens[i]
        if token.quote != OUTSIDE or token.text not in ".?!…":
            return False
        short = i > 0 and self.tokens[i - 1].key in self.grammar.data.abbreviations and token.text == "."
        return not short and not self.text[token.end : token.end + 1].isalnum()

    def begins(self, i: int) -> int:
        """First token of the sentence of ``i``."""
        while i > 0 and self.ends[i - 1] == self.ends[i]:
            i -= 1
        return i

    def range(self, first: int, end: int) -> Range:
        """Tokens ``[first, end)`` as a range of the text."""
        return Range(self.tokens[first].start, self.tokens[end - 1].end)

    def after_quote(self, i: int) -> int:
        """First token behind the quotation that holds ``i``."""
        number = self.tokens[i].quote
        while i < len(self.tokens) and self.tokens[i].quote == number:
            i += 1
        return i

    def words(self, first: int, end: int) -> int:
        return sum(not t.mark for t in self.tokens[first:end])

    def spans(self, first: int, end: int) -> tuple[Range, ...]:
        """Tokens ``[first, end)`` without marks at the edges; a quotation that is all of it loses its marks."""
        while first < end and self.mark(first) and self.quote(first) == OUTSIDE and self.mark(first) not in "([¿¡":
            first += 1
        while (
            end > first and self.mark(end - 1) and self.quote(end - 1) == OUTSIDE and self.mark(end - 1) not in ")]?!"
        ):
            end -= 1
        if first >= end:
            return ()
        if self.quote(first) != OUTSIDE and self.after_quote(first) >= end:
            return (self.quotes[self.quote(first)].inner,)
        return (self.range(first, end),)


def line(text: str, paragraph: Paragraph, quotations: tuple[Quotation, ...], grammar: Grammar) -> Line:
    """The paragraph as a ``Line``; ``quotations`` are the outermost ones of the text."""
    here = tuple(q for q in quotations if paragraph.start <= q.outer.start < paragraph.end)
    tokens, number = [], 0
    for found in _TOKEN.finditer(text, paragraph.start, paragraph.end):
        while number < len(here) and here[number].outer.end <= found.start():
            number += 1
        inside = number < len(here) and here[number].outer.start <= found.start()
        tokens.append(grammar.token(found, number if inside else OUTSIDE))
    return Line(text, grammar, tuple(tokens), here)


def is_finite(line: Line, i: int) -> bool:
    """A finite verb, by the forms that are known and by endings that hardly any noun has."""
    token = line.tokens[i]
    if any(form.finite for form in token.forms):
        return not token.is_a("doubtful")
    if token.is_a("perfects") or token.is_a("passives") or token.is_a("copulas"):
        return True
    return not token.capital and line.grammar.finite.fullmatch(token.text.lower()) is not None
