"""JSON Feed, versions 1 and 1.1."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from graph.errors import InputError
from ingest.dates import moment
from ingest.decoding import decode
from ingest.feeds.entry import LONGEST_SUMMARY, LONGEST_TITLE, Feed, FeedEntry, entry_link
from ingest.words import language_code, plain


def json_feed(data: bytes, *, url: str, now: datetime) -> Feed:
    try:
        head = json.loads(decode(data).text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no valid JSON ({error})", where=url, reason="no feed") from error
    if not isinstance(head, dict) or not isinstance(head.get("items"), list):
        raise InputError("is no JSON Feed: it has no list of items", where=url, reason="no feed")
    items = [item for item in head["items"] if isinstance(item, dict)]
    dropped = len(head["items"]) - len(items)
    title, language = _text(head, "title"), language_code(_text(head, "language"))
    return Feed(
        url=url,
        kind="json",
        title=title,
        language=language,
        entries=tuple(_json_entry(i, url=url, title=title, language=language, now=now) for i in items),
        notes=(f"{dropped} items are no objects",) if dropped else (),
    )


def _text(values: Mapping[str, Any], *keys: str) -> str:
    """The first of ``keys`` that holds a text, as plain text."""
    return next((plain(values[key]) for key in keys if isinstance(values.get(key), str)), "")


def _json_entry(item: Mapping[str, Any], *, url: str, title: str, language: str, now: datetime) -> FeedEntry:
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_text(person, "name") for person in people or () if isinstance(person, dict)]
    return FeedEntry(
        url=entry_link(_text(item, "url", "external_url"), feed_url=url),
        title=_text(item, "title")[:LONGEST_TITLE],
        summary=_text(item, "summary", "content_text", "content_html")[:LONGEST_SUMMARY],
        published=moment(_text(item, "date_published"), origin="feed", now=now),
        modified=moment(_text(item, "date_modified"), origin="feed", now=now),
        authors=tuple(filter(None, names)),
        language=language_code(_text(item, "language")) or language,
        source_title=title,
        feed_url=url,
        guid=_text(item, "id"),
    )
