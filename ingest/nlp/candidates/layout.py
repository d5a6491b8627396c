"""Candidates that the page's layout gives, the same in all languages: colon headlines, transcripts, signatures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph.model import Act, Label, ZoneKind
from ingest.nlp.draft import Construction, Draft, Range
from ingest.nlp.paragraphs import Paragraph
from ingest.nlp.reading import Reading

_BEFORE_COLON = re.compile(r"[“\"«]?([^\s:“”\"«»][^:\n“”\"«»]{0,60}?)\s?:\s+(?=\S)")
_SIGNATURE = re.compile(r"[”\"»]\s*(―|—|–|--)\s*([^\W\d_][^\n“\"«]{2,60})$")
_DATELINE = re.compile(r"[\s\w»”\"][-–—/ـ]\s|\s[-–—/ـ]")
"""A dash or slash with a blank: before a colon a place, an agency, a reporter, not a speaker."""
_NAME = 4
"""Words of a name before the colon of a transcript."""
_LINE = 14
"""Words of a line without a full stop that reads like a headline inside a text."""
_MOST_WORDS = 7
"""Words before a colon that can still be a name with its title."""


def drafts(reading: Reading) -> tuple[Draft, ...]:
    """Statements without a verb, in the order of the text."""
    found: list[Draft] = []
    names = _repeated(reading)
    for number, paragraph in enumerate(reading.paragraphs):
        found += _signature(reading, paragraph)
        is_headline = paragraph.kind is ZoneKind.HEADLINE or number == 0 or _is_line(reading, paragraph)
        found += _colon(reading, paragraph, names, is_headline=is_headline)
    return tuple(found)


def _is_line(reading: Reading, paragraph: Paragraph) -> bool:
    """A short line that ends in no mark: the headline of a brief."""
    line = reading.text[paragraph.start : paragraph.end]
    return len(line.split()) <= _LINE and line[-1].isalnum()


def joined(own: tuple[Draft, ...], layout: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Both kinds in the order of the text; a verb's reading of the same content wins over the layout's."""
    kept = [d for d in layout if not any(_same_content(d, other) for other in own)]
    return tuple(sorted((*own, *kept), key=lambda d: d.start))


def _same_content(one: Draft, other: Draft) -> bool:
    """Half of the content of ``one`` is content of ``other``, whose cue stands outside it."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    outside = other.cue is not None and not any(other.cue.within(span) for span in one.content)
    return outside and shared * 2 > sum(span.end - span.start for span in one.content)


def _repeated(reading: Reading) -> frozenset[str]:
    """What stands before a colon at the beginning of several paragraphs: the speakers of a transcript."""
    matches = (_BEFORE_COLON.match(reading.text, p.start, p.end) for p in reading.paragraphs)
    counts = Counter(m.group(1) for m in matches if m is not None)
    return frozenset(name for name, n in counts.items() if n > 1 and _is_name(name) and not _is_label(name, reading))


def _is_name(worded: str) -> bool:
    """Every word begins with a capital: BROOK, Brook, Dr. Ada Brook, Q."""
    words = worded.split()
    return len(words) <= _NAME and all(word[0].isupper() for word in words)


def _colon(reading: Reading, paragraph: Paragraph, names: frozenset[str], *, is_headline: bool) -> Iterator[Draft]:
    match = _BEFORE_COLON.match(reading.text, paragraph.start, paragraph.end)
    if match is None or len(match.group(1).split()) > _MOST_WORDS:
        return
    before, content = Range(*match.span(1)), Range(match.end(), paragraph.end)
    is_transcript = match.group(1) in names
    if not (is_transcript or (is_headline and _names_speaker(reading, before, content))):
        return
    quotation = reading.quotation_at(content.start + 1)
    if quotation is not None and quotation.outer.start == content.start:
        content = quotation.inner
    yield Draft(
        construction=Construction.COLON,
        cue=None,
        content=(content,),
        lemma="",
        act=Act.ASSERT,
        confidence=0.9 if is_transcript else 0.75,
        source=before,
        detail="transcript" if is_transcript else "headline",
    )


def _names_speaker(reading: Reading, before: Range, content: Range) -> bool:
    """Before the colon stands a name, or behind it a quotation; neither a label nor a place where the news is from."""
    worded = reading.text[slice(*before)]
    if _is_label(worded, reading) or (worded.isupper() and _is_of(reading, before, (Label.LOC,))):
        return False
    if _DATELINE.search(worded):
        return False
    quoted = reading.quotation_at(content.start + 1)
    if quoted is not None and quoted.outer.start == content.start:
        return content.end - quoted.outer.end <= 1  # else a name in quotation marks that the line begins with
    return _is_of(reading, before, (Label.PER, Label.ORG)) or _has_role(worded, reading)


def _has_role(worded: str, reading: Reading) -> bool:
    """The noun that heads the phrase speaks: the last word of ``Finance minister``, the first where nouns come first."""
    words, unparsed = worded.lower().split(), reading.lexicon.unparsed
    head = words[0] if unparsed.forms else words[-1]
    joined = head[1:] if head.startswith(unparsed.conjunctions) else head
    return not {head, joined}.isdisjoint(reading.lexicon.headline_sources)


def _is_of(reading: Reading, place: Range, labels: tuple[Label, ...]) -> bool:
    """Whether a name of one of the kinds stands there."""
    named = (m.span for m in reading.mentions if m.label in labels)
    return any(span.start < place.end and place.start < span.end for span in named)


def _is_label(worded: str, reading: Reading) -> bool:
    """``Correction``, ``UPDATE 2``: numbers at its end do not count."""
    return worded.rstrip("0123456789 .").lower().replace("’", "'") in reading.lexicon.labels


def _signature(reading: Reading, paragraph: Paragraph) -> Iterator[Draft]:
    """``"..." — Name`` at the end of a paragraph."""
    match = _SIGNATURE.search(reading.text, paragraph.start, paragraph.end)
    quotation = next((q for q in reading.outermost if match and q.outer.end == match.start() + 1), None)
    if match is None or quotation is None or quotation.outer.start != paragraph.start or match.group(2)[0].islower():
        return
    source = Range(match.start(2), match.start(2) + len(match.group(2).rstrip(" .,")))
    yield Draft(
        construction=Construction.SIGNATURE,
        cue=Range(*match.span(1)),
        content=(quotation.inner,),
        lemma="",
        act=Act.ASSERT,
        confidence=0.9,
        source=source,
    )
