"""Noun phrases of a language that writes its words apart: who speaks before or behind a verb, who is accused or asked."""

from __future__ import annotations

from ingest.nlp.candidates.apart_cues import Group
from ingest.nlp.candidates.apart_words import OUTSIDE, Line, is_finite

LONGEST = 30
"""Tokens of a noun phrase, apposition included."""
_SHORT_QUOTE = 4
_PLACE = 8
"""Tokens of a place that speaks."""


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


def phrase_end(line: Line, first: int, limit: int) -> int:
    """The token behind the noun phrase that begins at ``first``."""
    i = first
    limit = min(limit, first + LONGEST)
    while i < limit:
        if line.quote(i) == OUTSIDE and line.mark(i) == ",":
            close = _apposition_end(line, i, limit) if i > first else i
            if close == i:
                break
            i = close
        elif _goes_on(line, first, i):
            i = line.after_quote(i) if line.quote(i) != OUTSIDE else i + 1
        else:
            break
    return _trimmed(line, first, min(i, limit))


def _trimmed(line: Line, first: int, end: int) -> int:
    """Without marks and words at the end that lead to something else."""
    loose = ("prepositions", "relatives", "coordinators", "adverbs", "determiners", "contractions")
    while end > first + 1 and line.quote(end - 1) == OUTSIDE:
        if line.mark(end - 1) in ("", ")") and not any(line.is_a(end - 1, kind) for kind in loose):
            break
        end -= 1
    return end


def _goes_on(line: Line, first: int, i: int) -> bool:
    token = line.tokens[i]
    if token.quote != OUTSIDE:
        return i > first and line.words(i, line.after_quote(i)) <= _SHORT_QUOTE
    if token.mark:
        return token.text in "()-–/&%" or (token.text == "." and line.key(i - 1) in line.grammar.data.abbreviations)
    if token.key in line.grammar.complementisers or token.is_a("adverbs") or token.is_a("openers"):
        return False
    if token.is_a("prepositions") or token.is_a("contractions"):
        return i > first and not _circumstance(line, i)
    return i == first or not is_finite(line, i)


def _circumstance(line: Line, i: int) -> bool:
    """A preposition that tells when, where or to whom it was said; behind "close" and the like it goes on."""
    if line.key(i - 1) in line.grammar.linked:
        return False
    if line.key(i) in line.grammar.data.free_prepositions:
        return True
    following = i + 1 + line.is_a(i + 1, "determiners")
    return line.is_a(following, "occasions") or line.is_a(following, "weekdays")


def _apposition_end(line: Line, comma: int, limit: int) -> int:
    """The comma or limit that closes the noun phrase or relative clause behind ``comma``; ``comma`` where none stands there."""
    close = next((k for k in range(comma + 1, limit) if line.mark(k) == "," and line.quote(k) == OUTSIDE), limit)
    inside = range(comma + 1, close)
    if line.is_a(comma + 1, "relatives"):
        senses = line.grammar.lexicon.senses
        reports = any(form.finite and form.lemma in senses for k in inside for form in line.tokens[k].forms)
        return comma if reports else close
    if not inside or not begins(line, comma + 1):
        return comma
    verbs = any(is_finite(line, k) or line.key(k) in line.grammar.complementisers for k in inside)
    return comma if verbs else close


# ---------------------------------------------------------------- the speaker


def subject(line: Line, group: Group, limit: int) -> tuple[int, int] | None:
    """Tokens of the speaker: before the verb, else behind it up to ``limit``."""
    return before(line, group) or behind(line, group, limit)


def before(line: Line, group: Group) -> tuple[int, int] | None:
    """The relative word, the place that speaks, or the noun phrase that fills the clause up to the verb."""
    first = group.first
    if first == line.begins(first) or _is_whom(line, first - 1):
        return None
    return _relative_before(line, group) or _where(line, group) or _filling(line, group)


def _is_whom(line: Line, relative: int) -> bool:
    """ "al que acusa": a relative word behind a preposition is no subject."""
    led = line.is_a(relative - 1, "contractions") or line.is_a(relative - 1, "prepositions")
    return line.is_a(relative, "relatives") and led


def _filling(line: Line, group: Group) -> tuple[int, int] | None:
    end = group.first
    if line.key(end - 1) in line.grammar.complementisers and end > 1:
        return None
    end = _without_adverbs(line, end)
    first = _first_of_clause(line, _past_subordinate(line, _clause_begins(line, end), end), end)
    if first >= end or not is_whole(line, first, end):
        return None
    if all(line.is_a(k, "moments") or line.key(k).isdigit() for k in range(first, end)):
        return None  # "Horas después," is no speaker
    had_comma = line.mark(group.first - 1) == "," and end == group.first - 1
    return None if had_comma and not any(line.mark(k) == "," for k in range(first, end)) else (first, end)


def _where(line: Line, group: Group) -> tuple[int, int] | None:
    """ "Desde el ministerio aclararon": the place that speaks, where the verb is plural and has no other subject."""
    if group.form.number != "p":
        return None
    for k in range(group.first - 1, max(line.begins(group.at), group.first - _PLACE) - 1, -1):
        if line.mark(k) or line.quote(k) != OUTSIDE:
            return None
        if line.key(k) in line.grammar.data.origins:
            opens = k == line.begins(k) or line.mark(k - 1) or line.is_a(k - 1, "coordinators")
            return (
                (k + 1, group.first) if opens and begins(line, k + 1) and is_whole(line, k + 1, group.first) else None
            )
    return None


def _relative_before(line: Line, group: Group) -> tuple[int, int] | None:
    """The relative word that is the verb's subject: right before it, or opening a clause between commas that it is in."""
    at = group.first - 1
    while at > 0 and line.is_a(at, "adverbs"):
        at -= 1
    if line.key(at) in line.grammar.complementisers and any(f.finite for f in line.tokens[at - 1].forms):
        return None  # "informó que indaga": no relative word
    if not line.is_a(at, "relatives"):
        opened = (k for k in range(at, max(0, line.begins(max(at, 0))), -1) if line.mark(k) == ",")
        comma = next(opened, None)
        if comma is None or not line.is_a(comma + 1, "relatives") or not _is_light_clause(line, comma + 2, group.first):
            return None
        at = comma + 1
    article = line.is_a(at - 1, "determiners") and line.key(at) in ("cual", "cuales")
    return (at - article, at + 1) if at > 0 else None


def _is_light_clause(line: Line, first: int, end: int) -> bool:
    """Only circumstances stand between the relative word and its verb."""
    return not any(is_finite(line, k) for k in range(first, end)) and not (first < end and begins(line, first))


def antecedent(line: Line, relative: int) -> tuple[int, int] | None:
    """The noun phrase that the relative word at ``relative`` stands for."""
    return _antecedent(line, relative)


def _without_adverbs(line: Line, end: int) -> int:
    """Back over what stands between subject and verb: "también", ", por su parte,"."""
    sentence = line.begins(max(end - 1, 0))
    while end > sentence and line.is_a(end - 1, "adverbs"):
        end -= 1
    if end <= sentence or line.mark(end - 1) != "," or line.quote(end - 1) != OUTSIDE:
        return end
    opening = next((k for k in range(end - 2, max(sentence - 1, end - 10), -1) if line.mark(k)), None)
    led = opening is not None and line.mark(opening) == "," and not begins(line, opening + 1)
    if opening is not None and led and not line.is_a(opening + 1, "relatives"):
        return opening if line.key(opening + 1) not in line.grammar.data.examples else end - 1
    return end - 1


def _past_subordinate(line: Line, first: int, end: int) -> int:
    """Behind the comma that ends a clause before the main one: "Aunque llovía, el alcalde"."""
    if not line.is_a(first - 1, "openers") or (first > 1 and line.mark(first - 2) == ","):
        return first
    return next((k + 1 for k in range(first, end) if line.mark(k) == ","), first)


def _first_of_clause(line: Line, first: int, end: int) -> int:
    """Past what opens the clause: "El martes,", "En 1538", "Sin embargo,"."""
    while first < end and (not begins(line, first) or is_day(line, first)):
        comma = next((k for k in range(first, end) if line.mark(k) == ","), None)
        if _is_light(line, first):
            first += 1
        elif comma is not None and not is_day(line, first):
            first = comma + 1
        else:
            first = max(past(line, first, end), first + 1)
    return first


def is_whole(line: Line, first: int, end: int) -> bool:
    """No verb stands in ``[first, end)`` but in a relative clause."""
    relative = False
    for i in range(first, end):
        relative = relative or line.is_a(i, "relatives")
        if line.quote(i) == OUTSIDE and not relative and is_finite(line, i) and not line.mark(i):
            return False
    return True


def _is_light(line: Line, i: int) -> bool:
    return line.mark(i) != "" or any(line.is_a(i, kind) for kind in ("openers", "adverbs", "coordinators"))


def _clause_begins(line: Line, end: int) -> int:
    """Back to the sentence's beginning, a word that opens a clause, a strong mark or a quotation."""
    i, sentence = end, line.begins(max(end - 1, 0))
    while i > sentence:
        before_it = i - 1
        hard = line.mark(before_it) in (";", ":", "—", "–") or line.quote(before_it) != OUTSIDE
        opens = line.is_a(before_it, "openers") or (line.is_a(before_it, "guards") and line.mark(before_it - 1) == ",")
        joins = line.is_a(before_it, "coordinators") and not line.is_a(i, "relatives")
        dated = line.key(before_it) in line.grammar.complementisers
        dated = dated and line.key(before_it - 1) in line.grammar.data.past_links
        if hard or opens or dated or (joins and is_statement(line, before_it)):
            return i
        i -= 1
    return i


def is_statement(line: Line, coordinator: int) -> bool:
    """ "y" joins statements, not nouns, where a verb stands before it in the sentence."""
    return any(is_finite(line, k) for k in range(line.begins(coordinator), coordinator))


def _antecedent(line: Line, relative: int) -> tuple[int, int] | None:
    """The noun phrase that "que", "quien" or "el cual" stands for: back to its article."""
    end = relative - (line.is_a(relative - 1, "determiners") and line.key(relative) in ("cual", "cuales"))
    end -= line.mark(end - 1) == ","
    first = end
    for i in range(end - 1, max(-1, end - 14), -1):
        if is_finite(line, i) or line.quote(i) != OUTSIDE or line.mark(i) in (";", ":", "."):
            break
        if line.is_a(i, "determiners") and not (line.is_a(i - 1, "prepositions") and line.key(i - 1) == "de"):
            first = i
            if line.mark(i - 1) != ",":
                break
        elif line.tokens[i].capital and (not begins(line, i - 1) or line.mark(i - 1) or is_finite(line, i - 1)):
            first = i
    if first == end and line.mark(end - 2) == "," and not line.mark(end - 1):
        first = end - 1  # ", acusación que"
    return (first, end) if first < end else None


def behind(line: Line, group: Group, limit: int) -> tuple[int, int] | None:
    """The first noun phrase behind the verb that no preposition leads to."""
    i = group.end
    while i < limit:
        if line.quote(i) != OUTSIDE:
            return None
        if begins(line, i) and not is_day(line, i):
            end = phrase_end(line, i, limit)
            return (i, end) if end > i else None
        i = past(line, i, limit)
    return None


def is_day(line: Line, i: int) -> bool:
    """A day or another measure of time, with or without its article: "el martes", "el 3 de mayo", "varias veces"."""
    dated = line.key(i + 1).isdigit() and line.key(i + 2) in line.grammar.lexicon.dates.between
    following = line.is_a(i + 1, "weekdays") or dated
    return line.is_a(i, "weekdays") or (line.is_a(i, "determiners") and following)


def past(line: Line, i: int, limit: int) -> int:
    """Behind an adverb, a day or a prepositional phrase."""
    if line.is_a(i, "prepositions") or line.is_a(i, "contractions"):
        j = i + 1
        while j < limit and line.is_a(j, "determiners"):
            j += 1
        j += 1
        while j < limit and not line.mark(j) and not begins_anew(line, j) and not line.is_a(j - 1, "occasions"):
            j += 1
        return j
    return i + 1 + (line.is_a(i, "determiners") and is_day(line, i))


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
