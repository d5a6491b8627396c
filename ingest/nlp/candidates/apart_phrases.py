"""Noun phrases of a language that writes its words apart: who speaks before or behind a verb, who is accused or asked."""

from __future__ import annotations

from ingest.nlp.candidates.apart_cues import Group
from ingest.nlp.candidates.apart_words import OUTSIDE, Line

LONGEST = 30
"""Tokens of a noun phrase, apposition included."""
_SHORT_QUOTE = 4


def begins(line: Line, i: int) -> bool:
    """Whether a noun phrase may begin at ``i``: article, pronoun, name, number or a noun without an article."""
    if not 0 <= i < len(line) or line.mark(i) or line.quote(i) != OUTSIDE:
        return False
    token = line.tokens[i]
    outside = ("prepositions", "openers", "adverbs", "relatives", "contractions", "copulas", "coordinators", "clitics")
    if token.is_a("determiners") or token.is_a("pronouns"):
        return True
    is_word = token.key not in line.grammar.complementisers and not is_finite(line, i)
    return is_word and not any(token.is_a(kind) for kind in outside)


def is_finite(line: Line, i: int) -> bool:
    """A finite verb, by the forms that are known and by endings that hardly any noun has."""
    token = line.tokens[i]
    if any(form.finite for form in token.forms):
        return not token.is_a("doubtful")
    if token.is_a("perfects") or token.is_a("passives") or token.is_a("copulas"):
        return True
    return not token.capital and line.grammar.finite.fullmatch(token.text.lower()) is not None


def phrase_end(line: Line, first: int, limit: int) -> int:
    """The token behind the noun phrase that begins at ``first``."""
    i = first
    limit = min(limit, first + LONGEST)
    while i < limit and _goes_on(line, first, i, limit):
        i = line.after_quote(i) if line.quote(i) != OUTSIDE else i + 1
    while i > first and (line.mark(i - 1) not in ("", ")") or _is_loose(line, i - 1)) and line.quote(i - 1) == OUTSIDE:
        i -= 1
    return i


def _is_loose(line: Line, i: int) -> bool:
    return any(line.is_a(i, kind) for kind in ("prepositions", "relatives", "coordinators", "adverbs", "determiners"))


def _goes_on(line: Line, first: int, i: int, limit: int) -> bool:
    token = line.tokens[i]
    if token.quote != OUTSIDE:
        return i > first and line.words(i, line.after_quote(i)) <= _SHORT_QUOTE
    if token.text == ",":
        return i > first and _apposition(line, i, limit)
    if token.mark:
        return token.text in "()-–/&%" or (token.text == "." and line.key(i - 1) in line.grammar.data.abbreviations)
    if token.key in line.grammar.complementisers or token.is_a("adverbs") or token.is_a("openers"):
        return False
    if token.is_a("prepositions") or token.is_a("contractions"):
        return i > first and not _circumstance(line, i)
    return i == first or not is_finite(line, i)


def _circumstance(line: Line, i: int) -> bool:
    """A preposition that tells when, where or to whom it was said."""
    if line.key(i) in line.grammar.data.free_prepositions:
        return True
    following = i + 1 + line.is_a(i + 1, "determiners")
    return line.is_a(following, "occasions") or line.is_a(following, "weekdays")


def _apposition(line: Line, comma: int, limit: int) -> bool:
    """A comma is passed where what follows is a noun phrase that another comma, or the limit, closes."""
    close = next((k for k in range(comma + 1, limit) if line.mark(k) == ","), limit)
    inside = range(comma + 1, close)
    if not inside or not (begins(line, comma + 1) or line.is_a(comma + 1, "relatives")):
        return False
    relative = line.is_a(comma + 1, "relatives")
    return relative or not any(is_finite(line, k) or line.key(k) in line.grammar.complementisers for k in inside)


# ---------------------------------------------------------------- the speaker


def subject(line: Line, group: Group, limit: int) -> tuple[int, int] | None:
    """Tokens of the speaker: before the verb, else behind it up to ``limit``."""
    return before(line, group) or behind(line, group, limit)


def before(line: Line, group: Group) -> tuple[int, int] | None:
    """The noun phrase that fills the clause up to the verb."""
    end = group.first
    if line.is_a(end - 1, "relatives") or (line.key(end - 1) in line.grammar.complementisers and end > 1):
        return _antecedent(line, end - 1)
    end -= line.mark(end - 1) == "," and line.quote(end - 1) == OUTSIDE
    first = _clause_begins(line, end)
    while first < end and not begins(line, first):
        comma = next((k for k in range(first, end) if line.mark(k) == ","), None)
        first = first + 1 if _is_light(line, first) else (end if comma is None else comma + 1)
    if first >= end or phrase_end(line, first, end) < end:
        return None
    had_comma = line.mark(group.first - 1) == ","
    return None if had_comma and not any(line.mark(k) == "," for k in range(first, end)) else (first, end)


def _is_light(line: Line, i: int) -> bool:
    return line.mark(i) != "" or any(line.is_a(i, kind) for kind in ("openers", "adverbs", "coordinators"))


def _clause_begins(line: Line, end: int) -> int:
    """Back to the sentence's beginning, a word that opens a clause, a strong mark or a quotation."""
    i, sentence = end, line.begins(max(end - 1, 0))
    while i > sentence:
        before_it = i - 1
        hard = line.mark(before_it) in (";", ":", "—", "–") or line.quote(before_it) != OUTSIDE
        opens = line.is_a(before_it, "openers") or (line.is_a(before_it, "guards") and line.mark(before_it - 1) == ",")
        if hard or opens or (line.is_a(before_it, "coordinators") and is_statement(line, before_it)):
            return i
        i -= 1
    return i


def is_statement(line: Line, coordinator: int) -> bool:
    """ "y" joins statements, not nouns, where a verb stands before it in the sentence."""
    return any(is_finite(line, k) for k in range(line.begins(coordinator), coordinator))


def _antecedent(line: Line, relative: int) -> tuple[int, int] | None:
    """The noun phrase that "que" or "quien" stands for: back to its article."""
    end = relative - (line.mark(relative - 1) == ",")
    for i in range(end - 1, max(-1, end - 10), -1):
        if line.mark(i) or is_finite(line, i) or line.quote(i) != OUTSIDE:
            return None
        if line.is_a(i, "determiners") and not (line.is_a(i - 1, "prepositions") and line.key(i - 1) == "de"):
            return (i, end)
    return None


def behind(line: Line, group: Group, limit: int) -> tuple[int, int] | None:
    """The first noun phrase behind the verb that no preposition leads to."""
    i = group.end
    while i < limit:
        if line.quote(i) != OUTSIDE:
            return None
        if begins(line, i) and not _is_day(line, i):
            end = phrase_end(line, i, limit)
            return (i, end) if end > i else None
        i = _past(line, i, limit)
    return None


def _is_day(line: Line, i: int) -> bool:
    return line.is_a(i, "weekdays") or (line.is_a(i, "determiners") and line.is_a(i + 1, "weekdays"))


def _past(line: Line, i: int, limit: int) -> int:
    """Behind an adverb, a day or a prepositional phrase."""
    if line.is_a(i, "prepositions") or line.is_a(i, "contractions"):
        j = i + 1
        while j < limit and line.is_a(j, "determiners"):
            j += 1
        j += 1
        while j < limit and not line.mark(j) and not begins_anew(line, j):
            j += 1
        return j
    return i + 1 + (line.is_a(i, "determiners") and line.is_a(i + 1, "weekdays"))


def begins_anew(line: Line, j: int) -> bool:
    """An article, name or preposition: another phrase than the one before."""
    return line.is_a(j, "determiners") or line.is_a(j, "prepositions") or line.tokens[j].capital


def led(line: Line, prepositions: tuple[str, ...], first: int, limit: int) -> tuple[int, int] | None:
    """The noun phrase behind the first of ``prepositions`` in ``[first, limit)``: accused *a* X."""
    for i in range(first, limit):
        if line.quote(i) != OUTSIDE or line.mark(i) in (";", ":"):
            return None
        if line.key(i) in prepositions and begins(line, i + 1):
            end = phrase_end(line, i + 1, limit)
            return (i + 1, end) if end > i + 1 else None
    return None
