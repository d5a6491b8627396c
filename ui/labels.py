"""The closed lists of the model in words of the interface. ``N_`` only marks a message for the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from graph.errors import (
    ClaimlineError,
    SettingsError,
    StoreBusy,
    StoreCorrupt,
    StoreError,
    StoreUnavailable,
    StoreVersionError,
    UsageError,
)
from graph.model import Act, AnswerKind, Certainty, Closeness, Grade, Mode, Moment, ZoneKind
from graph.queries import EventKind, Role
from ui.i18n import Interface


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools know
    return message


KINDS = {
    EventKind.ALLEGATION: N_("Allegation"),
    EventKind.DENIAL: N_("Denial"),
    EventKind.ADMISSION: N_("Admission"),
    EventKind.DECLINED: N_("Declined to comment"),
    EventKind.DEMAND: N_("Demand"),
    EventKind.PROCEEDING: N_("Proceeding"),
    EventKind.CORRECTION: N_("Correction"),
    EventKind.STATEMENT: N_("Statement"),
}
ACTS = {
    Act.ASSERT: N_("says"),
    Act.ALLEGE: N_("alleges"),
    Act.ACCUSE: N_("accuses"),
    Act.DENY: N_("denies"),
    Act.ADMIT: N_("admits"),
    Act.DECLINE: N_("declines to comment"),
    Act.DEMAND: N_("demands"),
    Act.WARN: N_("warns"),
    Act.PROMISE: N_("promises"),
    Act.INVESTIGATE: N_("investigates"),
    Act.SUE: N_("sues"),
    Act.RULE: N_("rules"),
    Act.CORRECT: N_("corrects"),
}
ANSWERS = {
    AnswerKind.DENIES: N_("denies it"),
    AnswerKind.PARTLY_DENIES: N_("denies part of it"),
    AnswerKind.ADMITS: N_("admits it"),
    AnswerKind.DEFLECTS: N_("deflects"),
    AnswerKind.DECLINES: N_("declines to comment"),
}
GRADES = {
    Grade.E0: N_("no evidence stated"),
    Grade.E1: N_("the outlet says that none was offered"),
    Grade.E2: N_("said to exist, withheld"),
    Grade.E3: N_("described"),
    Grade.E4: N_("seen by the outlet"),
    Grade.E5: N_("public primary document"),
    Grade.E6: N_("independently reproduced"),
    Grade.E7: N_("found by a court or regulator"),
}
CERTAINTIES = {
    Certainty.DENIED: N_("denied"),
    Certainty.DOUBTFUL: N_("doubtful"),
    Certainty.POSSIBLE: N_("possible"),
    Certainty.PROBABLE: N_("probable"),
    Certainty.ASSERTED: N_("asserted"),
    Certainty.CERTAIN: N_("put as certain"),
}
MODES = {
    Mode.DIRECT: N_("in quotation marks"),
    Mode.INDIRECT: N_("reported in the outlet's words"),
    Mode.MIXED: N_("partly in quotation marks"),
}
CLOSENESS = {
    Closeness.CLOSE_TO: N_("close to the matter"),
    Closeness.FAMILIAR: N_("familiar with the matter"),
    Closeness.OFFICIAL: N_("official"),
    Closeness.EXPERT: N_("expert"),
    Closeness.INSIDER: N_("insider"),
    Closeness.WITNESS: N_("witness"),
    Closeness.OTHER: N_("not described"),
}
ROLES = {
    Role.SOURCE: N_("source"),
    Role.CUE: N_("verb of saying"),
    Role.CONTENT: N_("what is said"),
    Role.TARGET: N_("about whom"),
    Role.HEDGE: N_("hedge"),
    Role.EVIDENCE: N_("evidence"),
}
ZONES = {
    ZoneKind.HEADLINE: N_("Headline"),
    ZoneKind.TEASER: N_("Pointer to another article: not a source of claims"),
    ZoneKind.BOILERPLATE: N_("Notice of the site: not a source of claims"),
}
LANE_ROLES = {
    "accuser": N_("accuses"),
    "accused": N_("is accused"),
    "third party": N_("third party"),
    "unnamed": N_("unnamed source"),
}
ORIGINS = {
    "json-ld": N_("date from the page's own data"),
    "opengraph": N_("date from the page's own data"),
    "feed": N_("date from the feed"),
    "html": N_("date found on the page"),
    "url": N_("date from the address of the page"),
    "text": N_("date from the text"),
    "first seen": N_("the article has no date: this is when it was first seen"),
}

FAILURES: dict[type[ClaimlineError], str] = {
    StoreUnavailable: N_("The store is not there, or cannot be reached."),
    StoreBusy: N_("The store is busy: try again in a moment."),
    StoreCorrupt: N_("This file is not a store of Claimline, or it is damaged."),
    StoreVersionError: N_("The store was made by another version of Claimline."),
    StoreError: N_("The store cannot be read."),
    SettingsError: N_("A setting is wrong."),
    UsageError: N_("The address asks for something that this store does not have."),
    ClaimlineError: N_("Something went wrong."),
}
"""Most special first: the first that fits is shown."""

_ALL: dict[type[StrEnum], Mapping[Any, str]] = {
    EventKind: KINDS,
    Act: ACTS,
    AnswerKind: ANSWERS,
    Grade: GRADES,
    Certainty: CERTAINTIES,
    Mode: MODES,
    Closeness: CLOSENESS,
    Role: ROLES,
    ZoneKind: ZONES,
}


def label(ui: Interface, value: StrEnum) -> str:
    """A member of a closed list in the language of the interface."""
    return ui._(_ALL[type(value)].get(value, value.value))


def failure(ui: Interface, error: ClaimlineError) -> str:
    """What went wrong, in the language of the interface; the error's own words are in English, for whoever runs the store."""
    return ui._(next(words for kind, words in FAILURES.items() if isinstance(error, kind)))


def lane_role(ui: Interface, role: str) -> str:
    return ui._(LANE_ROLES.get(role, role))


def origin(ui: Interface, moment: Moment) -> str:
    """How a date is known; a name that we do not know is shown as it is."""
    return ui._(ORIGINS.get(moment.origin, moment.origin))
