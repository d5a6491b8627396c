"""Model values ↔ properties: what is asked for by itself, the rest as compact JSON, vectors as bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from graph import model
from graph.model import Act, Article, Attribution, Claim, Evidence, Judgement, Version
from graph.stores.checks import check_text, to_json
from graph.stores.codec import COMPACT
from graph.stores.finding import attribution_text, version_text
from graph.stores.neo4j import tables
from graph.stores.neo4j.tables import Coded, Properties
from graph.stores.neo4j.words import entity_mark, indexed, language_mark
from graph.stores.times import from_micros, to_micros

ANSWERING = frozenset({Act.DENY, Act.DECLINE, Act.ADMIT})
_VERSION = frozenset({"id", "article_id", "text", "retrieved"})
_ATTRIBUTION = frozenset({"id", "version_id", "made_by"})
_EVIDENCE = frozenset({"id", "version_id", "attribution_id", "made_by"})
_JUDGEMENT = frozenset({"left", "right", "by"})
_CLAIM = frozenset({"id", "founder_id"})
_EDGE = frozenset({"attribution_id", "claim_id"})


def digest_of(text: str, more: bytes = b"") -> int:
    """64 bits over a record's content, as a signed integer."""
    return int.from_bytes(blake2b(text.encode() + more, digest_size=8).digest(), signed=True)


# ---------------------------------------------------------------- documents


def whole(value: object, *, where: str = "") -> str:
    """A record as one property."""
    return to_json(COMPACT.encode(value), where=where)


def knowable_of(version: Version) -> int:
    """``Version.knowable`` in microseconds."""
    at = version.knowable.at
    return to_micros(at if at is not None else version.retrieved)


def version_properties(version: Version, *, where: str) -> Properties:
    """All of a version but when it was first recorded and its mentions."""
    check_text(version.text, where=where)
    return {
        "id": version.id,
        "article_id": version.article_id,
        "ts": knowable_of(version),
        "retrieved": to_micros(version.retrieved),
        "title": version.title,
        "language": version.language,
        "revision_of": version.revision_of,
        "data": to_json(COMPACT.encode(version, leave=_VERSION), where=where),
        "text": version.text,
        "words": indexed(f"{version_text(version)} {language_mark(version.language)}"),
    }


def version_from(record_id: str, article_id: str, retrieved: int, data: str, text: str) -> Version:
    at = from_micros(retrieved).isoformat()
    plain = {**json.loads(data), "id": record_id, "article_id": article_id, "retrieved": at, "text": text}
    return COMPACT.decode(Version, plain)


def article_from(record_id: str, url: str, publisher_id: str | None) -> Article:
    return Article(id=record_id, url=url, publisher_id=publisher_id)


# ---------------------------------------------------------------- derived records


def attribution_coded(value: Attribution, *, ts: int, where: str) -> Coded:
    plain = COMPACT.encode(value, leave=_ATTRIBUTION)
    vector = plain["frame"].pop("vector", b"")
    data = to_json(plain, where=where)
    claimant = value.claimant.entity_id if value.claimant else None
    marks = [language_mark(value.language), *([entity_mark(claimant)] if claimant else [])]
    return tables.ATTRIBUTION.coded(
        digest_of(data, vector),
        value.version_id,
        id=value.id,
        ts=ts,
        start=value.start,
        claimant_id=claimant,
        answering=value.act in ANSWERING,
        made_by=value.made_by,
        data=data,
        vector=vector,
        words=indexed(" ".join([attribution_text(value), *marks])),
        act=value.act.value,
        certainty=value.certainty.value,
        said=value.words,
    )


def attribution_from(columns: Sequence[Any], text: str) -> Attribution:
    """From (id, owner, made by, data, vector) and the version's text."""
    record_id, owner, made_by, data, vector = columns
    plain: dict[str, Any] = json.loads(data)
    plain["frame"]["vector"] = bytes(vector)
    plain |= {"id": record_id, "version_id": owner, "made_by": made_by}
    return COMPACT.decode(Attribution, plain, text=text)


def party_coded(value: Attribution, *, ts: int) -> list[Coded]:
    """Who says it and of whom, each once."""
    claimant = value.claimant.entity_id if value.claimant else None
    parties = sorted({*value.target_ids, *([claimant] if claimant else [])})
    return [
        tables.PARTY.coded(
            int(party == claimant) + 2 * int(party in value.target_ids),
            value.version_id,
            attribution_id=value.id,
            entity_id=party,
            ts=ts,
            start=value.start,
            says=party == claimant,
            target=party in value.target_ids,
        )
        for party in parties
    ]


def evidence_coded(value: Evidence, *, where: str) -> Coded:
    data = to_json(COMPACT.encode(value, leave=_EVIDENCE), where=where)
    return tables.EVIDENCE.coded(
        digest_of(data),
        value.version_id,
        id=value.id,
        attribution_id=value.attribution_id,
        made_by=value.made_by,
        grade=value.grade.value,
        data=data,
    )


def evidence_from(columns: Sequence[Any], text: str) -> Evidence:
    """From (id, owner, attribution id, made by, data) and the version's text."""
    record_id, owner, attribution_id, made_by, data = columns
    known = {"id": record_id, "version_id": owner, "attribution_id": attribution_id, "made_by": made_by}
    return COMPACT.decode(Evidence, {"span": None, **json.loads(data), **known}, text=text)


def judgement_coded(value: Judgement, *, owner: str) -> Coded:
    """The digest leaves out when: a judgement repeated later is the same one."""
    plain = COMPACT.encode(value, leave=_JUDGEMENT)
    data = to_json(plain, where=f"judgement by {value.by}")
    check_text(value.by, where="judgement")
    del plain["at"]
    digest = digest_of(to_json(plain, where=""))
    return tables.JUDGEMENT.coded(digest, owner, left=value.left, right=value.right, by=value.by, data=data)


def judgement_from(left: str, right: str, by: str, data: str) -> Judgement:
    return COMPACT.decode(Judgement, {"left": left, "right": right, "by": by, **json.loads(data)})


def claim_coded(value: Claim, *, owner: str, founder_ts: int) -> Coded:
    plain = COMPACT.encode(value, leave=_CLAIM)
    vector = plain["frame"].pop("vector", b"")
    data = to_json(plain, where=value.id)
    return tables.CLAIM.coded(
        digest_of(value.founder_id + data, vector),
        owner,
        id=value.id,
        founder_id=value.founder_id,
        founder_ts=founder_ts,
        norm=value.frame.norm,
        data=data,
        vector=vector,
    )


def claim_from(record_id: str, founder_id: str, data: str, vector: bytes) -> Claim:
    plain: dict[str, Any] = json.loads(data)
    plain["frame"]["vector"] = bytes(vector)
    return COMPACT.decode(Claim, plain | {"id": record_id, "founder_id": founder_id})


def bearing_coded(value: model.Expresses | model.Answer, *, owner: str, ts: int, version_id: str, start: int) -> Coded:
    """An edge attribution → claim, with where the attribution stands."""
    data = to_json(COMPACT.encode(value, leave=_EDGE), where=owner)
    return tables.BEARING.coded(
        digest_of(data),
        owner,
        claim_id=value.claim_id,
        ts=ts,
        version_id=version_id,
        start=start,
        attribution_id=value.attribution_id,
        answers=int(isinstance(value, model.Answer)),
        data=data,
    )


def bearing_from(answers: int, attribution_id: str, claim_id: str, data: str) -> model.Expresses | model.Answer:
    plain = {"attribution_id": attribution_id, "claim_id": claim_id, **json.loads(data)}
    return COMPACT.decode(model.Answer, plain) if answers else COMPACT.decode(model.Expresses, plain)


def link_coded(value: model.ClaimLink, *, owner: str) -> Coded:
    data = whole(value, where=owner)
    return tables.LINK.coded(
        digest_of(data), owner, left=value.left, right=value.right, kind=value.kind.value, data=data
    )


def thread_coded(value: model.Thread, *, owner: str) -> Coded:
    data = whole(value, where=owner)
    return tables.THREAD.coded(digest_of(data), owner, id=value.id, data=data)


def placing_coded(value: model.InThread, *, owner: str) -> Coded:
    data = whole(value, where=owner)
    return tables.PLACING.coded(
        digest_of(data), owner, claim_id=value.claim_id, thread_id=value.thread_id, score=value.score, data=data
    )


def copy_coded(value: model.NearCopy, *, owner: str) -> Coded:
    data = whole(value, where=owner)
    return tables.COPY.coded(
        digest_of(data),
        owner,
        version_id=value.version_id,
        of_version_id=value.of_version_id,
        method=value.method,
        data=data,
    )
