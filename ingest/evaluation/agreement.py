"""Two readings of the same texts, side by side: how much of the gold is a matter of taste."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.errors import InputError
from ingest.evaluation.aligning import compare
from ingest.evaluation.annotation import articles
from ingest.evaluation.counting import count
from ingest.evaluation.gold import GoldText
from ingest.evaluation.scoring import Score, score


def second_readings(folder: Path) -> tuple[GoldText, ...]:
    """Texts below ``folder`` that were read twice, as the second reader annotated them."""
    found = tuple(articles(folder, second=True))
    if not found:
        raise InputError(
            "holds no second reading", where=str(folder), hint="One is a NAME.second.toml beside NAME.toml"
        )
    return found


def agreement(first: Sequence[GoldText], second: Sequence[GoldText], *, subset: str | None = None) -> Score:
    """The second reading measured by the first, on texts that have both. F1 is the same the other way round."""
    readings = {(text.lang, text.id): text for text in second}
    both = [(text, readings[text.lang, text.id]) for text in first if (text.lang, text.id) in readings]
    tallies = [count(compare(one, other.attributions, subset=subset)) for one, other in both]
    return score([one for one, _ in both], tallies)
