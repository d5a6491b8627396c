"""Which finding stands for which attribution of the gold: one to one, each text by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.evaluation.gold import GoldText, Marked
from ingest.evaluation.statistics import Rates
from ingest.evaluation.words import Numbers, TextWords

_ENOUGH = 0.5
"""Likeness of contents from which two attributions without a common cue word are one; F1 from which a content is right."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An attribution as sets of words, one for each role."""

    marked: Marked
    cue: Numbers
    source: Numbers
    content: Numbers
    target: Numbers
    hedge: Numbers

    @classmethod
    def of(cls, marked: Marked, words: TextWords) -> Item:
        return cls(
            marked=marked,
            cue=words.at(marked.cue),
            source=words.at(marked.source),
            content=words.content(marked.content),
            target=words.of(marked.target),
            hedge=words.of(marked.hedge),
        )

    def role(self, name: str) -> Numbers:
        """Words of the role with that name."""
        words: Numbers = getattr(self, name)
        return words


Pair = tuple[Item, Item]
"""An attribution of the gold, and the finding that stands for it."""


@dataclass(frozen=True)
class Comparison:
    """One text: ``gold`` that was asked for, ``found`` that counts, and which of them are one.

    ``ignored`` findings lie inside a content of a corpus where nothing nested was annotated.
    """

    text: GoldText
    words: TextWords
    gold: tuple[Item, ...]
    found: tuple[Item, ...]
    pairs: tuple[Pair, ...]
    ignored: int = 0

    @cached_property
    def answers(self) -> dict[int, Item]:
        """``id`` of a gold item → the finding for it."""
        return {id(gold): found for gold, found in self.pairs}

    def answer(self, gold: Item) -> Item | None:
        return self.answers.get(id(gold))

    @property
    def missed(self) -> tuple[Item, ...]:
        return tuple(item for item in self.gold if id(item) not in self.answers)

    @property
    def spurious(self) -> tuple[Item, ...]:
        paired = {id(found) for _, found in self.pairs}
        return tuple(item for item in self.found if id(item) not in paired)


def compare(
    text: GoldText, found: Sequence[Marked], *, subset: str | None = None, count_nested: bool = False
) -> Comparison:
    """Gold and findings of one text, aligned. Gold without the tag ``subset`` is neither rewarded nor punished."""
    words = TextWords(text.text())
    gold = [Item.of(marked, words) for marked in text.attributions]
    offered = [Item.of(marked, words) for marked in found]
    pairs = align(gold, offered)
    kept = [(g, f) for g, f in pairs if _asked(g, subset)]
    dropped = {id(f) for g, f in pairs if not _asked(g, subset)}
    if not text.nested and not count_nested:
        taken = {id(f) for _, f in pairs}
        inside = {id(f) for f in offered if id(f) not in taken and _inside_a_content(f, gold)}
    else:
        inside = set()
    counted = tuple(f for f in offered if id(f) not in dropped | inside)
    return Comparison(text, words, tuple(g for g in gold if _asked(g, subset)), counted, tuple(kept), len(inside))


def _asked(item: Item, subset: str | None) -> bool:
    return subset is None or subset in item.marked.tags


def _inside_a_content(found: Item, gold: Sequence[Item]) -> bool:
    return bool(found.cue) and any(found.cue <= item.content for item in gold)


def align(gold: Sequence[Item], found: Sequence[Item]) -> list[Pair]:
    """Pairs, most alike first: those whose cues share a word, then those whose contents are mostly the same words."""
    by_cue, by_content = [], []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            cue, content, source = likeness(g.cue, f.cue), likeness(g.content, f.content), likeness(g.source, f.source)
            if cue:
                by_cue.append((-cue, -content, -source, i, j))
            elif content >= _ENOUGH:
                by_content.append((-content, -source, 0.0, i, j))
    numbers = _one_to_one([(i, j) for *_, i, j in (*sorted(by_cue), *sorted(by_content))])
    return [(gold[i], found[j]) for i, j in numbers]


def _one_to_one(ranked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    left, right = set(), set()
    for i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def likeness(one: Numbers, other: Numbers) -> float:
    """Jaccard; 0 where either has no word."""
    return len(one & other) / len(one | other) if one and other else 0.0


def all_exact(gold: Item, found: Item, roles: Sequence[str]) -> bool:
    """Cue, source and content, as far as they are annotated, are the same words."""
    return all(gold.role(r) == found.role(r) for r in roles if r in ("cue", "source", "content"))


def overlaps(gold: Item, found: Item) -> bool:
    """Cue and source share a word each (or both have none), and the content is mostly the same."""
    met = all(a & b or not (a or b) for a, b in ((gold.cue, found.cue), (gold.source, found.source)))
    return met and content_rates(gold, found).f1 >= _ENOUGH


def content_rates(gold: Item, found: Item) -> Rates:
    return Rates.of(len(gold.content & found.content), len(found.content), len(gold.content))
