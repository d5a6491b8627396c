"""Cues: where a form of a reporting verb stands like a verb."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_words import Senses, Verb, Word


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at token ``at``; the cue's words begin at ``first`` (its negation)."""

    at: int
    first: int
    verb: Verb
    senses: Senses
    word: Word
    negated: bool = False

    @property
    def participle(self) -> bool:
        return self.verb.tense == "participle"


def cue_at(line: Line, i: int) -> Cue | None:
    word, before = line.word(i), line.word(i - 1)
    if not word.conjunction and (before.is_a("never_before") or (before.is_a("prepositions"))):
        return None
    for verb in word.verbs:
        senses = line.grammar.senses.get(verb.lemma)
        if senses and not (verb.passive and any(not v.passive for v in word.verbs)):
            negated = before.key in line.grammar.negations and not word.conjunction
            cue = Cue(i, i - 1 if negated else i, verb, senses, word, negated)
            return cue if _stands(line, cue) else None
    return None


def _stands(line: Line, cue: Cue) -> bool:
    """True where a form that may be something else stands like a verb."""
    if line.word(cue.first - 1).is_a("clues") and not cue.word.conjunction:
        return False
    if cue.participle:
        return _participle_opens(line, cue.at) if not is_doubtful(line, cue) else bool(line.mark(cue.at - 1))
    return not is_doubtful(line, cue) or bool(cue.word.conjunction) or _opens_a_clause(line, cue.first)


def _participle_opens(line: Line, i: int) -> bool:
    """A participle that goes on with a statement: behind a comma or quotation, or right before its content."""
    if i == 0 or line.mark(i - 1) or line.quote(i - 1) != OUTSIDE:
        return True
    following, second = line.word(i + 1), line.word(i + 2)
    direct = following.complementiser or line.mark(i + 1) == ":" or line.quote(i + 1) != OUTSIDE
    return direct or (following.is_a("prepositions") and second.complementiser) or _is_masculine(line.word(i))


def _is_masculine(word: Word) -> bool:
    """A masculine participle in the accusative is hardly anything else; a feminine one may be an adjective."""
    return word.participle is not None and (word.participle.gender, word.participle.number) == ("m", "s")


def _opens_a_clause(line: Line, i: int) -> bool:
    before = line.word(i - 1)
    kinds = ("openers", "occasions", "auxiliaries", "signs", "relatives")
    return i == 0 or bool(line.mark(i - 1)) or before.complementiser or not before.kinds.isdisjoint(kinds)


def is_doubtful(line: Line, cue: Cue) -> bool:
    return cue.word.key in line.grammar.doubtful or cue.word.free in line.grammar.doubtful
