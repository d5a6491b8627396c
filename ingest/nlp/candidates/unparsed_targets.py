"""Who is accused, asked or warned: the noun phrase between the speaker and the content, or behind its preposition."""

from __future__ import annotations

from graph.model import Act
from ingest.nlp.candidates.unparsed_anchors import Anchor
from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_phrases import is_period, phrase_end
from ingest.nlp.draft import Construction, Range

FAR = 16  # tokens of a content in which its own preposition may name the party


def target_of(line: Line, first: int, anchor: Anchor) -> Range | None:
    """The asked or accused party: between the subject and the content, or behind its preposition in the content."""
    limit = anchor.at if anchor.construction is Construction.OBJECT else anchor.edge
    named = anchor.sense.group.target
    if named:
        found = _behind_preposition(line, first, limit, named)
        if anchor.sense.act is Act.RULE:  # sentenced to prison *the man*
            found = found or _behind_preposition(line, anchor.at, min(anchor.at + FAR, line.ends[anchor.at]), named)
        if found or anchor.sense.group.object != "target":
            return found
    i = _past_asides(line, first, limit)
    end = phrase_end(line, i, limit)
    return line.range(i, end) if end > i else None


def _past_asides(line: Line, i: int, limit: int) -> int:
    """Behind marks, adverbs, and "in a statement" between the subject and the target."""
    while i < limit:
        word = line.word(i)
        if word.is_a("prepositions") or word.is_a("adjuncts"):
            i = _behind_comma(line, i, limit) or _next_phrase(line, i + 1, limit)
        elif (line.mark(i) and line.quote(i) == OUTSIDE) or word.adjunct:
            i += 1
        else:
            break
    return i


def _next_phrase(line: Line, first: int, limit: int) -> int:
    """Where behind "in earlier remarks" a noun phrase of its own begins: a name, or a definite noun behind another."""
    for k in range(first + 1, limit):
        word, before = line.word(k), line.word(k - 1)
        opens = word.definite and not (word.preposition or before.definite or before.is_a("prepositions"))
        if line.name_begins(k) or word.is_a("quantifiers") or (opens and not is_period(line, k)):
            return k
    return limit


def _behind_preposition(line: Line, first: int, limit: int, prepositions: tuple[str, ...]) -> Range | None:
    """The noun phrase behind the first of the prepositions, which may be joined to it."""
    named = line.grammar.folded(prepositions)
    for k in range(first, limit):
        if line.word(k).key in named:
            end = phrase_end(line, k + 1, limit)
            return line.range(k + 1, end) if end > k + 1 else None
        if line.word(k).preposition in named and line.word(k).bare:
            end = phrase_end(line, k, limit, joined=True)
            return without_preposition(line, k, end) if end > k else None
    return None


def without_preposition(line: Line, first: int, end: int) -> Range:
    """Tokens ``[first, end)`` without the preposition joined to the first; one fused with an article stays."""
    found, word = line.range(first, end), line.word(first)
    skip = len(word.preposition) if word.preposition and not word.definite and word.bare else 0
    return Range(found.start + skip, found.end)


def _behind_comma(line: Line, first: int, limit: int) -> int:
    """The token behind the next comma; 0 where there is none."""
    return next((k + 1 for k in range(first, limit) if line.tokens[k].comma), 0)
