"""Attributions without a reporting verb: according to X, nouns that introduce what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model import Act
from ingest.nlp.candidates.unparsed_contents import clause_end, credits_another, spans
from ingest.nlp.candidates.unparsed_inserted import preceding
from ingest.nlp.candidates.unparsed_lines import OUTSIDE, Line
from ingest.nlp.candidates.unparsed_owners import carrier, giver
from ingest.nlp.candidates.unparsed_phrases import phrase_end
from ingest.nlp.candidates.unparsed_targets import without_preposition
from ingest.nlp.draft import Construction, Draft, Range, Subject
from ingest.nlp.lexicon import NounGroup

ACCORDING, REPORT, OWNED, NOUN, UNREACHED = 0.85, 0.85, 0.75, 0.5, 0.75  # confidence of each construction
NEXT = 14  # tokens between a noun of saying and its clause


def noun_drafts(line: Line, verbs: Sequence[Draft], starts: frozenset[int]) -> list[Draft]:
    """Drafts of one paragraph besides those of its verbs."""
    drafts: list[Draft] = []
    taken = frozenset(d.cue.start for d in verbs if d.cue)
    said = tuple(span for d in verbs for span in d.content)
    for i, token in enumerate(line.tokens):
        if not token.word.introduces or token.quote != OUTSIDE or token.start in taken:
            continue
        drafts += _according(line, i, verbs, starts)
        drafts += _report(line, i, starts)
        drafts += _unreached(line, i)
        drafts += [d for d in _noun(line, i, starts) if not any(d.content[0].within(span) for span in said)]
    return drafts


def _matched(line: Line, i: int, table: dict[str, tuple[tuple[str, ...], ...]]) -> tuple[str, ...]:
    """The longest phrase of ``table`` at ``i``; its last part may be a preposition joined to the next word."""
    word = line.word(i)
    for key in dict.fromkeys((word.key, word.key[1:] if word.key[:1] in line.grammar.data.conjunctions else word.key)):
        for phrase in table.get(key, ()):
            if all(_fits(line, i + n, part) for n, part in enumerate(phrase) if n):
                return phrase
    return ()


def _fits(line: Line, i: int, part: str) -> bool:
    word = line.word(i)
    return word.key == part or (part in line.grammar.data.joined_prepositions and word.preposition == part)


# ---------------------------------------------------------------- according to X


def _according(line: Line, i: int, verbs: Sequence[Draft], starts: frozenset[int]) -> Iterator[Draft]:
    phrase = _matched(line, i, line.grammar.according)
    if not phrase:
        return
    first = i + len(phrase) - _is_joined(line, i + len(phrase) - 1, phrase[-1])
    word = line.word(first)
    thing = any(line.word(k).is_a("things") for k in (first, first + 1, first + 2))
    if word.finite or thing or (line.mark(first) and line.quote(first) == OUTSIDE):
        return
    end = phrase_end(line, first, line.ends[i], joined=bool(word.preposition and word.bare))
    if i <= line.begins(i) + 1 and line.word(end).is_a("prepositions"):
        end = next((k for k in range(end, min(end + NEXT, line.ends[i])) if line.tokens[k].comma), end)
    said = _said_by(line, i, end, verbs, starts) if end > first else ()
    if said:
        yield Draft(
            construction=Construction.ACCORDING,
            cue=line.range(i, max(first, i + 1)),
            content=said,
            lemma=" ".join(phrase),
            act=Act.ASSERT,
            confidence=ACCORDING,
            source=without_preposition(line, first, end),
        )


def _is_joined(line: Line, i: int, part: str) -> bool:
    """True where the phrase ends in a preposition that is written joined to the source."""
    return part in line.grammar.data.joined_prepositions and line.word(i).key != part


def _said_by(line: Line, i: int, end: int, verbs: Sequence[Draft], starts: frozenset[int]) -> tuple[Range, ...]:
    """What stands before the phrase; where the phrase opens the sentence, what follows it."""
    place = line.tokens[i].start
    relay = next((v for v in verbs if v.cue and v.cue.end <= place < v.content[0].start), None)
    if relay:
        return relay.content  # "said the paper, quoting its reporter, that"
    if credits_another(line, i) and (ended := _ended(line, i, verbs)):
        return ended
    before = preceding(line, i, verbs) if i > line.begins(i) + 1 else ()
    if before or i > line.begins(i) + 1:
        return before
    at = _behind_aside(line, end, line.ends[i])
    while at < line.ends[i] and (line.tokens[at].comma or line.word(at).complementiser):
        at += 1
    return spans(line, at, clause_end(line, at, line.ends[i], starts))


def _behind_aside(line: Line, end: int, limit: int) -> int:
    """Where the statement begins: right behind the source, or behind the comma that closes what describes it."""
    if line.mark(end) or line.word(end).complementiser:
        return end
    commas = (k for k in range(end, min(limit, end + NEXT)) if line.tokens[k].comma)
    return next((k for k in commas if line.word(k + 1).key.startswith(line.grammar.data.resumes)), end)


def _ended(line: Line, i: int, verbs: Sequence[Draft]) -> tuple[Range, ...]:
    """The content of the statement that ends right before token ``i``."""
    place = line.tokens[i - 2].end
    return next((v.content for v in reversed(verbs) if v.content[-1].end == place), ())


# ---------------------------------------------------------------- it came in a statement of X that


def _report(line: Line, i: int, starts: frozenset[int]) -> Iterator[Draft]:
    phrase = _matched(line, i, line.grammar.reports)
    noun = i + len(phrase)
    if not phrase or not line.word(noun).is_a("documents"):
        return
    at = _clause_at(line, noun + 1, line.ends[i])
    if not at:
        return
    end = phrase_end(line, noun + 1, at[0])
    source = without_preposition(line, noun + 1, end) if end > noun + 1 else _owner(line, noun + 1, at[0])
    yield Draft(
        construction=Construction.NOUN,
        cue=line.range(i, noun + 1),
        content=spans(line, at[1], clause_end(line, at[1], line.ends[i], starts)),
        lemma=" ".join(phrase),
        act=Act.ASSERT,
        confidence=REPORT,
        source=source,
        subject=Subject.NAMED if source else Subject.DROPPED,
        detail="report",
    )


def _owner(line: Line, first: int, limit: int) -> Range | None:
    """ "of the ministry" with a joined preposition behind the noun."""
    end = max(phrase_end(line, first + 1, limit), first + 1)
    return without_preposition(line, first, end) if first < limit and line.word(first).preposition else None


def _clause_at(line: Line, first: int, limit: int) -> tuple[int, int] | None:
    """(end of what stands before, first token of the content) of the clause or quotation that follows."""
    for j in range(first, min(limit, first + NEXT)):
        if line.word(j).complementiser or line.mark(j) == ":":
            return (j, j + 1) if j + 1 < limit else None
        if line.quote(j) != OUTSIDE:
            return j, j
    return None


def _unreached(line: Line, i: int) -> Iterator[Draft]:
    """Somebody could not be reached: no answer, the content being what was wanted of him ("for comment")."""
    phrase = _matched(line, i, line.grammar.unreached)
    if not phrase:
        return
    first = i + len(phrase) - _is_joined(line, i + len(phrase) - 1, phrase[-1])
    end = phrase_end(line, first, line.ends[i], joined=bool(line.word(first).preposition))
    wanted = spans(line, end, line.ends[i]) or spans(line, i + len(phrase) // 2, first)
    if end > first and wanted:
        yield Draft(
            construction=Construction.IMPERSONAL,
            cue=line.range(i, i + 2),
            content=wanted,
            lemma=" ".join(phrase),
            act=Act.DECLINE,
            confidence=UNREACHED,
            source=without_preposition(line, first, end),
            detail="unreached",
        )


# ---------------------------------------------------------------- fears of, claims that


def _noun(line: Line, i: int, starts: frozenset[int]) -> Iterator[Draft]:
    word = line.word(i)
    group = line.grammar.nouns.get(word.bare) or line.grammar.nouns.get(word.key)
    if not group or word.pronoun:
        return
    owner = carrier(line, i, group) or giver(line, i, group)
    at = _noun_content(line, owner.end - 1 if owner else i, group)
    said = spans(line, at, clause_end(line, at, _noun_limit(line, at), starts)) if at else ()
    if not said or (group.carried and not owner):
        return
    source = owner.source if owner else None
    yield Draft(
        construction=Construction.NOUN if source else Construction.IMPERSONAL,
        cue=line.range(owner.first if owner else i, max(i + 1, at - 2) if at > i + 3 and not owner else i + 1),
        content=said,
        lemma=word.bare,
        act=group.act,
        confidence=round((OWNED if source else NOUN) * group.weight, 3),
        source=source,
        target=(owner.target,) if owner and owner.target else (),
        subject=Subject.NAMED if source else Subject.NOBODY,
        detail="noun",
    )


def _noun_content(line: Line, i: int, group: NounGroup) -> int:
    """Where the content of a noun begins: a link, clause or noun of action right behind it; 0 where nothing does."""
    following = line.word(i + 1)
    if following.complementiser:
        return i + 2
    if _is_adjective(line, i + 1) and not _is_adjective(line, i):
        return _noun_content(line, i + 1, group)  # "a *judicial* complaint against"
    if following.is_a("prepositions"):
        linked = following.key in line.grammar.folded(group.links) or line.word(i + 2).complementiser
        return i + 2 + line.word(i + 2).complementiser if linked else 0
    if following.preposition in group.links and following.preposition:
        return i + 1
    if group.links and line.word(i + 2).is_a("prepositions") and line.word(i + 3).complementiser:
        return i + 4  # "the worry lies in that"
    return i + 1 if not group.links and line.grammar.action_noun.fullmatch(following.key) else 0


def _is_adjective(line: Line, i: int) -> bool:
    """By its ending, and not definite: behind a noun that is not definite either."""
    word = line.word(i)
    plain = not (word.definite or word.preposition or word.conjunction or word.kinds or line.name(i) != OUTSIDE)
    return plain and word.key.endswith(line.grammar.data.adjective_endings)


def _noun_limit(line: Line, at: int) -> int:
    return next((k for k in range(at, line.ends[at]) if line.tokens[k].comma), line.ends[at])
