"""Speech that goes on in the next paragraph without a cue of its own, the same in all languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.nlp.draft import Construction, Draft, Range
from ingest.nlp.paragraphs import Paragraph
from ingest.nlp.reading import Reading

_SPOKEN = (Construction.CLAUSE, Construction.QUOTATION, Construction.ACCORDING)
_MARKS = " \t\u00a0“”\"'‘’«»,.;:—–-…()[]"


def continued(drafts: Sequence[Draft], reading: Reading) -> tuple[Draft, ...]:
    """``drafts`` with every paragraph that is nothing but a quotation added to the quotation before it."""
    found = list(drafts)
    for before, paragraph in zip(reading.paragraphs, reading.paragraphs[1:], strict=False):
        spoken = _all_quotation(reading, paragraph)
        if not spoken or any(_touches(draft, paragraph) for draft in found):
            continue
        number = _last_speech(found, before, reading)
        if number is not None:
            found[number] = replace(found[number], content=(*found[number].content, *spoken))
    return tuple(found)


def _all_quotation(reading: Reading, paragraph: Paragraph) -> tuple[Range, ...]:
    """The quotations of a paragraph that holds nothing else."""
    inside = [q for q in reading.outermost if paragraph.start <= q.outer.start < paragraph.end]
    rest, at = "", paragraph.start
    for quotation in inside:
        rest += reading.text[at : quotation.outer.start]
        at = quotation.outer.end
    rest += reading.text[at : paragraph.end]
    return () if rest.strip(_MARKS) else tuple(q.inner for q in inside)


def _touches(draft: Draft, paragraph: Paragraph) -> bool:
    """Whether the paragraph has a cue outside its quotation, or content of another cue."""
    return any(span.overlaps(paragraph.range) for span in draft.content) and not (
        draft.cue is not None and draft.cue.within(paragraph.range)
    )


def _last_speech(drafts: list[Draft], paragraph: Paragraph, reading: Reading) -> int | None:
    """The draft whose content, or whose cue behind its content, ends the paragraph; quoted speech before reported."""
    here = [
        (_is_quoted(draft, reading), draft.content[-1].end, number)
        for number, draft in enumerate(drafts)
        if draft.construction in _SPOKEN and draft.cue is not None and _speaks_in(draft, paragraph, reading)
    ]
    return max(here)[2] if here else None


def _speaks_in(draft: Draft, paragraph: Paragraph, reading: Reading) -> bool:
    if not draft.content or not draft.content[-1].overlaps(paragraph.range) or draft.cue is None:
        return False
    is_last = reading.text.find(". ", max(draft.cue.end, draft.content[-1].end), paragraph.end) < 0
    outside = reading.quotation_at(draft.cue.start) is None
    return outside and (is_last or _is_quoted(draft, reading))


def _is_quoted(draft: Draft, reading: Reading) -> bool:
    span = draft.content[-1]
    return reading.quotation_at((span.start + span.end) // 2) is not None
