"""One row an attribution, for spreadsheets: who said what about whom, when, where, how surely, on what evidence."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from graph.model import NOW, AsOf, Moment, Reported, Version
from graph.stores.base import Reader

COLUMNS = (
    "thread", "claim", "attribution", "known since", "precision", "date found in", "said", "speaker", "named as", "act",
    "verb", "about", "content", "mode", "certainty", "hedges", "evidence", "answers", "language", "outlet", "title",
    "url", "start", "end",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PAGE = 200


def export_csv(reader: Reader, out: TextIO, *, as_of: AsOf = NOW) -> int:
    """Write the table to ``out`` (opened as UTF-8 with ``newline=""``); gives the number of rows.

    Text that a spreadsheet would take for a formula gets an apostrophe in front: article text is hostile input.
    """
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    number = 0
    threads: dict[str, str] = {}
    for version in _versions(reader, as_of):
        for reported in reader.reported_in(version.id, as_of=as_of):
            writer.writerow([safe_cell(cell) for cell in _row(reader, reported, threads)])
            number += 1
    return number


def safe_cell(text: str) -> str:
    """The text as no spreadsheet calculates it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _versions(reader: Reader, as_of: AsOf) -> Iterator[Version]:
    cursor: str | None = None
    while True:
        page = reader.articles(cursor=cursor, limit=_PAGE, as_of=as_of)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def _row(reader: Reader, reported: Reported, threads: dict[str, str]) -> list[str]:
    said, version = reported.attribution, reported.version
    content = said.content or ((said.cue,) if said.cue else ())
    return [
        _joined(_thread_of(reader, claim_id, threads) for claim_id in reported.claim_ids),
        _joined(reported.claim_ids),
        said.id,
        *_moment(version.knowable),
        said.said.words if said.said else "",
        _speaker(reported),
        said.source.exact if said.source else "",
        said.act.value,
        said.lemma,
        _joined(span.exact for span in said.target),
        said.words,
        said.mode.value,
        said.certainty.value,
        _joined(span.exact for span in said.hedge),
        max((evidence.grade.value for evidence in reported.evidence), default=""),
        _joined(f"{answer.kind.value} {answer.claim_id}" for answer in reported.answers),
        said.language,
        reported.publisher.name if reported.publisher else "",
        version.title,
        reported.article.url,
        str(content[0].start),
        str(content[-1].end),
    ]


def _speaker(reported: Reported) -> str:
    said = reported.attribution
    if said.claimant is not None:
        return said.claimant.name
    return said.descriptor.wording if said.descriptor else ""


def _moment(moment: Moment) -> tuple[str, str, str]:
    return (moment.at.isoformat() if moment.at else "", moment.precision.value, moment.origin)


def _thread_of(reader: Reader, claim_id: str, threads: dict[str, str]) -> str:
    if claim_id not in threads:
        head = reader.claim(claim_id)
        threads[claim_id] = (head.thread_id or "") if head else ""
    return threads[claim_id]


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))
