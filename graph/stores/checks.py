"""What a store refuses before it writes anything: updates that contradict themselves, text that is no text."""

from __future__ import annotations

import json
from typing import Any

from graph.errors import InputError
from graph.model import GraphUpdate

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def check_update(update: GraphUpdate) -> None:
    """Raise ``InputError`` when a part of the update belongs to something else."""
    version, where = update.version, update.article.url
    if version.article_id != update.article.id:
        raise _contradiction(where, f"version {version.id} belongs to another article")
    for attribution in update.attributions:
        if attribution.version_id != version.id:
            raise _contradiction(where, f"attribution {attribution.id} belongs to another version")
    for evidence in update.evidence:
        if evidence.version_id != version.id:
            raise _contradiction(where, f"evidence {evidence.id} belongs to another version")


def to_json(values: dict[str, Any], *, where: str) -> str:
    """Compact JSON in a fixed order. Raises ``InputError`` for a lone surrogate, which is half a character."""
    text = _JSON.encode(values)
    check_text(text, where=where)
    return text


def check_text(text: str, *, where: str) -> None:
    """Raise ``InputError`` for a lone surrogate."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        found = f"U+{ord(text[error.start]):04X}"
        raise InputError(
            f"half a character ({found}) in the text",
            where=where,
            reason="encoding",
            hint="Decode the bytes as UTF-16 or UTF-8",
        ) from error


def _contradiction(where: str, what: str) -> InputError:
    return InputError(what, where=where, reason="contradiction")


def unknown(kind: str, record_id: str, *, where: str) -> InputError:
    """The error for an edge that starts or ends at nothing."""
    return InputError(f"{kind} {record_id} is not in the store", where=where, reason="dangling")
