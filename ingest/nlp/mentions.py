"""Who and what is named in a version: mentions, entities, and the aliases learnt on the way.

::

    text ─ tokens ─┬─ gazetteer (longest match, declared names)             wins over
                   ├─ pairs (two scripts side by side: a learnt alias)      wins over
                   ├─ titles, given names, triggers, capitals (patterns)    wins over
                   └─ the parser's own names, when a parse is given
                          └─ back-references ("Sacks" after "David Sacks", "the FT") ─▶ Found

A span covers whole words: where a conjunction or preposition is written joined to a name (وبريطانيا), the span holds
the written word and the entity the bare name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Entity, Judgement, Mention, Version
from ingest.nlp import mentions_cased, mentions_parsed, mentions_uncased
from ingest.nlp.mentions_gazetteer import Gazetteer
from ingest.nlp.mentions_guess import Guess, Taken, of_hit
from ingest.nlp.mentions_lookup import Lookup, Words
from ingest.nlp.mentions_pairs import Pair, pairs
from ingest.nlp.mentions_patterns import Patterns, load_patterns
from ingest.nlp.mentions_recall import again, recalled
from ingest.nlp.mentions_records import Records, joined_pairs
from ingest.nlp.paragraphs import blanked, holes

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Found:
    """Mentions in the order of the text, without overlaps; each entity once; judgements for learnt aliases."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def entity_at(self, start: int, end: int) -> str | None:
        """Entity of the first mention in, or overlapping, ``[start, end)``; None where nothing known is named."""
        return next(iter(self.entities_at(start, end)), None)

    def entities_at(self, start: int, end: int) -> tuple[str, ...]:
        """All entities named in ``[start, end)``, each once, in order: ``Frame.about``, ``target_ids``."""
        inside = (m for m in self.mentions if m.span.start < end and start < m.span.end)
        return tuple(dict.fromkeys(m.entity_id for m in inside if m.entity_id is not None))


class Finder:
    """Finds names. Make one and keep it: loading compiles the gazetteer (a few tenths of a second)."""

    def __init__(self, gazetteer: Gazetteer, patterns: Mapping[str, Patterns]) -> None:
        self._gazetteer, self._patterns = gazetteer, patterns
        triggers = {word: label for p in patterns.values() for word, label in p.announces.items()}
        titles = frozenset().union(*(p.titles for p in patterns.values()))
        self._lookup = Lookup(gazetteer, triggers, titles)
        self._languages = {patterns[code].script: code for code in sorted(patterns, reverse=True)}  # en before fr
        self._company_words = frozenset(word for p in patterns.values() for word in p.org_ends)

    @classmethod
    def load(cls) -> Finder:
        """With the gazetteer and the name patterns that ship with Claimline."""
        return cls(Gazetteer.load(), load_patterns())

    def find(self, version: Version, doc: Doc | None = None) -> Found:
        """Names in ``version.text``; teasers and boilerplate are not read.

        ``doc`` is the parse of that same text where the language has one: it is not made twice.
        """
        words = Words.of(_spoken(version))
        patterns = self._patterns.get(version.language)
        taken = Taken(of_hit(hit, self._gazetteer) for hit in self._lookup.hits(words))
        found_pairs = list(pairs(words, patterns, taken, self._company_words))
        sides = [side for pair in found_pairs for side in (pair.left, pair.right)]
        for guess in sides:
            taken.put(guess)
        for guess in again(words, sides, taken):
            taken.add(guess)
        _add_patterns(words, patterns, taken)
        besides: frozenset[int] = frozenset()
        if doc is not None:
            besides = mentions_parsed.peoples(words, doc)
            for guess in mentions_parsed.guesses(words, doc):
                taken.add(guess)
        for guess in list(recalled(words, patterns, taken, besides=besides)):
            taken.put(guess)
        if patterns is not None and patterns.script == "Latn":
            for guess in mentions_cased.lone_given_names(words, patterns, taken):
                taken.add(guess)
        return self._found(version, words, taken, found_pairs)

    def _found(self, version: Version, words: Words, taken: Taken, found_pairs: list[Pair]) -> Found:
        own = self._patterns.get(version.language)
        languages = self._languages | ({own.script: own.language} if own is not None else {})
        records = Records(version, words, self._gazetteer, languages)
        joined = joined_pairs(found_pairs, words)
        covered = {i for guess in joined.values() for i in range(guess.first, guess.last + 1)}
        single: list[Guess] = [g for g in taken.guesses() if g.first not in covered]
        guesses = sorted((*single, *joined.values()), key=lambda g: g.first)
        mentions = tuple(records.mention(guess) for guess in guesses)
        for pair in found_pairs:
            records.pair(pair)
        return Found(mentions, records.entities, records.judgements)


def _add_patterns(words: Words, patterns: Patterns | None, taken: Taken) -> None:
    if patterns is not None:
        finder = mentions_cased if patterns.script == "Latn" else mentions_uncased
        for guess in finder.guesses(words, patterns, taken):
            taken.add(guess)


def _spoken(version: Version) -> str:
    """The text, as long as before, with zones that never speak blanked out."""
    text = version.text
    for hole in holes(version):
        text = blanked(text, hole, keep_breaks=True)
    return text
