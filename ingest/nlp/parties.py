"""Parties: people and bodies that a noun phrase stands for, as against the things and documents that are spoken of too."""

from __future__ import annotations

from functools import lru_cache

from graph.model import Label
from graph.text import fold
from ingest.nlp.draft import Range
from ingest.nlp.phrases import Token
from ingest.nlp.reading import Reading

_CLIMBS = 4
"""Words up from a deed to the verb of its clause."""
_LABELS = (Label.PER, Label.ORG, Label.LOC)


def party(phrase: Range | None, reading: Reading) -> tuple[Range, ...]:
    """``phrase`` where its head is a name or a noun of people and bodies ("two managers of the port"); else nothing."""
    head = None if phrase is None else _head(phrase, reading)
    if phrase is None or head is None:
        return ()
    named = any(
        m.span.start <= head.place.start and head.place.end <= m.span.end
        for m in reading.mentions
        if m.label in _LABELS
    )
    listed = _folded(reading.lexicon.speakers.parties)
    return (phrase,) if named or any(form in listed for form in head.forms) else ()


def doer(deed: Range, reading: Reading) -> Range | None:
    """The subject of the clause that ``deed`` stands in, by the parse: who did it; None without one."""
    grammar, doc = reading.lexicon.grammar, reading.doc
    span = doc.char_span(deed.start, deed.end, alignment_mode="expand") if doc is not None else None
    if span is None:
        return None
    token = span.root
    for _ in range(_CLIMBS):
        subject = next((child for child in token.children if child.dep_ in grammar.subject), None)
        if subject is not None:
            last = subject.right_edge
            return Range(subject.left_edge.idx, last.idx + len(last))
        token = token.head
    return None


def _head(phrase: Range, reading: Reading) -> Token | None:
    """The last word before a preposition or a comma; the first word in a language whose nouns come before what tells more."""
    words = reading.words_in(phrase)
    if reading.doc is None:
        return words[0] if words else None
    head = None
    for word in words:
        gap = reading.text[head.place.end : word.place.start] if head is not None else ""
        if head is not None and ("," in gap or word.forms[0] in reading.lexicon.object_links):
            break
        head = word
    return head


@lru_cache(maxsize=32)
def _folded(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, listed))
