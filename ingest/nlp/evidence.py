"""What evidence is offered for a statement, graded by the words that say so.

A phrase inside a statement, or between its cue and source, grades that statement. The outlet's own words behind it
("but he offered no evidence") grade the statement they follow. Several phrases: that evidence is missing wins, then the
highest grade. "Withheld" and "not offered" in a statement of its own (X declined to give details of its evidence) grade
the last statement of the same speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graph.model import Act, Attribution, Evidence, Grade, Span
from ingest.nlp.draft import Range
from ingest.nlp.reading import Reading

BEHIND = 320  # code points between a statement and the outlet's words about its evidence
_STATES = frozenset((Act.ASSERT, Act.ALLEGE, Act.ACCUSE, Act.RULE, Act.ADMIT, Act.WARN, Act.SUE))
_MISSING = (Grade.E1, Grade.E2)


def grade(attributions: Sequence[Attribution], reading: Reading) -> tuple[Evidence, ...]:
    """Evidence for ``attributions`` (in the order of the text); nothing for those for which none is stated."""
    offered: dict[str, list[tuple[Grade, Span]]] = defaultdict(list)
    for place, level in _phrases(reading):
        for attribution in _graded(place, level, attributions):
            span = Span.of(reading.version.text, place.start, place.end)
            offered[attribution.id].append((level, span))
    return tuple(_evidence(a, offered[a.id]) for a in attributions if offered[a.id])


def _phrases(reading: Reading) -> list[tuple[Range, Grade]]:
    table = reading.lexicon.evidence_phrases
    found = []
    for paragraph in reading.paragraphs:
        found += list(table.find(reading.words_in(paragraph.range)))
    return found


def _evidence(attribution: Attribution, offered: list[tuple[Grade, Span]]) -> Evidence:
    """One record: the outlet's word that nothing was offered, else the best that is."""
    level, span = min(offered, key=lambda o: (o[0] not in _MISSING, o[0].rank if o[0] in _MISSING else -o[0].rank))
    return Evidence(
        id=Evidence.id_of(attribution.id, level, span),
        version_id=attribution.version_id,
        attribution_id=attribution.id,
        grade=level,
        span=span,
        rule=f"words:{level.value}",
        made_by=attribution.made_by,
    )


def _graded(place: Range, level: Grade, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The statements that a phrase at ``place`` is about."""
    around = _narrowest([a for a in attributions if _holds(a, place)])
    if level in _MISSING:
        refusal = around if around is not None and around.act not in _STATES else None
        before = [a for a in attributions if a.act in _STATES and _is_behind(place, a, refusal)]
        own = [] if around is None or refusal is not None else [around]
        return own or ([_last_said(before, refusal)] if before else [])
    return [around] if around is not None and around.act in _STATES else []


def _holds(attribution: Attribution, place: Range) -> bool:
    """True where the phrase lies in the content, or between cue, source and content."""
    if any(s.start <= place.start and place.end <= s.end for s in attribution.content):
        return True
    spans = [s for s in (attribution.cue, attribution.source) if s is not None]
    return any(s.start < place.end and place.start < s.end for s in spans)


def _narrowest(found: list[Attribution]) -> Attribution | None:
    return min(found, key=lambda a: sum(s.end - s.start for s in a.content), default=None)


def _is_behind(place: Range, attribution: Attribution, refusal: Attribution | None) -> bool:
    """True where ``place`` follows the statement closely; a refusal of the same speaker may stand farther off."""
    end: int = max(s.end for s in (*attribution.content, *((attribution.cue,) if attribution.cue else ())))
    if refusal is not None and _same_speaker(attribution, refusal):
        return end <= place.start
    return end <= place.start <= end + BEHIND


def _same_speaker(one: Attribution, other: Attribution) -> bool:
    if one.claimant is None or other.claimant is None:
        return False
    mine, theirs = one.claimant, other.claimant
    if mine.entity_id and theirs.entity_id:
        return bool(mine.entity_id == theirs.entity_id)
    return bool(mine.name == theirs.name)


def _last_said(before: list[Attribution], refusal: Attribution | None) -> Attribution:
    """The nearest statement; for a refusal the nearest of the same speaker."""
    same = [a for a in before if refusal is not None and _same_speaker(a, refusal)]
    return max(same or before, key=lambda a: max((s.end for s in a.content), default=a.start))
