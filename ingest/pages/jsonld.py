"""The article node of a page's JSON-LD (schema.org), its fields as plain values. Malformed parts are passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.words import plain

_TYPES = ("Article", "BlogPosting", "Report", "LiveBlogPosting", "Review", "VideoObject")
_WRAPPING = re.compile(r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*$")  # fmt: skip  # noqa: E501
DEEPEST = 8  # levels of @graph and nesting looked into

Node = Mapping[str, Any]


def article_node(scripts: list[str]) -> Node:
    """The first node that is an article; an empty one where there is none."""
    nodes = [node for script in scripts for node in _nodes(_parsed(script), 0) if _is_article(node)]
    return next((node for node in nodes if node.get("headline")), nodes[0] if nodes else {})


def _parsed(script: str) -> object:
    try:
        return json.loads(_WRAPPING.sub("", script).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _nodes(value.get(key), depth + 1)


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(str(name).endswith(_TYPES) for name in names)


def text_of(value: object) -> str:
    """Plain text of a field: a string, the first of a list, or the name of a node."""
    if isinstance(value, list):
        return next(filter(None, map(text_of, value)), "")
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@id"))
    return plain(value) if isinstance(value, str) else ""


def names_of(value: object) -> tuple[str, ...]:
    """Names of one or several authors."""
    people = value if isinstance(value, list) else [value]
    names = [text_of(person.get("name") if isinstance(person, dict) else person) for person in people]
    return tuple(dict.fromkeys(name for name in names if name))
