"""Attributions by a verb: X said that, "...", said X, X accused Y of, and the participles that go on with it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Act
from ingest.nlp.candidates.unparsed_anchors import QUOTED_WORDS, Anchor, Cue
from ingest.nlp.candidates.unparsed_contents import content, spans
from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_sources import Parties, parties
from ingest.nlp.draft import Construction, Draft, Range, Subject

CONFIDENCE = {
    Construction.CLAUSE: 0.95,
    Construction.QUOTATION: 0.95,
    Construction.PREPOSITION: 0.85,
    Construction.OBJECT: 0.6,
}


def verb_drafts(line: Line, found: Sequence[tuple[Cue, Anchor]], starts: frozenset[int]) -> list[Draft]:
    """One draft for each verb with a content."""
    drafts: list[Draft] = []
    for cue, anchor in found:
        said = content(line, anchor, starts - {cue.at, cue.first})
        if said and not _says_nothing(cue, anchor):
            drafts.append(_draft(line, cue, anchor, said, drafts))
    return drafts


def _says_nothing(cue: Cue, anchor: Anchor) -> bool:
    """ "did not mention the matter", "showed no mercy"."""
    noun = anchor.construction in (Construction.OBJECT, Construction.PREPOSITION)
    return cue.negated and noun and anchor.sense.act is Act.ASSERT


def statement_starts(line: Line, found: Sequence[tuple[Cue, Anchor]]) -> frozenset[int]:
    """Tokens at which a statement begins that ends the content before it."""
    starts = set()
    for cue, anchor in found:
        if line.quote(cue.at) != OUTSIDE:
            continue
        clause = anchor.construction in (Construction.CLAUSE, Construction.QUOTATION)
        before = line.word(cue.first - 1)
        if cue.participle or (cue.joined and (clause or line.tokens[cue.first - 1].comma)):
            starts.add(cue.first)
        elif before.is_a("openers"):
            starts.add(cue.first - 1)
        elif (clause and (before.is_a("occasions") or cue.at in (0, line.begins(cue.at)))) or (
            clause and line.tokens[cue.first - 1].comma
        ):
            starts.add(cue.first)
    return frozenset(starts)


def _draft(line: Line, cue: Cue, anchor: Anchor, said: tuple[Range, ...], earlier: Sequence[Draft]) -> Draft:
    who = parties(line, cue, anchor)
    group = anchor.sense.group
    hint = _hint(line, cue, earlier) if who.source is None else None
    return Draft(
        construction=anchor.construction,
        cue=line.range(cue.first, cue.at + 1),
        content=said,
        lemma=cue.verb.lemma,
        act=group.act,
        confidence=round(CONFIDENCE[anchor.construction] * group.weight, 3),
        source=who.source,
        subject=_subject(line, cue, who, hint),
        target=(who.target,) if who.target else (),
        negated=cue.negated,
        gender=cue.verb.gender,
        number=cue.verb.number,
        hint=hint,
        detail=("participle " if cue.participle else "") + anchor.detail,
    )


def _subject(line: Line, cue: Cue, who: Parties, hint: Range | None) -> Subject:
    if who.source:
        return Subject.NAMED
    impersonal = cue.verb.passive or (not (cue.participle or cue.joined or hint) and _may_be_passive(line, cue))
    return Subject.NOBODY if impersonal else Subject.DROPPED


def _may_be_passive(line: Line, cue: Cue) -> bool:
    """A form that may be read as passive, with a preposition or adverb where its subject should be."""
    following = line.word(cue.at + 1)
    return any(v.passive for v in cue.word.verbs) and (following.is_a("prepositions") or following.adjunct)


def _hint(line: Line, cue: Cue, earlier: Sequence[Draft]) -> Range | None:
    """The speaker of the statement that this one is joined to in the same sentence."""
    begin = line.tokens[line.begins(cue.at)].start
    last = next((d for d in reversed(earlier) if d.cue and d.cue.start >= begin and (d.source or d.hint)), None)
    return (last.source or last.hint) if last else None


# ---------------------------------------------------------------- the content first


def inserted_drafts(line: Line, found: Sequence[Cue], earlier: Sequence[Draft]) -> list[Draft]:
    """ "...", said X; and: ..., as X said."""
    drafts: list[Draft] = []
    for cue in found:
        sense = cue.senses.quotation or cue.senses.clause
        said = _before(line, cue, earlier) if sense and not cue.participle else ()
        if sense and said:
            anchor = Anchor(Construction.QUOTATION, sense, cue.at + 1, line.ends[cue.at], "inserted")
            drafts.append(_draft(line, cue, anchor, said, drafts))
    return drafts


def _before(line: Line, cue: Cue, earlier: Sequence[Draft]) -> tuple[Range, ...]:
    """What stands before an inserted cue: a quotation, or with a sign ("as") the clause; empty where neither does."""
    i, signs = cue.first - 1, 0
    while i >= 0 and ((line.mark(i) and line.quote(i) == OUTSIDE) or line.word(i).is_a("signs")):
        signs += line.word(i).is_a("signs")
        i -= 1
    if i < 0 or i < line.begins(cue.at):
        return ()
    if line.quote(i) != OUTSIDE:
        first = line.quote_begins(i)
        return spans(line, first, i + 1) if line.words_between(first, i + 1) >= QUOTED_WORDS else ()
    return preceding(line, i + 1, earlier) if signs and line.mark(i + 1) else ()


def preceding(line: Line, end: int, earlier: Sequence[Draft]) -> tuple[Range, ...]:
    """The part of the sentence before token ``end`` that no other statement covers; empty where one holds ``end``."""
    first = line.begins(end - 1)
    place = line.tokens[end - 1]
    for draft in earlier:
        if any(r.start <= place.start and place.end <= r.end for r in draft.content):
            return ()
    while first < end and line.word(first).is_a("openers"):
        first += 1
    return spans(line, first, end)
