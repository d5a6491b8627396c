"""``Tree``: a spaCy ``Doc`` as plain lists, with the roles that a language's grammar gives to dependency labels.

The constructions ask for roles ("subject", "clause"), never for labels: schemes differ between models. Plain lists, because
reading attributes of spaCy tokens one by one would cost a third of the time of the parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from ingest.nlp.draft import Range
from ingest.nlp.lexicon import Grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@cache
def _roles(grammar: Grammar) -> dict[str, frozenset[str]]:
    """Label → the roles it plays."""
    table: dict[str, set[str]] = {}
    for role, labels in grammar.model_dump(
        exclude={"asked_in_content", "links_in_content", "inverts", "lemmas"}
    ).items():
        for label in labels:
            table.setdefault(label, set()).add(role)
    return {label: frozenset(roles) for label, roles in table.items()}


def _tag(token: Token, features: tuple[str, ...]) -> str:
    """The fine tag with the values of ``features`` that the token has."""
    return ":".join((token.tag_, *(value for feature in features for value in token.morph.get(feature, []))))


class Tree:
    """Tokens by number. ``head[i]`` is ``i`` at a root; ``start``/``end`` are offsets in the text."""

    def __init__(self, doc: Doc, grammar: Grammar) -> None:
        self.grammar = grammar
        roles, nothing = _roles(grammar), frozenset[str]()
        tokens = list(doc)  # each pass over a Doc makes its tokens anew: one pass only
        self.text: str = doc.text
        self.size = len(tokens)
        self.word: list[str] = [t.text for t in tokens]
        self.lower: list[str] = [w.lower().replace("’", "'") for w in self.word]
        self.lemma: list[str] = [t.lemma_.lower() for t in tokens]
        self.pos: list[str] = [t.pos_ for t in tokens]
        if grammar.lemmas:
            self._mend_lemmas()
        self.tag: list[str] = (
            [_tag(t, grammar.features) for t in tokens] if grammar.features else [t.tag_ for t in tokens]
        )
        self.role: list[frozenset[str]] = [roles.get(t.dep_, nothing) for t in tokens]
        if grammar.negators or grammar.mute:
            self._take_words_for_roles()
        times = grammar.time_words
        self.moment: list[bool] = [t.ent_type_ in grammar.time_entities or t.text.lower() in times for t in tokens]
        self.head: list[int] = [int(h) + i for i, h in enumerate(doc.to_array("HEAD").astype("int64"))]
        self.start: list[int] = [t.idx for t in tokens]
        self.end: list[int] = [s + len(w) for s, w in zip(self.start, self.word, strict=True)]
        if times:
            self._free_moments()
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self.left, self.right = self._edges()
        self.sentence: list[int] = self._sentences(tokens)

    def _free_moments(self) -> None:
        """A word of time has no object, no clause and no party: what hangs on it is its verb's."""
        led = {self.head[k] for k in range(self.size) if "case" in self.role[k]}
        moved = ("object", "clause", "open_clause")
        for i, head in enumerate(self.head):
            free = not self.role[i].isdisjoint(moved) or ("oblique" in self.role[i] and i in led)
            if self.moment[head] and i > head and free:
                self.head[i] = self.head[head]

    def _mend_lemmas(self) -> None:
        """Lemmas of verbs that the model has wrong."""
        right = dict(self.grammar.lemmas)
        for i, lemma in enumerate(self.lemma):
            if lemma in right and self.pos[i] in self.grammar.verb_tags:
                self.lemma[i] = right[lemma]

    def _take_words_for_roles(self) -> None:
        """Roles that the words give and not the labels."""
        for i, word in enumerate(self.lower):
            if word in self.grammar.negators:
                self.role[i] |= {"negation"}
            elif word in self.grammar.mute:
                self.role[i] = frozenset()

    def _edges(self) -> tuple[list[int], list[int]]:
        """First and last token of each subtree."""
        left, right = list(range(self.size)), list(range(self.size))
        for i in self._upwards():
            head = self.head[i]
            left[head] = min(left[head], left[i])
            right[head] = max(right[head], right[i])
        return left, right

    def _upwards(self) -> list[int]:
        """All tokens, each before its head."""
        order = [i for i, head in enumerate(self.head) if head == i]
        for i in order:
            order += self.children[i]
        return order[::-1]

    def _sentences(self, tokens: list[Token]) -> list[int]:
        """For each token the number of its sentence's first token."""
        firsts, first = [], 0
        for i, token in enumerate(tokens):
            first = i if token.is_sent_start else first
            firsts.append(first)
        return firsts

    def has(self, i: int, role: str) -> bool:
        return role in self.role[i]

    def of(self, i: int, *roles: str) -> list[int]:
        """Children of ``i`` that play one of the roles, in order."""
        role = self.role
        return [c for c in self.children[i] if not role[c].isdisjoint(roles)]

    def first(self, i: int, *roles: str) -> int | None:
        return next(iter(self.of(i, *roles)), None)

    def subtree(self, i: int) -> range:
        """Numbers from the left to the right edge (a subtree without gaps, which spaCy's projective trees are)."""
        return range(self.left[i], self.right[i] + 1)

    def above(self, i: int) -> Iterator[int]:
        """Heads of ``i`` from the nearest up."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def sentence_end(self, i: int) -> int:
        """Number of the last token of the sentence of ``i``."""
        last = i
        while last + 1 < self.size and self.sentence[last + 1] == self.sentence[i]:
            last += 1
        return last

    def is_blank(self, i: int) -> bool:
        return self.word[i].isspace()

    def is_mark(self, i: int) -> bool:
        """Punctuation or blank: no word."""
        return not any(c.isalnum() for c in self.word[i])

    def range_of(self, first: int, last: int) -> Range:
        return Range(self.start[first], self.end[last])

    def runs(self, tokens: Iterable[int]) -> list[tuple[int, int]]:
        """Stretches (first, last) of consecutive numbers."""
        found: list[tuple[int, int]] = []
        for i in sorted(tokens):
            if found and found[-1][1] == i - 1:
                found[-1] = (found[-1][0], i)
            else:
                found.append((i, i))
        return found

    def prepositions(self, i: int) -> list[tuple[int, int, tuple[int, int]]]:
        """Prepositional phrases of ``i``: (preposition, what stands behind it, (first, last) of that without the preposition)."""
        found = []
        for c in self.children[i]:
            if "preposition" in self.role[c]:
                behind = self.first(c, "preposition_object", "preposition_clause", "clause")
                if behind is not None and behind > c:
                    found.append((c, behind, (c + 1, self.right[c])))
            elif "oblique" in self.role[c]:
                case = self.first(c, "case")
                if case is not None:
                    found.append((case, c, (case + 1, self.right[c])))
            elif "oblique_clause" in self.role[c]:
                marker = self.first(c, "marker")
                if marker is not None:
                    found.append((marker, c, (marker + (not self.grammar.links_in_content), self.right[c])))
        return found
