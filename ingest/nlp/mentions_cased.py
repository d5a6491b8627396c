"""Names in a script with capitals: a run of capitalised words, told by what it begins with, ends in or follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.model import Label, Schema
from ingest.nlp.mentions_guess import Guess, Taken
from ingest.nlp.mentions_lookup import QUOTES, Words
from ingest.nlp.mentions_patterns import Patterns, Trigger
from ingest.nlp.mentions_tokens import Token

_MOST_WORDS = 7


def lone_given_names(words: Words, patterns: Patterns, taken: Taken) -> Iterator[Guess]:
    """Given names that stand alone and that nothing has taken: "Thanks, Maria"."""
    reader = _Reader(words, patterns, taken)
    known = patterns.given.keys() - patterns.weak
    for at in [at for at, token in enumerate(words.tokens) if token.folded in known]:
        run = reader.run(at) if at not in taken and not (at and reader.goes_on(at)) else None
        if run is not None and run.first == run.last == at:
            yield Guess(first=at, last=at, label=Label.PER, schema=Schema.PERSON, rule="given")


@dataclass(frozen=True, slots=True)
class _Run:
    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def guesses(words: Words, patterns: Patterns, taken: Taken) -> Iterator[Guess]:
    """Names by pattern, in the order of the text."""
    reader = _Reader(words, patterns, taken)
    at = 0
    while at < len(words.tokens):
        run = reader.run(at)
        if run is None:
            at += 1
            continue
        yield from reader.named(run)
        at = run.last + 1


class _Reader:
    def __init__(self, words: Words, patterns: Patterns, taken: Taken) -> None:
        self.words, self.tokens, self.p, self.taken = words, words.tokens, patterns, taken

    def run(self, at: int) -> _Run | None:
        """Capitalised words from ``at``, links between allowed; words that begin a sentence but no name left out."""
        if not self._capital(at) or self.tokens[at].word in ("I",):
            return None
        last, following = at, at + 1
        while following < len(self.tokens) and following - at < _MOST_WORDS and self._bound(following):
            if self._capital(following):
                last = following
            elif self.tokens[following].folded not in self.p.links:
                break
            following += 1
        quoted = self.words.before(at) in QUOTES
        while at < last and not quoted and self._opens_a_sentence(self.tokens[at].folded):
            at += 1
        return _Run(at, last)

    def goes_on(self, at: int) -> bool:
        """Token ``at`` may go on with a name that stands before it."""
        return self._bound(at) and self._capital(at - 1)

    def _opens_a_sentence(self, word: str) -> bool:
        return word in self.p.stop and word not in self.p.titles

    def named(self, run: _Run) -> Iterator[Guess]:
        """What the run is, if anything says so."""
        start = self._after_titles(run)
        if start is not None:
            yield self._guess(start, run.last, Label.PER, Schema.PERSON, rule="title")
            return
        first, last = self.tokens[run.first], self.tokens[run.last]
        if run.size > 1 and last.folded in self.p.org_ends:
            yield self._guess(run.first, run.last, Label.ORG, _company(last), rule="ending")
        elif first.folded in self.p.org_heads and (end := self._of(run)) is not None:
            yield self._guess(run.first, end, Label.ORG, Schema.PUBLIC_BODY, rule="heading")
        elif run.size > 1 and self.p.is_given(first.folded, first.word):
            yield self._guess(run.first, run.last, Label.PER, Schema.PERSON, rule="given")
        elif run.size > 1 and (last.folded in self.p.place_ends or first.folded in self.p.place_heads):
            yield self._guess(run.first, run.last, Label.LOC, Schema.PLACE, rule="shape")
        elif (trigger := self._trigger(run)) is not None:
            guess = self._guess(run.first, run.last, trigger.label, trigger.schema_, rule="trigger")
            yield replace(guess, topics=trigger.topics)

    def _guess(self, first: int, last: int, label: Label, schema: Schema, *, rule: str) -> Guess:
        if last > first and self.tokens[last].folded == "s":  # the genitive of "Moody's Group's"
            last -= 1
        return Guess(first=first, last=last, label=label, schema=schema, rule=rule)

    def _after_titles(self, run: _Run) -> int | None:
        """First token of the name after titles, inside the run (Judge Ann Lee) or before it (spokesman Ann Lee)."""
        start = run.first
        while start <= run.last and self.tokens[start].folded in self.p.titles:
            start += 1
        if start > run.last or (start == run.first and not self._title_before(run.first)):
            return None
        known = self.taken[start]
        return start if known is None or (known.label is Label.LOC and run.last > known.last) else None

    def _title_before(self, at: int) -> bool:
        if at == 0:
            return False
        gap = self.words.text[self.tokens[at - 1].end : self.tokens[at].start]
        return gap in (" ", ". ", "\u00a0", ".\u00a0") and self.tokens[at - 1].folded in self.p.titles

    def _of(self, run: _Run) -> int | None:
        """Last token of "University of X", "ministère de la Justice", "tribunal de Valmont"."""
        at = run.last + 1
        while at < len(self.tokens) and at - run.last <= 3 and self._bound(at) and not self._capital(at):
            if self.tokens[at].folded not in {"of", "the", "for", *self.p.links}:
                return run.last if run.size > 1 else None
            at += 1
        if at < len(self.tokens) and at > run.last + 1 and self._capital(at) and self._bound(at):
            following = self.run(at)
            return following.last if following is not None else at
        return run.last if run.size > 1 else None

    def _trigger(self, run: _Run) -> Trigger | None:
        """The announcing word before the run, quotation marks allowed: le quotidien « L'Écho », the company Verdane."""
        if run.first == 0:
            return None
        gap = self.words.text[self.tokens[run.first - 1].end : self.tokens[run.first].start]
        trigger = self.p.triggers.get(self.tokens[run.first - 1].folded)
        fits = trigger is not None and run.size <= trigger.most and gap.strip(" \u00a0\"«“'’‘") == "" and len(gap) <= 4
        return trigger if fits else None

    def _capital(self, at: int) -> bool:
        token = self.tokens[at]
        return token.word[0].isupper() and not token.arabic

    def _bound(self, at: int) -> bool:
        """Token ``at`` and the one before can be one name: a blank, a hyphen, or the dot of an initial between."""
        left: Token = self.tokens[at - 1]
        gap = self.words.text[left.end : self.tokens[at].start]
        if gap in (" ", "\u00a0", "-", "‑", "'", "’", "&", " & "):
            return True
        return gap in (". ", ".") and (len(left.word) == 1 or left.folded in self.p.titles)


def _company(last: Token) -> Schema:
    return (
        Schema.COMPANY
        if last.folded in {"inc", "corp", "ltd", "llc", "plc", "co", "sa", "sas"}
        else Schema.ORGANIZATION
    )
