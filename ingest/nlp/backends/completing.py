"""From the spans of a model to drafts: what a cue does is known by our lexicons, whoever found it.

The rules read the same text. Where they see the same cue, the draft takes from them what a model's labels do not say (the
act, whether it is negated, gender and number, the target) and from the model where cue, source and content are. A cue that
the rules see nothing at is looked up in the lexicon; one that is not there asserts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.model import Act
from graph.text import words
from ingest.nlp.backends.base import Proposal
from ingest.nlp.draft import Construction, Draft, Range, Subject
from ingest.nlp.lexicon import Sense
from ingest.nlp.reading import Reading


def completed(proposals: Iterable[Proposal], reading: Reading, *, known: Sequence[Draft], by: str) -> tuple[Draft, ...]:
    """A draft for each proposal, in the order of the text. ``known`` are the rules' drafts, ``by`` names the back end."""
    made = [_draft(proposal, reading, known, by) for proposal in proposals]
    return tuple(sorted(made, key=lambda draft: (draft.start, draft.cue or (0, 0))))


def _draft(proposal: Proposal, reading: Reading, known: Sequence[Draft], by: str) -> Draft:
    same = _same_cue(proposal, known)
    draft = _of_lexicon(proposal, reading) if same is None else same
    return replace(
        draft,
        cue=proposal.cue,
        source=proposal.source,
        content=proposal.content,
        confidence=proposal.confidence,
        subject=_subject(proposal, reading, same),
        target=proposal.target or _apart_from(proposal.source, draft.target),
        hint=draft.hint if proposal.source is None or _is_pronoun(proposal.source, reading) else None,
        detail=by,
    )


def _same_cue(proposal: Proposal, known: Sequence[Draft]) -> Draft | None:
    """The rules' draft whose cue shares most with the proposal's."""
    cue = proposal.cue
    if cue is None:
        return None
    meeting = [draft for draft in known if draft.cue is not None and draft.cue.overlaps(cue)]
    return max(meeting, key=lambda draft: _shared(cue, draft.cue), default=None)


def _shared(one: Range, other: Range | None) -> int:
    return 0 if other is None else min(one.end, other.end) - max(one.start, other.start)


def _apart_from(source: Range | None, target: tuple[Range, ...]) -> tuple[Range, ...]:
    """Nobody accuses himself because a model reads the source where the rules read the target."""
    return tuple(place for place in target if source is None or not place.overlaps(source))


def _subject(proposal: Proposal, reading: Reading, same: Draft | None) -> Subject:
    """Whether a speaker is to be looked for: without a source only where the rules see why there is none."""
    if proposal.source is not None:
        return Subject.PRONOUN if _is_pronoun(proposal.source, reading) else Subject.NAMED
    return same.subject if same is not None and same.source is None else Subject.NOBODY


def _is_pronoun(source: Range, reading: Reading) -> bool:
    said = words(reading.text[slice(*source)])
    return any(words(word) == said for pronoun in reading.lexicon.speakers.pronouns for word in pronoun.words)


def _of_lexicon(proposal: Proposal, reading: Reading) -> Draft:
    quoted = reading.quotation_at(proposal.content[0].start) is not None
    construction = Construction.QUOTATION if quoted else Construction.CLAUSE
    sense = next(_senses(proposal.cue, reading, construction), None)
    return Draft(
        construction=construction,
        cue=proposal.cue,
        content=proposal.content,
        lemma=sense.lemma if sense is not None else _worded(proposal.cue, reading),
        act=sense.act if sense is not None else Act.ASSERT,
        confidence=proposal.confidence,
        negated=_is_negated(proposal.cue, reading),
    )


def _worded(cue: Range | None, reading: Reading) -> str:
    return "" if cue is None else " ".join(words(reading.text[slice(*cue)]))


def _senses(cue: Range | None, reading: Reading, construction: Construction) -> Iterator[Sense]:
    """What the verbs of a cue do, the last verb first: auxiliaries stand before it in the languages we read."""
    for lemma in reversed(() if cue is None else _lemmas(cue, reading)):
        sense = reading.lexicon.sense(lemma, construction) or next(iter(reading.lexicon.senses.get(lemma, ())), None)
        if sense is not None:
            yield sense


def _lemmas(cue: Range, reading: Reading) -> tuple[str, ...]:
    """By the parse, or by the table of forms of a language without one."""
    if reading.doc is not None:
        return tuple(token.lemma_.lower() for token in reading.doc if cue.start <= token.idx < cue.end)
    written = [word.written for word in reading.words_in(cue)]
    if reading.lexicon.apart.forms:
        return tuple(form.lemma for word in written for form in reading.language.apart.forms.get(word.lower(), ()))
    return tuple(verb.lemma for word in written for verb in reading.language.tokens.word(word).verbs)


def _is_negated(cue: Range | None, reading: Reading) -> bool:
    spoken = () if cue is None else reading.words_in(cue)
    return any(form in reading.lexicon.negation.words for word in spoken for form in word.forms)
