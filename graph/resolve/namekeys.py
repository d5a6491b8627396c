"""Keys by which spellings of one name meet: coarse, so that variants share one. ``Entity.keys`` hold them; matching decides.

Samir al-Mansouri · Dr. Sameer Mansoori · سمير المنصوري      →  ~per smr mnsr
Bank of Westmarch · Westmarch Bank · بنك ويستمارش            →  ~org bank bstmrs
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from graph.model import Schema
from graph.resolve.parts import person, thing, without_son
from graph.resolve.vocabulary import vocabulary
from graph.text import match_forms, skeleton

_COARSE = str.maketrans("gdxfm", "ktsbn")
_MOST_WORDS = 6  # of a name that are looked at


def name_keys(names: Iterable[str], schema: Schema) -> tuple[str, ...]:
    """Keys of all these names, sorted: one or two for each name that has consonants enough to be looked up by."""
    return tuple(sorted({key for name in names for key in keys_of_name(name, schema)}))


@lru_cache(maxsize=100_000)
def keys_of_name(name: str, schema: Schema) -> frozenset[str]:
    """The keys of one name: with and without what may be an article or "son of". None for a person's single name."""
    kind, words, kinds = _looked_at(name, schema)
    found = (_key(kind, [*kinds, *(_sound(form(word)) for word in words)]) for form in (_bare, _whole))
    return frozenset(found) if any(map(_sound, words)) else frozenset()


def _looked_at(name: str, schema: Schema) -> tuple[str, Sequence[str], Iterable[str]]:
    """First and last part of a person's name, the words and kinds of any other."""
    if schema is Schema.PERSON:
        words = person(name).words
        return "per", (words[0], words[-1]) if len(words) > 1 else (), ()
    parts = thing(name)
    return "org", parts.words[:_MOST_WORDS], parts.kinds


def _key(kind: str, sounds: Sequence[str]) -> str:
    """In the order of the alphabet: a name may be turned round."""
    return f"~{kind} {' '.join(sorted(sounds))}"


def _bare(word: str) -> str:
    """Without the article and "son of" (بنجلون, بن جلون)."""
    return without_son(match_forms(word)[-1])


def _whole(word: str) -> str:
    """What begins like an article may belong to the word (ألتمان)."""
    return word[1:] if len(match_forms(word)) > 1 else word


def _sound(word: str) -> str:
    """Consonants as coarse as ears in two languages need; of a given name, those of its first spelling."""
    part = word.rpartition("+")[2]
    listed = vocabulary().given.get(part)
    return skeleton(min(listed) if listed else part).replace(" ", "").translate(_COARSE)
