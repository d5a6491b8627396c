"""Whose words a noun of saying introduces: "X | issued a warning", "criticism | from X"."""

from __future__ import annotations

from typing import NamedTuple

from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_phrases import phrase_end
from ingest.nlp.candidates.unparsed_sources import subject_before
from ingest.nlp.draft import Range
from ingest.nlp.lexicon import NounGroup

CARRIED = 12  # tokens between a light verb and its noun


class Owner(NamedTuple):
    """Whose words they are, the first token of the cue, the first token behind what names him, and who *faces* them."""

    source: Range | None
    first: int
    end: int
    target: Range | None = None


def carrier(line: Line, i: int, group: NounGroup) -> Owner | None:
    """The subject of the light verb before the noun at ``i``: he speaks, or is spoken of ("X faces accusations").

    The verb belongs to the cue when it stands right before the noun.
    """
    for k in range(i - 1, max(line.begins(i), i - CARRIED) - 1, -1):
        if line.quote(k) != OUTSIDE or line.word(k).complementiser:
            return None
        lemmas = {verb.lemma for verb in line.word(k).verbs if verb.tense != "participle"}
        if lemmas.isdisjoint((*group.verbs, *group.faced)):
            continue
        end = phrase_end(line, k + 1, i)
        subject = line.range(k + 1, end) if end > k + 1 else subject_before(line, k)
        first = k if k == i - 1 else i
        spoken_of = lemmas.isdisjoint(group.verbs)
        return Owner(None, first, i + 1, subject) if spoken_of else Owner(subject, first, i + 1)
    return None


def giver(line: Line, i: int, group: NounGroup) -> Owner | None:
    """The one named behind the noun by a preposition: "criticism *from* human rights groups"."""
    k = i + 1
    while k < line.ends[i] and not (line.mark(k) or line.word(k).preposition or line.word(k).is_a("prepositions")):
        k += 1  # adjectives
    key = line.word(k).key
    if key not in line.grammar.noun_sources or key in line.grammar.folded(group.links) or k > i + 3:
        return None
    first = k + 1 + (line.word(k + 1).key in line.grammar.noun_sources)
    end = phrase_end(line, first, line.ends[i])
    return Owner(line.range(first, end), i, end) if end > first else None
