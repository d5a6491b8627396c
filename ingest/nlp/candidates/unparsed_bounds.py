"""Where one noun phrase ends and another begins with no word between: "the army | the ceasefire"."""

from __future__ import annotations

from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line

LONG = 5  # letters of a noun of action that no adjective is written like


def opens_object(line: Line, first: int, i: int) -> bool:
    """True where a noun phrase that began at ``first`` cannot go on: a noun of action, a plural that is no subject."""
    word, before, grammar = line.word(i), line.word(i - 1), line.grammar
    if word.conjunction or before.is_a("copulas"):
        return False
    if i > first and line.name_ended(i) and (line.is_person(i - 1) or line.name_begins(i)):
        return _follows_a_name(line, i)
    if (before.is_a("titles") and not before.definite) or before.is_a("prepositions"):
        return False
    body = word.is_a("documents") or word.is_a("institutions") or word.is_a("titles")
    if (grammar.action_noun.fullmatch(word.key) and not body) or word.is_a("quantifiers"):
        return not _owns(line, first, i)
    if i == first + 1 and before.finite:  # the verb itself: its joined letters are no owner
        return False
    return _begins_a_body(line, i) if i > first and word.is_a("bodies") else _is_no_part(line, first, i)


def _owns(line: Line, first: int, i: int) -> bool:
    """True where the noun before ``i`` is one of action too, inside a phrase: "charged with watching | the end of fire"."""
    before = line.word(i - 1)
    inside = i - 1 > first and not before.definite and not possessed(line, i - 1)
    return inside and line.grammar.action_noun.fullmatch(before.bare) is not None


def _follows_a_name(line: Line, i: int) -> bool:
    """Behind a name only an adjective goes on with the phrase, or a title."""
    word = line.word(i)
    if line.mark(i) or word.preposition or word.is_a("prepositions") or word.is_a("relatives"):
        return False
    if word.is_a("titles"):
        return word.definite and not line.is_person(i - 1)
    if word.key.startswith(line.grammar.data.conjunctions) and not (word.kinds or line.name_begins(i)):
        return line.grammar.action_noun.fullmatch(word.key) is not None
    return not (word.is_a("qualities") or word.bare.endswith(tuple(line.grammar.data.adjective_endings)))


def _is_no_part(line: Line, first: int, i: int) -> bool:
    """By its ending and the one before, the word at ``i`` belongs to another phrase."""
    word, before, grammar = line.word(i), line.word(i - 1), line.grammar
    if (
        (before.definite or possessed(line, i - 1))
        and not word.definite
        and not word.preposition
        and not _has_title(line, first, i)
    ):
        return not line.mark(i)
    if word.definite and before.definite and len(word.bare) >= LONG and grammar.action_noun.fullmatch(word.bare):
        return not word.is_a("institutions")  # "the bank's board | the comment": no adjective has that form
    oblique = word.definite and word.key.endswith(tuple(grammar.data.oblique)) and len(word.bare) > 4
    absolute = (*grammar.data.oblique, *grammar.data.nominative)
    if i > first and word.definite and not before.definite and len(before.key) > 4 and before.key.endswith(absolute):
        return line.name(i - 1) == OUTSIDE  # a plural that keeps its ending owns nothing: "observers | the meeting"
    if word.definite and possessed(line, i - 1):
        return word.is_a("institutions") or oblique
    return oblique and before.definite and not before.key.endswith(tuple(grammar.data.oblique))


def _begins_a_body(line: Line, i: int) -> bool:
    """ "X Labs | company Y": a kind of body, not definite, behind a word that does not lead to it ("head of company Y")."""
    word, before = line.word(i), line.word(i - 1)
    plain = word.is_a("bodies") and not (word.definite or word.preposition or word.conjunction)
    return plain and not before.is_a("titles") and not before.is_a("bodies") and not before.is_a("prepositions")


def possessed(line: Line, i: int) -> bool:
    """A noun with a joined pronoun: "its president"."""
    word = line.word(i)
    return word.key.endswith(line.grammar.data.pronouns) and not word.definite and len(word.key) > 4


def _has_title(line: Line, first: int, i: int) -> bool:
    return any(line.word(k).is_a("titles") for k in range(first, i))


def is_anothers(line: Line, i: int) -> bool:
    """A noun with a pronoun behind a complete one: another phrase, "the players | their-fans"."""
    before = line.word(i - 1)
    if not _owned(line, i) or line.quote(i - 1) != OUTSIDE or line.name(i) != OUTSIDE:
        return False
    return before.definite and not (before.verbs or before.is_a("relatives") or line.mark(i - 1))


def _owned(line: Line, i: int) -> bool:
    """ "their-fans", but neither "himself" nor a participle that describes ("refusing-it")."""
    word = line.word(i)
    return possessed(line, i) and not (word.adjunct or word.is_a("titles") or word.verbs or word.preposition)
