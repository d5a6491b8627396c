"""Headlines In Title Case as a parser can read them: what the text below writes small is written small.

A parser takes "Minister Slams Union" for three names. Offsets stay: every letter gives one letter. The rule needs no
language: a line counts as title case by its own letters, and a name is what the rest of the text never writes small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.nlp.draft import Range
from ingest.nlp.paragraphs import Paragraph

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_OPENS = re.compile(r"[.!?:;“”\"'‘’«»(\[\n\r—–-]\s*$")
_FEWEST = 4
"""Long words from which a line can be in title case; shorter ones say nothing."""
_LONG = 4
"""Letters of a word that title case writes with a capital whatever it is."""
_SHARE = 0.85
_LONGEST = 200
_BODY = 12
"""Words of the text below from which it can say what is a name."""


def readable(text: str, paragraphs: Iterable[Paragraph]) -> str:
    """``text``, as long as before, with its title-case lines written as sentences."""
    lines = [p for p in paragraphs if _is_title(text, p)]
    if not lines:
        return text
    names, small = _written(text, lines)
    if len(small) < _BODY:
        return text
    for line in lines:
        text = text[: line.start] + _lowered(text[line.start : line.end], names, small) + text[line.end :]
    return text


def _is_title(text: str, line: Paragraph) -> bool:
    """Nearly all long words begin with a capital, and not all letters are capitals."""
    inner = text[line.start : line.end]
    long = [w for w in _WORD.findall(inner) if len(w) >= _LONG]
    if len(inner) > _LONGEST or len(long) < _FEWEST or inner.isupper():
        return False
    capitals = [w for w in long if w[0].isupper()]
    return len(capitals) >= _SHARE * len(long)


def _written(text: str, lines: list[Paragraph]) -> tuple[frozenset[str], frozenset[str]]:
    """Words that the rest of the text writes with a capital inside sentences, and words that it writes small."""
    names, small = set(), set()
    for match in _WORD.finditer(text):
        if any(line.start <= match.start() < line.end for line in lines):
            continue
        word = match.group()
        if word[0].islower():
            small.add(word)
        elif not _SENTENCE_OPENS.search(text[max(0, match.start() - 4) : match.start()]) and match.start():
            names.add(word.lower())
    return frozenset(names), frozenset(small)


def _lowered(line: str, names: frozenset[str], small: frozenset[str]) -> str:
    """``line`` with its first word as it is, names and acronyms too, all others small."""
    pieces, at = [], 0
    for place in (Range(*m.span()) for m in _WORD.finditer(line)):
        word = line[place.start : place.end]
        keeps = not place.start or not word.istitle() or (word.lower() in names and word.lower() not in small)
        lower = word if keeps or len(word.lower()) != len(word) else word.lower()
        pieces.append(line[at : place.start] + lower)
        at = place.end
    return "".join(pieces) + line[at:]
