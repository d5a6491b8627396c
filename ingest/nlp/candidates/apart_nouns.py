"""Attributions without a reporting verb: according to X, X's accusation that, accusations of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model import Act
from ingest.nlp.candidates import apart_phrases as phrases
from ingest.nlp.candidates.apart_contents import clause_end, is_infinitive
from ingest.nlp.candidates.apart_words import OUTSIDE, Line, is_finite
from ingest.nlp.draft import Construction, Draft, Range, Subject
from ingest.nlp.lexicon import NounGroup

_SURE, _NOUN = 0.9, 0.5
_OWNERLESS = (Act.ACCUSE, Act.ALLEGE, Act.DENY, Act.WARN)
_LEAST = 3
_LINK = 8
"""Tokens between a noun and what introduces its content."""


def according_drafts(line: Line, starts: frozenset[int]) -> Iterator[Draft]:
    """ "según X": what is said is the rest of the sentence."""
    table = [(phrase, tuple(w.split())) for phrase in line.grammar.lexicon.according for w in phrase.words]
    for i in range(len(line)):
        for _phrase, parts in table:
            if line.quote(i) == OUTSIDE and all(line.key(i + n) == part for n, part in enumerate(parts)):
                draft = _according(line, i, i + len(parts), starts)
                if draft is not None:
                    yield draft
                break


def _according(line: Line, i: int, first: int, starts: frozenset[int]) -> Draft | None:
    verb = first < len(line) and any(form.finite for form in line.tokens[first].forms)
    at = first + verb  # "según dijo X", "según X"
    while verb and at < line.ends[i] and not phrases.begins(line, at) and not line.mark(at):
        at = phrases.past(line, at, line.ends[i])  # "según confirmaron a este diario fuentes jurídicas"
    if at >= len(line) or not phrases.begins(line, at):
        return None
    begin = line.begins(i)
    end = _source_end(line, at, opens=line.words(begin, i) < _LEAST)
    before, behind = (begin, i), (end, clause_end(line, end, starts) if end < len(line) else end)
    said = line.spans(*before) if line.words(*before) >= _LEAST else line.spans(*behind)
    if before[0] < i and line.words(*before) >= _LEAST and line.mark(end) == "," and is_finite(line, end + 1):
        said = (*line.spans(*before), *line.spans(end, line.ends[i]))
    if end <= at or not said:
        return None
    pronoun = line.is_a(at, "pronouns") and end == at + 1
    return Draft(
        construction=Construction.ACCORDING,
        cue=line.range(i, first + verb),
        content=said,
        lemma=line.key(i),
        act=Act.ASSERT,
        confidence=_SURE,
        source=line.range(at, end),
        subject=Subject.PRONOUN if pronoun else Subject.NAMED,
    )


def _source_end(line: Line, at: int, *, opens: bool) -> int:
    """Where the phrase opens the sentence its noun phrase reaches to the comma, if no verb stands before that."""
    comma = next((k for k in range(at, line.ends[at]) if line.mark(k) == "," and line.quote(k) == OUTSIDE), None)
    if opens and comma is not None and phrases.is_whole(line, at, comma):
        return comma
    return phrases.phrase_end(line, at, line.ends[at])


def noun_drafts(line: Line, starts: frozenset[int], verbs: Sequence[Draft]) -> Iterator[Draft]:
    """ "la acusación de que", "la denuncia según la cual", "acusaciones de fraude"."""
    groups = line.grammar.lexicon.noun_groups
    for i, token in enumerate(line.tokens):
        group = (
            groups.get(token.key) or groups.get(token.key.removesuffix("s")) or groups.get(token.key.removesuffix("es"))
        )
        if group is None or token.quote != OUTSIDE or (token.forms and not line.is_a(i - 1, "determiners")):
            continue
        if not any(d.cue and d.cue.start <= token.start < d.cue.end for d in verbs):
            draft = _noun(line, i, group, starts)
            if draft is not None:
                yield draft


def _noun(line: Line, i: int, group: NounGroup, starts: frozenset[int]) -> Draft | None:
    found = _introduced(line, i, group)
    if found is None:
        return None
    at, owner = found
    if owner is None and group.act not in _OWNERLESS:
        return None
    said = line.spans(at, clause_end(line, at, starts))
    if not said:
        return None
    return Draft(
        construction=Construction.NOUN,
        cue=line.range(i, i + 1),
        content=said,
        lemma=line.key(i),
        act=group.act,
        confidence=_NOUN * group.weight,
        source=owner,
        subject=Subject.NAMED if owner else Subject.NOBODY,
    )


def _introduced(line: Line, i: int, group: NounGroup) -> tuple[int, Range | None] | None:
    """(first token of the content, whose it is): a clause with "that" or "according to which", or a bare noun behind a link."""
    owner = None
    for j in range(i + 1, min(i + _LINK, line.ends[i])):
        if line.mark(j) or is_finite(line, j):
            return None
        if line.key(j) in line.grammar.complementisers and line.key(j - 1) == "de":
            return j + 1, owner
        opening = " ".join(line.key(j + n) for n in range(3))
        if opening in line.grammar.lexicon.relative_links:
            return j + 3, owner
        if (
            j == i + 1
            and line.key(j) in group.links
            and not (line.is_a(j + 1, "determiners") or line.tokens[j + 1].capital)
        ):
            return (j + 1, owner) if line.key(j + 1) not in line.grammar.complementisers else (j + 2, owner)
        if owner is None and line.key(j) in line.grammar.lexicon.noun_sources and phrases.begins(line, j + 1):
            end = phrases.phrase_end(line, j + 1, min(i + _LINK, line.ends[i]))
            owner = line.range(j + 1, end) if end > j + 1 else None
        elif owner is not None and line.key(j) in group.links and is_infinitive(line, j + 1):
            return j, owner  # "el pedido de la defensa para anular"
    return None
