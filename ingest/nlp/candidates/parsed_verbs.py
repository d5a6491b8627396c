"""What a verb says, construction by construction: clause, quotation, aside, infinitive; objects are in ``parsed_objects``.

Each function takes a ``Head`` and gives the draft of its construction or None; ``draft`` asks them in order.
"""

from __future__ import annotations

from ingest.nlp.candidates import parsed_beside as beside
from ingest.nlp.candidates import parsed_loose as loose
from ingest.nlp.candidates import parsed_nouns
from ingest.nlp.candidates import parsed_quotations as quoting
from ingest.nlp.candidates.parsed_extent import said_by
from ingest.nlp.candidates.parsed_head import Head, addressed, made
from ingest.nlp.candidates.parsed_inserted import inserted
from ingest.nlp.candidates.parsed_objects import object_draft, passive_draft, preposition_draft
from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.candidates.parsed_spans import noun_phrase, spans, without_complementiser
from ingest.nlp.candidates.parsed_subjects import is_passive
from ingest.nlp.draft import Construction, Draft, Range


def draft(parse: Parse, verb: int) -> Draft | None:
    """The best reading of ``verb`` as a cue; None where the lexicon or the sentence gives none."""
    head = Head.of(parse, verb)
    if head.is_refused:
        return None  # "declined to say": the refusal is the finding
    if parse.quoted[verb] >= 0:
        return _clause(head)
    return (
        inserted(head)
        or loose.between_commas(head)
        or _clause(head)
        or _aside(head)
        or loose.echo(head)
        or loose.misplaced_clause(head)
        or _quotation(head, strict=True)
        or loose.closing(head)
        or parsed_nouns.light_verb(parse, verb)
        or _infinitive(head)
        or passive_draft(head)
        or object_draft(head)
        or preposition_draft(head)
        or _quotation(head, strict=False)
        or loose.rest(head)
    )


def _clause(head: Head) -> Draft | None:
    sense = head.sense(Construction.CLAUSE)
    clauses = [c for c in head.parse.tree.of(head.verb, "clause") if not _before_colon(head, c)]
    if sense is None or not clauses:
        return None
    tokens: set[int] = set()
    for clause in (*clauses, *_further_clauses(head)):
        tokens.update(said_by(head.parse, head.verb, clause))
    tokens -= head.own
    content = spans(head.parse, without_complementiser(head.parse, sorted(tokens)))
    content = quoting.grown(head.parse, content, head.verb)
    topic = head.parse.tree.first(clauses[0], "subject", "passive_subject")
    return made(head, Construction.CLAUSE, sense, content, target=addressed(head, sense), topic=topic)


def _before_colon(head: Head, clause: int) -> bool:
    """A clause before the verb that a colon ends introduces the verb's own sentence."""
    tree = head.parse.tree
    return clause < head.verb and any(tree.word[i] == ":" for i in range(tree.right[clause], head.verb))


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
    if sense is None or not (tree.has(head.verb, "parataxis") or _is_inverted_conjunct(head)):
        return None
    inner = set(tree.subtree(head.verb))
    content = spans(head.parse, [i for i in tree.subtree(tree.head[head.verb]) if i not in inner])
    content = quoting.grown(head.parse, content, head.verb)
    return made(head, Construction.CLAUSE, sense, content, target=addressed(head, sense), detail="aside")


def _is_inverted_conjunct(head: Head) -> bool:
    """``X, a-t-il ajouté``: joined to what it reports without "and", its subject behind the verb or its auxiliary."""
    tree = head.parse.tree
    subject = tree.first(head.verb, "subject")
    if subject is None or not tree.has(head.verb, "conjunct") or tree.of(head.verb, "coordinator"):
        return False
    return subject > min((head.verb, *tree.of(head.verb, "auxiliary")))


def _quotation(head: Head, *, strict: bool) -> Draft | None:
    sense = head.sense(Construction.QUOTATION)
    if sense is None or is_passive(head.parse.tree, head.verb):
        return None
    content = beside.near(head.parse, head.verb, strict=strict)
    if strict and content and _is_part(head, content[0]):
        return None
    has_object = head.parse.tree.first(head.verb, "object") is not None
    if has_object and sense.group.object != "addressee" and head.sense(Construction.OBJECT) is not None:
        return None
    return made(head, Construction.QUOTATION, sense, content, target=addressed(head, sense))


def _is_part(head: Head, quotation: Range) -> bool:
    """``told them to "go and vote"``: quoted words of an infinitive."""
    tree = head.parse.tree
    inner = tree.first(head.verb, "open_clause")
    if (
        inner is None
        or head.sense(Construction.INFINITIVE) is None
        or tree.tag[tree.left[inner]] not in tree.grammar.infinitive_tags
    ):
        return False
    return tree.start[tree.left[inner]] < quotation.start < tree.end[tree.right[inner]]


def _infinitive(head: Head) -> Draft | None:
    tree = head.parse.tree
    open_clause = tree.first(head.verb, "open_clause")
    if open_clause is None and tree.grammar.features:
        open_clause = _stray_infinitive(head)
    sense = head.sense(Construction.INFINITIVE)
    if open_clause is None or sense is None or not _may_open(head, open_clause):
        return None
    tokens = set(tree.subtree(open_clause))
    joins = tree.grammar.asked_in_content
    asked, tail = tree.first(head.verb, "object", "indirect_object", "passive_subject"), None
    for preposition, noun, (first, last) in tree.prepositions(head.verb):
        between = head.verb < preposition < open_clause != noun
        if between and tree.lower[preposition] in tree.grammar.addressee:
            asked, tail = noun, preposition if joins else None
            tokens.update(range(first, last + 1) if joins else ())
    if asked is not None and tail is None and joins:
        tokens.update(tree.subtree(asked))
    construction = Construction.IMPERSONAL if is_passive(tree, head.verb) else Construction.INFINITIVE
    own = head.own - (set(tree.subtree(asked)) if asked is not None and joins else set())
    content = spans(head.parse, without_complementiser(head.parse, sorted(tokens - own)))
    content = quoting.grown(head.parse, content, head.verb) if content else ()
    named = asked is not None and tree.pos[asked] != "PRON"
    target = (noun_phrase(head.parse, asked, without=open_clause),) if asked is not None and named else ()
    return made(head, construction, sense, content, target=target, tail=tail)


def _may_open(head: Head, clause: int) -> bool:
    """An infinitive where the tags tell one; an adjective or noun only behind some verbs."""
    tree = head.parse.tree
    return not tree.grammar.features or _is_infinitive(head, clause) or head.lemma in tree.grammar.predicative


def _is_infinitive(head: Head, clause: int) -> bool:
    tree = head.parse.tree
    verbs = (clause, *tree.of(clause, "auxiliary", "passive_auxiliary"))
    return any(tree.tag[i] in tree.grammar.infinitive_tags for i in verbs)


def _stray_infinitive(head: Head) -> int | None:
    """An infinitive that the parse hangs on the verb with another label: behind "mardi, devant le tribunal,"."""
    tree = head.parse.tree
    later = (c for c in tree.children[head.verb] if c > head.verb)
    found = next((c for c in later if tree.tag[c] in tree.grammar.infinitive_tags and not tree.of(c, "marker")), None)
    if found is not None:
        return found
    asked = [noun for p, noun, _ in tree.prepositions(head.verb) if tree.lower[p] in tree.grammar.addressee]
    on_noun = (c for noun in asked for c in tree.of(noun, "reduced") if _is_infinitive(head, c))
    return next(on_noun, None)
