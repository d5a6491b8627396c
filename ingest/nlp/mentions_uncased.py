"""Names in a script without capitals: titles, given names and triggers begin one, everyday words end it."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Label, Schema
from ingest.nlp.mentions_guess import Guess, Taken
from ingest.nlp.mentions_lookup import Words
from ingest.nlp.mentions_patterns import Patterns, Trigger
from ingest.nlp.mentions_tokens import Form
from ingest.nlp.mentions_uncased_people import People
from ingest.nlp.mentions_uncased_words import Shapes, adjective


def guesses(words: Words, patterns: Patterns, taken: Taken) -> Iterator[Guess]:
    """Names by pattern, in the order of the text; the caller adds each to ``taken`` before the next is looked for."""
    people, bodies = People(words, patterns, taken), _Bodies(words, patterns, taken)
    rules = (
        people.titled,
        bodies.triggered,
        bodies.ending,
        people.by_given_name,
        people.by_father,
        people.by_verb,
    )
    for at in _openings(words, patterns):
        if at not in taken:
            found = next((guess for rule in rules if (guess := rule(at)) is not None), None)
            if found is not None:
                yield found


def _openings(words: Words, patterns: Patterns) -> list[int]:
    """Tokens that may begin or announce a name: the rest, by far the most, is not looked at again."""
    openers, seconds = patterns.openers, patterns.org_ends | patterns.descent
    following = [token.folded in seconds for token in words.tokens[1:]]
    return [
        at
        for at, (token, second) in enumerate(zip(words.tokens, [*following, False], strict=False))
        if token.arabic and (second or not openers.isdisjoint(token.keys))
    ]


class _Bodies(Shapes):
    """Organisations and places; each method gives the one that token ``at`` begins or announces."""

    def triggered(self, at: int) -> Guess | None:
        for form in self.tokens[at].forms:
            trigger = self.p.triggers.get(form.folded)
            if trigger is not None:
                return self._announced(at, form, trigger)
        return None

    def _announced(self, at: int, form: Form, trigger: Trigger) -> Guess | None:
        start = at + 1
        if start >= len(self.tokens) or not self.goes_on(start):
            return None
        last = self._kept_name(start, trigger) if trigger.keep else self._name_after(start, trigger)
        if last is None:
            return None
        return Guess(
            first=at if trigger.keep else start,
            last=last,
            label=trigger.label,
            schema=trigger.schema_,
            rule="trigger",
            cut=form.cut if trigger.keep else 0,
            topics=trigger.topics,
        )

    def ending(self, at: int) -> Guess | None:
        """A foreign name that ends as companies and papers do: نورثغيت لابز."""
        following = at + 1
        if following >= len(self.tokens) or self.tokens[following].folded not in self.p.org_ends:
            return None
        if following in self.taken or not self.goes_on(following) or not self.foreign(at):
            return None
        if self.tokens[at].word.endswith(("ة", "ات")):
            return None
        cut = 1 if self.tokens[at].folded[0] in "لب" and len(self.tokens[at].folded) > 5 else 0
        return Guess(first=at, last=following, label=Label.ORG, schema=Schema.ORGANIZATION, rule="ending", cut=cut)

    def _kept_name(self, start: int, trigger: Trigger) -> int | None:
        """Last token of "جامعة البلقاء", "منظمة الأقطار المصدرة": a first word, then definite ones; a name ends it."""
        if start not in self.taken and not self._begins_complement(start):
            return None
        at, last = start, None
        while at < len(self.tokens) and at - start < trigger.most and (at == start or self.goes_on(at)):
            held = self.taken[at]
            if held is not None:
                return held.last if held.label is not Label.PER or at == start else last
            if at > start and (not self.definite(at) or self.tokens[at].folded in self.p.stop):
                break
            last, at = at, at + 1
        return last

    def _begins_complement(self, at: int) -> bool:
        return self.tokens[at].folded.startswith("ال") or self.foreign(at)

    def _name_after(self, start: int, trigger: Trigger) -> int | None:
        """Last token of a name that the trigger only announces: one word, or several that belong together."""
        if start in self.taken:
            return None
        definite = self.tokens[start].folded.startswith("ال")
        if adjective(self.tokens[start].folded) or (not definite and not self.foreign(start)):
            return None
        if trigger.label is Label.LOC and not definite and self.verb_or_adjective(start):
            return None
        at = last = start
        headed = self.tokens[start].folded in self.p.place_heads
        for at in range(start + 1, min(start + trigger.most, len(self.tokens))):
            if not self.goes_on(at) or at in self.taken or not self.name_word(at):
                break
            if not headed and definite != self.tokens[at].folded.startswith("ال"):
                break
            if not headed and not definite and self.tokens[at].folded not in self.p.org_ends:
                break
            last, headed = at, False
        return last if last > start or not headed else None
