"""Read models: what a page or a command shows, made from a ``Reader`` alone. Nothing here is stored.

``board`` → rows of the claims board; ``trace`` → lanes, events and arcs of one thread, claim, entity or search;
``article`` → one version with its highlights. ``graph.state`` computes the answers and the evidence grade. Each page costs
a number of reads that grows with what it shows, never with what is stored.
"""

from __future__ import annotations

from graph.queries.article import article
from graph.queries.board import board
from graph.queries.models import (
    AnswerCell,
    Arc,
    ArticleView,
    Board,
    BoardRow,
    Event,
    EventKind,
    GradeCell,
    Highlight,
    Lane,
    Party,
    Role,
    Trace,
)
from graph.queries.trace import trace

__all__ = [
    "AnswerCell",
    "Arc",
    "ArticleView",
    "Board",
    "BoardRow",
    "Event",
    "EventKind",
    "GradeCell",
    "Highlight",
    "Lane",
    "Party",
    "Role",
    "Trace",
    "article",
    "board",
    "trace",
]
