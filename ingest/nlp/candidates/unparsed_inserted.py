"""The content first: "...", said X; ..., as X said; ..., which X denied; and "according to what X said, ...".

::

    quotation before the verb            the quotation
    "as", "according to what" before it  the clause before; at the beginning of a sentence the clause behind the speaker
    an object pronoun on the verb        what the statement before it said ("which he denied")
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.nlp.candidates.unparsed_anchors import QUOTED_WORDS, Anchor, Cue
from ingest.nlp.candidates.unparsed_contents import clause_end, spans
from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_phrases import phrase_end
from ingest.nlp.candidates.unparsed_verbs import drafted
from ingest.nlp.draft import Construction, Draft, Range


def inserted_drafts(line: Line, found: Sequence[Cue], earlier: Sequence[Draft], starts: frozenset[int]) -> list[Draft]:
    """Drafts of verbs behind which no content stands."""
    drafts: list[Draft] = []
    for cue in found:
        sense = cue.senses.quotation or cue.senses.clause or (cue.senses.object if cue.word.pronoun else None)
        if not sense or cue.participle or (cue.word.is_a("prepositions") and not cue.joined):
            continue
        said, end = _said(line, cue, earlier, starts)
        if said:
            anchor = Anchor(Construction.QUOTATION, sense, cue.at + 1, end, "inserted")
            drafts.append(drafted(line, cue, anchor, said, drafts))
    return drafts


def _said(line: Line, cue: Cue, earlier: Sequence[Draft], starts: frozenset[int]) -> tuple[tuple[Range, ...], int]:
    """What is said, and the token at which the words of its speaker end."""
    limit = line.ends[cue.at]
    i, signs = _over_signs(line, cue)
    if i < line.begins(cue.at) or i < 0:
        return _behind(line, cue, starts) if signs else ((), limit)
    if line.quote(i) != OUTSIDE:
        first = line.quote_begins(i)
        long = line.words_between(first, i + 1) >= QUOTED_WORDS
        return (spans(line, first, i + 1), limit) if long else ((), limit)
    if not signs or not line.mark(i + 1):
        return (), limit
    return _echoed(line, i, earlier) or preceding(line, i + 1, earlier), limit


def _over_signs(line: Line, cue: Cue) -> tuple[int, int]:
    """The last token before the cue, marks and signs ("as", "according to what", "and this is what"); how many signs."""
    i, signs = cue.first - 1, 0
    while i >= line.begins(cue.at):
        word = line.word(i)
        sign = word.is_a("signs") or (signs > 0 and (word.introduces or word.is_a("linking")))
        if not sign and not (line.mark(i) and line.quote(i) == OUTSIDE):
            break
        signs += sign
        i -= 1
    return i, signs


def _behind(line: Line, cue: Cue, starts: frozenset[int]) -> tuple[tuple[Range, ...], int]:
    """ "According to what X said, ...": the clause behind the speaker's comma."""
    limit = line.ends[cue.at]
    end = phrase_end(line, cue.at + 1, limit)
    comma = next((k for k in range(end, limit) if line.tokens[k].comma), limit)
    if end == cue.at + 1 or comma >= limit:
        return (), limit
    first = comma + 1 + line.word(comma + 1).complementiser
    return spans(line, first, clause_end(line, first, limit, starts)), comma


def _echoed(line: Line, i: int, earlier: Sequence[Draft]) -> tuple[Range, ...]:
    """What the statement that ends at token ``i`` said: "..., which he denied", "..., as X said"."""
    place = line.tokens[i]
    ended = (d for d in reversed(earlier) if d.content and d.content[-1].start <= place.start <= d.content[-1].end)
    return next((d.content for d in ended), ())


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
