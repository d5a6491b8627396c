"""What a language model answered, checked against the text. Only words that stand there, in one place, are taken.

A wrong speaker is the worst error there is: when the cue, the source or one piece of the content is not found, the whole
finding is refused; a target that is not found is left out alone. The check shows that the words are in the text, in one
paragraph; that they belong together remains the model's word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.nlp.backends.base import Proposal, Refusal
from ingest.nlp.draft import Range
from ingest.nlp.reading import Reading

MOST = 200
"""Findings taken from one answer."""
CHECKED = 0.9
"""Weight of a finding that stands in the text as given: an order, not a measure. The models say nothing of it themselves."""
_SHOWN = 80


class Item(BaseModel):
    """One attribution in the words of the text; all strings but ``passage`` are looked for inside it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    passage: str
    cue: str | None
    source: str | None
    content: list[str]
    target: list[str]


class Answer(BaseModel):
    """The form that is asked for, and the only one that is taken."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    attributions: list[Item]


class _Message(BaseModel):
    content: str | None


class _Choice(BaseModel):
    message: _Message


class _Envelope(BaseModel):
    choices: list[_Choice]


SCHEMA = Answer.model_json_schema()


class _RefusedError(Exception):
    """One role of an item that is not taken, and why."""

    def __init__(self, role: str, words: str, reason: str) -> None:
        super().__init__(role, words, reason)
        self.refusal = Refusal(role, words[:_SHOWN], reason)


def checked(body: bytes, piece: Range, reading: Reading) -> tuple[tuple[Proposal, ...], tuple[Refusal, ...]]:
    """What of the answer about ``piece`` holds, and what was refused. Never raises for what an answer contains."""
    try:
        items = _items(body)
    except _RefusedError as error:
        return (), (error.refusal,)
    found: list[Proposal] = []
    refused = [Refusal("answer", item.passage[:_SHOWN], "too many") for item in items[MOST:]]
    for item in items[:MOST]:
        try:
            proposal, left = _proposal(item, piece, reading)
            _check_new(proposal, found, item)
        except _RefusedError as error:
            refused.append(error.refusal)
        else:
            found.append(proposal)
            refused += left
    return tuple(found), tuple(refused)


def _items(body: bytes) -> Sequence[Item]:
    worded = body.decode("utf-8", "replace")
    try:
        choices = _Envelope.model_validate_json(body).choices
        worded = choices[0].message.content or "" if choices else ""
        return Answer.model_validate_json(worded).attributions
    except ValidationError as error:
        reason = "no JSON" if error.errors()[0]["type"] == "json_invalid" else "not of the schema"
        raise _RefusedError("answer", worded, reason) from error


def _proposal(item: Item, piece: Range, reading: Reading) -> tuple[Proposal, list[Refusal]]:
    passage = _placed("passage", item.passage, piece, reading.text)
    paragraph = reading.paragraph_at(passage.start)
    if paragraph is None or not passage.within(paragraph.range):
        raise _RefusedError("passage", item.passage, "crosses paragraphs")
    cue = None if item.cue is None else _placed("cue", item.cue, passage, reading.text)
    source = None if item.source is None else _placed("source", item.source, passage, reading.text)
    content = tuple(sorted(_placed("content", words, passage, reading.text) for words in item.content))
    _check_apart(item, cue, source, content, reading)
    target, left = _targets(item, passage, reading.text)
    return Proposal(cue=cue, source=source, content=content, target=target, confidence=CHECKED), left


def _placed(role: str, words: str, inside: Range, text: str) -> Range:
    """Where ``words`` stand inside a range: verbatim, as whole words, once."""
    wanted = words.strip()
    if not any(c.isalnum() for c in wanted):
        raise _RefusedError(role, words, "empty")
    places = list(_places(wanted, inside, text))
    if len(places) != 1:
        raise _RefusedError(role, words, "ambiguous" if places else "not found")
    return places[0]


def _places(wanted: str, inside: Range, text: str) -> Iterator[Range]:
    at = text.find(wanted, inside.start, inside.end)
    while at >= 0:
        place = Range(at, at + len(wanted))
        if not (_cuts(text, place.start) or _cuts(text, place.end)):
            yield place
        at = text.find(wanted, at + 1, inside.end)


def _cuts(text: str, at: int) -> bool:
    """Whether a word goes on across ``at``."""
    return 0 < at < len(text) and _is_of_word(text[at - 1]) and _is_of_word(text[at])


def _is_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _check_apart(
    item: Item, cue: Range | None, source: Range | None, content: tuple[Range, ...], reading: Reading
) -> None:
    """Roles do not share characters; without a cue only a quotation is said by somebody."""
    if not content:
        raise _RefusedError("content", item.passage, "empty")
    if cue is None and any(reading.quotation_at(place.start) is None for place in content):
        raise _RefusedError("cue", item.passage, "missing outside a quotation")
    places = [place for place in (cue, source, *content) if place is not None]
    if any(one.overlaps(other) for one, other in combinations(places, 2)):
        raise _RefusedError("content", item.passage, "overlaps another role")


def _check_new(proposal: Proposal, found: Sequence[Proposal], item: Item) -> None:
    """The same content of the same cue is one finding, however often and by whomever it is said to be said."""
    for other in found:
        if other.cue == proposal.cue and any(a.overlaps(b) for a in other.content for b in proposal.content):
            raise _RefusedError("passage", item.passage, "given twice")


def _targets(item: Item, passage: Range, text: str) -> tuple[tuple[Range, ...], list[Refusal]]:
    found: list[Range] = []
    refused: list[Refusal] = []
    for words in item.target:
        try:
            found.append(_placed("target", words, passage, text))
        except _RefusedError as error:
            refused.append(error.refusal)
    return tuple(dict.fromkeys(sorted(found))), refused
