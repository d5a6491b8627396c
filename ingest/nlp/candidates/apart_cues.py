"""Verb groups: "no ha querido decir", "fue acusado", "añadiendo": a reporting verb with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.nlp.candidates.apart_words import OUTSIDE, Form, Line, is_finite
from ingest.nlp.draft import Construction, Range
from ingest.nlp.lexicon import Sense

_BETWEEN = 2
"""Words between an auxiliary and its participle: "ha también dicho"."""


@dataclass(frozen=True, slots=True)
class Group:
    """Tokens ``[first, end)``; ``at`` is the reporting verb. ``kind`` "finite", "gerund", "participle" or "infinitive".

    ``object`` is the token of an object pronoun before it ("lo acusó"), -1 for none.
    """

    first: int
    at: int
    end: int
    form: Form
    kind: str
    passive: bool = False
    negated: bool = False
    object: int = -1

    impersonal: bool = False
    """ "se cree que": nobody is said to."""

    def cue(self, line: Line) -> Range:
        """The words of the cue: without object pronouns that open the group."""
        first = self.first
        while first < self.at and line.key(first) in line.grammar.data.object_clitics:
            first += 1
        return line.range(first, self.end)

    @property
    def lemma(self) -> str:
        return self.form.lemma

    def sense(self, line: Line, construction: Construction, particle: str = "") -> Sense | None:
        """What the verb does in ``construction``; a sense that needs a negation only with one."""
        found = line.grammar.lexicon.sense(self.lemma, construction, particle)
        return None if found is None or (found.group.negated and not self.negated) else found


def groups(line: Line) -> Iterator[Group]:
    """All groups outside quotations, in order."""
    lemmas = frozenset(line.grammar.lexicon.senses)
    for i, token in enumerate(line.tokens):
        if token.forms and token.quote == OUTSIDE:
            found = group_of(line, i, lemmas)
            if found is not None:
                yield found


def group_of(line: Line, i: int, lemmas: frozenset[str]) -> Group | None:
    """The group of the form at ``i`` of one of ``lemmas``; None where it stands like a noun, or an adjective."""
    for form in line.tokens[i].forms:
        if form.lemma not in lemmas:
            continue
        found = _finite(line, i, form) if form.finite else _unfinite(line, i, form)
        if found is not None:
            return found
    return None


def _finite(line: Line, i: int, form: Form) -> Group | None:
    first = _with_clitics(line, i)
    before = line.tokens[first - 1] if first else None
    if before is not None and form.tense == "present" and (before.is_a("never_before") or before.is_a("contractions")):
        return None
    if form.tense == "subjunctive" and not _tells_the_past(line, first):
        return None
    if line.is_a(i, "doubtful") and not _stands_like_a_verb(line, i, first):
        return None
    if before is not None and before.is_a("prepositions") and before.quote == OUTSIDE:
        return None
    return _made(line, first, i, form, "finite")


def _stands_like_a_verb(line: Line, i: int, first: int) -> bool:
    """A form that is a noun too, right before what it says; an article before it makes a noun of it."""
    if first < i and line.is_a(first, "determiners"):
        return False
    if first and (line.quote(first - 1) != OUTSIDE or line.mark(first - 1) in (",", "—", "–")):
        return True
    if first and (line.tokens[first - 1].is_a("determiners") or is_finite(line, first - 1)):
        return False
    return line.key(i + 1) in line.grammar.complementisers or line.is_a(i + 1, "determiners") or line.key(i + 1) == "a"


def _tells_the_past(line: Line, first: int) -> bool:
    """ "después de que anunciara": the last complementiser before it stands behind one of ``past_links``."""
    before = range(first - 1, line.begins(max(first - 1, 0)), -1)
    at = next((k for k in before if line.key(k) in line.grammar.complementisers), None)
    return at is not None and line.key(at - 1) in line.grammar.data.past_links


def _with_clitics(line: Line, i: int) -> int:
    while i > 0 and line.tokens[i - 1].is_a("clitics") and line.quote(i - 1) == OUTSIDE:
        i -= 1
    return i


def _unfinite(line: Line, i: int, form: Form) -> Group | None:
    if form.tense == "participle":
        return _participle(line, i, form)
    if form.tense == "gerund":
        return _made(line, i, i, form, "gerund")
    return _infinitive(line, i, form)


def _participle(line: Line, i: int, form: Form) -> Group | None:
    """With "ha" a perfect, with "fue" a passive; alone it is passive where "por" or a charge follows."""
    for back in range(i - 1, max(-1, i - 2 - _BETWEEN), -1):
        if line.is_a(back, "perfects") and line.tokens[i].text.lower().endswith("o"):
            return _made(line, _with_clitics(line, back), i, form, "finite")
        if line.is_a(back, "passives"):
            first = back - 1 if line.is_a(back - 1, "perfects") else back
            return _made(line, _with_clitics(line, first), i, form, "finite", passive=True)
        if not line.is_a(back, "adverbs"):
            break
    return _made(line, i, i, form, "participle", passive=True)


def _infinitive(line: Line, i: int, form: Form) -> Group | None:
    """Behind a verb that only helps ("volvió a negar"), or an opening like "tras" or "al"."""
    helper = i - 2 if line.key(i - 1) in ("a", "de") else i - 1
    lemmas = {f.lemma for f in line.tokens[helper].forms} if helper >= 0 else set()
    if lemmas & set(line.grammar.lexicon.aspect):
        return _made(line, _with_clitics(line, helper), i, form, "finite")
    return _made(line, i, i, form, "infinitive") if line.is_a(i - 1, "guards") else None


def _made(line: Line, first: int, at: int, form: Form, kind: str, *, passive: bool = False) -> Group:
    clitic = next((k for k in range(first, at) if line.key(k) in line.grammar.data.object_clitics), -1)
    reflexive = any(line.key(k) in line.grammar.data.reflexives for k in range(first, at))
    impersonal = reflexive and kind == "finite" and form.lemma not in line.grammar.data.reflexive
    negated = first > 0 and line.key(first - 1) in line.grammar.negations
    return Group(
        first - negated, at, at + 1, form, kind, passive=passive, negated=negated, object=clitic, impersonal=impersonal
    )
