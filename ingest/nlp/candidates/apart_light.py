"""Nouns of saying with the verb that only carries them: "abrió una investigación", "presentó una querella por fraude"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Act
from ingest.nlp.candidates import apart_phrases as phrases
from ingest.nlp.candidates.apart_contents import content_of_noun
from ingest.nlp.candidates.apart_cues import Group, group_of
from ingest.nlp.candidates.apart_words import OUTSIDE, Line, is_finite
from ingest.nlp.draft import Construction, Draft, Subject
from ingest.nlp.lexicon import NounGroup

_SURE = 0.75
_BACK = 4
"""Tokens between the verb and its noun: "presentó ayer una nueva querella"."""
_FAR = 14
"""Tokens from the noun to the party that it is meant for."""


def light_drafts(line: Line, starts: frozenset[int]) -> Iterator[Draft]:
    """All of one paragraph, in order."""
    for i, token in enumerate(line.tokens):
        if token.quote != OUTSIDE or token.mark:
            continue
        for group in _groups(line, token.key):
            verb = _carrier(line, i, group)
            if verb is not None and verb.negated == (group.act is Act.DECLINE):
                yield _draft(line, i, group, verb, starts)
                break


def _groups(line: Line, noun: str) -> Iterator[NounGroup]:
    """The groups with verbs of their own that list ``noun``, in the singular or as written."""
    lemmas = {noun, noun.removesuffix("s"), noun.removesuffix("es")}
    return (g for g in line.grammar.lexicon.nouns if g.verbs and lemmas & set(g.lemmas))


def _carrier(line: Line, noun: int, group: NounGroup) -> Group | None:
    """The verb before ``noun``: nothing but articles, adverbs, days and adjectives stand between."""
    for at in range(noun - 1, max(-1, noun - 1 - _BACK), -1):
        if line.mark(at) or line.quote(at) != OUTSIDE or line.is_a(at, "prepositions"):
            return None
        if any(form.lemma in group.verbs for form in line.tokens[at].forms):
            found = group_of(line, at, frozenset(group.verbs))
            return None if found is None or found.passive else found
        if is_finite(line, at):
            return None
    return None


def _draft(line: Line, noun: int, group: NounGroup, verb: Group, starts: frozenset[int]) -> Draft:
    touching = all(line.is_a(k, "determiners") for k in range(verb.end, noun))
    silent = verb.kind in ("gerund", "infinitive")
    spoken = None if silent else phrases.before(line, verb) or phrases.behind(line, verb, noun - 1)
    party = phrases.led(line, group.target, noun + 1, min(noun + _FAR, line.ends[noun]))
    subject = Subject.NOBODY if verb.impersonal else Subject.DROPPED
    if spoken is not None:
        subject = Subject.PRONOUN if line.is_a(spoken[1] - 1, "relatives") else Subject.NAMED
    hint = phrases.antecedent(line, spoken[0]) if spoken is not None and subject is Subject.PRONOUN else None
    return Draft(
        construction=Construction.LIGHT_VERB,
        cue=line.range(verb.first if touching else noun, noun + 1),
        content=content_of_noun(line, noun, group.links, starts),
        lemma=verb.lemma,
        act=group.act,
        confidence=round(_SURE * group.weight, 3),
        source=line.range(*spoken) if spoken else None,
        subject=subject,
        target=(line.range(*party),) if party else (),
        number=verb.form.number,
        hint=line.range(*hint) if hint else None,
    )
