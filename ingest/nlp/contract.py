"""A version's findings as one line of JSON: what ``claimline extract`` prints.

Offsets are half-open, in code points of the text as it was read, nothing normalised. A text without findings gives empty lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from graph.model import Attribution, Claimant, Mention, Span, Version
from ingest.nlp.analysis import Analysis


def line(version: Version, analysis: Analysis, *, id: str, sha256: str) -> str:
    """``id`` is the file's name without its ending, ``sha256`` of its bytes. Without a line break at the end."""
    record = {
        "id": id,
        "lang": version.language,
        "sha256": sha256,
        "mentions": [_mention(m) for m in analysis.mentions],
        "attributions": [_attribution(a) for a in analysis.attributions],
    }
    return json.dumps(record, ensure_ascii=False)


def _mention(mention: Mention) -> dict[str, Any]:
    return {"span": _place(mention.span), "label": mention.label.value, "entity": mention.entity_id}


def _attribution(a: Attribution) -> dict[str, Any]:
    return {
        "cue": _place(a.cue),
        "source": _place(a.source),
        "content": _places(a.content),
        "act": a.act.value,
        "mode": a.mode.value,
        "target": _places(a.target),
        "hedge": _places(a.hedge),
        "claimant": _claimant(a.claimant),
        "confidence": a.confidence,
        "rule": a.rule,
    }


def _claimant(claimant: Claimant | None) -> dict[str, Any] | None:
    if claimant is None:
        return None
    return {"name": claimant.name, "span": _place(claimant.span), "entity": claimant.entity_id}


def _place(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _places(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
