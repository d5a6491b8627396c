"""Attributions by a verb: X said that, "...", said X, X accused Y of, and the participles that go on with it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Act
from ingest.nlp.candidates.unparsed_anchors import QUOTED_WORDS, Anchor, Cue
from ingest.nlp.candidates.unparsed_contents import content
from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_phrases import phrase_end
from ingest.nlp.candidates.unparsed_sources import Parties, clause_subject, parties
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
        ends = (starts - {cue.at, cue.first}) | {a.edge for c, a in found if c.at < cue.at < a.edge < a.at}
        said = (*_interrupted(line, cue, anchor), *content(line, anchor, ends))  # ends: "the source, who ..., that"
        if said and not _says_nothing(cue, anchor):
            drafts.append(drafted(line, cue, anchor, said, drafts))
    return drafts


def _interrupted(line: Line, cue: Cue, anchor: Anchor) -> tuple[Range, ...]:
    """The quotation before the cue that goes on behind it: "...", said X, "..." """
    i = cue.first - 1
    if anchor.detail != "quote" or i < 1 or not line.tokens[i].comma or line.quote(i - 1) == OUTSIDE:
        return ()
    first = line.quote_begins(i - 1)
    return (line.quotes[line.quote(first)].inner,) if line.words_between(first, i) >= QUOTED_WORDS else ()


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


def drafted(line: Line, cue: Cue, anchor: Anchor, said: tuple[Range, ...], earlier: Sequence[Draft]) -> Draft:
    """The draft of one verb with its content; ``earlier`` are those before it in the paragraph."""
    who, group = parties(line, cue, anchor), anchor.sense.group
    before = _hint(line, cue, earlier)
    if group.object == "target" and before and cue.joined and _is_only_party(cue, who, earlier):
        who = Parties(None, who.source)
    hint = before if who.source is None else None
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
        topic=_topic(line, anchor, said),
        detail=("participle " if cue.participle else "") + anchor.detail,
    )


def _topic(line: Line, anchor: Anchor, said: tuple[Range, ...]) -> Range | None:
    """The noun phrase that a clause begins with: behind "that" it is what the clause speaks of."""
    first = next((i for i in range(anchor.at, anchor.at + 3) if line.tokens[i].start >= said[0].start), None)
    if anchor.construction is not Construction.CLAUSE or first is None or line.word(first).finite:
        return None
    end = phrase_end(line, first, line.ends[first], objects=True)
    return line.range(first, end) if end > first else None


def _is_only_party(cue: Cue, who: Parties, earlier: Sequence[Draft]) -> bool:
    """True where one party is named behind a verb that goes on with its sentence: "X warned ..., and urged | the state"."""
    behind = who.source is not None and who.target is None and not cue.verb.passive
    return behind and bool(earlier) and earlier[-1].gender in ("", cue.verb.gender)


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
    if last:
        return last.source or last.hint
    goes_on = cue.participle or cue.joined or line.word(cue.first - 1).is_a("openers")
    return clause_subject(line, cue) if goes_on else None
