"""How far a content reaches in the tree: what the speaker goes on with stays in, what the narrator goes on with is cut."""

from __future__ import annotations

from ingest.nlp.candidates.parsed_parse import Parse


def said_by(parse: Parse, verb: int, clause: int) -> set[int]:
    """Tokens of the complement ``clause`` of ``verb`` without the narrator's tail and without a second reporting verb."""
    tree = parse.tree
    tokens = set(tree.subtree(clause))
    for inner in _verbs_at_the_end(parse, clause):
        for child in tree.children[inner]:
            if child > inner and parse.quoted[child] < 0 and child in tokens:
                cut = _cut(parse, verb, child)
                if cut is not None and cut > clause:
                    tokens -= set(range(cut, tree.right[clause] + 1))
    return tokens


def _verbs_at_the_end(parse: Parse, clause: int) -> list[int]:
    """The clause's verb and the verbs joined to it: a tail may hang on any of them."""
    tree = parse.tree
    found = [clause]
    for at in found:
        found += [c for c in tree.of(at, "conjunct", "clause") if tree.pos[c] in (*tree.grammar.verb_tags, "AUX")]
    return found


def _cut(parse: Parse, verb: int, child: int) -> int | None:
    """Where ``child`` begins if it is the narrator's: an adverbial tail, or another verb of saying beside ``verb``."""
    tree = parse.tree
    if tree.has(child, "adverbial_clause") and _is_tail(parse, child):
        return tree.left[child]
    if tree.has(child, "conjunct") and is_beside(parse, verb, child):
        return _with_coordinator(parse, child)
    return None


def _is_tail(parse: Parse, child: int) -> bool:
    """After a comma: "although ...", "adding ..."; such a participle is the narrator's way of going on."""
    tree, first = parse.tree, parse.tree.left[child]
    after_comma = first > 0 and tree.is_mark(first - 1)
    if tree.lower[first] in parse.lexicon.tails:
        return after_comma
    if tree.lower[first] in parse.lexicon.close_tails:
        return True
    return after_comma and first == child and tree.tag[child] in tree.grammar.participle_tags and _reports(parse, child)


def _reports(parse: Parse, at: int) -> bool:
    return parse.tree.lemma[at] in parse.lexicon.senses


def is_beside(parse: Parse, verb: int, conjunct: int) -> bool:
    """``conjunct``, hung on the content, really stands beside ``verb``: it reports too, and in the same tense, as the
    content's own verb does not."""
    tree = parse.tree
    if not _reports(parse, conjunct) or tree.tag[conjunct] != tree.tag[verb]:
        return False
    if tree.first(conjunct, "subject") is not None:
        return tree.first(conjunct, "clause") is not None
    return tree.tag[tree.head[conjunct]] != tree.tag[verb]


def _with_coordinator(parse: Parse, conjunct: int) -> int:
    """The first token of ``conjunct``, or of the "and" and the comma before it."""
    tree = parse.tree
    first = tree.left[conjunct]
    while first > 0 and (tree.has(first - 1, "coordinator") or tree.is_mark(first - 1)):
        first -= 1
    return first


def object_phrase(parse: Parse, verb: int, thing: int, prepositions: tuple[str, ...]) -> range:
    """An object with what follows it closely: "for ...", "as ...", an infinitive that the parse hangs on the verb."""
    tree = parse.tree
    last = tree.right[thing]
    for child in tree.children[verb]:
        if child <= thing:
            continue
        first = tree.left[child]
        if tree.has(child, "preposition"):
            close = first == last + 1 and tree.lower[child] in parse.lexicon.object_links
            if close or tree.lower[child] in prepositions:
                last = tree.right[child]
        elif first == last + 1 and tree.tag[first] in tree.grammar.infinitive_tags:
            last = tree.right[child]
    return range(tree.left[thing], last + 1)
