"""Every record as plain values, in the order of ``kinds.KINDS``, read page by page in the order of an index."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from graph import model
from graph.stores import kinds
from graph.stores.codec import COMPACT
from graph.stores.dumping import dump_record, dump_row
from graph.stores.kinds import Kind
from graph.stores.neo4j.documents import VERSION, page_from, to_mentions
from graph.stores.neo4j.query import Row
from graph.stores.neo4j.rows import (
    article_from,
    attribution_from,
    bearing_from,
    claim_from,
    evidence_from,
    judgement_from,
    version_from,
)
from graph.stores.neo4j.tables import from_key
from graph.stores.times import FOREVER

Record = tuple[str, dict[str, object]]
Ask = Callable[..., list[Row]]
"""Runs a text with parameters in a transaction of its own."""
_AT_ONCE = 1000


@dataclass(frozen=True)
class Source:
    """How a kind is read: its label, what it is ordered by, its columns (of ``n``), what they make; ``more``: what is
    matched beside it."""

    label: str
    order: str
    columns: str
    make: Callable[..., Any]
    more: str = ""
    where: str = "true"

    def text(self, condition: str) -> str:
        """One page after ``$after``, its first column the order."""
        return (
            f"MATCH (n:{self.label}) WHERE n.{self.order} > $after AND {self.where} AND {condition} "
            f"WITH n ORDER BY n.{self.order} LIMIT $limit {self.more} "
            f"RETURN n.{self.order} AS place, [{self.columns}] ORDER BY place"
        )


def _decoded(cls: type[Any]) -> Callable[[str], Any]:
    return lambda data: COMPACT.decode(cls, json.loads(data))


_TEXT = "MATCH (v:Version {id: n.owner})"
_THINGS = {
    "publisher": Source("Publisher", "id", "n.data", _decoded(model.Publisher)),
    "article": Source("Article", "id", "n.id, n.url, n.publisher_id", article_from),
    "page": Source("Page", "id", "n.data, n.content", page_from),
    "version": Source("Version", "id", f"n.recorded, {VERSION.replace('v.', 'n.')}", version_from),
    "entity": Source("Entity", "id", "n.data", _decoded(model.Entity)),
    "mention": Source("Version", "id", "n.mentions, n.text", to_mentions),
    "run": Source("Run", "id", "n.data", _decoded(model.Run)),
    "fetch": Source("Fetch", "key", "n.data", _decoded(model.FetchRecord)),
}
_BEARING = "n.answers, n.attribution_id, n.claim_id, n.data"


def _with_text(make: Callable[[Sequence[Any], str], Any]) -> Callable[..., Any]:
    return lambda *columns: make(columns[:-1], columns[-1])


def _rows(label: str, columns: str, make: Callable[..., Any], more: str = "", where: str = "true") -> Source:
    return Source(label, "key", f"n.owner, n.recorded, n.superseded, {columns}", make, more, where)


_ROWS = {
    "attribution": _rows(
        "AttributionRow", "n.id, n.owner, n.made_by, n.data, n.vector, v.text", _with_text(attribution_from), _TEXT
    ),
    "evidence": _rows(
        "EvidenceRow", "n.id, n.owner, n.attribution_id, n.made_by, n.data, v.text", _with_text(evidence_from), _TEXT
    ),
    "judgement": _rows("JudgementRow", "n.left, n.right, n.by, n.data", judgement_from),
    "claim": _rows("ClaimRow", "n.id, n.founder_id, n.data, n.vector", claim_from),
    "expresses": _rows("BearingRow", _BEARING, bearing_from, where="n.answers = 0"),
    "answer": _rows("BearingRow", _BEARING, bearing_from, where="n.answers = 1"),
    "link": _rows("LinkRow", "n.data", _decoded(model.ClaimLink)),
    "thread": _rows("ThreadRow", "n.data", _decoded(model.Thread)),
    "in_thread": _rows("PlacingRow", "n.data", _decoded(model.InThread)),
    "near_copy": _rows("CopyRow", "n.data", _decoded(model.NearCopy)),
}


def dump(ask: Ask, *, history: bool, only: Collection[str] = ()) -> Iterator[Record]:
    """See ``graph.stores.base.Reader.dump``."""
    for kind in kinds.chosen(only):
        if kind.name in _ROWS:
            yield from _dump_rows(ask, kind, history)
        elif history or kind not in kinds.LOGS:
            yield from _dump_things(ask, kind, history)


def _dump_things(ask: Ask, kind: Kind, history: bool) -> Iterator[Record]:
    source = _THINGS[kind.name]
    for key, *columns in _pages(ask, source, "true"):
        if kind is kinds.MENTION:
            for mention in source.make(*columns):
                yield kind.name, dump_record(mention, owner=key)
        elif kind is kinds.VERSION:
            recorded, *rest = columns
            yield kind.name, dump_record(source.make(*rest), recorded=recorded if history else None)
        else:
            yield kind.name, dump_record(source.make(*columns))


def _dump_rows(ask: Ask, kind: Kind, history: bool) -> Iterator[Record]:
    """Records in the order of their keys, the intervals of each oldest first."""
    source = _ROWS[kind.name]
    condition = "true" if history else f"n.superseded = {FOREVER}"
    for _, intervals in groupby(_pages(ask, source, condition), key=lambda columns: from_key(columns[0])):
        for _, owner, recorded, superseded, *columns in sorted(intervals, key=lambda found: found[2]):
            yield kind.name, dump_row(source.make(*columns), owner, recorded, superseded, history=history)


def _pages(ask: Ask, source: Source, condition: str) -> Iterator[Row]:
    """All rows; each page begins behind the last one."""
    text, after = source.text(condition), ""
    while found := ask(text, after=after, limit=_AT_ONCE):
        yield from ((place, *columns) for place, columns in found)
        after = found[-1][0]
