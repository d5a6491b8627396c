"""Graph values as a terminal and a program can read them.

Text of articles comes from outside: no control character of theirs reaches the terminal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from graph.model import Act, AnswerKind, Grade, Moment, Precision

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
ACTS = {
    Act.ASSERT: "says",
    Act.ALLEGE: "alleges",
    Act.ACCUSE: "accuses",
    Act.DENY: "denies",
    Act.ADMIT: "admits",
    Act.DECLINE: "declines to comment",
    Act.DEMAND: "demands",
    Act.WARN: "warns",
    Act.PROMISE: "promises",
    Act.INVESTIGATE: "investigates",
    Act.SUE: "sues",
    Act.RULE: "rules",
    Act.CORRECT: "corrects",
}
GRADES = {
    Grade.E0: "no evidence stated",
    Grade.E1: "the outlet says that none was offered",
    Grade.E2: "claimed to exist, withheld",
    Grade.E3: "described",
    Grade.E4: "seen by the outlet",
    Grade.E5: "public primary document",
    Grade.E6: "independently reproduced",
    Grade.E7: "found by a court or regulator",
}
ANSWERS = {
    AnswerKind.DENIES: "denies it",
    AnswerKind.PARTLY_DENIES: "partly denies it",
    AnswerKind.ADMITS: "admits it",
    AnswerKind.DEFLECTS: "deflects",
    AnswerKind.DECLINES: "declines to answer",
}
_FORMATS = {Precision.YEAR: "%Y", Precision.MONTH: "%Y-%m", Precision.DAY: "%Y-%m-%d", Precision.MINUTE: "%Y-%m-%d"}
_HIDDEN = {"vector", "fingerprint"}


def shown(text: str) -> str:
    """Text of others on one line: controls and reordering marks become visible, right-to-left words are isolated."""
    clean = "".join(_visible(char) for char in " ".join(text.split()))
    return f"{ISOLATE}{clean}{END_ISOLATE}" if any("\u0590" <= c <= "\u08ff" for c in clean) else clean


def _visible(char: str) -> str:
    return char if char.isprintable() else "" if char in "\u200b\u200c\u200d\u200e\u200f\ufeff" else "�"


def day(moment: Moment) -> str:
    """The date as precisely as it is known; "first seen" where the article gives none."""
    if moment.at is None:
        return moment.words or "no date"
    written = moment.at.strftime(_FORMATS[moment.precision])
    return f"first seen {written}" if moment.origin == "first seen" else written


def no_answer(articles_held: int) -> str:
    """Silence in what we hold is not silence in the world."""
    return f"no answer found in the {articles_held} {'article' if articles_held == 1 else 'articles'} held"


def plain(value: object) -> Any:
    """A graph value as JSON values: dataclasses as objects, times in ISO 8601, no vectors."""
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.name not in _HIDDEN}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value


def as_json(value: object) -> str:
    """One line of JSON."""
    return json.dumps(plain(value), ensure_ascii=False)
