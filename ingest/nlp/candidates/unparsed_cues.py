"""Cues: where a form of a reporting verb stands like a verb; ``Anchor``: where its content begins."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.nlp.candidates.unparsed_forms import Senses, Verb
from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_words import Word
from ingest.nlp.draft import Construction
from ingest.nlp.lexicon import Sense

INTRODUCTION = 4  # words before a comma that only lead up to the sentence
PROMPT = 5  # tokens between a verb and the colon of what is said


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at token ``at``; the cue's words begin at ``first`` (its negation)."""

    at: int
    first: int
    verb: Verb
    senses: Senses
    word: Word
    negated: bool = False
    conjoined: bool = False

    @property
    def participle(self) -> bool:
        return self.verb.tense == "participle"

    @property
    def joined(self) -> bool:
        """A conjunction is written joined to it, or to its negation."""
        return bool(self.word.conjunction) or self.conjoined


@dataclass(frozen=True, slots=True)
class Anchor:
    """``at`` is the first token of the content, ``edge`` the token where the words between cue and content end."""

    construction: Construction
    sense: Sense
    at: int
    edge: int
    detail: str = ""


def cue_at(line: Line, i: int) -> Cue | None:
    """The reporting verb at ``i``; None where the word is something else, or hardly one."""
    word, before = line.word(i), line.word(i - 1)
    other_verb = bool(before.verbs) and not (word.participle or line.mark(i - 1) or before.kinds)
    if not word.conjunction and (before.is_a("never_before") or before.is_a("prepositions") or other_verb):
        return None  # behind another verb the same letters are a noun: "refusing | the expectation of"
    unreal = before.is_a("purposes") and not word.conjunction
    for verb in word.verbs:
        senses = line.grammar.senses.get(verb.lemma)
        if (
            senses
            and not (unreal and verb.tense == "present" and not _is_told(line, i))
            and not (verb.passive and any(not v.passive for v in word.verbs))
        ):
            negated = before.key in line.grammar.negations and not word.conjunction
            conjoined = negated and before.key.startswith(line.grammar.data.conjunctions)
            cue = Cue(i, i - 1 if negated else i, verb, senses, word, negated, conjoined)
            return cue if _stands(line, cue) else None
    return None


def _is_told(line: Line, i: int) -> bool:
    """ "before he added: ...": what is said stands behind a colon, so it was said."""
    return line.word(i - 2).is_a("adjuncts") and any(line.mark(k) == ":" for k in range(i + 1, i + PROMPT))


def _stands(line: Line, cue: Cue) -> bool:
    """True where a form that may be something else stands like a verb."""
    if cue.word.is_a("notes") and _begins(line, cue.at) and _leads_to_clause(line, cue.at + 1):
        return False
    if line.word(cue.first - 1).is_a("clues") and not cue.word.conjunction:
        return False
    if cue.participle and line.word(cue.at - 1).is_a("states"):
        return False  # "it was expected that": the predicate, not a report
    if cue.participle:
        return _participle_opens(line, cue.at) if not is_doubtful(line, cue) else bool(line.mark(cue.at - 1))
    return not is_doubtful(line, cue) or bool(cue.word.conjunction) or _opens_a_clause(line, cue.first)


def _leads_to_clause(line: Line, i: int) -> bool:
    return line.word(i).complementiser or (line.word(i).is_a("prepositions") and line.word(i + 1).complementiser)


def _participle_opens(line: Line, i: int) -> bool:
    """A participle that goes on with a statement: behind a comma or quotation, or right before its content."""
    if i == 0 or line.mark(i - 1) or line.quote(i - 1) != OUTSIDE:
        return True
    direct = _leads_to_clause(line, i + 1) or line.mark(i + 1) == ":" or line.quote(i + 1) != OUTSIDE
    direct = (
        direct or line.word(i + 1).is_a("adverbs") or line.name_begins(i + 1)
    )  # accusing her of, accusing Israel of
    return direct or _is_masculine(line.word(i))


def _is_masculine(word: Word) -> bool:
    """A masculine participle in the accusative is hardly anything else; a feminine one may be an adjective."""
    return word.participle is not None and (word.participle.gender, word.participle.number) == ("m", "s")


def _opens_a_clause(line: Line, i: int) -> bool:
    before = line.word(i - 1)
    kinds = ("openers", "occasions", "auxiliaries", "signs", "relatives")
    return i == 0 or bool(line.mark(i - 1)) or before.complementiser or not before.kinds.isdisjoint(kinds)


def is_doubtful(line: Line, cue: Cue) -> bool:
    """True for a form that is more often something else, unless the sentence begins with it and a person follows."""
    if cue.word.key not in line.grammar.doubtful and cue.word.free not in line.grammar.doubtful:
        return False
    other = cue.word.adjunct or cue.word.is_a(
        "prepositions"
    )  # by its letters a preposition too: a body may follow that
    return cue.participle or not (_begins(line, cue.first) and _is_somebody(line, cue.at + 1, person=other))


def _begins(line: Line, i: int) -> bool:
    """True for the first word of a sentence, and behind an introduction closed by a comma ("for his part,")."""
    return i in (0, line.begins(i)) or (
        line.tokens[i - 1].comma and line.words_between(line.begins(i), i) <= INTRODUCTION
    )


def _is_somebody(line: Line, i: int, *, person: bool) -> bool:
    word = line.word(i)
    if not person and (word.is_a("institutions") or word.is_a("bodies")) and not (word.preposition or word.conjunction):
        return True
    title = word.is_a("titles") and not (word.preposition or word.conjunction or word.is_a("bodies"))
    return title or (line.name_begins(i) and line.is_person(i))


def in_relative(line: Line, cue: Cue) -> bool:
    """True for the verb of a relative clause whose subject is its antecedent: "who refused"."""
    return line.word(cue.first - 1).is_a("relatives") and not cue.word.conjunction
