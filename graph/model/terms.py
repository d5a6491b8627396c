"""The closed lists: acts, modes, grades and their neighbours."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What is done by saying it. The verb's own lemma is kept beside it."""

    ASSERT = "assert"
    ALLEGE = "allege"
    ACCUSE = "accuse"
    DENY = "deny"
    ADMIT = "admit"
    DECLINE = "decline"
    DEMAND = "demand"
    WARN = "warn"
    PROMISE = "promise"
    INVESTIGATE = "investigate"
    SUE = "sue"
    RULE = "rule"
    CORRECT = "correct"

    @property
    def alleges(self) -> bool:
        """True where somebody is said to have done wrong: what the accused may answer."""
        return self in (Act.ALLEGE, Act.ACCUSE, Act.SUE)


class Mode(StrEnum):
    """``direct``: all content words in quotation marks; ``indirect``: none; ``mixed``: some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Certainty(StrEnum):
    """How surely the content is put forward; ordered by ``rank``."""

    DENIED = "denied"
    DOUBTFUL = "doubtful"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    ASSERTED = "asserted"
    CERTAIN = "certain"

    @property
    def rank(self) -> int:
        return list(Certainty).index(self)


class Grade(StrEnum):
    """What evidence is offered, in the words of the text; ordered by ``rank``."""

    E0 = "E0"  # none stated
    E1 = "E1"  # the outlet says that none was offered
    E2 = "E2"  # claimed to exist, withheld
    E3 = "E3"  # described
    E4 = "E4"  # seen by the outlet
    E5 = "E5"  # public primary document
    E6 = "E6"  # independently reproduced
    E7 = "E7"  # found by a court or regulator

    @property
    def rank(self) -> int:
        return int(self.value[1:])


class AnswerKind(StrEnum):
    DENIES = "denies"
    PARTLY_DENIES = "partly denies"
    ADMITS = "admits"
    DEFLECTS = "deflects"
    DECLINES = "declines"


class LinkKind(StrEnum):
    CONTRADICTS = "contradicts"
    SUPPORTS = "supports"
    MIRRORS = "mirrors"


class ZoneKind(StrEnum):
    """Only ``headline`` and ``body`` may hold attributions."""

    HEADLINE = "headline"
    BODY = "body"
    TEASER = "teaser"
    BOILERPLATE = "boilerplate"

    @property
    def speaks(self) -> bool:
        return self in (ZoneKind.HEADLINE, ZoneKind.BODY)


class Precision(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


class Label(StrEnum):
    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    MISC = "MISC"


class Schema(StrEnum):
    """FollowTheMoney schema names; ``Place`` is ours (FtM has none)."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    COMPANY = "Company"
    PUBLIC_BODY = "PublicBody"
    PLACE = "Place"
    THING = "Thing"


class Verdict(StrEnum):
    SAME = "same"
    NOT_SAME = "not same"
    UNSURE = "unsure"


class Closeness(StrEnum):
    """How an unnamed source is described."""

    CLOSE_TO = "close to"
    FAMILIAR = "familiar"
    OFFICIAL = "official"
    EXPERT = "expert"
    INSIDER = "insider"
    WITNESS = "witness"
    OTHER = "other"


class Count(StrEnum):
    ONE = "one"
    SEVERAL = "several"
    UNKNOWN = "unknown"
