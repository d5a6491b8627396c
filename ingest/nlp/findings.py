"""From drafts to ``Attribution`` values: act, certainty, mode, claim time, frame, and what is nested in what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model import Attribution, Claimant, Mode, Span
from ingest.nlp import acts, certainty, dates
from ingest.nlp.calibration import Calibration
from ingest.nlp.descriptors import describe
from ingest.nlp.draft import Construction, Draft, Range
from ingest.nlp.frames import frame
from ingest.nlp.paragraphs import without
from ingest.nlp.reading import Reading

_MOSTLY = 0.95
"""Share of quoted words from which a content is direct: a "that" or an ellipsis may stand outside the marks."""
_WITHOUT_CONTENT = (Construction.NOUN, Construction.LIGHT_VERB)


def attributions(
    drafts: Sequence[Draft], claimants: Sequence[Claimant | None], reading: Reading, calibration: Calibration
) -> tuple[Attribution, ...]:
    """One attribution for each draft that holds something and is sure enough to be shown, in the order of the text."""
    found: dict[str, Attribution] = {}
    for draft, claimant in zip(drafts, claimants, strict=True):
        whole = _around_holes(draft, reading)
        if whole.content or draft.construction in _WITHOUT_CONTENT:
            attribution = calibration.applied(_attribution(whole, claimant, reading))
            if attribution.confidence >= calibration.shown:
                found.setdefault(attribution.id, attribution)
    return _nested(sorted(found.values(), key=lambda a: (a.start, a.id)))


def _around_holes(draft: Draft, reading: Reading) -> Draft:
    """Content split where a teaser or a notice cuts into it."""
    pieces = [piece for span in draft.content for piece in without(span, reading.holes)]
    trimmed = (_trimmed(reading.text, piece) for piece in pieces)
    content = tuple(piece for piece in trimmed if piece is not None)
    return draft if content == draft.content else replace(draft, content=content)


def _trimmed(text: str, span: Range) -> Range | None:
    inner = text[span.start : span.end]
    start = span.start + len(inner) - len(inner.lstrip())
    end = span.end - (len(inner) - len(inner.rstrip()))
    return Range(start, end) if any(c.isalnum() for c in inner) else None


def _attribution(draft: Draft, claimant: Claimant | None, reading: Reading) -> Attribution:
    version, done = reading.version, acts.refine(draft, reading)
    level, hedges = certainty.weigh(draft, done.act, reading)
    cue, content = _span(draft.cue, reading), _spans(draft.content, reading)
    target = _spans(done.target, reading)
    named = [e for span in target for e in reading.found.entities_at(span.start, span.end)]
    return Attribution(
        id=Attribution.id_of(version.id, done.act, cue, content),
        version_id=version.id,
        language=reading.language.code,
        cue=cue,
        source=_span(draft.source, reading),
        content=content,
        act=done.act,
        mode=_mode(draft.content, reading),
        certainty=level,
        lemma=draft.lemma,
        confidence=round(min(draft.confidence, 1.0), 3),
        rule=draft.rule,
        frame=frame(draft.content, reading),
        target=target,
        target_ids=tuple(dict.fromkeys(named)),
        hedge=_spans(hedges, reading),
        claimant=claimant,
        descriptor=describe(draft.source, reading) if draft.source else None,
        said=dates.said(draft, reading),
    )


def _span(place: Range | None, reading: Reading) -> Span | None:
    """The span in the version's own text: what was blanked out for reading is there."""
    return None if place is None else Span.of(reading.version.text, place.start, place.end)


def _spans(places: Sequence[Range], reading: Reading) -> tuple[Span, ...]:
    return tuple(Span.of(reading.version.text, p.start, p.end) for p in places)


def _mode(content: tuple[Range, ...], reading: Reading) -> Mode:
    words = [token.place for span in content for token in reading.words_in(span)]
    quoted = sum(reading.quotation_at(word.start) is not None for word in words)
    if not quoted:
        return Mode.INDIRECT
    return Mode.DIRECT if quoted >= _MOSTLY * len(words) else Mode.MIXED


def _nested(found: list[Attribution]) -> tuple[Attribution, ...]:
    """Each attribution with the id of the narrowest other one whose content holds its cue, or all of it."""
    holders = [_holder(a, found) for a in found]
    return tuple(a if holder is None else replace(a, within=holder) for a, holder in zip(found, holders, strict=True))


def _holder(inner: Attribution, found: list[Attribution]) -> str | None:
    place = inner.cue or inner.content[0]
    holders = [
        (span.end - span.start, a.id)
        for a in found
        if a is not inner
        for span in a.content
        if span.start <= place.start and place.end <= span.end
    ]
    return min(holders)[1] if holders else None
