"""Whose words a noun of saying introduces: "X | issued a warning", "criticism | from X"."""

from __future__ import annotations

from typing import NamedTuple

from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_phrases import phrase_end
from ingest.nlp.draft import Range
from ingest.nlp.lexicon import NounGroup

CARRIED = 12  # tokens between a light verb and its noun


class Owner(NamedTuple):
    """Whose words they are, the first token of the cue, and the first token behind what names him."""

    source: Range | None
    first: int
    end: int


def carrier(line: Line, i: int, group: NounGroup) -> Owner | None:
    """The subject of the light verb before the noun at ``i``; the verb belongs to the cue when it stands right before."""
    for k in range(i - 1, max(line.begins(i), i - CARRIED) - 1, -1):
        if line.quote(k) != OUTSIDE or line.word(k).complementiser:
            return None
        if any(verb.lemma in group.verbs and verb.tense != "participle" for verb in line.word(k).verbs):
            end = phrase_end(line, k + 1, i)
            return Owner(line.range(k + 1, end) if end > k + 1 else None, k if k == i - 1 else i, i + 1)
    return None


def giver(line: Line, i: int) -> Owner | None:
    """The one named behind the noun by a preposition: "criticism *from* human rights groups"."""
    k = i + 1
    while k < line.ends[i] and not (line.mark(k) or line.word(k).preposition or line.word(k).is_a("prepositions")):
        k += 1  # adjectives
    if line.word(k).key not in line.grammar.noun_sources or k > i + 3:
        return None
    first = k + 1 + (line.word(k + 1).key in line.grammar.noun_sources)
    end = phrase_end(line, first, line.ends[i])
    return Owner(line.range(first, end), i, end) if end > first else None
