"""``Head``: a verb as head of a possible attribution, and how its draft is made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from graph.model import Act
from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.candidates.parsed_spans import cue, noun_phrase
from ingest.nlp.candidates.parsed_subjects import Speaker, beside, is_passive, speaker_of
from ingest.nlp.draft import Construction, Draft, Range, Subject
from ingest.nlp.lexicon import Sense

_SURE = {
    Construction.CLAUSE: 0.95,
    Construction.QUOTATION: 0.97,
    Construction.INFINITIVE: 0.8,
    Construction.OBJECT: 0.7,
    Construction.PREPOSITION: 0.65,
    Construction.PASSIVE: 0.65,
    Construction.IMPERSONAL: 0.5,
}
"""How often a candidate of the construction is an attribution when its verb is in the lexicon: an order, not a measure."""


_SPOKEN_OF = (Act.ASSERT, Act.DENY, Act.ADMIT, Act.DECLINE, Act.ALLEGE)
"""Acts whose verbs have as their object what is spoken of, never who is told: "denied a report that ..."."""


@dataclass(frozen=True)
class Head:
    """A verb as head of a possible attribution. ``first`` is the leftmost verb of its cue ("continued to call")."""

    parse: Parse
    verb: int
    first: int
    speaker: Speaker

    @classmethod
    def of(cls, parse: Parse, verb: int) -> Head:
        tree = parse.tree
        first, at = verb, verb
        while tree.has(at, "open_clause") and tree.lemma[tree.head[at]] in parse.lexicon.aspect:
            if tree.first(tree.head[at], "object") is not None:
                break
            at = first = tree.head[at]
        speaker = speaker_of(tree, verb, parse.lexicon.controllers)
        if parse.quoted[verb] < 0 and _is_unlikely(parse, verb, speaker):
            speaker = Speaker(_outside(parse, verb) or beside(parse, verb), speaker.passive)
        return cls(parse, verb, first, speaker)

    @property
    def lemma(self) -> str:
        return self.parse.tree.lemma[self.verb]

    @property
    def negated(self) -> bool:
        tree, quoted = self.parse.tree, self.parse.quoted
        found = (*tree.of(self.verb, "negation"), *tree.of(self.first, "negation"))
        return any(quoted[word] == quoted[self.verb] for word in found) or self.is_refused

    @property
    def is_refused(self) -> bool:
        """``refused to dismiss the case``: what is refused is not done."""
        tree = self.parse.tree
        above = tree.head[self.first]
        senses = self.parse.lexicon.senses.get(tree.lemma[above], ()) if tree.has(self.first, "open_clause") else ()
        return any(sense.act is Act.DECLINE for sense in senses)

    @property
    def is_nobodys(self) -> bool:
        """An infinitive or a participle that nobody in the sentence is the subject of: a purpose, not a statement."""
        tree = self.parse.tree
        is_finite = tree.tag[self.verb] in tree.grammar.finite_tags or bool(tree.of(self.verb, "auxiliary"))
        infinitive = any(tree.tag[a] in tree.grammar.infinitive_tags for a in tree.of(self.verb, "auxiliary"))
        return self.speaker.head is None and (infinitive or not is_finite)

    @property
    def own(self) -> set[int]:
        """Tokens of the verb itself and of what can be no content: subject, auxiliaries, agent."""
        tree, found = self.parse.tree, {self.verb}
        roles = ("subject", "passive_subject", "auxiliary", "passive_auxiliary", "negation", "agent")
        for child in tree.of(self.verb, *roles):
            found.update(tree.subtree(child))
        return found

    @cached_property
    def particles(self) -> tuple[str, ...]:
        """Words that may make another verb of it: particle, adjective, object ("make *clear*"); and, in schemes that hang
        prepositions on their nouns, what stands right behind without an article ("met *en garde*", "porte *plainte*")."""
        tree = self.parse.tree
        found = [tree.lemma[c] for c in tree.of(self.verb, "particle", "predicate")]
        if tree.grammar.case:
            led = (c for c in tree.of(self.verb, "oblique") if c == self.verb + 2)
            found += [f"{tree.lower[c - 1]} {tree.lemma[c]}" for c in led]
            found += [tree.lemma[c] for c in tree.of(self.verb, "object") if c == self.verb + 1]
        return tuple(found)

    def sense(self, construction: Construction) -> Sense | None:
        lexicon = self.parse.lexicon
        for particle in self.particles:
            found = lexicon.sense(self.lemma, construction, particle)
            if found is not None and found.particle:
                return found
        return lexicon.sense(self.lemma, construction)


def _is_unlikely(parse: Parse, verb: int, speaker: Speaker) -> bool:
    """A finite verb without a subject, or one whose subject is a word of the quotation beside it."""
    if speaker.head is None:
        return not speaker.passive and parse.tree.tag[verb] in parse.tree.grammar.finite_tags
    return parse.quoted[speaker.head] >= 0


def _outside(parse: Parse, verb: int) -> int | None:
    """A subject outside quotations, beside the quoted one that the parse took first."""
    tree = parse.tree
    return next((s for s in tree.of(verb, "subject") if parse.quoted[s] < 0 and not tree.moment[s]), None)


def _source(head: Head) -> tuple[Range | None, Subject, Range | None]:
    """Source, what kind of subject it is, and the noun phrase that a relative pronoun stands for."""
    parse, noun = head.parse, head.speaker.head
    if noun is None:
        return None, Subject.NOBODY if head.speaker.passive else Subject.DROPPED, None
    source = noun_phrase(parse, noun, without=head.verb)
    if head.speaker.passive:
        source = _without_charge(head, noun, source)
    if parse.tree.lower[noun] in parse.tree.grammar.impersonal:
        return source, Subject.NOBODY, None
    if parse.tree.pos[noun] != "PRON":
        return source, Subject.NAMED, None
    return source, Subject.PRONOUN, _antecedent(head, noun)


def _without_charge(head: Head, agent: int, source: Range) -> Range:
    """``by the regulator of hiding losses``: the charge, hung on the agent, is no part of it."""
    sense = head.sense(Construction.PASSIVE)
    for preposition, _, _ in head.parse.tree.prepositions(agent):
        if sense is not None and head.parse.tree.lower[preposition] in sense.group.charge:
            return before(head, source, preposition + 1)
    return source


def _antecedent(head: Head, pronoun: int) -> Range | None:
    """The noun that a relative clause hangs on, when ``pronoun`` is its relative word."""
    tree = head.parse.tree
    for above in (tree.head[pronoun], *tree.above(tree.head[pronoun])):
        if tree.has(above, "relative"):
            return noun_phrase(head.parse, tree.head[above], without=above)
        if tree.pos[above] not in tree.grammar.verb_tags:
            return None
    return None


def made(
    head: Head,
    construction: Construction,
    sense: Sense,
    content: tuple[Range, ...],
    *,
    target: tuple[Range, ...] = (),
    tail: int | None = None,
    topic: int | None = None,
    detail: str = "",
) -> Draft | None:
    """The draft of ``head`` with this content; ``topic`` is the noun that the content speaks of."""
    if not content or (sense.group.negated and not head.negated):
        return None
    source, subject, hint = _source(head)
    nested = head.parse.quoted[head.verb] >= 0
    return Draft(
        construction=construction,
        cue=cue(head.parse, head.verb, tail=tail, first=head.first),
        content=content,
        lemma=f"{sense.lemma} {sense.particle}".strip(),
        act=sense.act,
        confidence=_SURE[construction] * sense.group.weight * (0.6 if nested else 1.0),
        source=source,
        subject=subject,
        target=target,
        negated=head.negated,
        hint=hint,
        topic=next(iter(phrase_of(head, topic)), None),
        detail=detail,
    )


def phrase_of(head: Head, noun: int | None) -> tuple[Range, ...]:
    """The noun phrase of a party; none for a pronoun, which names nobody."""
    if noun is None or head.parse.tree.pos[noun] == "PRON":
        return ()
    return (noun_phrase(head.parse, noun, without=head.verb),)


def addressed(head: Head, sense: Sense) -> tuple[Range, ...]:
    """Who is told, asked or accused: the indirect or direct object beside a clause, or behind a preposition (à X)."""
    tree = head.parse.tree
    if is_passive(tree, head.verb):
        return phrase_of(head, _told(head, sense))
    takes_object = sense.group.object != "content" or sense.act not in _SPOKEN_OF
    found = tree.first(head.verb, "indirect_object", *(("object",) if takes_object else ()))
    if found is not None and tree.pos[found] not in tree.grammar.noun_tags:
        found = tree.first(found, "preposition_object") if found == head.verb + 1 else None  # "wrote to the mayor"
    if found is None and tree.grammar.case:
        spoken_to = tree.grammar.addressee
        found = next((noun for p, noun, _ in tree.prepositions(head.verb) if tree.lower[p] in spoken_to), None)
    return () if sense.act is Act.ASSERT and _is_medium(head, found) else phrase_of(head, found)


def _told(head: Head, sense: Sense) -> int | None:
    """``the mayor was told that ...``, ``asked whether ..., the mayor``: of a verb of telling the subject is who is told."""
    tree = head.parse.tree
    if sense.group.object == "content":
        return None
    subject = tree.first(head.verb, "passive_subject")
    if subject is None and tree.has(head.verb, "adverbial_clause"):
        subject = tree.first(tree.head[head.verb], "subject")
    return subject


def _is_medium(head: Head, noun: int | None) -> bool:
    """``told the Herald``: a name that is an organisation's is the paper spoken to, not the party."""
    return noun is not None and any(
        span.overlaps(head.parse.tree.range_of(noun, noun)) for span in head.parse.organisations
    )


def before(head: Head, phrase: Range, token: int) -> Range:
    """``phrase`` up to the preposition in front of ``token``."""
    end = head.parse.tree.end[token - 2]
    return Range(phrase.start, min(phrase.end, end)) if end > phrase.start else phrase
