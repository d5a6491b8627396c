"""What a verb says of a thing: passive, object, preposition."""

from __future__ import annotations

from graph.model import Act
from ingest.nlp.candidates import parsed_quotations as quoting
from ingest.nlp.candidates.parsed_extent import object_phrase
from ingest.nlp.candidates.parsed_head import Head, before, made, phrase_of
from ingest.nlp.candidates.parsed_spans import noun_phrase, spans
from ingest.nlp.candidates.parsed_subjects import is_passive
from ingest.nlp.draft import Construction, Draft
from ingest.nlp.lexicon import Sense

_ALONE = (Act.ACCUSE, Act.ALLEGE, Act.DENY, Act.ADMIT, Act.WARN, Act.INVESTIGATE)
"""Acts whose passive tells something though nobody is named: "the report was denied"."""


def passive_draft(head: Head) -> Draft | None:
    """``X was accused by Y of Z``, ``the report was denied by Y``."""
    tree = head.parse.tree
    subject = tree.first(head.verb, "passive_subject")
    sense = head.sense(Construction.PASSIVE) or head.sense(Construction.OBJECT)
    if sense is None or not is_passive(tree, head.verb):
        return None
    if subject is None and tree.has(head.verb, "reduced") and sense.group.object == "target":
        subject = tree.head[head.verb]  # a bank accused of fraud
    agent = head.speaker.head
    if sense.act is Act.DENY and tree.first(head.verb, "object") is not None:
        return None  # "was denied a visa": refused, not disputed
    if agent is None and (head.negated or not _tells_something(head, sense)):
        return None
    charge = spans(head.parse, _charge(head, sense, (*sense.group.charge, *sense.group.content), agent))
    about = spans(head.parse, () if subject is None else tree.subtree(subject))
    if sense.group.object == "target":
        return made(head, Construction.PASSIVE, sense, charge or about, target=phrase_of(head, subject))
    return made(head, Construction.PASSIVE, sense, (*about, *charge)) if about else None


def _tells_something(head: Head, sense: Sense) -> bool:
    """Where nobody is named: a denial and the like; another verb needs what it says of its subject ("is described *as* a
    fraud", "was charged *with* theft")."""
    tree = head.parse.tree
    if sense.act in _ALONE and sense.group.object != "target":
        return True
    if sense.act not in (*_ALONE, Act.ASSERT, Act.SUE):
        return False
    if tree.of(head.verb, "predicate"):
        return True
    links = (*sense.group.content, *sense.group.charge)
    return any(tree.lower[preposition] in links for preposition, _, _ in tree.prepositions(head.verb))


def _charge(head: Head, sense: Sense, prepositions: tuple[str, ...], beside: int | None) -> range:
    """What stands behind one of ``prepositions``, hung on the verb or, by mistake of the parse, on ``beside``."""
    tree = head.parse.tree
    on_noun = tree.prepositions(beside) if beside is not None and sense.group.charge else []
    for preposition, _, (first, last) in (*tree.prepositions(head.verb), *on_noun):
        if tree.lower[preposition] in prepositions and preposition > head.verb:
            return range(preposition if tree.grammar.links_in_content else first, last + 1)
    return _charge_in_order(head, sense) if set(prepositions) == set(sense.group.charge) else range(0)


def _charge_in_order(head: Head, sense: Sense) -> range:
    """ "of" with an infinitive further on in the sentence, where the parse has lost what it belongs to."""
    tree, last = head.parse.tree, head.parse.tree.sentence_end(head.verb)
    for i in range(head.verb + 1, last):
        if tree.tag[i] in tree.grammar.finite_tags or head.parse.quoted[i] >= 0:
            break
        if tree.lower[i] in sense.group.charge and tree.tag[i + 1] in tree.grammar.infinitive_tags:
            return range(i, last + 1)
    return range(0)


def object_draft(head: Head) -> Draft | None:
    tree = head.parse.tree
    thing = tree.first(head.verb, "object", "clause")
    sense = head.sense(Construction.OBJECT)
    if thing is None or sense is None or is_passive(tree, head.verb) or head.is_nobodys:
        return None
    is_target = sense.group.object == "target"
    if is_target and tree.pos[thing] == "NUM":
        return None  # "charged $310"
    charge = _charge(head, sense, sense.group.charge, thing)
    if charge:
        return _charged(head, sense, thing, charge)
    phrase = object_phrase(head.parse, head.verb, thing, sense.group.content)
    is_alone = phrase[-1] == tree.right[thing] and not tree.of(head.verb, "predicate") and tree.has(thing, "object")
    is_alone = is_alone and not any(tree.lower[p] in sense.group.content for p, _, _ in tree.prepositions(thing))
    if is_alone and not sense.group.bare:
        return None
    tokens = set(phrase)
    for predicate in tree.of(head.verb, "predicate"):
        tokens.update(tree.subtree(predicate))
    content = quoting.grown(head.parse, spans(head.parse, tokens - head.own), head.verb)
    target = phrase_of(head, thing) if is_target else ()
    return made(head, Construction.OBJECT, sense, content, target=target, topic=thing)


def _charged(head: Head, sense: Sense, thing: int, charge: range) -> Draft | None:
    """``accused X of Z``: Z is the content, X the target."""
    content = quoting.grown(head.parse, spans(head.parse, charge), head.verb)
    target = noun_phrase(head.parse, thing, without=charge[0])
    first = charge[0] + head.parse.tree.grammar.links_in_content
    return made(head, Construction.OBJECT, sense, content, target=(before(head, target, first),), detail="charge")


def preposition_draft(head: Head) -> Draft | None:
    parse, tree = head.parse, head.parse.tree
    if head.is_nobodys:
        return None
    for preposition, noun, (first, last) in _all_prepositions(head):
        sense = _with_preposition(head, tree.lower[preposition])
        if sense is None or preposition < head.verb or tree.moment[first]:
            continue
        content = quoting.grown(parse, spans(parse, range(first, last + 1)), head.verb)
        target = phrase_of(head, noun) if sense.group.object == "target" else ()
        return made(head, Construction.PREPOSITION, sense, content, target=target, tail=preposition)
    return _marked_clause(head)


def _marked_clause(head: Head) -> Draft | None:
    """``called for the bank to open``: the preposition introduces a clause."""
    parse, tree = head.parse, head.parse.tree
    for clause in tree.of(head.verb, "clause", "open_clause", "adverbial_clause"):
        marker = tree.left[clause]
        sense = _with_preposition(head, tree.lower[marker]) if marker > head.verb else None
        if sense is not None and tree.has(marker, "marker"):
            content = quoting.grown(parse, spans(parse, range(marker + 1, tree.right[clause] + 1)), head.verb)
            return made(head, Construction.PREPOSITION, sense, content, tail=marker, detail="clause")
    return None


def _all_prepositions(head: Head) -> list[tuple[int, int, tuple[int, int]]]:
    tree = head.parse.tree
    found = tree.prepositions(head.verb)
    for predicate in tree.of(head.verb, "predicate", "particle"):
        found += tree.prepositions(predicate)
    return found


def _with_preposition(head: Head, preposition: str) -> Sense | None:
    lexicon = head.parse.lexicon
    for particle in head.particles:
        sense = lexicon.sense(head.lemma, Construction.PREPOSITION, f"{particle} {preposition}")
        if sense is not None and sense.particle:
            return sense
    sense = lexicon.sense(head.lemma, Construction.PREPOSITION, preposition)
    return sense if sense is not None and sense.particle else None
