"""How an answer is worded: silence or refusal, of the whole or a part, to the matter or past it. ``answers.toml`` holds the words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.model import Act, AnswerKind, Attribution
from graph.text import words

UNRETURNED = "no reply came to what was asked"
"""Reason of a ``declines`` that is silence; without it, words of refusal are reported."""
PART = "speaks of a part only"
BY_ANOTHER = "said by another than the accused"
OWN_CLAIM = "a refusal on the speaker's own claim"

Phrases = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases as folded words; see the file for what each list means."""

    unreturned: Phrases
    deflecting: Phrases
    referring: Phrases
    not_all: Phrases
    portions: Phrases


@cache
def wording() -> Wording:
    """What comes with the product."""
    raw = tomllib.loads(Path(__file__).with_name("answers.toml").read_text("utf-8"))
    return Wording(**{name: frozenset(tuple(words(phrase)) for phrase in phrases) for name, phrases in raw.items()})


def unreturned(attribution: Attribution) -> bool:
    """True for "did not respond to a request": nothing came back, nobody refused in words."""
    return attribution.act is Act.DECLINE and tuple(words(attribution.lemma)) in wording().unreturned


def deflects(attribution: Attribution) -> bool:
    """True where the content speaks of why a charge is made."""
    return _holds(attribution, wording().deflecting)


def refers(attribution: Attribution) -> bool:
    """True where the content points back at a charge ("this is ...", "the accusations are ...")."""
    return _holds(attribution, wording().referring)


def of_part(attribution: Attribution, *, bare: bool) -> bool:
    """True where only a part is denied: "not all of it had ...", or, of a ``bare`` denial, "some of the allegations"."""
    said = attribution.frame.norm.split()
    if attribution.act is Act.DENY:
        return bare and _opens(said, wording().portions)
    return _opens(said, wording().not_all)


def kind_and_reasons(attribution: Attribution, kind: AnswerKind, *, bare: bool) -> tuple[AnswerKind, tuple[str, ...]]:
    """An answer's kind made finer by its words, with what they add to the reasons."""
    if kind is AnswerKind.DECLINES and unreturned(attribution):
        return kind, (UNRETURNED,)
    if kind is AnswerKind.DENIES and of_part(attribution, bare=bare):
        return AnswerKind.PARTLY_DENIES, (PART,)
    return kind, ()


def _opens(said: list[str], phrases: Phrases) -> bool:
    return any(tuple(said[: len(phrase)]) == phrase for phrase in phrases)


def _holds(attribution: Attribution, phrases: Iterable[tuple[str, ...]]) -> bool:
    said = f" {attribution.frame.norm} "
    return any(f" {' '.join(phrase)} " in said for phrase in phrases)
