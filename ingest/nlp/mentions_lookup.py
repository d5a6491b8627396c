"""Declared names in a text: one dictionary by first word, the longest name wins, clitics of Arabic peeled off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from graph.model import Label
from ingest.nlp.mentions_gazetteer import Gazetteer
from ingest.nlp.mentions_tokens import Token, forms, joined, tokens

_CACHE = 1 << 16  # words whose names are remembered
_DOTTED = frozenset(("inc", "corp", "ltd", "co", "jr", "sr", "bros"))
QUOTES = "\"«»“”„‟'‘’"


@dataclass(frozen=True, slots=True)
class Hit:
    """A declared name at tokens ``first`` to ``last``, both inside. ``key`` is None where a shared name stays open.

    ``cut`` is how many letters of clitics stand before it in its first word.
    """

    first: int
    last: int
    key: str | None
    label: Label
    cut: int = 0


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is looked up: folded words after the first, and how each word must be written (see ``_case``)."""

    rest: tuple[str, ...]
    cases: tuple[str, ...]
    label: Label
    key: str
    guarded: bool = False
    clues: Mapping[str, frozenset[str]] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its tokens."""

    text: str
    tokens: Sequence[Token]

    @classmethod
    def of(cls, text: str) -> Words:
        return cls(text, tokens(text))

    def joined(self, left: int) -> bool:
        """Whether token ``left`` and the next can belong to one name."""
        return joined(self.text, self.tokens[left], self.tokens[left + 1])

    def end(self, last: int) -> int:
        """Where a name ends with token ``last``: behind the dot of "U.S." and "Inc."."""
        token = self.tokens[last]
        initial = len(token.word) == 1 and last > 0 and self.text[token.start - 1 : token.start] == "."
        dotted = self.text[token.end : token.end + 1] == "." and token.word[0].isupper()
        return token.end + (dotted and (initial or token.folded in _DOTTED))

    def before(self, at: int) -> str:
        """The mark (or letter) before token ``at``, blanks skipped; "\\n" at the text's beginning."""
        return self.text[max(0, self.tokens[at].start - 4) : self.tokens[at].start].rstrip(" \u00a0\u202f")[-1:] or "\n"

    def quoted(self, first: int, last: int) -> bool:
        """Quotation marks stand around the tokens."""
        before = self.text[self.tokens[first].start - 1 : self.tokens[first].start]
        after = self.text[self.tokens[last].end : self.tokens[last].end + 1]
        return bool(before) and before in QUOTES and bool(after) and after in QUOTES


class Lookup:
    """A compiled gazetteer. ``triggers``: folded words that announce a name of their label (شركة, "newspaper").

    ``titles``: folded words that stand before people's names.
    """

    def __init__(self, gazetteer: Gazetteer, triggers: Mapping[str, Label], titles: Set[str] = frozenset()) -> None:
        self._triggers = triggers
        self._index = _compiled(gazetteer, titles | triggers.keys())
        self._beginning = lru_cache(maxsize=_CACHE)(self._names_from)

    def hits(self, words: Words) -> Iterator[Hit]:
        """Longest declared names, left to right, without overlaps."""
        present, free = _Present(words.tokens), 0
        for at, beginning in enumerate(map(self._beginning, [token.folded for token in words.tokens])):
            if not beginning or at < free:
                continue
            hits = (self._match(words, at, cut, names, present) for cut, names in beginning)
            hit = next((hit for hit in hits if hit is not None), None)
            if hit is not None:
                yield hit
                free = hit.last + 1

    def _names_from(self, folded: str) -> tuple[tuple[int, Sequence[_Name]], ...]:
        """Names that may begin with this word, with how many letters of clitics stand before them."""
        return tuple((form.cut, self._index[form.folded]) for form in forms(folded) if form.folded in self._index)

    def _match(self, words: Words, at: int, cut: int, names: Sequence[_Name], present: _Present) -> Hit | None:
        for name in names:
            if _follows(words, at, name) and (not name.guarded or self._announced(words, at, name)):
                return Hit(at, at + len(name.rest), _meant(name, present), name.label, cut)
        return None

    def _announced(self, words: Words, at: int, name: _Name) -> bool:
        """A trigger of the right label stands before, or quotation marks around."""
        if at and any(self._triggers.get(key) is name.label for key in words.tokens[at - 1].keys):
            return True
        return words.quoted(at, at + len(name.rest))


class _Present:
    """Folded words of a text, gathered only when a shared name asks."""

    def __init__(self, words: Sequence[Token]) -> None:
        self._tokens = words

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(key for token in self._tokens for key in token.keys)


def _compiled(gazetteer: Gazetteer, announcing: Set[str]) -> dict[str, list[_Name]]:
    """First folded word → names that begin with it, longest first; where a trigger can tell, the guarded name first."""
    index: dict[str, list[_Name]] = defaultdict(list)
    for known in gazetteer.entries.values():
        plain = _without_announced([name for _, name in known.names if name not in gazetteer.shared], announcing)
        for guarded, names in ((False, plain), (True, known.guarded)):
            for name in dict.fromkeys(names):
                _add(index, name, known.label, known.key, guarded=guarded)
    for name, shared in gazetteer.shared.items():
        _add(index, name, shared.label, "", clues=shared.clues)
    for candidates in index.values():
        candidates.sort(key=lambda n: (-len(n.rest), not n.guarded))
    return dict(index)


def _without_announced(names: Sequence[str], announcing: Set[str]) -> list[str]:
    """Names less those that are another one behind a word that only announces it: دولة قطر, King Abdullah II."""
    spelled = {name: tuple(token.folded for token in tokens(name)) for name in names}
    known = set(spelled.values())
    return [name for name, words in spelled.items() if words[0] not in announcing or words[1:] not in known]


def _add(
    index: dict[str, list[_Name]],
    name: str,
    label: Label,
    key: str,
    *,
    guarded: bool = False,
    clues: Mapping[str, frozenset[str]] | None = None,
) -> None:
    first, *rest = tokens(name)
    cases = tuple(_case(token.word) for token in (first, *rest))
    index[first.folded].append(_Name(tuple(t.folded for t in rest), cases, label, key, guarded, clues))


def _meant(name: _Name, present: _Present) -> str | None:
    """The entry meant: the only one, or the one candidate whose words stand in the text."""
    if name.clues is None:
        return name.key
    backed = [key for key, clues in name.clues.items() if not clues.isdisjoint(present.words)]
    return backed[0] if len(backed) == 1 else None


def _case(word: str) -> str:
    """How a Latin word must be written to count: "upper" (US), "capital" (Apple, xAI), "" (any: Arabic, "of")."""
    if word.isupper() and 1 < len(word) <= 5:
        return "upper"
    return "capital" if word != word.lower() else ""


def _follows(words: Words, at: int, name: _Name) -> bool:
    """The words of ``name`` stand at ``at``, written as they must be, with nothing between them that parts names."""
    last = at + len(name.rest)
    if last >= len(words.tokens):
        return False
    if any(words.tokens[at + 1 + i].folded != word for i, word in enumerate(name.rest)):
        return False
    if not all(_written(words.tokens[at + i].word, case) for i, case in enumerate(name.cases)):
        return False
    return all(words.joined(i) for i in range(at, last))


def _written(word: str, case: str) -> bool:
    if case == "upper":
        return word.isupper()
    return not case or word != word.lower()
