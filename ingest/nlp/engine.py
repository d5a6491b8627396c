"""``Analyser``: from a version to who said what in it. The one path of extraction.

::

    Version
      │ paragraphs.spoken      teasers and notices blanked out; a hole in a sentence splits the spans around it
      │ paragraphs.paragraphs  lines, each with its zone
      │ quotes.quotations      pairs of marks per paragraph
      │ headlines.readable     title case written as sentences, for the parser alone
      │ Language.pipeline      the parse, where the language has one
      │ finder.find            mentions and entities                                mentions.py
      ▼
    Reading ── Backend.drafts ──▶ Draft, Draft ...   our rules (candidates/), or an optional back end (backends/)
                                                     │ continued          quotations that go on in the next paragraph
                                                     │ speakers.resolve   who is "he", "the company"  → Claimant | None
                                                     │ acts.refine        verb's act + modality of the content
                                                     │ certainty.weigh    hedges + verb → Certainty
                                                     │ dates.said         "on Tuesday" → Moment
                                                     │ descriptors.describe  unnamed sources, typed
                                                     │ calibration.applied   a rule's weight → the chance that it is right
                                                     ▼
                                                   Attribution (nested ones know what they are ``within``)
                                                     │ evidence.grade     what is offered → Evidence
                                                     ▼
                                                   Analysis
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from graph.model import Version
from ingest.nlp import evidence, findings, speakers
from ingest.nlp.analysis import Analysis
from ingest.nlp.backends.base import Backend, Drafted
from ingest.nlp.backends.rules import Rules
from ingest.nlp.calibration import Calibration
from ingest.nlp.calibration import load as calibrated
from ingest.nlp.candidates import layout
from ingest.nlp.continued import continued
from ingest.nlp.draft import Draft
from ingest.nlp.headlines import readable
from ingest.nlp.language import Language
from ingest.nlp.paragraphs import Paragraph, holes, paragraphs, spoken
from ingest.nlp.parsing import parses
from ingest.nlp.quotes import quotations
from ingest.nlp.reading import NameFinder, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

log = logging.getLogger("claimline.ingest")
_BATCH = 32
"""Versions held at a time: enough for the parser's batches, little enough for memory."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A version's text as it is read: ``text`` with holes blanked out, and its paragraphs."""

    text: str
    paragraphs: tuple[Paragraph, ...]


class Analyser:
    """Reads versions in the languages it was given. Keep one: it holds the models. ``backend``: by default our own rules."""

    def __init__(
        self,
        languages: Iterable[Language],
        finder: NameFinder,
        *,
        calibration: Calibration | None = None,
        backend: Backend | None = None,
    ) -> None:
        self._languages = {language.code: language for language in languages}
        self._finder = finder
        self._calibration = calibrated() if calibration is None else calibration
        self._backend: Backend = Rules() if backend is None else backend

    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that can be read."""
        return tuple(sorted(self._languages))

    def analyse(self, version: Version) -> Analysis:
        """Findings of one version. A language without a folder gives mentions only."""
        return next(self.analyse_many([version]))[1]

    def analyse_many(self, versions: Iterable[Version]) -> Iterator[tuple[Version, Analysis]]:
        """Each version with its findings, in the order given; versions of parsed languages go through the parser together."""
        waiting = iter(versions)
        while batch := list(islice(waiting, _BATCH)):
            yield from self._batch(batch)

    def _batch(self, versions: Sequence[Version]) -> Iterator[tuple[Version, Analysis]]:
        prepared = [self._prepared(version) for version in versions]
        docs: dict[int, Doc] = {}
        for code, language in self._languages.items():
            numbers = [i for i, version in enumerate(versions) if language.parsed and version.language == code]
            docs.update(zip(numbers, self._parsed(language, [prepared[i] for i in numbers]), strict=True))
        for i, version in enumerate(versions):
            language_of = self._languages.get(version.language)
            if language_of is None:
                found = self._finder.find(version)
                yield version, Analysis(found.entities, found.mentions, judgements=found.judgements)
            else:
                yield version, self._analysed(version, language_of, prepared[i], docs.get(i))

    def _prepared(self, version: Version) -> _Prepared:
        text = spoken(version)
        return _Prepared(text, paragraphs(version, text))

    def _parsed(self, language: Language, prepared: Sequence[_Prepared]) -> Iterator[Doc]:
        """Parses of whole texts, in order; the model is loaded only when there is one to read."""
        if not prepared:
            return iter(())
        return parses(language.pipeline(), [readable(p.text, p.paragraphs) for p in prepared], batch=_BATCH)

    def _analysed(self, version: Version, language: Language, prepared: _Prepared, doc: Doc | None) -> Analysis:
        found = self._finder.find(version, doc)
        reading = Reading(
            version=version,
            language=language,
            text=prepared.text,
            paragraphs=prepared.paragraphs,
            quotations=quotations(prepared.text, prepared.paragraphs),
            holes=holes(version),
            doc=doc,
            found=found,
        )
        drafted = self._backend.drafts(reading)
        drafts = _with_layout(drafted, reading)
        attributions = findings.attributions(drafts, speakers.resolve(drafts, reading), reading, self._calibration)
        graded = evidence.grade(attributions, reading)
        self._tell(drafted, version)
        return Analysis(found.entities, found.mentions, attributions, graded, found.judgements, drafted.refused)

    def _tell(self, drafted: Drafted, version: Version) -> None:
        """What was refused is counted by its reasons, without the words."""
        counted = Counter(f"{refusal.role} {refusal.reason}" for refusal in drafted.refused)
        if counted:
            reasons = ", ".join(f"{reason} {number}" for reason, number in sorted(counted.items()))
            log.warning("%s: refused of %s: %s", version.id, self._backend.name, reasons)


def _with_layout(drafted: Drafted, reading: Reading) -> tuple[Draft, ...]:
    """What the back end found, and what the page's layout gives, which is the same in all languages."""
    return continued(layout.joined(drafted.drafts, layout.drafts(reading)), reading)
