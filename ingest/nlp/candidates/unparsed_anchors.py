"""Cues, and where their content begins: a complementiser, a colon, a quotation, a preposition, or the object itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.model import Act
from ingest.nlp.candidates.unparsed_cues import Anchor, Cue, cue_at, in_relative, is_doubtful
from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_objects import object_anchor
from ingest.nlp.candidates.unparsed_words import Word
from ingest.nlp.draft import Construction
from ingest.nlp.lexicon import Sense

FAR = 45  # tokens between a verb and its content
NEAR = 14  # the same for forms that are often something else
BYLINE = 8  # tokens of a line that only names who wrote
QUOTED_WORDS = 4  # a quotation of fewer words is a name or a term, unless a colon introduces it


def cues(line: Line) -> Iterator[tuple[Cue, Anchor | None]]:
    """Verbs of saying, in order, with where their content begins; of two with the same content only the first."""
    taken: set[int] = set()
    for i, token in enumerate(line.tokens):
        cue = cue_at(line, i) if token.word.verbs and token.quote == OUTSIDE else None
        found = anchor(line, cue) if cue else None
        if not cue or (found and found.at in taken):
            continue
        if found:
            taken.add(found.at)
        yield cue, found


def anchor(line: Line, cue: Cue) -> Anchor | None:
    """Where the content of ``cue`` begins; None where it has none."""
    limit = min(line.ends[cue.at], cue.at + 1 + (NEAR if is_doubtful(line, cue) else FAR))
    clause = _clause(line, cue, limit)
    behind = _behind(line, cue, min(limit, clause.edge + 1 if clause else limit))
    if clause and behind and behind.edge < behind.at <= clause.at and behind.edge + 1 >= clause.edge:
        return replace(clause, edge=behind.edge)
    if behind and not (clause and not _is_short(line, clause) and _is_chance(line, cue, clause, behind)):
        return behind
    found = object_anchor(line, cue, limit) if not clause or cue.senses.object else None
    return found if found and (not clause or _stands_between(line, cue, found, clause)) else clause


def _is_short(line: Line, clause: Anchor) -> bool:
    """A quotation of a few words, which may be a name in another content."""
    if clause.detail != "quote":
        return False
    return line.words_between(clause.at, line.after_quote(line.quote(clause.at), clause.at)) < QUOTED_WORDS


def _stands_between(line: Line, cue: Cue, found: Anchor, clause: Anchor) -> bool:
    """True where the object is complete before the clause, which belongs to something else."""
    if _is_short(line, clause):
        return True
    first = line.word(found.at)
    if found.edge == cue.at + 1 and first.is_a("quantifiers"):
        return False
    if not (line.grammar.action_noun.fullmatch(first.key) or first.is_a("quantifiers")):
        return False
    if in_relative(line, cue) and found.at == cue.at + 1:
        return True  # "said the source, who refused | to be named, that"
    between = range(found.at + 1, clause.edge)
    return any(line.tokens[k].comma or line.word(k).finite or line.word(k).is_a("relatives") for k in between)


def _is_chance(line: Line, cue: Cue, clause: Anchor, behind: Anchor) -> bool:
    """True where the preposition belongs to the words between a verb and its clause."""
    if behind.edge >= clause.edge:
        return True
    if cue.senses.clause is None or behind.sense.group.object == "target":
        return False
    opening = line.word(behind.edge)
    if not opening.preposition and not opening.is_a("prepositions"):
        return False  # a noun that only stands here with the content: "claimed responsibility for"
    close = behind.edge == cue.at + 1
    return not close and not line.grammar.action_noun.fullmatch(line.word(behind.at).bare)


def _clause(line: Line, cue: Cue, limit: int) -> Anchor | None:
    """The complementiser, colon or quotation that opens the content."""
    sense = cue.senses.clause or cue.senses.quotation
    if not sense or (cue.word.pronoun and sense.group.object == "content"):
        return None  # with a pronoun for an object the content has been said: "which he denied"
    j = cue.at + 1
    while j < limit:
        if line.quote(j) != OUTSIDE:
            if _is_content(line, cue, j, limit):
                return Anchor(Construction.QUOTATION, sense, j, j, "quote")
            j = line.after_quote(line.quote(j), j)
            continue
        if line.mark(j) == ":" and j + 1 < len(line):
            return None if _is_byline(line, cue, j) else _at_colon(line, sense, j)
        if _opens_clause(line, j) or (cue.senses.clause and line.word(j).key in line.grammar.questions):
            return Anchor(Construction.CLAUSE, sense, j + line.word(j).complementiser, j, "comp")
        if _is_barrier(line, cue, j):
            return None
        j += 1
    return None


def _is_byline(line: Line, cue: Cue, colon: int) -> bool:
    """ "Written by: the court reporter", a line of its own."""
    return cue.at == 0 and colon == 1 and line.quote(2) == OUTSIDE and len(line) <= BYLINE


def _at_colon(line: Line, sense: Sense, colon: int) -> Anchor:
    at = colon + 1 + line.word(colon + 1).complementiser
    kind = Construction.QUOTATION if line.quote(at) != OUTSIDE else Construction.CLAUSE
    return Anchor(kind, sense, at, colon, "colon")


def _opens_clause(line: Line, j: int) -> bool:
    word, before = line.word(j), line.word(j - 1)
    first = word.complementiser and not word.conjunction  # "and that" goes on with an earlier one
    return first and not before.is_a("guards") and j + 1 < line.ends[j]


def _is_content(line: Line, cue: Cue, j: int, limit: int) -> bool:
    """True for a quotation that is what is said, not a name on the way to it."""
    before = line.word(j - 1)
    if before.preposition and not before.bare and not cue.senses.behind(before.preposition):
        return False
    behind = line.after_quote(line.quote(j), j)
    if line.words_between(j, behind) < QUOTED_WORDS and not _ends_sentence(line, behind):
        return False
    following = range(behind, min(limit, behind + 8))
    stop = next((k for k in following if line.tokens[k].comma or line.quote(k) != OUTSIDE or line.word(k).verbs), limit)
    return not any(_opens_clause(line, k) or line.mark(k) == ":" for k in following if k < stop)


def _ends_sentence(line: Line, i: int) -> bool:
    return i >= len(line) or i == line.ends[i - 1]


def _is_barrier(line: Line, cue: Cue, j: int) -> bool:
    """True where another statement begins before this one has met its content."""
    if line.tokens[j].comma and is_doubtful(line, cue):
        return True
    word = line.word(j)
    if not word.verbs or word.is_a("introducers"):
        return False
    other = cue_at(line, j)
    if other and line.word(j - 1).is_a("relatives"):
        return other.senses.clause is not None and _owns_clause(line, j)
    if not other or (is_doubtful(line, other) and not (other.joined or line.word(j - 1).is_a("openers"))):
        return False
    if line.tokens[other.first - 1].comma and not (other.joined or other.participle) and _is_aside(line, j):
        return False
    return other.participle or bool(word.conjunction) or line.tokens[j - 1].comma or other.senses.clause is not None


def _owns_clause(line: Line, j: int) -> bool:
    """A complementiser follows the verb at ``j`` at once, or behind one word: "in which he said that"."""
    return any(line.word(k).complementiser and not line.word(k).conjunction for k in (j + 1, j + 2))


def _is_aside(line: Line, j: int) -> bool:
    """True for a verb between commas that describes the subject: ", who asked not to be named, that"."""
    close = next((k for k in range(j + 1, min(j + FAR, line.ends[j])) if line.tokens[k].comma), 0)
    return bool(close) and _opens_clause(line, close + 1)


def _behind(line: Line, cue: Cue, limit: int) -> Anchor | None:
    """The preposition behind which the content stands."""
    if not cue.senses.prepositions:
        return None
    relative, joined, spare = False, None, None
    for j in range(cue.at + 1, limit):
        word = line.word(j)
        if line.quote(j) != OUTSIDE:
            continue
        if j > cue.at + 1 and _is_barrier(line, cue, j):
            break
        relative = relative or word.is_a("relatives")
        found = _opening(line, cue, j, word)
        if found and relative and found.at == j:
            spare = spare or found  # may belong to the relative clause
        elif found and not (found.at == j and joined):
            if found.at > j:
                return found
            if not joined and not _may_be_linked(line, cue, j):
                return _fused(line, cue, j, limit) or found
            joined = found
    return joined or spare


def _fused(line: Line, cue: Cue, j: int, limit: int) -> Anchor | None:
    """ "admitted the-minister that": the complementiser with the same preposition, where no other verb stands between."""
    if line.word(j).definite and cue.participle:
        return None
    for k in range(j + 1, min(limit, j + NEAR)):
        word = line.word(k)
        if word.complementiser and word.free[:1] == line.word(j).preposition:
            return _opening(line, cue, k, word)
        if line.tokens[k].comma or word.finite or word.complementiser:
            return None
    return None


def _may_be_linked(line: Line, cue: Cue, j: int) -> bool:
    """True where a joined preposition may belong to the subject, for verbs that take a free one too."""
    free = any(line.grammar.is_free_preposition(p) for p, _ in cue.senses.prepositions)
    return free and line.word(j).definite


def _opening(line: Line, cue: Cue, j: int, word: Word) -> Anchor | None:
    linked = line.word(j - 1).key in line.grammar.links.get(word.free, frozenset())  # "a number *of* residents"
    free = None if linked else _accepted(line, cue, cue.senses.behind(word.key), j + 1)
    if free and not word.is_a("prepositions"):
        return Anchor(Construction.PREPOSITION, free, j, j, word.key)  # a noun that the content begins with
    noun = cue.senses.behind(line.word(j + 1).key) if free and j + 1 < line.ends[j] else None
    if noun and not line.word(j + 1).is_a("prepositions"):
        return Anchor(Construction.PREPOSITION, noun, j + 1, j, line.word(j + 1).key)  # insisted on the need to
    close = cue.participle and j == cue.at + 1  # nothing stands between: what follows is what it is about
    asked = close or (free is not None and free.act is Act.DECLINE)
    if free and j + 1 < line.ends[j] and (asked or not line.word(j + 1).is_a("occasions")):
        at = j + 1 + line.word(j + 1).complementiser
        return Anchor(Construction.PREPOSITION, free, at, j, word.key)
    if word.complementiser:
        fused = cue.senses.behind(word.free[0])  # b + anna
        return Anchor(Construction.PREPOSITION, fused, j + 1, j, "comp") if fused else None
    joined = _accepted(line, cue, cue.senses.behind(word.preposition), j)
    party = not close and (word.is_a("institutions") or word.is_a("audience"))
    if not joined or word.adjunct or party:
        return None
    return Anchor(Construction.PREPOSITION, joined, j, j, word.preposition)


def _accepted(line: Line, cue: Cue, sense: Sense | None, noun: int) -> Sense | None:
    """The sense where what it asks for is there: a negation, one of some nouns."""
    if sense is None or (sense.group.negated and not cue.negated):
        return None
    needs, word = line.grammar.folded(sense.group.needs), line.word(noun)
    return sense if not needs or word.free in needs or word.bare in needs or word.key in needs else None


__all__ = ["Anchor", "Cue", "anchor", "cues"]
