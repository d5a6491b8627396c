"""The words of Claimline as frozen values. Standard library only.

Nothing here saves itself, reads a clock or knows a database. Collections are tuples, datetimes are aware and UTC,
spans are half-open ``[start, end)`` in Unicode code points of one ``Version.text``.

::

    Publisher ── Article ── Version ── Zone                       the document
                               ├── Mention ── Entity ── Judgement who and what is named
                               ├── Attribution ── Claimant | SourceDescriptor, Frame
                               └── Evidence
    Attribution ── Expresses ── Claim ── InThread ── Thread       what resolution adds
    Attribution ── Answer ── Claim;  Claim ── ClaimLink ── Claim;  Version ── NearCopy ── Version

``GraphUpdate`` is everything that one version adds by itself; ``ResolutionUpdate`` is what follows from it and the
store. Ids are made of the fewest stable raw inputs (``make_id``), so the same input gives the same graph in every store.
"""

from __future__ import annotations

from graph.model.batches import NOW, AsOf, Changes, FetchRecord, GraphUpdate, Reported, ResolutionUpdate, Run
from graph.model.claims import Answer, Claim, ClaimLink, Expresses, InThread, NearCopy, Thread
from graph.model.documents import Article, Page, Publisher, Version, Zone
from graph.model.ids import make_id
from graph.model.names import Alias, Entity, Judgement, Mention
from graph.model.places import Moment, Span
from graph.model.sayings import Attribution, Claimant, Evidence, Frame, SourceDescriptor
from graph.model.terms import (
    Act,
    AnswerKind,
    Certainty,
    Closeness,
    Count,
    Grade,
    Label,
    LinkKind,
    Mode,
    Precision,
    Schema,
    Verdict,
    ZoneKind,
)

__all__ = [
    "NOW",
    "Act",
    "Alias",
    "Answer",
    "AnswerKind",
    "Article",
    "AsOf",
    "Attribution",
    "Certainty",
    "Changes",
    "Claim",
    "ClaimLink",
    "Claimant",
    "Closeness",
    "Count",
    "Entity",
    "Evidence",
    "Expresses",
    "FetchRecord",
    "Frame",
    "Grade",
    "GraphUpdate",
    "InThread",
    "Judgement",
    "Label",
    "LinkKind",
    "Mention",
    "Mode",
    "Moment",
    "NearCopy",
    "Page",
    "Precision",
    "Publisher",
    "Reported",
    "ResolutionUpdate",
    "Run",
    "Schema",
    "SourceDescriptor",
    "Span",
    "Thread",
    "Verdict",
    "Version",
    "Zone",
    "ZoneKind",
    "make_id",
]
