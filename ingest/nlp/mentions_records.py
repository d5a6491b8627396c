"""From guesses to records: mentions, the entities they name, and the judgements that a pair of names makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.model import Alias, Entity, Judgement, Label, Mention, Span, Verdict, Version
from graph.text import fold, script_of
from ingest.nlp.mentions_gazetteer import Gazetteer, keys_of
from ingest.nlp.mentions_guess import Guess
from ingest.nlp.mentions_lookup import Words
from ingest.nlp.mentions_pairs import Pair

BY = "pair of names"


class Records:
    """Gathers the records of one version. An entity is made once, with every name that this text gives it."""

    def __init__(self, version: Version, words: Words, gazetteer: Gazetteer, languages: Mapping[str, str]) -> None:
        """``languages``: script → language of a name in it (a Latin name in an Arabic text is no Arabic name)."""
        self._version, self._words, self._gazetteer = version, words, gazetteer
        self._languages = languages
        self._entities: dict[str, Entity] = {}
        self._judgements: dict[tuple[str, str], Judgement] = {}

    @property
    def entities(self) -> tuple[Entity, ...]:
        return tuple(self._entities.values())

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(self._judgements.values())

    def mention(self, guess: Guess) -> Mention:
        """The guess as a mention of its entity. The span covers whole words."""
        span = Span.of(self._version.text, self._words.tokens[guess.first].start, self._words.end(guess.last))
        return Mention(span=span, label=guess.label, entity_id=self.entity_of(guess), rule=guess.rule)

    def entity_of(self, guess: Guess) -> str | None:
        """Id of the entity, which is made when it is new; None for a shared name that nothing decides."""
        if guess.bearer is not None:
            return self.entity_of(guess.bearer)
        if guess.key is not None:
            known = self._gazetteer.entries[guess.key]
            entity_id = known.id
            if entity_id not in self._entities:
                self._entities[entity_id] = known.entity()
            return entity_id
        return None if guess.open else self._found(guess)

    def _found(self, guess: Guess) -> str:
        name = guess.name(self._words)
        entity_id = Entity.id_of(guess.label, fold(name), self._discriminator(guess))
        if entity_id not in self._entities:
            alias = self._as_alias(name, "text")
            self._entities[entity_id] = Entity(
                id=entity_id,
                schema=guess.schema,
                name=name,
                aliases=(alias,),
                keys=keys_of([name], guess.schema),
                topics=guess.topics,
            )
        return entity_id

    def _as_alias(self, name: str, origin: str) -> Alias:
        script = script_of(name)
        return Alias(name, self._languages.get(script, self._version.language), script, origin)

    def _discriminator(self, guess: Guess) -> str:
        """A person's single name means somebody in this article only: there is more than one Smith, and one Ali."""
        return self._version.article_id if guess.label is Label.PER and guess.first == guess.last else ""

    def pair(self, pair: Pair) -> None:
        """The two sides are one: an alias on both, and a judgement where they have two ids."""
        left, right = self.entity_of(pair.left), self.entity_of(pair.right)
        if left is None or right is None:
            return
        self._alias(left, pair.right)
        self._alias(right, pair.left)
        if left != right:
            low, high = min(left, right), max(left, right)
            names = f"{pair.left.name(self._words)} = {pair.right.name(self._words)}"
            self._judgements[low, high] = Judgement(
                left=low,
                right=high,
                verdict=Verdict.SAME,
                by=BY,
                at=self._version.retrieved,
                reasons=(f"written side by side: {names}",),
            )

    def _alias(self, entity_id: str, guess: Guess) -> None:
        entity, name = self._entities[entity_id], guess.name(self._words)
        if all(alias.value != name for alias in entity.aliases):
            alias = self._as_alias(name, "pair")
            keys = tuple(sorted({*entity.keys, *keys_of([name], entity.schema)}))
            self._entities[entity_id] = replace(entity, aliases=(*entity.aliases, alias), keys=keys)


def joined_pairs(pairs: Iterable[Pair], words: Words) -> dict[int, Guess]:
    """Pairs with only a blank between are one name in the text: first token → the guess over both sides."""
    joined = {}
    for pair in pairs:
        gap = words.text[words.tokens[pair.left.last].end : words.tokens[pair.right.first].start]
        if gap.strip(" \u00a0") == "":
            known = pair.left if pair.left.key is not None else pair.right
            joined[pair.left.first] = replace(
                known, first=pair.left.first, last=pair.right.last, bearer=known, rule="pair", cut=pair.left.cut
            )
    return joined
