"""Where an object begins that is the content: found where the subject's noun phrase must end."""

from __future__ import annotations

from ingest.nlp.candidates.unparsed_bounds import opens_object
from ingest.nlp.candidates.unparsed_cues import Anchor, Cue, in_relative, is_doubtful
from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_phrases import is_period, phrase_end
from ingest.nlp.draft import Construction
from ingest.nlp.lexicon import Sense


def object_anchor(line: Line, cue: Cue, limit: int) -> Anchor | None:
    """The object behind the subject; found where the subject's noun phrase must end."""
    sense = cue.senses.object
    if not sense or cue.word.pronoun or (not cue.joined and is_doubtful(line, cue)) or cue.word.is_a("considered"):
        return None
    i = cue.at + 1
    while i < limit and line.word(i).adjunct and not opens_object(line, i, i):
        i = _past_adjunct(line, i, limit)
    if i >= limit or line.mark(i) or line.word(i).complementiser:
        return None
    if not _has_subject_before(line, cue, i):
        end = phrase_end(line, i, limit, objects=True)
        at = _past_target(line, sense, end, limit)
        if _may_be_object(line, at, limit):
            return Anchor(Construction.OBJECT, sense, at, end, "object")
        if not line.word(i).is_a("quantifiers"):
            return None
    at = _past_target(line, sense, i, limit)
    return Anchor(Construction.OBJECT, sense, at, i, "object") if _may_be_object(line, at, limit) else None


def _past_adjunct(line: Line, i: int, limit: int) -> int:
    """Behind an adverb, or "before the court": where a name or an object begins again."""
    governs = line.word(i).is_a("adjuncts") and not line.word(i).is_a("adverbs")
    return max(i + 1, phrase_end(line, i + 1, limit, objects=True)) if governs else i + 1


def _has_subject_before(line: Line, cue: Cue, i: int) -> bool:
    """True where the word at ``i`` is the object itself, the subject being dropped or before the verb."""
    opens = opens_object(line, i - 1, i) and not line.word(i).is_a("quantifiers")  # "some" may be subject or object
    dropped = line.word(cue.first - 1).is_a("openers") and line.word(cue.first - 1).key.endswith(
        line.grammar.data.pronouns
    )
    return cue.participle or in_relative(line, cue) or dropped or opens or _disagrees(line, cue, i)


def _disagrees(line: Line, cue: Cue, i: int) -> bool:
    """A definite feminine noun right behind a masculine verb is its object: "and-he-requested | the acquittal"."""
    word, masculine = line.word(i), cue.verb.gender == "m" and cue.verb.number == "s"
    return masculine and word.definite and word.key.endswith(line.grammar.data.feminine) and not cue.verb.passive


def _past_target(line: Line, sense: Sense, at: int, limit: int) -> int:
    """Behind what tells when and how, and behind "from the minister" (asked *of* X)."""
    at = _past_asides(line, at, limit)
    if at < limit and line.word(at).key in line.grammar.folded(sense.group.target):
        return phrase_end(line, at + 1, limit, objects=True)
    return at


def _past_asides(line: Line, at: int, limit: int) -> int:
    """Behind adverbs, "(Wednesday)" and ", on Tuesday," between a subject and its object."""
    i = at
    while i < limit:
        if line.word(i).is_a("adjuncts"):
            i = _past_adjunct(line, i, limit)
        elif line.word(i).adjunct or (line.tokens[i].comma and line.word(i + 1).adjunct) or is_period(line, i):
            i += 1 + is_period(line, i)
        elif line.tokens[i].comma and line.word(i + 1).finite and not line.word(i + 1).conjunction:
            i = next((k for k in range(i + 1, limit) if line.tokens[k].comma), limit)
        elif line.mark(i) == "(":
            i = next((k for k in range(i, limit) if line.mark(k) == ")"), limit) + 1
        elif line.tokens[i].comma and i > at:
            return i + 1
        else:
            break
    return i


def _may_be_object(line: Line, at: int, limit: int) -> bool:
    if at >= limit or (line.mark(at) and line.quote(at) == OUTSIDE):
        return False
    word = line.word(at)
    if word.is_a("prepositions") or word.preposition or word.conjunction or word.is_a("relatives"):
        return False
    rest = word.key[1:] if word.key.startswith(line.grammar.data.conjunctions) else ""
    return not (rest.startswith(line.grammar.data.articles) or line.grammar.action_noun.fullmatch(rest))
