"""Words of the full-text indexes: folded in Python, kept apart by spaces, so that every store finds the same.

The language and the claimant are words too (``:l:``, ``:e:`` + a hash), as are the sounds of a name (``~``). The
analyzer splits at white space only.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from graph.model import Entity
from graph.stores.finding import names_of
from graph.text import index_text, skeleton

_LONGEST = 200  # the analyzer cuts words at 255 characters


def indexed(words: str) -> str:
    """What the index holds: very long words by their hash."""
    return " ".join(_word(word) for word in words.split())


def name_words(entity: Entity) -> str:
    """What the index of names holds of an entity: words and sounds of every name."""
    parts = (f"{index_text(name)} {_sounds(name)}" for name in names_of(entity))
    return indexed(" ".join(dict.fromkeys(" ".join(parts).split())))


def _sounds(name: str) -> str:
    return " ".join(f"~{sound}" for sound in skeleton(name).split())


def language_mark(language: str) -> str:
    return f":l:{_hashed(language)}"


def entity_mark(entity_id: str) -> str:
    return f":e:{_hashed(entity_id)}"


def any_of(words: Iterable[str]) -> str:
    """Full-text query: one of the words."""
    return "(" + " OR ".join(quoted(word) for word in words) + ")"


def all_of(parts: Iterable[str]) -> str:
    """Full-text query: each of the parts."""
    return " AND ".join(parts)


def quoted(word: str) -> str:
    """A word as a string of the full-text language."""
    escaped = _word(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _word(word: str) -> str:
    return word if len(word) <= _LONGEST else f":w:{_hashed(word)}"


def _hashed(value: str) -> str:
    return blake2b(value.encode(), digest_size=8).hexdigest()
