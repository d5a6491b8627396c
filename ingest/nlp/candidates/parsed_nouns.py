"""Nouns that introduce what is said: "X's claim that ...", "expressed concern about ...", "faces charges of ..."."""

from __future__ import annotations

from typing import NamedTuple

from graph.model import Act
from ingest.nlp.candidates import parsed_beside as beside
from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.candidates.parsed_spans import noun_phrase, spans, without_complementiser
from ingest.nlp.candidates.parsed_subjects import is_passive, speaker_of
from ingest.nlp.draft import Construction, Draft, Range, Subject
from ingest.nlp.lexicon import NounGroup

_OWNERLESS = (Act.ACCUSE, Act.ALLEGE, Act.DENY, Act.WARN)
"""Acts whose nouns are worth telling without anybody named: "allegations of fraud"."""


class _Said(NamedTuple):
    """What a noun introduces: the content's tokens, and the preposition before it (None for a clause)."""

    tokens: list[int]
    link: int | None


def noun(parse: Parse, at: int) -> Draft | None:
    """A noun with its content and, in the sentence, its speaker: a possessive or "by X"."""
    tree, group = parse.tree, parse.lexicon.noun_groups[parse.tree.lemma[at]]
    said = _said(parse, at, group)
    owner = _owner(parse, at, None if said is None else said.link)
    if said is None or (owner is None and group.act not in _OWNERLESS):
        return None
    source = None if owner is None else noun_phrase(parse, owner, without=at)
    return Draft(
        construction=Construction.NOUN,
        cue=_noun_cue(parse, at, owner, said.link),
        content=spans(parse, without_complementiser(parse, said.tokens)),
        lemma=tree.lemma[at],
        act=group.act,
        confidence=(0.6 if source else 0.45) * group.weight,
        source=source,
        subject=_kind(parse, owner),
        target=_target(parse, at, group),
        detail="" if said.link is not None else "clause",
    )


def light_verb(parse: Parse, verb: int) -> Draft | None:
    """A verb that only carries its object: the cue runs from it to the noun."""
    tree = parse.tree
    thing = tree.first(verb, "object", "passive_subject")
    group = parse.lexicon.noun_groups.get(tree.lemma[thing]) if thing is not None else None
    if thing is None or group is None:
        return None
    reverses = tree.lemma[verb] in group.faced
    if not (reverses or tree.lemma[verb] in group.verbs or tree.lemma[verb] in parse.lexicon.light_verbs):
        return None
    said = _said(parse, thing, group) or _said(parse, verb, group)
    content = () if said is None else spans(parse, without_complementiser(parse, said.tokens))
    content = content or beside.after_colon(parse, verb)
    if not content or thing < verb:
        return None
    speaker = speaker_of(tree, verb, parse.lexicon.controllers)
    party = None if speaker.head is None else noun_phrase(parse, speaker.head, without=verb)
    return Draft(
        construction=Construction.LIGHT_VERB,
        cue=_verb_cue(parse, verb, thing, None if said is None else said.link),
        content=content,
        lemma=f"{tree.lemma[verb]} {tree.lemma[thing]}",
        act=group.act,
        confidence=0.7 * group.weight,
        source=None if reverses else party,
        subject=Subject.NOBODY if reverses or is_passive(tree, verb) else _kind(parse, speaker.head),
        target=(party,) if reverses and party else _target(parse, thing, group) or _target(parse, verb, group),
        negated=bool(tree.of(verb, "negation")),
    )


def carried_clause(parse: Parse, verb: int) -> Draft | None:
    """``reiterated its demand that ...``: the clause hangs on the verb, but its act is the noun's."""
    tree = parse.tree
    thing = tree.first(verb, "object")
    group = parse.lexicon.noun_groups.get(tree.lemma[thing]) if thing is not None else None
    is_act = group is not None and group.act is not Act.ASSERT
    return light_verb(parse, verb) if is_act and tree.of(verb, "clause") else None


def _kind(parse: Parse, noun_at: int | None) -> Subject:
    if noun_at is None:
        return Subject.NOBODY
    return Subject.PRONOUN if parse.tree.pos[noun_at] == "PRON" else Subject.NAMED


def _said(parse: Parse, at: int, group: NounGroup) -> _Said | None:
    """A clause with a complementiser or an infinitive behind the noun, else what one of its links introduces."""
    tree = parse.tree
    for clause in tree.of(at, "clause", "reduced", "open_clause"):
        if clause > at and (_has_complementiser(parse, clause) or _is_infinitive(parse, clause)):
            return _Said(list(tree.subtree(clause)), None)
    for clause in tree.of(at, "relative"):
        opening = [i for i in tree.subtree(clause) if not tree.is_mark(i)][:2]
        if " ".join(tree.lower[i] for i in opening) in parse.lexicon.relative_links:
            return _Said(list(range(opening[-1] + 1, tree.right[clause] + 1)), None)
    for preposition, _, (first, last) in tree.prepositions(at):
        if tree.lower[preposition] in group.links and preposition > at:
            return _Said(list(range(first, last + 1)), preposition)
    return None


def _has_complementiser(parse: Parse, clause: int) -> bool:
    tree = parse.tree
    return any(tree.lower[c] in parse.lexicon.complementisers for c in tree.of(clause, "marker"))


def _is_infinitive(parse: Parse, clause: int) -> bool:
    tree = parse.tree
    first = tree.left[clause]
    tags = tree.grammar.infinitive_tags
    return (tree.tag[first] in tags and tree.has(first, "auxiliary")) or tree.tag[clause] in tags


def _owner(parse: Parse, at: int, link: int | None) -> int | None:
    """Possessive, or the noun behind "by" or "from"; not the one behind ``link``, which is what is said."""
    tree = parse.tree
    owner = tree.first(at, "possessive")
    if owner is not None:
        return owner
    by = parse.lexicon.noun_sources
    found = tree.prepositions(at)
    return next(
        (thing for preposition, thing, _ in found if preposition != link and tree.lower[preposition] in by), None
    )


def _target(parse: Parse, at: int, group: NounGroup) -> tuple[Range, ...]:
    tree = parse.tree
    return tuple(
        noun_phrase(parse, thing)
        for preposition, thing, _ in tree.prepositions(at)
        if tree.lower[preposition] in group.target and tree.pos[thing] in tree.grammar.noun_tags
    )


def _noun_cue(parse: Parse, at: int, owner: int | None, link: int | None) -> Range:
    tree = parse.tree
    first = at
    while first - 1 >= tree.left[at] and tree.head[first - 1] == at and not tree.is_mark(first - 1):
        if owner is not None and first - 1 <= tree.right[owner]:
            break
        first -= 1
    return tree.range_of(first, link if link == at + 1 else at)


def _verb_cue(parse: Parse, verb: int, thing: int, link: int | None) -> Range:
    tree = parse.tree
    helpers = set(tree.of(verb, "auxiliary", "passive_auxiliary", "negation", "adverb"))
    first = verb
    while first - 1 in helpers:
        first -= 1
    return tree.range_of(first, link if link == thing + 1 else thing)
