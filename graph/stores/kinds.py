"""The kinds of records, their keys and owners: the table by which stores keep, dump and restore them.

A *derived* record has intervals (recorded, superseded) and an owner, the version that it follows from; when the version
is put again, what it owned and no longer brings is superseded. Claims and threads are owned by nobody: they live as
long as something is in them. The order of ``KINDS`` is the order of a dump: nothing refers to a later kind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from graph import model

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """``key`` gives a record's identity within its owner; ``owned`` whether the owner is part of the identity."""

    name: str
    cls: type[Any]
    key: Callable[[Any], Key]
    owned: bool = False


def _pair(*names: str) -> Callable[[Any], Key]:
    return lambda value: tuple(str(getattr(value, name)) for name in names)


def mention_key(mention: model.Mention) -> tuple[int, int, str, str]:
    """Order of mentions in a version."""
    return (mention.span.start, mention.span.end, mention.label.value, mention.entity_id or "")


PUBLISHER = Kind("publisher", model.Publisher, _pair("id"))
ARTICLE = Kind("article", model.Article, _pair("id"))
PAGE = Kind("page", model.Page, _pair("sha256"))
VERSION = Kind("version", model.Version, _pair("id"))
ENTITY = Kind("entity", model.Entity, _pair("id"))
MENTION = Kind("mention", model.Mention, lambda m: tuple(map(str, mention_key(m))), owned=True)
ATTRIBUTION = Kind("attribution", model.Attribution, _pair("id"))
EVIDENCE = Kind("evidence", model.Evidence, _pair("id"))
JUDGEMENT = Kind("judgement", model.Judgement, _pair("left", "right", "by"), owned=True)
CLAIM = Kind("claim", model.Claim, _pair("id"))
EXPRESSES = Kind("expresses", model.Expresses, _pair("attribution_id", "claim_id"), owned=True)
ANSWER = Kind("answer", model.Answer, _pair("attribution_id", "claim_id"), owned=True)
LINK = Kind("link", model.ClaimLink, _pair("left", "right", "kind"), owned=True)
THREAD = Kind("thread", model.Thread, _pair("id"))
IN_THREAD = Kind("in_thread", model.InThread, _pair("claim_id", "thread_id"), owned=True)
NEAR_COPY = Kind("near_copy", model.NearCopy, _pair("version_id", "of_version_id", "method"), owned=True)
RUN = Kind("run", model.Run, _pair("id"))
FETCH = Kind("fetch", model.FetchRecord, _pair("url"))

KINDS = (
    PUBLISHER, ARTICLE, PAGE, VERSION, ENTITY, MENTION, ATTRIBUTION, EVIDENCE, JUDGEMENT, CLAIM, EXPRESSES, ANSWER,
    LINK, THREAD, IN_THREAD, NEAR_COPY, RUN, FETCH,
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}
DERIVED = (ATTRIBUTION, EVIDENCE, JUDGEMENT, CLAIM, EXPRESSES, ANSWER, LINK, THREAD, IN_THREAD, NEAR_COPY)
EDGES = (EXPRESSES, ANSWER, LINK, IN_THREAD, NEAR_COPY)
"""What ``put_resolution`` owns, besides its judgements."""
LOGS = (RUN, FETCH)
"""Provenance and poll state: in a full copy, not in what two stores are compared by."""


def chosen(only: Collection[str]) -> tuple[Kind, ...]:
    """The kinds of a dump: those named, in their order; all when none is."""
    return tuple(kind for kind in KINDS if not only or kind.name in only)


def resolution_owner(version_id: str) -> str:
    """Owner of what resolution adds about a version, apart from what the version itself brought."""
    return f"{version_id}/resolution"


def ends_of(update: model.ResolutionUpdate) -> dict[str, set[str]]:
    """What must be there for the update to make sense: ids by kind, and ``founder``: attributions current or not."""
    edges: tuple[model.Expresses | model.Answer, ...] = (*update.expresses, *update.answers)
    links = {end for link in update.links for end in (link.left, link.right)}
    copies = {end for copy in update.near_copies for end in (copy.version_id, copy.of_version_id)}
    return {
        VERSION.name: {update.version_id, *copies},
        ATTRIBUTION.name: {e.attribution_id for e in edges},
        "founder": {c.founder_id for c in update.claims},
        CLAIM.name: {e.claim_id for e in edges} | {e.claim_id for e in update.in_thread} | links,
        THREAD.name: {e.thread_id for e in update.in_thread},
    }
