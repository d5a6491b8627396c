"""Who speaks in a clause: its own subject, an inherited one, the noun it hangs on, the agent of a passive."""

from __future__ import annotations

from typing import NamedTuple

from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.candidates.parsed_tree import Tree

_CLIMBS = 5
"""How many verbs up a subject may be inherited: longer chains are errors of the parse."""
_BESIDE = 6
"""Words between a verb and its subject that may still be passed over (titles, adverbs)."""


class Speaker(NamedTuple):
    """``head`` is the token of the speaker's noun; ``passive`` True where the grammatical subject is what is spoken of."""

    head: int | None
    passive: bool = False
    inherited: bool = False


def speaker_of(tree: Tree, verb: int, controllers: frozenset[str]) -> Speaker:
    """The speaker of ``verb``, as the tree gives it. ``controllers`` are verbs whose object does what the infinitive
    behind it says: asked *them* to deny."""
    agent = _agent(tree, verb)
    if agent is not None:
        return Speaker(agent, passive=True)
    if is_passive(tree, verb):
        return Speaker(None, passive=True)
    return _climb(tree, verb, controllers)


def beside(parse: Parse, verb: int) -> int | None:
    """The noun right behind or right before a verb that stands next to a quotation: where the parse goes wrong most.

    Only words of the verb's own sentence, paragraph and side of the marks are looked at.
    """
    tree = parse.tree
    for step in (1, -1) if _may_be_inverted(parse, verb) else (-1, 1):
        at = verb + step
        for _ in range(_BESIDE):
            if not (0 <= at < tree.size) or parse.quoted[at] >= 0 or parse.paragraph[at] != parse.paragraph[verb]:
                break
            if tree.pos[at] in tree.grammar.noun_tags and not (tree.has(at, "adverb") or tree.moment[at]):
                return _noun_head(parse, at)
            if step < 0 and at == verb - 1 and tree.word[at] == ",":
                at += step
                continue
            if tree.is_mark(at) or tree.pos[at] in (*tree.grammar.verb_tags, "ADP"):
                break
            at += step
    return None


def _may_be_inverted(parse: Parse, verb: int) -> bool:
    """Behind a quotation, a mark or at the beginning the subject follows the verb: '"...," said the mayor'."""
    return verb == parse.tree.sentence[verb] or parse.tree.is_mark(verb - 1) or parse.quoted[verb - 1] >= 0


def _noun_head(parse: Parse, at: int) -> int:
    """The noun whose phrase ``at`` is in, on the same side of the marks."""
    tree = parse.tree
    while tree.head[at] != at and tree.pos[tree.head[at]] in tree.grammar.noun_tags:
        above = tree.head[at]
        if parse.quoted[above] >= 0 or abs(above - at) > _BESIDE:
            break
        at = above
    return at


def is_passive(tree: Tree, verb: int) -> bool:
    """A passive auxiliary or subject, or a bare passive participle on a noun."""
    if tree.of(verb, "passive_subject", "passive_auxiliary"):
        return True
    alone = not tree.of(verb, "auxiliary", "subject")
    hangs = tree.has(verb, "reduced") or tree.has(verb, "adverbial_clause")
    return alone and hangs and _tagged(tree, verb, passive=True)


def _tagged(tree: Tree, verb: int, *, passive: bool) -> bool:
    grammar = tree.grammar
    return tree.tag[verb] in (grammar.passive_tags if passive else grammar.participle_tags)


def _agent(tree: Tree, verb: int) -> int | None:
    for child in tree.of(verb, "agent"):
        behind = tree.first(child, "preposition_object")
        if behind is not None:
            return behind
        if tree.first(child, "case") is not None:
            return child
    return None


def _climb(tree: Tree, verb: int, controllers: frozenset[str]) -> Speaker:
    """Up the chain of coordinated verbs, infinitives and participles to the first subject."""
    at = verb
    for _ in range(_CLIMBS):
        own = _own_subject(tree, at)
        if own is not None and own != verb:
            return Speaker(own, inherited=at != verb)
        if tree.has(at, "reduced") and not _is_infinitive(tree, at):
            passive = _tagged(tree, at, passive=True)
            return Speaker(None) if passive else Speaker(tree.head[at], inherited=at != verb)
        above = _next_up(tree, at)
        if above is None:
            return Speaker(None)
        asked = tree.first(above, "object") if tree.has(at, "open_clause") else None
        if asked is not None and asked < at and tree.lemma[above] in controllers:
            return Speaker(asked, inherited=True)
        if tree.pos[above] in tree.grammar.noun_tags:
            return Speaker(above, inherited=True)
        at = above
    return Speaker(None)


def _own_subject(tree: Tree, at: int) -> int | None:
    """The subject, unless it is a day or an hour, which the parse takes for one."""
    return next((s for s in tree.of(at, "subject", "passive_subject") if not tree.moment[s]), None)


def _is_infinitive(tree: Tree, at: int) -> bool:
    return tree.tag[tree.left[at]] in tree.grammar.infinitive_tags


def _next_up(tree: Tree, at: int) -> int | None:
    """The verb (or predicate, preposition, noun on the way to it) whose subject ``at`` shares."""
    head = tree.head[at]
    if head == at:
        return None
    if tree.has(at, "reduced"):
        return _of_noun(tree, head)
    if any(tree.has(at, role) for role in ("conjunct", "open_clause", "adverbial_clause", "predicate")):
        return tree.head[head] if tree.has(head, "clause") and _goes_on_above(tree, at) else head
    if tree.has(at, "preposition_clause") and tree.has(head, "preposition"):
        above = tree.head[head]
        return above if tree.pos[above] in (*tree.grammar.verb_tags, "AUX", "ADJ") else None
    return None


def _goes_on_above(tree: Tree, at: int) -> bool:
    """Whether ``at``, hung on a content, goes on with the verb that reports it: "told them that he agrees, and *said*" (in the
    tense of "told"), "said the dam was safe, *contradicting* a report"."""
    head = tree.head[at]
    reporting = tree.head[head]
    in_its_tense = tree.has(at, "conjunct") and tree.tag[at] == tree.tag[reporting] != tree.tag[head]
    return in_its_tense or _is_added(tree, at)


def _is_added(tree: Tree, at: int) -> bool:
    """A participle behind a comma, which goes on with what the sentence tells."""
    first = tree.left[at]
    behind_comma = first == at > tree.head[at] and tree.word[at - 1] == ","
    return behind_comma and tree.has(at, "adverbial_clause") and tree.tag[at] in tree.grammar.participle_tags


def _of_noun(tree: Tree, noun: int) -> int | None:
    """Whose infinitive stands on ``noun``: its owner's ("his plan to sue"), or that of the verb it is the object of
    ("signed a deal to allow")."""
    owner = tree.first(noun, "possessive")
    if owner is not None:
        return owner
    above = tree.head[noun]
    return above if tree.has(noun, "object") and above != noun else None
