"""``Backend``: where drafts come from. The one seam between finding and everything that is shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ingest.nlp.draft import Draft, Range
from ingest.nlp.reading import Reading


class Refusal(NamedTuple):
    """A span, or a whole answer, that was not believed. ``role`` cue, source, content, target, passage or answer."""

    role: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a back end made of one reading; ``refused`` is what it was given and did not take."""

    drafts: tuple[Draft, ...]
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Spans of one attribution, without any knowledge of the language. ``confidence`` in (0, 1] is a weight, no chance yet."""

    cue: Range | None
    content: tuple[Range, ...]
    confidence: float
    source: Range | None = None
    target: tuple[Range, ...] = ()


class Backend(Protocol):
    """Finds possible attributions in a reading.

    * Drafts come in the order of the text; their ranges are places in ``reading.text``, which is as long as the version's.
    * ``reading`` is not changed, and the same reading gives the same drafts, as far as what is behind the back end does.
    * A draft has content, save for nouns and light verbs of the rules. One without a source says by its ``subject`` whether
      somebody is to be looked for: a guess where nobody is named is wrong.
    * The rule of every draft that is not our rules' own ends in the back end's ``name``.
    * What the model gave and the back end did not take is in ``Drafted.refused``, never dropped in silence.
    * Raises ``BackendError`` when what is behind it does not answer, ``SettingsError`` when it is not as declared. It never
      falls back to the rules: the user must be able to know what made a record.
    """

    @property
    def name(self) -> str:
        """Kind and version of what finds: "rules", "onnx 3f9ac2d1", "endpoint model-x"."""
        ...

    def drafts(self, reading: Reading) -> Drafted: ...
