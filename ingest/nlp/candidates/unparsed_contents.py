"""How far a content reaches: to the end of what the speaker says, without the narrator's tail or the next statement."""

from __future__ import annotations

from ingest.nlp.candidates.unparsed_anchors import Anchor
from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_phrases import phrase_end
from ingest.nlp.draft import Construction, Range

EARLY = 7  # a cue among the first tokens of a sentence begins a statement of its own


def content(line: Line, anchor: Anchor, starts: frozenset[int]) -> tuple[Range, ...]:
    """The ranges of what is said. ``starts`` are tokens where other statements begin."""
    if anchor.construction is Construction.QUOTATION:
        return _quotation(line, anchor.at)
    if anchor.detail == "colon":
        end = _run_on(line, anchor.at, starts)
    else:
        end = clause_end(line, anchor.at, line.ends[anchor.at - 1], starts)
    if anchor.construction in (Construction.PREPOSITION, Construction.OBJECT) and anchor.detail != "comp":
        end = _noun_end(line, anchor.at, end)
    return spans(line, anchor.at, end)


def _noun_end(line: Line, first: int, limit: int) -> int:
    """A noun as content ends at a comma, unless another noun is joined to it there ("and the lack of ...")."""
    stops = (k for k in range(first + 1, limit) if line.tokens[k].comma and line.quote(k) == OUTSIDE)
    end = next((k for k in stops if not _joins_noun(line, k + 1)), limit)
    while end > first + 1 and line.word(end - 1).key in line.grammar.manner:
        end -= 1  # "denied that *altogether*"
    return end


def _joins_noun(line: Line, i: int) -> bool:
    word, grammar = line.word(i), line.grammar
    if word.is_a("relatives") or line.quote(i) != OUTSIDE:
        return True
    rest = word.key[1:] if word.key[:1] in grammar.data.conjunctions else ""
    noun = rest.startswith(grammar.data.articles) or grammar.action_noun.fullmatch(rest) is not None
    return noun or grammar.word(rest).preposition != "" or grammar.word(rest).complementiser if rest else False


def spans(line: Line, first: int, end: int) -> tuple[Range, ...]:
    """Tokens ``[first, end)`` without marks at the edges; a quotation that is all of it loses its marks."""
    while first < end and line.mark(first) and line.quote(first) == OUTSIDE and line.mark(first) not in "([":
        first += 1
    while end > first and line.mark(end - 1) and line.quote(end - 1) == OUTSIDE and line.mark(end - 1) not in ")]":
        end -= 1
    if first >= end:
        return ()
    number = line.quote(first)
    if number != OUTSIDE and line.after_quote(number, first) >= end:
        return (line.quotes[number].inner,)
    return (line.range(first, end),)


def clause_end(line: Line, first: int, limit: int, starts: frozenset[int]) -> int:
    """The token behind a clause that begins at ``first``."""
    i = first
    while i < limit:
        if line.quote(i) != OUTSIDE:
            i = line.after_quote(line.quote(i), i)
            continue
        if i > first and (i in starts or is_tail(line, i) or credits_another(line, i)):
            break
        i += 1
    return min(i, max(limit, first))


def is_tail(line: Line, i: int) -> bool:
    """True where the narrator goes on in his own voice: behind a comma, for some phrases without one."""
    tails = line.grammar.tails if line.tokens[i - 1].comma else line.grammar.close_tails
    phrases = tails.get(line.word(i).key, ())
    return any(all(line.word(i + n).key == part for n, part in enumerate(phrase)) for phrase in phrases)


def credits_another(line: Line, i: int) -> bool:
    """True behind a comma for "according to X" with nothing but X up to the end of the sentence."""
    if not line.tokens[i - 1].comma or not line.word(i).introduces:
        return False
    phrases = line.grammar.according.get(line.word(i).key, ())
    fitting = next((p for p in phrases if all(_fits(line, i + n, part) for n, part in enumerate(p) if n)), ())
    first = i + len(fitting) - 1
    if not fitting or first >= line.ends[i]:
        return False
    first += line.word(first).key == fitting[-1]
    return phrase_end(line, first, line.ends[i], joined=True) == line.ends[i]


def _fits(line: Line, i: int, part: str) -> bool:
    word = line.word(i)
    return word.key == part or (part in line.grammar.data.joined_prepositions and word.preposition == part)


def _run_on(line: Line, first: int, starts: frozenset[int]) -> int:
    """Speech behind a colon runs over sentences until one begins with a statement of its own."""
    i = clause_end(line, first, line.ends[first], starts)
    if i < line.ends[first]:
        return i
    while i < len(line):
        following = i + 1
        while following < len(line) and line.mark(following) and line.quote(following) == OUTSIDE:
            following += 1
        if following >= len(line) or any(n in starts for n in range(following, following + EARLY)):
            return i
        end = clause_end(line, following, line.ends[following], starts)
        if end < line.ends[following]:
            return end
        i = end
    return i


def _quotation(line: Line, at: int) -> tuple[Range, ...]:
    """The quotation at ``at`` with those that follow it with nothing but marks between."""
    ranges, i = [], at
    while i < len(line) and line.quote(i) != OUTSIDE:
        ranges.append(line.quotes[line.quote(i)].inner)
        i = line.after_quote(line.quote(i), i)
        while i < len(line) and line.mark(i) and line.quote(i) == OUTSIDE:
            i += 1
    return tuple(ranges)
