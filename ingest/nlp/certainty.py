"""How surely the content is put forward: from the verb's stance and the weakening words."""

from __future__ import annotations

import re

from graph.model import Act, Certainty
from ingest.nlp.draft import Draft, Range
from ingest.nlp.lexicon import HedgeGroup, Lexicon, Stance
from ingest.nlp.reading import Reading

_OF_STANCE: dict[Stance, Certainty] = {
    "distancing": Certainty.DOUBTFUL,
    "neutral": Certainty.ASSERTED,
    "factive": Certainty.CERTAIN,
}


def weigh(draft: Draft, act: Act, reading: Reading) -> tuple[Certainty, tuple[Range, ...]]:
    """The certainty, and the words that weaken: the draft's own and those in cue and content, in order, each once."""
    found = [*((place, Certainty.POSSIBLE) for place in draft.hedge), *_hedges(draft, reading)]
    places = tuple(sorted({place for place, _ in found}))
    if act is Act.DENY:
        return Certainty.DENIED, places
    levels = [level for _, level in found] + [_OF_STANCE[_stance(draft, reading.lexicon)]]
    return min(levels, key=lambda level: level.rank), places


def _hedges(draft: Draft, reading: Reading) -> list[tuple[Range, Certainty]]:
    table, text = reading.lexicon.hedge_phrases, reading.text
    found = []
    for span in (*((draft.cue,) if draft.cue else ()), *draft.content):
        for place, group in table.find(reading.words_in(span)):
            if _counts(text, place, span, group) and not any(place.overlaps(own) for own in draft.hedge):
                found.append((place, group.certainty))
    return found


def _counts(text: str, place: Range, span: Range, group: HedgeGroup) -> bool:
    """A capital letter inside a sentence makes a name of the word (May); ``before`` must fit what follows."""
    if text[place.start].isupper() and place.start > span.start and text[place.start - 1 : place.start] == " ":
        return False
    return not group.before or re.match(group.before, text[place.end :]) is not None


def _stance(draft: Draft, lexicon: Lexicon) -> Stance:
    lemma, _, particle = draft.lemma.partition(" ")
    sense = lexicon.sense(lemma, draft.construction, particle)
    if sense is None and (noun := lexicon.noun_groups.get(draft.lemma)) is not None:
        return noun.stance
    return sense.group.stance if sense is not None else "neutral"
