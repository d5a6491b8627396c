"""Candidates of a language without a parser: a grammar of tokens over the reading.

::

    paragraph ─ unparsed_lines    tokens, sentences, quotations; words analysed once (unparsed_words, unparsed_forms)
              ─ unparsed_cues     where a form stands like a reporting verb
              ─ unparsed_anchors  where the content of each begins;  unparsed_objects: where that is an object
              ─ unparsed_contents how far it reaches
              ─ unparsed_sources  who speaks;  unparsed_targets: who is accused or asked;  unparsed_phrases: how far they reach
              ─ unparsed_bounds   where two noun phrases meet
              ─ unparsed_verbs    drafts of verbs;  unparsed_inserted: those whose content comes first
              ─ unparsed_nouns    according-to, nouns;  unparsed_owners: whose nouns;  unparsed_relays: X, quoting Y
"""

from __future__ import annotations

from ingest.nlp.candidates.unparsed_anchors import cues
from ingest.nlp.candidates.unparsed_inserted import inserted_drafts
from ingest.nlp.candidates.unparsed_lines import Line, line
from ingest.nlp.candidates.unparsed_nouns import noun_drafts
from ingest.nlp.candidates.unparsed_relays import relayed_drafts
from ingest.nlp.candidates.unparsed_verbs import statement_starts, verb_drafts
from ingest.nlp.draft import Draft
from ingest.nlp.reading import Reading


def drafts(reading: Reading) -> tuple[Draft, ...]:
    """All possible attributions of one reading, in the order of the text."""
    grammar = reading.language.tokens
    found: list[Draft] = []
    for paragraph in reading.paragraphs:
        found += line_drafts(line(reading.text, paragraph, reading.outermost, grammar, reading.mentions))
    return tuple(sorted(found, key=lambda draft: (draft.start, draft.cue or (0, 0))))


def line_drafts(here: Line) -> list[Draft]:
    """The drafts of one paragraph."""
    found = tuple(cues(here))
    ahead = tuple((cue, anchor) for cue, anchor in found if anchor)
    starts = statement_starts(here, ahead)
    verbs = verb_drafts(here, ahead, starts)
    verbs += inserted_drafts(here, [cue for cue, anchor in found if anchor is None], verbs, starts)
    return [*verbs, *relayed_drafts(here, ahead, verbs), *noun_drafts(here, verbs, starts)]
