"""What a verb says, construction by construction: clause, quotation, aside, infinitive, object, passive, preposition.

Each function takes a ``Head`` and gives the draft of its construction or None; ``draft`` asks them in order.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.nlp.candidates import parsed_nouns
from ingest.nlp.candidates import parsed_quotations as quoting
from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.candidates.parsed_spans import cue, noun_phrase, spans, without_complementiser
from ingest.nlp.candidates.parsed_extent import object_phrase, said_by
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
        speaker = speaker_of(tree, verb)
        if parse.quoted[verb] < 0 and _is_unlikely(parse, verb, speaker):
            speaker = Speaker(beside(parse, verb), speaker.passive)
        return cls(parse, verb, first, speaker)

    @property
    def lemma(self) -> str:
        return self.parse.tree.lemma[self.verb]

    @property
    def negated(self) -> bool:
        return bool(self.parse.tree.of(self.verb, "negation") or self.parse.tree.of(self.first, "negation"))

    @property
    def own(self) -> set[int]:
        """Tokens of the verb itself and of what can be no content: subject, auxiliaries, agent."""
        tree, found = self.parse.tree, {self.verb}
        roles = ("subject", "passive_subject", "auxiliary", "passive_auxiliary", "negation", "agent")
        for child in tree.of(self.verb, *roles):
            found.update(tree.subtree(child))
        return found

    def particles(self) -> list[tuple[str, int]]:
        """Words that may make another verb of it: particle, adjective, object ("make *clear*")."""
        tree = self.parse.tree
        return [(tree.lemma[c], c) for c in tree.of(self.verb, "particle", "predicate")]

    def sense(self, construction: Construction) -> Sense | None:
        lexicon = self.parse.lexicon
        for particle, _ in self.particles():
            found = lexicon.sense(self.lemma, construction, particle)
            if found is not None and found.particle:
                return found
        return lexicon.sense(self.lemma, construction)


def _is_unlikely(parse: Parse, verb: int, speaker: Speaker) -> bool:
    """A finite verb without a subject, or one whose subject is a word of the quotation beside it."""
    if speaker.head is None:
        return not speaker.passive and parse.tree.tag[verb] in parse.tree.grammar.finite_tags
    return parse.quoted[speaker.head] >= 0


def draft(parse: Parse, verb: int) -> Draft | None:
    """The best reading of ``verb`` as a cue; None where the lexicon or the sentence gives none."""
    head = Head.of(parse, verb)
    if parse.quoted[verb] >= 0:
        return _clause(head)
    return (
        _clause(head)
        or _aside(head)
        or _quotation(head, strict=True)
        or parsed_nouns.light_verb(parse, verb)
        or _infinitive(head)
        or _passive(head)
        or _object(head)
        or _preposition(head)
        or _quotation(head, strict=False)
    )


# ---------------------------------------------------------------- the draft itself


def _source(head: Head) -> tuple[Range | None, Subject, Range | None]:
    """Source, what kind of subject it is, and the noun phrase that a relative pronoun stands for."""
    parse, noun = head.parse, head.speaker.head
    if noun is None:
        return None, Subject.NOBODY if head.speaker.passive else Subject.DROPPED, None
    source = noun_phrase(parse, noun, without=head.verb)
    if head.speaker.passive:
        source = _without_charge(head, noun, source)
    if parse.tree.pos[noun] != "PRON":
        return source, Subject.NAMED, None
    return source, Subject.PRONOUN, _antecedent(head, noun)


def _without_charge(head: Head, agent: int, source: Range) -> Range:
    """``by the regulator of hiding losses``: the charge, hung on the agent, is no part of it."""
    sense = head.sense(Construction.PASSIVE)
    for preposition, _, (first, _) in head.parse.tree.prepositions(agent):
        if sense is not None and head.parse.tree.lower[preposition] in sense.group.charge:
            return _before(head, source, first)
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


def _made(
    head: Head,
    construction: Construction,
    sense: Sense,
    content: tuple[Range, ...],
    *,
    target: tuple[Range, ...] = (),
    tail: int | None = None,
    detail: str = "",
) -> Draft | None:
    if not content:
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
        detail=detail,
    )


def _phrase(head: Head, noun: int | None) -> tuple[Range, ...]:
    return () if noun is None else (noun_phrase(head.parse, noun, without=head.verb),)


def _addressed(head: Head, sense: Sense) -> tuple[Range, ...]:
    """Who is told, asked or accused: the indirect or direct object beside a clause."""
    tree = head.parse.tree
    return _phrase(head, tree.first(head.verb, "indirect_object", "object"))


# ---------------------------------------------------------------- constructions


def _clause(head: Head) -> Draft | None:
    sense = head.sense(Construction.CLAUSE)
    clauses = head.parse.tree.of(head.verb, "clause")
    if sense is None or not clauses:
        return None
    tree = head.parse.tree
    tokens: set[int] = set()
    for clause in (*clauses, *_further_clauses(head)):
        tokens.update(said_by(head.parse, head.verb, clause))
    tokens -= head.own
    content = spans(head.parse, without_complementiser(head.parse, sorted(tokens)))
    content = quoting.grown(head.parse, content, head.verb)
    return _made(head, Construction.CLAUSE, sense, content, target=_addressed(head, sense))


def _further_clauses(head: Head) -> list[int]:
    """``... and that Y``: a clause with its own complementiser, joined to the verb by mistake of the parse."""
    tree, lexicon = head.parse.tree, head.parse.lexicon
    return [
        c
        for c in tree.of(head.verb, "conjunct")
        if any(tree.lower[m] in lexicon.complementisers for m in tree.of(c, "marker"))
    ]


def _aside(head: Head) -> Draft | None:
    """``X, he said, is Y``: the verb hangs on what it reports."""
    sense = head.sense(Construction.CLAUSE)
    tree = head.parse.tree
    if sense is None or not tree.has(head.verb, "parataxis"):
        return None
    inner = set(tree.subtree(head.verb))
    content = spans(head.parse, [i for i in tree.subtree(tree.head[head.verb]) if i not in inner])
    content = quoting.grown(head.parse, content, head.verb)
    return _made(head, Construction.CLAUSE, sense, content, target=_addressed(head, sense), detail="aside")


def _quotation(head: Head, *, strict: bool) -> Draft | None:
    sense = head.sense(Construction.QUOTATION)
    if sense is None or is_passive(head.parse.tree, head.verb):
        return None
    content = quoting.near(head.parse, head.verb, strict=strict)
    has_object = head.parse.tree.first(head.verb, "object") is not None
    if has_object and sense.group.object != "addressee" and head.sense(Construction.OBJECT) is not None:
        return None
    return _made(head, Construction.QUOTATION, sense, content, target=_addressed(head, sense))


def _infinitive(head: Head) -> Draft | None:
    tree = head.parse.tree
    open_clause = tree.first(head.verb, "open_clause")
    sense = head.sense(Construction.INFINITIVE)
    if open_clause is None or sense is None:
        return None
    tokens = set(tree.subtree(open_clause))
    asked = tree.first(head.verb, "object", "indirect_object", "passive_subject")
    tail = None
    for preposition, noun, (first, last) in tree.prepositions(head.verb):
        if head.verb < preposition < open_clause and tree.lower[preposition] in ("on", "upon", "to"):
            asked, tail = noun, preposition
            tokens.update(range(first, last + 1))
    if asked is not None and tail is None:
        tokens.update(tree.subtree(asked))
    construction = Construction.IMPERSONAL if is_passive(tree, head.verb) else Construction.INFINITIVE
    own = head.own - (set(tree.subtree(asked)) if asked is not None else set())
    content = spans(head.parse, tokens - own)
    content = quoting.grown(head.parse, content, head.verb) if content else ()
    target = _phrase(head, asked)
    return _made(head, construction, sense, content, target=target, tail=tail)


def _passive(head: Head) -> Draft | None:
    """``X was accused by Y of Z``, ``the report was denied by Y``."""
    tree = head.parse.tree
    subject = tree.first(head.verb, "passive_subject")
    sense = head.sense(Construction.PASSIVE) or head.sense(Construction.OBJECT)
    if sense is None or not is_passive(tree, head.verb):
        return None
    agent = head.speaker.head
    charge = spans(head.parse, _charge(head, sense, (*sense.group.charge, *sense.group.content), agent))
    about = spans(head.parse, () if subject is None else tree.subtree(subject))
    if sense.group.object == "target":
        return _made(head, Construction.PASSIVE, sense, charge or about, target=_phrase(head, subject))
    return _made(head, Construction.PASSIVE, sense, (*about, *charge)) if about else None


def _charge(head: Head, sense: Sense, prepositions: tuple[str, ...], beside: int | None) -> range:
    """What stands behind one of ``prepositions``, hung on the verb or, by mistake of the parse, on ``beside``."""
    tree = head.parse.tree
    on_noun = tree.prepositions(beside) if beside is not None and sense.group.charge else []
    for preposition, _, (first, last) in (*tree.prepositions(head.verb), *on_noun):
        if tree.lower[preposition] in prepositions and preposition > head.verb:
            return range(first, last + 1)
    return range(0)


def _object(head: Head) -> Draft | None:
    tree = head.parse.tree
    thing = tree.first(head.verb, "object", "clause")
    sense = head.sense(Construction.OBJECT)
    if thing is None or sense is None or is_passive(tree, head.verb):
        return None
    is_target = sense.group.object == "target"
    charge = _charge(head, sense, sense.group.charge, thing)
    if charge:
        return _charged(head, sense, thing, charge)
    phrase = object_phrase(head.parse, head.verb, thing, sense.group.content)
    is_alone = phrase[-1] == tree.right[thing] and not tree.of(head.verb, "predicate") and tree.has(thing, "object")
    if is_alone and not sense.group.bare:
        return None
    tokens = set(phrase)
    for predicate in tree.of(head.verb, "predicate"):
        tokens.update(tree.subtree(predicate))
    content = quoting.grown(head.parse, spans(head.parse, tokens - head.own), head.verb)
    return _made(head, Construction.OBJECT, sense, content, target=_phrase(head, thing) if is_target else ())


def _charged(head: Head, sense: Sense, thing: int, charge: range) -> Draft | None:
    """``accused X of Z``: Z is the content, X the target."""
    content = quoting.grown(head.parse, spans(head.parse, charge), head.verb)
    target = noun_phrase(head.parse, thing, without=charge[0])
    return _made(head, Construction.OBJECT, sense, content, target=(_before(head, target, charge[0]),), detail="charge")


def _before(head: Head, phrase: Range, token: int) -> Range:
    """``phrase`` up to the preposition in front of ``token``."""
    end = head.parse.tree.end[token - 2]
    return Range(phrase.start, min(phrase.end, end)) if end > phrase.start else phrase


def _preposition(head: Head) -> Draft | None:
    parse, tree = head.parse, head.parse.tree
    for preposition, _, (first, last) in _all_prepositions(head):
        sense = _with_preposition(head, tree.lower[preposition])
        if sense is None or preposition < head.verb:
            continue
        content = quoting.grown(parse, spans(parse, range(first, last + 1)), head.verb)
        return _made(head, Construction.PREPOSITION, sense, content, tail=preposition)
    return _marked_clause(head)


def _marked_clause(head: Head) -> Draft | None:
    """``called for the bank to open``: the preposition introduces a clause."""
    parse, tree = head.parse, head.parse.tree
    for clause in tree.of(head.verb, "clause", "open_clause", "adverbial_clause"):
        marker = tree.left[clause]
        sense = _with_preposition(head, tree.lower[marker]) if marker > head.verb else None
        if sense is not None and tree.has(marker, "marker"):
            content = quoting.grown(parse, spans(parse, range(marker + 1, tree.right[clause] + 1)), head.verb)
            return _made(head, Construction.PREPOSITION, sense, content, tail=marker, detail="clause")
    return None


def _all_prepositions(head: Head) -> list[tuple[int, int, tuple[int, int]]]:
    tree = head.parse.tree
    found = tree.prepositions(head.verb)
    for predicate in tree.of(head.verb, "predicate", "particle"):
        found += tree.prepositions(predicate)
    return found


def _with_preposition(head: Head, preposition: str) -> Sense | None:
    lexicon = head.parse.lexicon
    for particle, _ in head.particles():
        sense = lexicon.sense(head.lemma, Construction.PREPOSITION, f"{particle} {preposition}")
        if sense is not None and sense.particle:
            return sense
    sense = lexicon.sense(head.lemma, Construction.PREPOSITION, preposition)
    return sense if sense is not None and sense.particle else None
