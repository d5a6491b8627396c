"""What the steps of resolution look at: the statements of one version and the claims held near them, in canonical ids.

``Scene`` is made once for a version; it reads from the store at most once for each entity that is accused or named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from graph.model import Act, Attribution, Claim, Closeness, GraphUpdate, Version
from graph.resolve.canon import Canon
from graph.resolve.likeness import Proposition
from graph.resolve.shortnames import ShortNames, spoken_for
from graph.stores.base import ClaimHead, Reader
from graph.text import index_text

ANSWERING = (Act.DENY, Act.ADMIT, Act.DECLINE)
"""Acts that respond to a claim instead of making one."""
DISPUTING = (Act.ALLEGE, Act.ACCUSE, Act.SUE, Act.INVESTIGATE, Act.RULE)
"""Acts that put somebody in the wrong, or look into it: what a thread is made of."""
BARE = 5
"""A content of so few words, without figure or kind of deed, names no matter of its own ("the allegations")."""
CANDIDATES, FEWER = 200, 60
"""Claims read from the store for one entity that is accused, and for one that is only named; newest first."""
NAMES = 3
"""Names of a content, from its first on, by which claims are looked for where nobody is accused."""

_SENTENCE_END = re.compile(r"[.!?؟。]\s|\n")


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution of the version, as it is compared. ``proposition.by`` is empty where nobody known speaks; ``voices``
    are canonical ids for whom the words count: the speaker, and whom he speaks for."""

    attribution: Attribution
    proposition: Proposition
    voices: tuple[str, ...] = ()

    @property
    def answers(self) -> bool:
        return self.attribution.act in ANSWERING


@dataclass(frozen=True, slots=True)
class Known:
    """A claim that may be expressed or answered: one of the store's, or one that this version founds.

    ``time`` is when readers could know of the founder. ``here`` are the places in this version's text that express it.
    """

    claim: Claim
    proposition: Proposition
    founder: Attribution
    time: datetime
    thread_id: str | None = None
    here: tuple[int, ...] = ()

    @property
    def disputes(self) -> bool:
        """True where somebody is put in the wrong, or answered that he was."""
        return self.founder.act in DISPUTING or answers_only(self.founder)


def answers_only(founder: Attribution) -> bool:
    """True where a claim was founded by its denial: nobody is held to have put it forward yet."""
    return founder.act is Act.DENY and founder.frame.positive


def speaker_id(attribution: Attribution) -> str:
    """Id of the entity that speaks, as stored; that of the entity an official speaks for; empty when nobody is known."""
    if attribution.claimant is not None and attribution.claimant.entity_id:
        return attribution.claimant.entity_id
    descriptor = attribution.descriptor
    if descriptor is not None and descriptor.closeness is Closeness.OFFICIAL:
        return descriptor.about_entity_id or ""
    return ""


def statement_of(attribution: Attribution, canon: Canon) -> Statement:
    """An attribution of another version, as far as it says itself who speaks."""
    proposition = proposition_of(attribution, canon)
    return Statement(attribution, proposition, (proposition.by,) if proposition.by else ())


def ids_of(attribution: Attribution) -> tuple[str, ...]:
    """All entity ids that comparing needs."""
    return tuple(i for i in (speaker_id(attribution), *attribution.target_ids, *attribution.frame.about) if i)


def against_of(attribution: Attribution, canon: Canon) -> tuple[str, ...]:
    """Who is accused or addressed: canonical ids; where the text names somebody who is no entity, his folded words."""
    ids = canon.all(attribution.target_ids)
    return ids or tuple(dict.fromkeys(f"words:{index_text(span.exact)}" for span in attribution.target))


def proposition_of(attribution: Attribution, canon: Canon) -> Proposition:
    """What an attribution puts forward, in canonical ids."""
    by, against = canon.of(speaker_id(attribution)), against_of(attribution, canon)
    return Proposition(
        frame=attribution.frame,
        act=attribution.act,
        language=attribution.language,
        by=by,
        against=against,
        about=canon.all(attribution.frame.about),
    )


def accused(proposition: Proposition) -> tuple[str, ...]:
    """Who is put in the wrong: the target; where none is named, the first other than the speaker in the content."""
    if proposition.against or proposition.act not in DISPUTING:
        return proposition.against
    return tuple(i for i in proposition.about if i != proposition.by)[:1]


def aimed(attribution: Attribution) -> bool:
    """True when the sentence itself says at whom it aims; a target found inside the content is only who is named there."""
    return any(not any(span.overlaps(part) for part in attribution.content) for span in attribution.target)


class Scene:
    """One version's statements, and the claims of the store around them."""

    def __init__(self, update: GraphUpdate, reader: Reader, canon: Canon) -> None:
        self.version: Version = update.version
        self.time = update.version.knowable.at or update.version.retrieved
        self.canon = canon
        self._reader = reader
        self._near: dict[str, tuple[int, tuple[Known, ...]]] = {}
        canon.learn_ids(i for a in update.attributions for i in ids_of(a))
        self._short = ShortNames(update.entities)
        self._spoken_for = spoken_for(update.attributions, update.mentions)
        ordered = sorted(update.attributions, key=lambda a: (a.start, a.id))
        self.statements = tuple(self._statement(a) for a in ordered)

    def _statement(self, attribution: Attribution) -> Statement:
        """In this article's names: short ones are made whole."""
        found = proposition_of(attribution, self.canon)
        by = self.canon.of(self.speaker(attribution))
        against = self.canon.all(self.targets(attribution)) or found.against
        about = self.canon.all(map(self._short.whole, attribution.frame.about))
        person = attribution.claimant.entity_id if attribution.claimant else None
        voices = self.canon.all((by, *map(self._short.whole, self._spoken_for.get(person or "", ()))))
        return Statement(attribution, replace(found, by=by, against=against, about=about), voices)

    def speaker(self, attribution: Attribution) -> str:
        """Id of who speaks; empty when nobody is known."""
        named = speaker_id(attribution)
        if not named and attribution.claimant is not None and attribution.descriptor is None:
            return self._short.find(attribution.claimant.name)
        return self._short.whole(named)

    def targets(self, attribution: Attribution) -> tuple[str, ...]:
        """Ids of who is accused or addressed, as a claim keeps them."""
        if attribution.target_ids:
            return tuple(dict.fromkeys(map(self._short.whole, attribution.target_ids)))
        return tuple(dict.fromkeys(i for span in attribution.target if (i := self._short.find(span.exact))))

    @cached_property
    def relaying(self) -> frozenset[str]:
        """Ids of attributions that only relay: their content holds another one that answers, or that is most of it.

        Their words would be compared as if the outer speaker had said them himself ("X said that Y denied Z").
        """
        by_id = {s.attribution.id: s.attribution for s in self.statements}
        outer = ((by_id.get(s.attribution.within or ""), s.attribution) for s in self.statements)
        return frozenset(o.id for o, inner in outer if o is not None and _only_relays(o, inner))

    def near(self, entity_ids: Sequence[str], *, limit: int = CANDIDATES) -> tuple[Known, ...]:
        """Claims of other versions whose target or content names one of the entities, ``limit`` for each."""
        found: dict[str, Known] = {}
        for entity_id in entity_ids:
            read, knowns = self._near.get(entity_id, (0, ()))
            if read < limit:
                read, knowns = self._near[entity_id] = self._read(entity_id, limit)
            found.update((known.claim.id, known) for known in knowns)
        return tuple(found.values())

    def _read(self, entity_id: str, limit: int) -> tuple[int, tuple[Known, ...]]:
        """Claims around an entity, and up to which limit these are all."""
        if entity_id.startswith("words:"):
            return CANDIDATES, ()
        heads = self._reader.claims_about(self.canon.spellings(entity_id), limit=limit)
        others = self.known(h for h in heads if h.founder.version_id != self.version.id)
        return (limit if len(heads) >= limit else CANDIDATES), others

    def known(self, heads: Iterable[ClaimHead]) -> tuple[Known, ...]:
        """Claims of the store in canonical ids: one read for all of them."""
        heads = tuple(heads)
        self.canon.learn_ids(i for h in heads for i in (*ids_of(h.founder), *h.claim.target_ids))
        return tuple(self._known(head) for head in heads)

    def _known(self, head: ClaimHead) -> Known:
        proposition = claim_proposition(head.claim, head.founder, self.canon)
        return Known(head.claim, proposition, head.founder, head.founder_time, head.thread_id)

    def founded(self, claim: Claim, founder: Attribution) -> Known:
        """A claim that this version founds."""
        return Known(claim, claim_proposition(claim, founder, self.canon), founder, self.time, None, (founder.start,))

    def one_sentence(self, left: int, right: int) -> bool:
        """True when no sentence ends between two places of the text."""
        start, end = sorted((left, right))
        return _SENTENCE_END.search(self.version.text, start, end) is None


def claim_proposition(claim: Claim, founder: Attribution, canon: Canon) -> Proposition:
    """The claim as compared. One founded by its denial or admission is said by nobody yet, against whoever answers."""
    answered = founder.act is Act.ADMIT or answers_only(founder)
    return Proposition(
        frame=claim.frame,
        act=Act.ALLEGE if answered else founder.act,
        language=founder.language,
        by="" if answered else canon.of(speaker_id(founder)),
        against=canon.all(claim.target_ids) or (() if answers_only(founder) else against_of(founder, canon)),
        about=canon.all(claim.frame.about),
    )


def _only_relays(outer: Attribution, inner: Attribution) -> bool:
    if inner.act in ANSWERING:
        return True
    places = [s for s in (inner.cue, inner.source, *inner.content) if s is not None]
    covered = max(s.end for s in places) - min(s.start for s in places)
    return covered >= 0.6 * sum(s.end - s.start for s in outer.content)
