"""What follows from one version and the store. Pure: reads, decides, writes nothing.

::

    GraphUpdate ──► entities   names that mean the same one        → Judgement
                ──► scene      statements in canonical ids, claims held near them
                ──► claims     the same proposition, however worded → Claim, Expresses, ClaimLink
                ──► answers    who answered what, in any order      → Answer
                ──► threads    claims of one dispute; hanging       → Thread, InThread
                ──► origins    nearly the same words                → NearCopy
                                                                     = ResolutionUpdate

Call it after ``put(update)`` in the same transaction, and ``put_resolution`` what it returns. Resolving a version again gives
the same update. Every link has a score and its reasons in words; wrong links are worse than missing ones.
"""

from __future__ import annotations

from datetime import datetime

from graph.model import GraphUpdate, ResolutionUpdate
from graph.resolve import answers, claims, entities, origins, shortnames, threads
from graph.resolve.canon import Canon
from graph.resolve.hanging import hang
from graph.resolve.scene import Scene
from graph.stores.base import Reader
from graph.stores.merging import is_known

__all__ = ["resolve"]

RULES = "resolve 1"


def resolve(update: GraphUpdate, reader: Reader, *, now: datetime, by: str = RULES) -> ResolutionUpdate:
    """What ``update``, already put into the store behind ``reader``, means together with what is held there.

    ``by`` names the maker of every link: the rules' version.
    """
    canon = Canon(reader, known=(e.id for e in update.entities if is_known(e)))
    canon.join(update.judgements)
    judgements = (
        *entities.judge(update.entities, reader, canon, now=now, by=by),
        *shortnames.judge(update.entities, reader, canon, now=now, by=by),
    )
    scene = Scene(update, reader, canon)
    linked = claims.link(scene, by=by)
    answered = answers.link(scene, linked, reader, by=by)
    grouped = threads.group(scene, linked, answered, reader, by=by)
    hang(scene, linked, grouped, by=by)
    return ResolutionUpdate(
        version_id=update.version.id,
        judgements=judgements,
        claims=tuple(linked.claims.values()),
        expresses=tuple(linked.expresses),
        answers=answered,
        links=tuple(linked.links[key] for key in sorted(linked.links)),
        threads=tuple(grouped.threads[key] for key in sorted(grouped.threads)),
        in_thread=tuple(grouped.places[key] for key in sorted(grouped.places)),
        near_copies=origins.near_copies(update.version, linked, reader),
    )
