"""Model values ↔ rows: columns for what is asked for, the rest as compact JSON, vectors as bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from graph import model
from graph.model import Act, Attribution, Claim, Entity, Evidence, Judgement, Version
from graph.stores.checks import to_json
from graph.stores.codec import COMPACT
from graph.stores.sqlite import tables
from graph.stores.sqlite.tables import Coded

ANSWERING = frozenset({Act.DENY, Act.DECLINE, Act.ADMIT})
_HELD = 1 << 11
"""Values kept as they were made of their rows: frozen, and those of a dispute are read again for each of its articles."""
_SINCE_1800 = 5_364_662_400  # seconds from 1800 to 1970
_SEQUENCE_BITS = 30  # a thousand million rows
_SECONDS_LAST = 2**33 - 1  # reaches the year 2072
_VERSION_COLUMNS = frozenset({"id", "article_id", "text", "retrieved"})
_ATTRIBUTION_COLUMNS = frozenset({"id", "version_id", "made_by"})
_EVIDENCE_COLUMNS = frozenset({"id", "version_id", "attribution_id", "made_by"})
_JUDGEMENT_COLUMNS = frozenset({"left", "right", "by"})
_CLAIM_COLUMNS = frozenset({"id", "founder_id"})
_EDGE_COLUMNS = frozenset({"attribution_id", "claim_id"})


def place_of(micros: int, sequence: int) -> int:
    """A row number that grows with time (by seconds, from 1800 to 2072; beyond, by arrival) and is given once."""
    seconds = min(max(micros // 1_000_000 + _SINCE_1800, 0), _SECONDS_LAST)
    return (seconds << _SEQUENCE_BITS) | sequence


def last_place(micros: int) -> int:
    """The highest place of that second."""
    return place_of(micros, (1 << _SEQUENCE_BITS) - 1)


def digest_of(text: str, more: bytes = b"") -> int:
    """64 bits over a record's content, as SQLite's signed integer."""
    return int.from_bytes(blake2b(text.encode() + more, digest_size=8).digest(), signed=True)


# ---------------------------------------------------------------- documents


def version_data(version: Version, *, where: str) -> str:
    """All of a version but its columns."""
    return to_json(COMPACT.encode(version, leave=_VERSION_COLUMNS), where=where)


def version_from(version_id: str, article_id: str, retrieved: str, data: str, text: str) -> Version:
    """``retrieved`` as ISO 8601."""
    plain = {**json.loads(data), "id": version_id, "article_id": article_id, "retrieved": retrieved, "text": text}
    return COMPACT.decode(Version, plain)


@lru_cache(maxsize=_HELD)
def entity_from(data: str) -> Entity:
    """An entity is one column."""
    return COMPACT.decode(Entity, json.loads(data))


def whole(value: object, *, where: str = "") -> str:
    """A record that is one column."""
    return to_json(COMPACT.encode(value), where=where)


# ---------------------------------------------------------------- derived records


def attribution_coded(value: Attribution, *, ts: int, where: str) -> Coded:
    """Without its place, which it gets when it is inserted."""
    plain = COMPACT.encode(value, leave=_ATTRIBUTION_COLUMNS)
    vector = plain["frame"].pop("vector", b"")
    data = to_json(plain, where=where)
    claimant = value.claimant.entity_id if value.claimant else None
    answering = int(value.act in ANSWERING)
    columns = (value.id, value.version_id, ts, value.start, claimant, answering, value.made_by, data, vector, None)
    return tables.ATTRIBUTION.coded(digest_of(data, vector), columns)


def attribution_from(columns: Sequence[Any], text: str) -> Attribution:
    """From (id, owner, made by, data, vector) and the version's text."""
    return _attribution(tuple(columns), text)


@lru_cache(maxsize=_HELD)
def _attribution(columns: tuple[Any, ...], text: str) -> Attribution:
    record_id, owner, made_by, data, vector = columns
    plain: dict[str, Any] = json.loads(data)
    plain["frame"]["vector"] = vector
    plain |= {"id": record_id, "version_id": owner, "made_by": made_by}
    return COMPACT.decode(Attribution, plain, text=text)


def evidence_coded(value: Evidence, *, where: str) -> Coded:
    data = to_json(COMPACT.encode(value, leave=_EVIDENCE_COLUMNS), where=where)
    columns = (value.id, value.version_id, value.attribution_id, value.made_by, data)
    return tables.EVIDENCE.coded(digest_of(data), columns)


def evidence_from(columns: Sequence[Any], text: str) -> Evidence:
    """From (id, owner, attribution id, made by, data) and the version's text."""
    record_id, owner, attribution_id, made_by, data = columns
    known = {"id": record_id, "version_id": owner, "attribution_id": attribution_id, "made_by": made_by}
    return COMPACT.decode(Evidence, {"span": None, **json.loads(data), **known}, text=text)


def judgement_coded(value: Judgement, *, owner: str) -> Coded:
    """The digest leaves out when: a judgement repeated later is the same one."""
    plain = COMPACT.encode(value, leave=_JUDGEMENT_COLUMNS)
    data = to_json(plain, where=f"judgement by {value.by}")
    del plain["at"]
    columns = (owner, value.left, value.right, value.by, data)
    return tables.JUDGEMENT.coded(digest_of(to_json(plain, where="")), columns)


def judgement_from(left: str, right: str, by: str, data: str) -> Judgement:
    return COMPACT.decode(Judgement, {"left": left, "right": right, "by": by, **json.loads(data)})


def claim_coded(value: Claim, *, owner: str, founder_ts: int) -> Coded:
    plain = COMPACT.encode(value, leave=_CLAIM_COLUMNS)
    vector = plain["frame"].pop("vector", b"")
    data = to_json(plain, where=value.id)
    columns = (value.id, owner, value.founder_id, founder_ts, data, vector)
    return tables.CLAIM.coded(digest_of(value.founder_id + data, vector), columns)


@lru_cache(maxsize=_HELD)
def claim_from(record_id: str, founder_id: str, data: str, vector: bytes) -> Claim:
    plain: dict[str, Any] = json.loads(data)
    plain["frame"]["vector"] = vector
    return COMPACT.decode(Claim, plain | {"id": record_id, "founder_id": founder_id})


def bearing_coded(value: model.Expresses | model.Answer, *, owner: str, ts: int, version_id: str, start: int) -> Coded:
    """An edge attribution → claim, with where the attribution stands."""
    data = to_json(COMPACT.encode(value, leave=_EDGE_COLUMNS), where=owner)
    answers = int(isinstance(value, model.Answer))
    columns = (owner, value.claim_id, ts, version_id, start, value.attribution_id, answers, data)
    return tables.BEARING.coded(digest_of(data), columns)


def bearing_from(answers: int, attribution_id: str, claim_id: str, data: str) -> model.Expresses | model.Answer:
    plain = {"attribution_id": attribution_id, "claim_id": claim_id, **json.loads(data)}
    return COMPACT.decode(model.Answer, plain) if answers else COMPACT.decode(model.Expresses, plain)


def link_coded(value: model.ClaimLink, *, owner: str) -> Coded:
    data = whole(value, where=owner)
    return tables.LINK.coded(digest_of(data), (owner, value.left, value.right, value.kind.value, data))


def thread_coded(value: model.Thread, *, owner: str) -> Coded:
    data = whole(value, where=owner)
    return tables.THREAD.coded(digest_of(data), (value.id, owner, data))


def in_thread_coded(value: model.InThread, *, owner: str) -> Coded:
    data = whole(value, where=owner)
    return tables.IN_THREAD.coded(digest_of(data), (owner, value.claim_id, value.thread_id, value.score, data))


def near_copy_coded(value: model.NearCopy, *, owner: str) -> Coded:
    data = whole(value, where=owner)
    columns = (owner, value.version_id, value.of_version_id, value.method, data)
    return tables.NEAR_COPY.coded(digest_of(data), columns)
