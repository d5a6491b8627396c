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

from collections.abc import Iterator

from ingest.nlp.candidates import parsed_nouns, parsed_phrases, parsed_verbs
from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.draft import Construction, Draft
from ingest.nlp.reading import Reading


def drafts(reading: Reading) -> tuple[Draft, ...]:
    """All possible attributions of one reading, in the order of the text."""
    parse = Parse(reading)
    found = [*_of_tokens(parse), *parsed_phrases.drafts(parse)]
    return tuple(sorted(found, key=lambda d: d.start))


def _of_tokens(parse: Parse) -> Iterator[Draft]:
    tree, lexicon = parse.tree, parse.lexicon
    carried: set[int] = set()
    for i in range(tree.size):
        draft = None
        if tree.pos[i] in tree.grammar.verb_tags:
            draft = parsed_verbs.draft(parse, i) if tree.lemma[i] in lexicon.verb_lemmas else None
            if draft is not None and draft.construction is Construction.LIGHT_VERB:
                carried.update(tree.of(i, "object"))
        elif tree.lemma[i] in lexicon.noun_groups and tree.pos[i] in tree.grammar.noun_tags and i not in carried:
            draft = parsed_nouns.noun(parse, i)
        if draft is not None and draft.content:
            yield draft
