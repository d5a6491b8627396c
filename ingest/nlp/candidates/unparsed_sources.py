"""Who speaks and to whom: the noun phrases around a reporting verb."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.nlp.candidates.unparsed_anchors import Anchor, Cue
from ingest.nlp.candidates.unparsed_bounds import possessed
from ingest.nlp.candidates.unparsed_lines import DASHES, OUTSIDE, Line
from ingest.nlp.candidates.unparsed_phrases import SHORT_QUOTE, phrase_end
from ingest.nlp.candidates.unparsed_targets import target_of
from ingest.nlp.candidates.unparsed_words import Word
from ingest.nlp.draft import Construction, Range

BACK = 16  # tokens a subject may stand before its verb


@dataclass(frozen=True, slots=True)
class Parties:
    """Noun phrases of the speaker and of the accused or asked; None where no word names them."""

    source: Range | None = None
    target: Range | None = None


def parties(line: Line, cue: Cue, anchor: Anchor) -> Parties:
    """The speaker and the target of a finite verb or participle with its content at ``anchor``."""
    wants_target = anchor.sense.group.object == "target"
    if cue.participle:
        return Parties(None, target_of(line, cue.at + 1, anchor) if wants_target or anchor.sense.group.target else None)
    spoken = _speaker(line, cue, anchor, wants_target)
    at = spoken[1] if spoken and spoken[0] > cue.at else cue.at + 1
    target = target_of(line, at, anchor) if wants_target or anchor.sense.group.target else None
    return Parties(line.range(*spoken) if spoken else None, target)


def _speaker(line: Line, cue: Cue, anchor: Anchor, wants_target: bool) -> tuple[int, int] | None:
    """Tokens of the subject: behind the verb in "which the firm says that", before it in "those who accuse X"."""
    i = _skip_auxiliaries(line, cue.first - 1)
    relative = i >= 0 and line.word(i).is_a("relatives") and not cue.word.conjunction
    plural = cue.verb.number in ("p", "d")
    if relative and not wants_target and not plural and anchor.construction is Construction.CLAUSE:
        found = _after(line, cue, anchor, objects=False)
        if found:
            return found
    behind = None if plural else _after(line, cue, anchor, objects=wants_target)
    return _before(line, cue) or behind or _before_comma(line, cue)


def _before_comma(line: Line, cue: Cue) -> tuple[int, int] | None:
    """Behind what is told of the subject between commas: "The ministry, for its part, said"."""
    comma = line.tokens[cue.first - 1].comma and not cue.word.conjunction
    return _clause_subject(line, cue.first - 1) if cue.first > 1 and comma else None


def _after(line: Line, cue: Cue, anchor: Anchor, *, objects: bool) -> tuple[int, int] | None:
    """The subject behind the verb, or further on where an adverb or addressee stands between."""
    limit = anchor.edge
    objects = objects or anchor.construction is Construction.OBJECT
    for first in _beginnings(line, cue.at + 1, limit):
        end = phrase_end(line, first, limit, objects=objects)
        if end > first and _agrees(line, first, cue):
            return first, end
    return None


def _beginnings(line: Line, first: int, limit: int) -> list[int]:
    """Where the subject may begin: at once, or at a title behind what tells where and when it was said."""
    while first < limit and line.word(first).is_a("adverbs"):
        first += 1
    found = [first] if (first < limit and not line.mark(first)) or line.quote(first) != OUTSIDE else []
    for i in range(first + 1, limit):
        word = line.word(i)
        if not word.is_a("titles") or word.preposition or word.conjunction or line.quote(i) != OUTSIDE:
            continue
        before = line.word(i - 1)
        if line.quote(i - 1) != OUTSIDE or line.tokens[i - 1].comma or before.adjunct or _is_address(line, i - 1):
            found.append(i)
    return found


def _is_address(line: Line, i: int) -> bool:
    """True for the last word of "to the paper", "to him"."""
    return any(
        line.word(k).preposition in line.grammar.data.address and line.word(k).is_a("audience")
        for k in range(max(0, i - 2), i + 1)
    )


def _agrees(line: Line, first: int, cue: Cue) -> bool:
    """False where a masculine verb stands before a definite feminine noun, or one with such an adjective: its object."""
    word, following, ending = line.word(first), line.word(first + 1), line.grammar.data.feminine
    feminine = word.definite and (word.key.endswith(ending) or (following.definite and following.key.endswith(ending)))
    return not (feminine and cue.verb.gender == "m" and not cue.verb.passive)


def clause_subject(line: Line, cue: Cue) -> Range | None:
    """The subject of the sentence that ``cue`` goes on with, whatever its verb: the phrase at its beginning or right behind.

    Only a title or a name counts: an unknown first word may be anything.
    """
    first = line.begins(cue.at)
    for i in range(first, min(first + 3, cue.at)):
        if _is_title(line, i) or line.name_begins(i):
            end = phrase_end(line, i, cue.at, objects=True)
            return line.range(i, end) if end > i else None
    return None


def _is_title(line: Line, i: int) -> bool:
    word = line.word(i)
    return word.is_a("titles") and not (word.preposition or word.conjunction)


def _before(line: Line, cue: Cue) -> tuple[int, int] | None:
    """The subject before the verb: in a relative clause its antecedent, else what the clause begins with."""
    if cue.word.conjunction:
        topic = line.begins(cue.at)  # "as for X, (so) he refused"
        resumed = cue.word.conjunction in line.grammar.data.resumes and line.word(topic).is_a("openers")
        return _clause_subject(line, cue.first - line.tokens[cue.first - 1].comma) if resumed else None
    i = _skip_auxiliaries(line, cue.first - 1)
    if i < 0:
        return None
    if line.word(i).is_a("relatives"):
        other = cue.word.pronoun or possessed(line, cue.at + 1) or _resumes(line, cue.at + 1)
        return None if other else _antecedent(line, i)
    if _is_title(line, cue.at + 1) and not line.word(cue.at + 1).is_a("institutions"):
        return None
    return _clause_subject(line, i + 1) or (_described(line, i) if cue.verb.number == "p" else None)


def _described(line: Line, i: int) -> tuple[int, int] | None:
    """The plural that a plural verb right behind it describes without a relative pronoun: "reports from *residents* who said"."""
    endings = (*line.grammar.data.oblique, *line.grammar.data.nominative)
    first = i + 1
    while first > i - 1 and line.word(first - 1).key.endswith(endings) and not line.word(first - 1).definite:
        first -= 1
    return (first, i + 1) if first <= i else None


def _resumes(line: Line, i: int) -> bool:
    """ "in which *in-it* he said": a preposition with a pronoun stands for the antecedent, so he is somebody else."""
    word, data = line.word(i), line.grammar.data
    return word.is_a("adverbs") and word.key.endswith(data.pronouns) and not word.key.startswith(data.address)


def _skip_auxiliaries(line: Line, i: int) -> int:
    while i >= 0 and line.word(i).is_a("auxiliaries"):
        i -= 1
    return i


def _antecedent(line: Line, relative: int) -> tuple[int, int] | None:
    """The noun phrase that a relative pronoun describes."""
    end = relative - 1 if line.tokens[relative - 1].comma else relative
    i = end
    while i > max(0, end - BACK):
        k = i - 1
        if line.quote(k) != OUTSIDE or line.mark(k) == ")":
            k = line.quote_begins(k) if line.quote(k) != OUTSIDE else k
            if line.mark(k) == ")" or line.words_between(k, i) > SHORT_QUOTE:
                break
        elif line.is_person(k) and line.name_ended(i) and i < end and not line.mark(i):
            break
        elif not _is_nominal(line, k):
            head = line.word(k).preposition and line.word(k).bare and not line.word(k).adjunct
            i = k if head else i
            break
        i = k
    first = next((k for k in range(i, end) if not line.word(k).is_a("prepositions")), end)
    return (first, end) if first < end else None


def _is_nominal(line: Line, i: int) -> bool:
    word = line.word(i)
    if line.mark(i) or word.complementiser or word.finite or word.adjunct or word.is_a("auxiliaries"):
        return False
    if word.is_a("prepositions"):
        links = line.grammar.links.get(word.free, frozenset())
        return line.word(i - 1).key in links
    return not (word.preposition and not word.is_a("institutions"))


def _clause_subject(line: Line, end: int) -> tuple[int, int] | None:
    """The noun phrase that fills the clause from its beginning up to ``end``."""
    first = _clause_begins(line, end)
    while first < end and _is_opener(line, first):
        first += 1
    last = end
    while last > first and (line.tokens[last - 1].comma or line.word(last - 1).adjunct):
        last -= 1
    if (
        first >= last
        or last - first > BACK
        or line.mark(last - 1) == ")"
        or line.word(first).is_a("prepositions")
        or line.word(first).preposition
    ):
        return None
    if line.quote(first) != OUTSIDE and line.quote_begins(first) < first:
        return None  # the end of a quotation
    reached = phrase_end(line, first, last)
    return (first, last) if reached == last else None


def subject_before(line: Line, verb: int) -> Range | None:
    """What a clause begins with up to its verb: "The union | opened an inquiry"."""
    found = None if line.word(verb).conjunction else _clause_subject(line, verb)
    return line.range(*found) if found else None


def _is_dash(line: Line, i: int) -> bool:
    """A dash with blanks around it parts clauses; one between words joins them."""
    return line.mark(i) in DASHES and line.tokens[i].start > line.tokens[i - 1].end if i and line.mark(i) else False


def _is_opener(line: Line, i: int) -> bool:
    return bool(line.mark(i) and line.quote(i) == OUTSIDE) or _opens(line.word(i))


def _opens(word: Word) -> bool:
    return word.is_a("openers") or word.is_a("auxiliaries") or word.is_a("signs")


def _clause_begins(line: Line, end: int) -> int:
    """Back from ``end`` to the last complementiser, opening word, auxiliary or, but for an apposition, comma."""
    sentence = line.begins(end - 1) if end else 0
    has_auxiliary = line.word(sentence).is_a("auxiliaries") or line.word(sentence + 1).is_a("auxiliaries")
    i = end
    while i > max(sentence, end - BACK - 2):
        word = line.word(i - 1)
        if word.complementiser or _opens(word):
            return i
        if line.quote(i - 1) == OUTSIDE and (
            line.mark(i - 1) == ":" or _is_dash(line, i - 1) or (line.tokens[i - 1].comma and not has_auxiliary)
        ):
            return i
        i -= 1
    return i
