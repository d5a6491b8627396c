"""Reading the texts of gold, by the same way as ``claimline extract``, and measuring what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ingest.cli_extract import Recipe, Text
from ingest.evaluation.aligning import Comparison, compare
from ingest.evaluation.counting import count
from ingest.evaluation.gold import Found, GoldText
from ingest.evaluation.scoring import RESAMPLES, Score, score
from ingest.settings import find

Findings = Mapping[str, Found]
"""Id of a text → what was found in it."""


def read(texts: Sequence[GoldText], *, everything: bool = False) -> Findings:
    """What is found in each text; its language is guessed as for any text. ``everything``: also what is too uncertain to show."""
    settings = find()
    lines_of = Recipe(everything, settings.parsers, settings.backend_options())()
    lines = lines_of([Text(text.id, text.sha256, text.text()) for text in texts])
    found = map(Found.model_validate_json, lines)
    return {each.id: each for each in found}


def compared(
    texts: Sequence[GoldText], findings: Findings, *, subset: str | None = None, count_nested: bool = False
) -> tuple[Comparison, ...]:
    """Each text of the gold beside its findings; a text that was not read counts as without findings."""
    empty = Found(id="")
    return tuple(
        compare(text, findings.get(text.id, empty).attributions, subset=subset, count_nested=count_nested)
        for text in texts
    )


def measured(comparisons: Sequence[Comparison], *, resamples: int = RESAMPLES) -> Score:
    """The figures of compared texts."""
    return score([c.text for c in comparisons], [count(c) for c in comparisons], resamples=resamples)


def by_language(texts: Sequence[GoldText]) -> dict[str, tuple[GoldText, ...]]:
    """Language → its texts, languages by code."""
    found: defaultdict[str, list[GoldText]] = defaultdict(list)
    for text in texts:
        found[text.lang].append(text)
    return {code: tuple(found[code]) for code in sorted(found)}
