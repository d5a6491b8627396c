"""Names that come again, shorter: "Sacks" after "David Sacks", "the FT" after "Financial Times (FT)"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from graph.model import Label
from graph.text import fold
from ingest.nlp.mentions_guess import Guess, Taken
from ingest.nlp.mentions_lookup import Words
from ingest.nlp.mentions_patterns import Patterns
from ingest.nlp.mentions_tokens import Token

_OWN_NAMES = {"ending", "trigger", "pair", "again", "parser"}
_SHORTEST = 3  # letters of a surname in Arabic: shorter ones are other words' parts
_LITTLE = {"of", "the", "and", "for", "de", "des", "du", "la", "le", "et", "d", "l"}


def again(words: Words, guesses: Iterable[Guess], taken: Taken) -> Iterator[Guess]:
    """The whole names of ``guesses`` wherever they come again, clitics before them allowed."""
    names: dict[str, list[Guess]] = defaultdict(list)
    for guess in guesses:
        if guess.key is None:
            names[words.tokens[guess.first].folded[guess.cut :]].append(guess)
    for at, token in _beginning(words, names):
        for form in token.forms:
            found = next((g for g in names.get(form.folded, ()) if _repeats(words, at, g, taken)), None)
            if found is not None:
                last = at + found.last - found.first
                yield replace(found, first=at, last=last, cut=form.cut, bearer=found, rule="again")
                break


def _beginning(words: Words, names: Mapping[str, object]) -> list[tuple[int, Token]]:
    """Tokens that are one of ``names``, clitics before it allowed."""
    wanted = names.keys()
    return [(at, token) for at, token in enumerate(words.tokens) if not wanted.isdisjoint(token.keys)] if names else []


def _repeats(words: Words, at: int, guess: Guess, taken: Taken) -> bool:
    size = guess.last - guess.first
    if at == guess.first or at + size >= len(words.tokens) or any(i in taken for i in range(at, at + size + 1)):
        return False
    same = all(words.tokens[at + i].folded == words.tokens[guess.first + i].folded for i in range(1, size + 1))
    return same and all(words.joined(i) for i in range(at, at + size))


def recalled(words: Words, patterns: Patterns | None, taken: Taken, *, besides: Container[int] = ()) -> Iterator[Guess]:
    """Short forms of names already taken; none at the tokens ``besides``.

    A form that two bearers share stays what it was.
    """
    acronyms = _acronyms(words, taken)
    short = _first_words(words, patterns, taken) | _surnames(words, patterns, taken) | acronyms
    for at, token in _beginning(words, short):
        for form in token.forms:
            bearer = short.get(form.folded)
            if bearer is None or bearer.first <= at <= bearer.last:
                continue
            if not _as_written(token, acronym=form.folded in acronyms):
                continue
            held = taken[at]
            if (
                held is None
                and at not in besides
                and (at > bearer.first or bearer.label is Label.ORG or not token.arabic)
            ):
                rule = "surname" if bearer.label is Label.PER else "short"
                yield replace(bearer, first=at, last=at, rule=rule, key=None, bearer=bearer, cut=form.cut)
            elif held is not None and held.first == held.last and held.key is None and held.bearer is None:
                yield replace(held, label=bearer.label, schema=bearer.schema, bearer=bearer)
            break


def _surnames(words: Words, patterns: Patterns | None, taken: Taken) -> dict[str, Guess]:
    """Folded last word → the full name, where only one person of the text has it."""
    stop = patterns.stop if patterns is not None else frozenset()
    found: dict[str, list[Guess]] = defaultdict(list)
    for guess in taken.guesses():
        last = words.tokens[guess.last]
        long_enough = len(last.folded) >= _SHORTEST or not last.arabic
        if guess.label is Label.PER and guess.last > guess.first and last.folded not in stop and long_enough:
            found[last.folded].append(guess)
    return _unshared(words, found)


def _first_words(words: Words, patterns: Patterns | None, taken: Taken) -> dict[str, Guess]:
    """Folded first word → the organisation that it stands for: "Northgate" after "Northgate Labs"."""
    if patterns is None:
        return {}
    common = (patterns.stop, patterns.org_heads, patterns.triggers, patterns.place_heads, patterns.given)
    found: dict[str, list[Guess]] = defaultdict(list)
    for guess in taken.guesses():
        if guess.label is Label.ORG and guess.last > guess.first and guess.rule in _OWN_NAMES and guess.key is None:
            word = words.tokens[guess.first].folded[guess.cut :]
            if len(word) > _SHORTEST and not word.startswith("ال") and not any(word in known for known in common):
                found[word].append(guess)
    return _unshared(words, found)


def _acronyms(words: Words, taken: Taken) -> dict[str, Guess]:
    """Folded acronym → the full name: given in brackets after it, or made of its initials."""
    found: dict[str, list[Guess]] = defaultdict(list)
    for guess in taken.guesses():
        if guess.label is not Label.ORG or guess.last == guess.first:
            continue
        initials = "".join(t.folded[0] for t in words.tokens[guess.first : guess.last + 1] if t.folded not in _LITTLE)
        if len(initials) > 1 and not words.tokens[guess.first].arabic:
            found[initials].append(guess)
        bracketed = _bracketed(words, guess)
        if bracketed is not None:
            found[bracketed].append(guess)
    return _unshared(words, found)


def _bracketed(words: Words, guess: Guess) -> str | None:
    """ "(FT)" right after the name."""
    at = guess.last + 1
    if at >= len(words.tokens):
        return None
    token = words.tokens[at]
    gap = words.text[words.tokens[guess.last].end : token.start]
    closed = words.text[token.end : token.end + 1] == ")"
    return token.folded if gap == " (" and closed and token.word.isupper() and len(token.word) <= 6 else None


def _unshared(words: Words, found: Mapping[str, list[Guess]]) -> dict[str, Guess]:
    """Forms with one bearer: all guesses behind it have the same entry, or the same words."""
    one: dict[str, Guess] = {}
    for form, guesses in found.items():
        bearers = {g.key or fold(g.name(words)) for g in guesses}
        if len(bearers) == 1:
            one[form] = guesses[0]
    return one


def _as_written(token: Token, *, acronym: bool) -> bool:
    """A surname has its capital, an acronym only capitals."""
    return token.arabic or (token.word.isupper() if acronym else token.word[0].isupper())
