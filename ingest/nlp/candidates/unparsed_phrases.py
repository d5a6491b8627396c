"""How far a noun phrase reaches: head, owners, adjectives, appositions, what describes it."""

from __future__ import annotations

from typing import NamedTuple

from ingest.nlp.candidates.unparsed_bounds import is_anothers, opens_object, possessed
from ingest.nlp.candidates.unparsed_lines import DASHES, OUTSIDE, Line

APPOSITION = 7  # tokens of a noun phrase between commas that no title opens
LONGEST = 40  # tokens of a noun phrase, relative clause included
SHORT_QUOTE = 5  # words of a quotation that is a name: «Army of Islam»


def phrase_end(line: Line, first: int, limit: int, *, objects: bool = False, joined: bool = False) -> int:
    """The token behind the noun phrase that begins at ``first``; ``first`` itself where none begins there.

    ``objects``: the phrase may be followed by an object without any sign between them, so nouns of action end it.
    ``joined``: a preposition is joined to its first word ("according to-the-ministry").
    """
    i, relative = first, False
    limit = min(limit, first + LONGEST)
    while i < limit:
        step = _step(line, _Place(first, i, limit, relative, objects, joined))
        if not step:
            break
        relative = relative or line.word(i).is_a("relatives")
        i += step
    return _trim(line, first, i)


class _Place(NamedTuple):
    """Token ``i`` of the phrase that began at ``first``; is a relative clause open, may an object follow?

    ``joined``: a preposition is joined to the first word.
    """

    first: int
    i: int
    limit: int
    relative: bool
    objects: bool
    joined: bool


def _step(line: Line, at: _Place) -> int:
    """How many tokens the phrase goes on with; 0 where it ends."""
    if line.quote(at.i) != OUTSIDE:
        complete = at.objects and at.i > at.first and line.word(at.i - 1).definite and line.quote(at.i - 1) == OUTSIDE
        return 0 if complete else _quoted(line, at.i, at.limit)  # "the army | «Support Forces»"
    if line.mark(at.i):
        return _marked(line, at)
    if at.i > at.first and (described := _anonymous(line, at.i)):
        return described
    completes = line.word(at.i - 1).is_a("completed") or (at.relative and not line.word(at.i + 1).complementiser)
    if completes and at.i > at.first and line.word(at.i).is_a("adverbs"):
        return 1
    return 0 if _is_end(line, at) else _worded(line, at)


def _anonymous(line: Line, i: int) -> int:
    """How many tokens say that the one before wants no name: "an engineer *who asked not to be named*"."""
    word = line.word(i)
    phrases = line.grammar.anonymity.get(word.key, ()) if word.finite else ()  # a participle goes on with the sentence
    fitting = (p for p in phrases if all(line.word(i + n).key == part for n, part in enumerate(p)))
    return len(next(fitting, ()))


def is_period(line: Line, i: int) -> bool:
    """ "last week": a period with what places it."""
    return line.word(i).is_a("periods") and line.word(i + 1).is_a("placed")


def _is_end(line: Line, at: _Place) -> bool:
    """A word that no noun phrase holds."""
    word, grammar = line.word(at.i), line.grammar
    i = at.i
    if word.key in grammar.same and line.word(i - 1).definite:
        return False  # "the expert himself"
    if (
        word.complementiser
        or word.adjunct
        or is_period(line, i)
        or (word.free in grammar.negations and not at.relative)
    ):
        return True
    if word.is_a("relatives") and line.word(i + 1).finite and line.word(i + 2).complementiser:
        return True  # "X, who said that": a statement of its own
    return word.is_a("lookalikes") and line.word(i + 1).complementiser


def _worded(line: Line, at: _Place) -> int:
    word = line.word(at.i)
    if word.is_a("prepositions"):
        return _free_preposition(line, at)
    if word.preposition:
        return _joined_preposition(line, at)
    if word.is_a("copulas"):
        return _copula(line, at.first, at.i)
    if at.i == at.first or line.word(at.i - 1).is_a("copulas"):
        return 1
    if is_anothers(line, at.i):
        return 0
    return int(at.relative or not _breaks(line, at.first, at.i, at.objects))


def _quoted(line: Line, i: int, limit: int) -> int:
    """A short quotation is a name."""
    behind = line.after_quote(line.quote(i), i)
    return behind - i if behind <= limit and line.words_between(i, behind) <= SHORT_QUOTE else 0


def _marked(line: Line, at: _Place) -> int:
    i, mark = at.i, line.mark(at.i)
    if mark == "(":
        return _bracket(line, i, at.limit)
    if mark in DASHES and i > at.first and line.tokens[i].start == line.tokens[i - 1].end:
        return 1
    if line.tokens[i].comma and i > at.first:
        return _apposition(line, at)
    return 1 if mark == "." and line.tokens[i - 1].text in line.grammar.data.abbreviations else 0


def _bracket(line: Line, i: int, limit: int) -> int:
    close = next((j for j in range(i + 1, min(limit, i + 10)) if line.mark(j) == ")"), 0)
    return close + 1 - i if close else 0


def _apposition(line: Line, at: _Place) -> int:
    """1 for the comma before "title of the named one", "aged 23", or other nouns that a comma or the limit closes."""
    i = at.i + 1
    word = line.word(i)
    if i < at.limit and word.is_a("copulas"):
        return _copula(line, at.first, i)  # ", who is a teacher"
    if _anonymous(line, i):
        return 1
    if i >= at.limit or line.mark(i) or word.preposition or word.conjunction or word.is_a("prepositions"):
        return 0
    plain = word.is_a("titles") or word.is_a("relatives") or word.key[:1].isdigit()
    return int(plain or _is_closed(line, i, at))


def _is_closed(line: Line, first: int, at: _Place) -> bool:
    """A few nouns up to the next comma, or where no object can follow to the limit: ", Hans Grund," """
    end = next((k for k in range(first, at.limit) if line.tokens[k].comma), OUTSIDE if at.objects else at.limit)
    word, data = line.word(first), line.grammar.data
    participle = word.participle is not None or word.key in line.grammar.blocked  # ", refusing to be named"
    other = word.key.startswith(data.conjunctions) or participle
    if end - first > APPOSITION or line.grammar.action_noun.fullmatch(word.key):
        return False
    if other and not line.name_begins(first):
        return False
    return end > first and all(_is_plain(line, k) for k in range(first, end))


def _is_plain(line: Line, i: int) -> bool:
    word = line.word(i)
    verb = word.finite is not None and word.key not in line.grammar.doubtful
    return not (line.mark(i) in (":", "(") or verb or word.complementiser or word.adjunct)


def _free_preposition(line: Line, at: _Place) -> int:
    """It stays in the phrase when its noun describes, and ends it when it tells where and when it was said."""
    noun = line.word(at.i + 1)
    place = noun.is_a("occasions") and not (at.relative and line.word(at.i).free in line.grammar.toward)
    if at.i == at.first or place or noun.complementiser or at.i + 1 >= at.limit:
        return 0
    if not at.relative and (line.word(at.i - 1).definite or line.name_ended(at.i)) and _returns(line, at.i + 1):
        return 0
    key = line.word(at.i).free
    return _linked(line, at.i, key, at.relative) if key in line.grammar.links else 1


def _returns(line: Line, i: int) -> bool:
    """ "in the grounds of its ruling": the owner is the speaker, so this is how it was said."""
    return line.name(i + 1) == OUTSIDE and not line.mark(i) and possessed(line, i + 1)


def _joined_preposition(line: Line, at: _Place) -> int:
    """The same for one that is written joined to its noun; "to the paper" and "to him" are no part of the phrase."""
    word = line.word(at.i)
    if at.i == at.first:
        return int(at.joined) or _name_like(line, at.i)
    spoken_to = word.preposition in line.grammar.data.address and word.is_a("audience")
    return 0 if spoken_to or word.is_a("occasions") or len(word.bare) <= 2 else 1


def _name_like(line: Line, i: int) -> int:
    """1 for a first word that only looks as if a preposition were joined to it: a name."""
    word = line.word(i)
    taken = word.definite or word.is_a("audience") or word.is_a("institutions") or word.is_a("occasions")
    return int(not taken and len(word.bare) > 2)


def _linked(line: Line, i: int, key: str, relative: bool) -> int:
    """A preposition that only some words take: "a number of", "close to"."""
    before = line.word(i - 1)
    takes = line.grammar.links[key]
    stays = key in line.grammar.data.belonging and line.word(i + 1).is_a("institutions")
    return int(relative or stays or before.key in takes or before.bare in takes or _describes(line, i - 1))


def _describes(line: Line, i: int) -> bool:
    """An imperfect right behind an indefinite noun describes it without a relative pronoun: "a group *calling* itself"."""
    word, before, data = line.word(i), line.word(i - 1), line.grammar.data
    verbal = word.key.startswith(data.prefixes[:1]) and len(word.key) > 3 and line.name(i) == OUTSIDE
    return verbal and not (before.definite or before.is_a("titles") or word.kinds or line.mark(i - 1))


def _copula(line: Line, first: int, i: int) -> int:
    """ "and he is" goes on with a noun (an apposition) but not with a verb."""
    if i == first:
        return 0
    following = line.word(i + 1)
    if possessed(line, i):
        return 1  # ", its-seat Paris,"
    verbal = following.key[:1] in line.grammar.data.prefixes and len(following.key) > 3
    return 0 if verbal or following.verbs else 1


def _breaks(line: Line, first: int, i: int, objects: bool) -> bool:
    """True where a verb begins, or (``objects``) the object."""
    word = line.word(i)
    if word.finite and (word.conjunction or not word.definite) and word.bare not in line.grammar.nouns:
        return bool(word.conjunction) or line.grammar.senses.get(word.finite.lemma) is not None
    return objects and opens_object(line, first, i)


def _trim(line: Line, first: int, end: int) -> int:
    """Without prepositions, marks and relatives at the end."""
    while end > first and (
        (line.mark(end - 1) not in ("", ")") and line.quote(end - 1) == OUTSIDE)
        or line.word(end - 1).is_a("prepositions")
        or line.word(end - 1).is_a("relatives")
        or line.word(end - 1).is_a("auxiliaries")
    ):
        end -= 1
    return end
