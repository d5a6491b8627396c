"""Candidates of a language with a parser: constructions read off the dependency tree.

::

    Doc ─ Tree ─ Parse ─┬─ parsed_verbs      clause, quotation, aside, infinitive, object, passive, preposition
                        ├─ parsed_nouns      X's claim that ..., made an accusation
                        └─ parsed_phrases    according to X
                              │ spans: parsed_spans; who: parsed_subjects; quotations: parsed_quotations
                              ▼
                            Drafts, one for each cue
"""

from __future__ import annotations

from ingest.nlp.candidates import parsed_verbs
from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.draft import Draft
from ingest.nlp.reading import Reading


def drafts(reading: Reading) -> tuple[Draft, ...]:
    """All possible attributions of one reading, in the order of the text."""
    parse = Parse(reading)
    tree = parse.tree
    found: list[Draft] = []
    for i in range(tree.size):
        if tree.pos[i] not in tree.grammar.verb_tags or tree.lemma[i] not in parse.lexicon.senses:
            continue
        draft = parsed_verbs.draft(parse, i)
        if draft is not None:
            found.append(draft)
    return tuple(sorted(found, key=lambda d: d.start))
