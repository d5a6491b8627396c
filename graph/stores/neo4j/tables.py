"""Derived records as nodes: one node an interval. What identifies a record, and the texts that open and close one.

``key`` is the record's identity while it is current, identity + ``@`` + ``recorded`` once it is superseded: a uniqueness
constraint on it lets no record be current twice. All intervals carry the table's own label, which the store reads by;
what is current carries also the word of the model (``Attribution``, ``Claim`` ...), which people ask by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graph.stores.times import FOREVER

SEPARATOR = "\x1f"
"""Between the parts of a key: sorts before every printable character, so keys sort as tuples do."""
_PAST = f"{SEPARATOR}@"
Key = tuple[str, ...]
Properties = dict[str, Any]


class Coded(NamedTuple):
    """A record ready to be stored: its identity, a digest of all that counts as content, its properties."""

    key: Key
    digest: int
    owner: str
    values: Properties


@dataclass(frozen=True)
class Table:
    """``label`` of all intervals; ``shown`` the label of what is current; ``key`` the properties that identify one;
    ``also`` one more label with its condition."""

    label: str
    shown: str
    key: tuple[str, ...]
    also: tuple[str, str] = ("", "")
    owned: str = field(init=False)
    current: str = field(init=False)
    insert: str = field(init=False)
    never: str = field(init=False)
    close: str = field(init=False)

    def __post_init__(self) -> None:
        match = f"UNWIND $rows AS k MATCH (n:{self.label} {{key: k}})"
        more, condition = self.also
        shown = f":{self.shown}:{more}" if more else f":{self.shown}"
        texts = {
            "owned": f"UNWIND $owners AS o MATCH (n:{self.label} {{owner: o, superseded: {FOREVER}}}) "
            "RETURN o, n.key, n.digest",
            "current": f"{match} RETURN k, n.digest",
            "insert": f"UNWIND $rows AS r CREATE (n:{self.label}) SET n = r "
            + _if(f"r.superseded = {FOREVER}", f"n:{self.shown}")
            + (_if(f"r.superseded = {FOREVER} AND r.{condition}", f"n:{more}") if more else ""),
            "never": f"{match} WHERE n.recorded >= $now DETACH DELETE n",
            "close": f"{match} SET n.key = k + '{_PAST}' + toString(n.recorded), n.superseded = $now "
            f"REMOVE n{shown} WITH n MATCH (n)-[r]-() DELETE r",
        }
        for name, text in texts.items():
            object.__setattr__(self, name, text)

    def coded(self, digest: int, owner: str, **values: Any) -> Coded:
        """A record of this table."""
        return Coded(tuple(str(({"owner": owner} | values)[name]) for name in self.key), digest, owner, values)


def _if(condition: str, change: str) -> str:
    """Cypher has no other way to set something in some rows only."""
    return f"FOREACH (_ IN CASE WHEN {condition} THEN [1] ELSE [] END | SET {change}) "


def to_key(parts: Iterable[str]) -> str:
    """The ``key`` of a current record."""
    return SEPARATOR.join(parts)


def from_key(key: str) -> Key:
    """Its parts, without the mark of the past."""
    return tuple(key.partition(_PAST)[0].split(SEPARATOR))


def properties(coded: Coded, *, recorded: int, superseded: int = FOREVER) -> Properties:
    """All properties of a record's node."""
    key = to_key(coded.key)
    interval = {
        "key": key if superseded == FOREVER else f"{key}{_PAST}{recorded}",
        "recorded": recorded,
        "superseded": superseded,
        "digest": coded.digest,
        "owner": coded.owner,
    }
    return coded.values | interval


ATTRIBUTION = Table("AttributionRow", "Attribution", ("id",))
PARTY = Table("PartyRow", "Party", ("attribution_id", "entity_id"))
EVIDENCE = Table("EvidenceRow", "Evidence", ("id",))
JUDGEMENT = Table("JudgementRow", "Judgement", ("owner", "left", "right", "by"))
CLAIM = Table("ClaimRow", "Claim", ("id",))
BEARING = Table(
    "BearingRow", "Bearing", ("owner", "attribution_id", "claim_id", "answers"), also=("Answer", "answers = 1")
)
LINK = Table("LinkRow", "Link", ("owner", "left", "right", "kind"))
THREAD = Table("ThreadRow", "Thread", ("id",))
PLACING = Table("PlacingRow", "Placing", ("owner", "claim_id", "thread_id"))
COPY = Table("CopyRow", "Copy", ("owner", "version_id", "of_version_id", "method"))

TABLES = (ATTRIBUTION, PARTY, EVIDENCE, JUDGEMENT, CLAIM, BEARING, LINK, THREAD, PLACING, COPY)
