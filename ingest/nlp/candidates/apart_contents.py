"""Where the content of a verb group begins, by construction, and how far it reaches."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.nlp.candidates.apart_cues import Group
from ingest.nlp.candidates.apart_phrases import before, begins, is_day
from ingest.nlp.candidates.apart_words import OUTSIDE, Line, is_finite
from ingest.nlp.draft import Construction, Range
from ingest.nlp.lexicon import Sense

_FAR = 32
"""Tokens between a verb and its clause."""
_NEAR = 12
"""Tokens between a verb and the preposition of its charge, its infinitive, a quotation without a colon."""
_QUOTED_WORDS = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """``at`` is the first token of the content; the words between verb and content end at ``edge``."""

    construction: Construction
    sense: Sense
    at: int
    edge: int
    detail: str = ""


def anchor(line: Line, group: Group) -> Anchor | None:
    """The content of ``group`` behind it; None where nothing behind it is said."""
    ways = (_own_preposition, _charge, _clause, _infinitive, _preposition, _object)
    found = next((found for way in ways if (found := way(line, group)) is not None), None)
    needs = found.sense.group.needs if found is not None else ()
    return None if found is not None and needs and line.key(found.at) not in needs else found


def _clause(line: Line, group: Group) -> Anchor | None:
    """ "that", "whether", a colon or a quotation."""
    sense = group.sense(line, Construction.CLAUSE) or group.sense(line, Construction.QUOTATION)
    if sense is None or group.passive:
        return None
    in_relative = False
    for j in range(group.end, min(group.end + _FAR, line.ends[group.at])):
        opens = line.is_a(j, "relatives") and line.mark(j - 1) == "," and _is_relative(line, group, j)
        in_relative = line.mark(j) != "," and (in_relative or opens)
        if in_relative and not _asks(line, j):
            continue  # "Luis Peña, que dirige la obra,"
        if line.quote(j) == OUTSIDE and is_finite(line, j):
            return None
        if (
            j > group.end
            and line.is_a(j - 1, "guards")
            and any(f.lemma in line.grammar.lexicon.senses for f in line.tokens[j].forms)
        ):
            return None  # "al considerar que" has what follows for itself
        found = _opened(line, group, sense, j)
        if found is not None:
            return None if found.detail == "that" and _is_of_object(line, group, j) else found
    return None


def _opened(line: Line, group: Group, sense: Sense, j: int) -> Anchor | None:
    """The clause, speech or quotation that token ``j`` opens."""
    if line.quote(j) != OUTSIDE:
        long = line.words(j, line.after_quote(j)) >= _QUOTED_WORDS and j - group.end <= _NEAR
        linked = line.is_a(j - 1, "prepositions") or line.is_a(j - 1, "contractions")
        return Anchor(Construction.QUOTATION, sense, j, j) if long and not linked else None
    if line.mark(j) == ":" and j + 1 < len(line):
        kind = Construction.QUOTATION if line.quote(j + 1) != OUTSIDE else Construction.CLAUSE
        return Anchor(kind, sense, j + 1, j, "colon")
    if line.key(j) in line.grammar.complementisers and not _is_relative(line, group, j):
        return Anchor(Construction.CLAUSE, sense, j + 1, j, "that")
    asks = _asks(line, j) and group.sense(line, Construction.CLAUSE) is not None
    return Anchor(Construction.CLAUSE, sense, j, j, "question") if asks else None


def _is_relative(line: Line, group: Group, j: int) -> bool:
    """ ", que dirige la obra": behind a comma that closes no aside ("dijo, en una entrevista, que")."""
    if line.key(j - 1) in line.grammar.relative_after:
        return True
    return line.mark(j - 1) == "," and not any(line.mark(k) == "," for k in range(group.end, j - 1))


def _is_of_object(line: Line, group: Group, j: int) -> bool:
    """ "showed the value that it has": the noun behind a verb that has its subject before it is no subject."""
    if line.is_a(j - 1, "coordinators"):
        return True  # "and that" goes on with an earlier one
    behind_verb = begins(line, group.end) and not is_day(line, group.end) and j > group.end + 1
    return behind_verb and line.mark(j - 1) != "," and before(line, group) is not None


def _asks(line: Line, j: int) -> bool:
    return (
        line.key(j) in line.grammar.lexicon.questions and line.tokens[j].text.lower() in line.grammar.lexicon.questions
    )


def _charge(line: Line, group: Group) -> Anchor | None:
    """ "accused X of Y": the "of" before an infinitive or a noun without an article, else the last one."""
    sense = group.sense(line, Construction.PREPOSITION) or group.sense(line, Construction.PASSIVE)
    if sense is None or not sense.group.charge:
        return None
    found: list[int] = []
    for j in range(group.end, min(group.end + _FAR, line.ends[group.at])):
        stop = line.mark(j) in (",", ";", ":") or is_finite(line, j) or line.key(j) in line.grammar.complementisers
        if line.quote(j) == OUTSIDE and stop and not (line.mark(j) == "," and _apposition_ends(line, j)):
            break
        agent = group.passive and line.key(j) == line.grammar.lexicon.noun_sources[0]
        if line.key(j) in sense.group.charge and line.quote(j) == OUTSIDE and not agent:
            found.append(j)
    at = next((j for j in found if is_infinitive(line, j + 1)), None)
    at = next((j for j in found if _opens_charge(line, j, group)), None) if at is None else at
    if at is None:
        return None
    return Anchor(Construction.PREPOSITION, sense, at + (line.key(at) in sense.group.content), at, "charge")


def _apposition_ends(line: Line, comma: int) -> bool:
    """A charge may follow behind an apposition: "accused X, its founder, of"."""
    close = next((k for k in range(comma + 1, min(comma + _NEAR, len(line))) if line.mark(k) == ","), None)
    return close is not None or line.key(comma + 1) == "de"


def _opens_charge(line: Line, j: int, group: Group) -> bool:
    """ "of fraud": right behind the verb or its party, and no name of a body behind ("president of the bank")."""
    following = line.tokens[j + 1] if j + 1 < len(line) else None
    if following is None or (following.mark and following.quote == OUTSIDE):
        return False
    owns = line.key(j) in line.grammar.lexicon.noun_sources[1:]  # "of the", where "por la demora" is a charge
    return group.passive or not ((following.capital or following.is_a("determiners")) and owns)


def is_infinitive(line: Line, i: int) -> bool:
    """An infinitive, also behind "not" and with a pronoun joined to it."""
    i += line.key(i) in line.grammar.negations
    return 0 <= i < len(line) and not line.tokens[i].capital and bool(line.grammar.infinitive.fullmatch(line.key(i)))


def _infinitive(line: Line, group: Group) -> Anchor | None:
    """ "denied having", "asked X to pay": an infinitive right behind, or behind the party asked."""
    sense = group.sense(line, Construction.INFINITIVE)
    if sense is None or group.passive:
        return None
    for j in range(group.end, min(group.end + _NEAR, line.ends[group.at])):
        if is_infinitive(line, j) and line.quote(j) == OUTSIDE:
            linked = line.key(j - 1) in line.grammar.data.infinitive_links
            alone = j == group.end or (linked and (j == group.end + 1 or bool(sense.group.target)))
            asked = (
                bool(sense.group.target)
                and not line.is_a(j - 1, "prepositions")
                and not line.is_a(j - 1, "contractions")
            )
            at = j - (linked and j > group.end)  # the preposition of an infinitive belongs to it
            return (
                Anchor(Construction.INFINITIVE, sense, at, at)
                if alone or asked or _adverbs(line, group.end, j)
                else None
            )
        if is_finite(line, j) or line.mark(j) in (";", ":") or line.key(j) in line.grammar.complementisers:
            return None
    return None


def _adverbs(line: Line, first: int, end: int) -> bool:
    """Only adverbs and days, or the infinitive's preposition, in between."""
    return all(
        any(line.is_a(k, kind) for kind in ("adverbs", "weekdays", "determiners"))
        or line.key(k) in line.grammar.data.infinitive_links
        for k in range(first, end)
    )


def _own_preposition(line: Line, group: Group) -> Anchor | None:
    """The verb's own preposition right behind it: "amenazó con", "se negó a"."""
    found = _sense_with(line, group, group.end)
    asks = line.key(group.end) in line.grammar.data.addressee and not is_infinitive(line, group.end + 1)
    if asks and _infinitive(line, group) is not None:
        return None  # "instó a X a volver"
    at = _behind(line, group.end)
    return Anchor(Construction.PREPOSITION, found, at, group.end) if found is not None and at < len(line) else None


def _behind(line: Line, preposition: int) -> int:
    """Where the content begins: the preposition of an infinitive belongs to it, a complementiser does not."""
    if is_infinitive(line, preposition + 1):
        return preposition
    return preposition + 1 + (line.key(preposition + 1) in line.grammar.complementisers)


def _sense_with(line: Line, group: Group, j: int) -> Sense | None:
    if group.passive or not (line.is_a(j, "prepositions") or line.is_a(j, "contractions")):
        return None
    reflexive = any(line.key(k) in line.grammar.data.reflexives for k in range(group.first, group.at))
    for particle in (f"se {line.key(j)}", line.key(j)) if reflexive else (line.key(j),):
        found = group.sense(line, Construction.PREPOSITION, particle)
        if found is not None and found.particle:
            return found
    return None


def _preposition(line: Line, group: Group) -> Anchor | None:
    """The same behind the subject: "advirtió el ministro de una crisis"."""
    for j in range(group.end, min(group.end + _NEAR, line.ends[group.at])):
        if line.mark(j) in (",", ";", ":") or is_finite(line, j):
            return None
        if line.key(j + 1).isdigit():
            continue  # "en marzo de 2024"
        found = _sense_with(line, group, j)
        if found is not None:
            return Anchor(Construction.PREPOSITION, found, _behind(line, j), j)
    return None


def _object(line: Line, group: Group) -> Anchor | None:
    """ "denied the accusation"; a passive has it before the verb."""
    sense = group.sense(line, Construction.OBJECT)
    j = group.end
    if sense is None or group.passive or group.object >= 0:
        return None
    while j < line.ends[group.at] and (line.is_a(j, "adverbs") or is_day(line, j)):
        j += 1 + (line.is_a(j, "determiners") and is_day(line, j))
    limit = line.ends[group.at]
    if j >= limit or not (begins(line, j) or line.quote(j) != OUTSIDE or _names(line, sense, j)):
        return None
    return Anchor(Construction.OBJECT, sense, j + (line.key(j) in sense.group.target), j)


def _names(line: Line, sense: Sense, j: int) -> bool:
    """A party as object stands behind "a": condemned *a* X."""
    return sense.group.object == "target" and line.key(j) in sense.group.target


# ---------------------------------------------------------------- extent


def content(line: Line, found: Anchor, starts: frozenset[int]) -> tuple[Range, ...]:
    """What is said. ``starts`` are tokens where other statements begin."""
    if found.construction is Construction.QUOTATION and line.quote(found.at) != OUTSIDE:
        return _quotations(line, found.at)
    end = clause_end(line, found.at, starts)
    if found.construction is Construction.OBJECT:
        end = next((k for k in range(found.at, end) if line.mark(k) == "," and line.quote(k) == OUTSIDE), end)
    if found.construction is not Construction.CLAUSE:
        end = next((k for k in range(found.at + 1, end) if _narrates(line, k)), end)
    return line.spans(found.at, end)


def content_of_noun(line: Line, noun: int, links: tuple[str, ...], starts: frozenset[int]) -> tuple[Range, ...]:
    """What the noun of saying at ``noun`` says behind one of its links, () where nothing follows; an infinitive keeps the link."""
    at = noun + 1
    while at < line.ends[noun] and (line.is_a(at, "adverbs") or is_day(line, at)):
        at += 1 + (line.is_a(at, "determiners") and is_day(line, at))
    opens = line.key(at) in line.grammar.complementisers
    if not opens and line.key(at) not in links:
        return ()
    first = at + 1 if opens else _behind(line, at)
    end = clause_end(line, first, starts)
    if opens or line.key(first - 1) in line.grammar.complementisers:
        return line.spans(first, end)
    stop = (
        k for k in range(first + 1, end) if _narrates(line, k) or (line.mark(k) == "," and line.quote(k) == OUTSIDE)
    )
    return line.spans(first, next(stop, end))


def _narrates(line: Line, i: int) -> bool:
    """ "and began": behind a noun or an infinitive the narrator goes on; also "but" behind a comma."""
    if line.quote(i) != OUTSIDE:
        return False
    joined = line.is_a(i, "coordinators") and i + 1 < len(line) and is_finite(line, i + 1)
    return joined or (line.mark(i) == "," and line.is_a(i + 1, "openers"))


def _quotations(line: Line, at: int) -> tuple[Range, ...]:
    """The quotation at ``at`` with those that follow it with nothing but marks between."""
    found, i = [], at
    while i < len(line) and line.quote(i) != OUTSIDE:
        found.append(line.quotes[line.quote(i)].inner)
        i = line.after_quote(i)
        while i < len(line) and line.mark(i) and line.quote(i) == OUTSIDE:
            i += 1
    return tuple(found)


def clause_end(line: Line, first: int, starts: frozenset[int]) -> int:
    """The token behind the clause: the sentence's end, another statement, or the narrator's tail."""
    limit, i = line.ends[first] if first < len(line) else first, first
    while i < limit:
        if line.quote(i) != OUTSIDE:
            i = line.after_quote(i)
            continue
        if i > first and (i in starts or is_tail(line, i)):
            break
        if line.mark(i) == ";" and line.key(i + 1) not in line.grammar.complementisers:
            break
        i += 1
    return min(i, limit)


def is_tail(line: Line, i: int) -> bool:
    """Behind a comma: "while", "although", "after", "according to"."""
    if line.mark(i - 1) != ",":
        return False
    lexicon = line.grammar.lexicon
    phrases = (*lexicon.tails, *(words for phrase in lexicon.according for words in phrase.words))
    return any(all(line.key(i + n) == part for n, part in enumerate(words.split())) for words in phrases)
