"""Pages that are no HTML: the title line of a text, the front matter of Markdown, a JSON record."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.errors import PageError
from graph.model import Moment
from ingest.addresses import own_address
from ingest.dates import best, moment
from ingest.decoding import without_surrogates
from ingest.pages.jsonld import names_of, text_of
from ingest.pages.meta import PageMeta
from ingest.words import language_code

LONGEST_TITLE = 25  # words
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
_ENDS = re.compile(r"[.:;,،؛。۔][\"'”’»)\]]*$")
_DATES = ("published", "datePublished", "date_published", "publish_date", "pubDate", "date", "created")
_CHANGES = ("modified", "dateModified", "date_modified", "updated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One JSON record: ``html`` or ``text``, and what its other fields say."""

    text: str
    html: str
    meta: PageMeta


def title_line(text: str) -> str:
    """The first line where it is a title: a Markdown heading, or short, no sentence, and followed by a blank line."""
    first, _, rest = text.lstrip("\ufeff\r\n").partition("\n")
    first = first.strip()
    if first.startswith("#"):
        return first
    is_title = 0 < len(first.split()) <= LONGEST_TITLE and not _ENDS.search(first)
    return first if is_title and rest[:2].strip(" \t").startswith(("\n", "\r")) else ""


def front_matter(text: str, *, url: str, now: datetime) -> tuple[PageMeta, int]:
    """What ``key: value`` lines between two ``---`` say, and how many characters they take; nested values are left."""
    found = _FRONT.match(text)
    if not found:
        return PageMeta(canonical=url), 0
    pairs = (line.partition(":") for line in found.group(1).splitlines() if line[:1].strip())
    fields = {key.strip(): value.strip().strip("\"'") for key, _, value in pairs if value.strip()}
    return _meta(fields, url=url, now=now), found.end()


def record_of(text: str, *, url: str, now: datetime) -> Record:
    """Read a record; raises ``PageError`` where it has neither text nor HTML."""
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PageError(f"is no valid JSON ({error})", where=url, reason="unreadable") from error
    if not isinstance(fields, dict):
        raise PageError("is no JSON object", where=url, reason="unreadable")
    html = _raw(fields, "html", "content_html")
    body = _raw(fields, "text", "content", "body", "articleBody", "content_text", "maintext")
    if not html.strip() and not body.strip():
        raise PageError("the record has no text", where=url, reason="empty", hint="Give it as text or html")
    return Record(text=body, html=html, meta=_meta(fields, url=url, now=now))


def _raw(fields: dict[str, Any], *keys: str) -> str:
    return next((without_surrogates(v) for k in keys if isinstance(v := fields.get(k), str) and v.strip()), "")


def _first(fields: dict[str, Any], *keys: str) -> str:
    return next(filter(None, (text_of(fields.get(key)) for key in keys)), "")


def _meta(fields: dict[str, Any], *, url: str, now: datetime) -> PageMeta:
    return PageMeta(
        title=_first(fields, "title", "headline"),
        authors=names_of(fields.get("authors") or fields.get("author")),
        site_name=_first(fields, "publisher", "source", "site_name", "outlet"),
        language=language_code(_first(fields, "language", "lang", "inLanguage")),
        canonical=own_address(_first(fields, "url", "link"), url=url),
        published=_date(fields, _DATES, now=now),
        modified=_date(fields, _CHANGES, now=now),
    )


def _date(fields: dict[str, Any], keys: tuple[str, ...], *, now: datetime) -> Moment | None:
    return best(moment(_first(fields, key), origin="feed", now=now) for key in keys)
