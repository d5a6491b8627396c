"""``X, a expliqué le ministre, Y``: an inserted cue whose subject stands behind it, in languages that turn it round.

Parsers take the subject for an object or hang the words before it on the cue; the order of the words says what it is:
behind a comma or a quotation come the verb with its auxiliaries and a noun phrase, and then a mark or the end.
"""

from __future__ import annotations

from ingest.nlp.candidates import parsed_quotations as quoting
from ingest.nlp.candidates.parsed_head import Head, made
from ingest.nlp.candidates.parsed_parse import Parse
from ingest.nlp.candidates.parsed_spans import spans
from ingest.nlp.candidates.parsed_tree import Tree
from ingest.nlp.draft import Construction, Draft

_PASSED = 3
"""Words between the verb and its subject: adverbs, "mardi soir"."""
_LEAST = 2
"""Words before the cue that can be what is said."""


def inverted_subject(parse: Parse, verb: int) -> int | None:
    """The noun behind an inserted verb that speaks; None where the verb is no inserted one."""
    tree = parse.tree
    if not tree.grammar.inverts or not _is_inserted(parse, verb):
        return None
    for at in range(verb + 1, min(verb + 2 + _PASSED, tree.size)):
        if tree.pos[at] in tree.grammar.noun_tags and tree.role[at]:
            return _top(tree, at, verb)
        if (
            not (tree.pos[at] in ("DET", "ADV", "ADJ") or not tree.role[at])
            or parse.quoted[at] >= 0
            or tree.is_mark(at)
        ):
            return None
    return None


def _is_inserted(parse: Parse, verb: int) -> bool:
    """A finite verb, or a participle with its auxiliary, right behind a comma, a closing mark or a quotation."""
    tree, first = parse.tree, first_word(parse.tree, verb)
    if first == 0 or not (parse.quoted[first - 1] >= 0 or tree.word[first - 1] in (",", "?", "!", "…", "»", "”", '"')):
        return False
    if (
        parse.paragraph[first - 1] != parse.paragraph[verb]
        or parse.lexicon.sense(_lemma(parse, verb), Construction.QUOTATION) is None
    ):
        return False
    return first < verb or tree.tag[verb] in tree.grammar.finite_tags


def _lemma(parse: Parse, verb: int) -> str:
    return parse.tree.lemma[verb]


def first_word(tree: Tree, verb: int) -> int:
    """Leftmost auxiliary, negation or clitic in an unbroken row before ``verb``."""
    first = verb
    while (
        first > 0
        and tree.head[first - 1] == verb
        and (
            any(tree.has(first - 1, role) for role in ("auxiliary", "negation", "indirect_object"))
            or not tree.role[first - 1]
        )
        and not tree.is_mark(first - 1)
    ):
        first -= 1
    return first


def _top(tree: Tree, noun: int, verb: int) -> int:
    """The head of the noun phrase that ``noun`` begins."""
    while tree.head[noun] != verb and tree.head[noun] > verb and tree.pos[tree.head[noun]] in tree.grammar.noun_tags:
        noun = tree.head[noun]
    return noun


def draft(head: Head) -> Draft | None:
    """The rest of the sentence, or the quotation that stands before it."""
    parse, tree = head.parse, head.parse.tree
    subject = head.speaker.head
    sense = head.sense(Construction.QUOTATION)
    if sense is None or subject is None or not head.inserted:
        return None
    content = quoting.near(parse, head.verb, strict=True) or _around(head, subject)
    return made(head, Construction.QUOTATION, sense, content, detail="inserted")


def _around(head: Head, subject: int) -> tuple:
    parse, tree = head.parse, head.parse.tree
    first = first_word(tree, head.verb)
    last = max(i for i in tree.subtree(subject))
    return ()
