"""One proposition, however worded, in whichever language: attributions to claims.

What is said is held against the claims of the store that name the same entities, and against what the version itself
has said before; the best that ``likeness`` calls the same is expressed, else a new claim is founded. Answers (deny, admit,
decline) express nothing: ``answers`` ties them to what they answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph.model import Claim, ClaimLink, Expresses, LinkKind
from graph.resolve.likeness import Likeness, Proposition, Relation, compare, cosines, possible
from graph.resolve.scene import FEWER, NAMES, Known, Scene, Statement, accused

_LINKS = {Relation.CONTRADICTS: LinkKind.CONTRADICTS, Relation.MIRRORS: LinkKind.MIRRORS}


@dataclass(slots=True)
class Linked:
    """What linking found so far. ``known`` are claims expressed or founded here, by id."""

    known: dict[str, Known] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    expresses: list[Expresses] = field(default_factory=list)
    links: dict[tuple[str, str, LinkKind], ClaimLink] = field(default_factory=dict)

    def found(self, scene: Scene, statement: Statement, *, target_ids: tuple[str, ...]) -> Known:
        """Add the claim that a statement founds."""
        attribution = statement.attribution
        claim = Claim(
            id=Claim.id_of(attribution.id), founder_id=attribution.id, frame=attribution.frame, target_ids=target_ids
        )
        self.claims[claim.id] = claim
        self.known[claim.id] = scene.founded(claim, attribution)
        return self.known[claim.id]

    def touch(self, known: Known, place: int) -> Known:
        """Note that a claim is expressed at a place of this version."""
        before = self.known.get(known.claim.id, known)
        self.known[known.claim.id] = replace(before, here=tuple(sorted({*before.here, place})))
        return self.known[known.claim.id]


def link(scene: Scene, *, by: str) -> Linked:
    """Express or found the claims of a version, in the order of its text."""
    linked = Linked()
    for statement in scene.statements:
        if (
            not statement.answers
            and statement.attribution.id not in scene.relaying
            and statement.proposition.frame.norm
        ):
            express(scene, statement, linked, by=by)
    return linked


def express(scene: Scene, statement: Statement, linked: Linked, *, by: str) -> None:
    """Tie one statement to the claim it shares with others, or found it."""
    attribution = statement.attribution
    judged = judge(statement, candidates(scene, statement, linked.known.values()), possible=possible)
    same = [(known, like) for known, like in judged if like.relation is Relation.SAME]
    if same:
        known, like = best(same)
        linked.touch(known, attribution.start)
        score, reasons = like.score, like.reasons
    else:
        known = linked.found(scene, statement, target_ids=scene.targets(attribution))
        score, reasons = 1.0, ("founded the claim",)
    linked.expresses.append(
        Expresses(attribution_id=attribution.id, claim_id=known.claim.id, score=score, reasons=reasons, by=by)
    )
    _relate(known, judged, linked, by)


def candidates(scene: Scene, statement: Statement, inside: Iterable[Known]) -> list[Known]:
    """Claims to hold a statement against: the store's about whom it accuses and who does (else whom
    it names), and the version's own."""
    proposition = statement.proposition
    against = accused(proposition)
    if against:
        stored = [*scene.near(against), *scene.near((proposition.by,) if proposition.by else (), limit=FEWER)]
    else:
        stored = [*scene.near(proposition.about[:NAMES], limit=FEWER)]
    return list({known.claim.id: known for known in (*stored, *inside)}.values())


def judge(
    statement: Statement,
    knowns: Sequence[Known],
    *,
    possible: Callable[[Proposition, Proposition, float], bool] = lambda left, right, cosine: True,
) -> list[tuple[Known, Likeness]]:
    """Each candidate with how alike it is; those that are not ``possible`` are left out."""
    proposition = statement.proposition
    near = cosines(proposition.frame.vector, [known.proposition.frame.vector for known in knowns])
    return [
        (known, compare(proposition, known.proposition, cosine))
        for known, cosine in zip(knowns, near, strict=True)
        if possible(proposition, known.proposition, cosine)
    ]


def best(judged: Sequence[tuple[Known, Likeness]]) -> tuple[Known, Likeness]:
    """The most alike; of equals the oldest claim, so that the choice does not hang on the order of a list."""
    return min(judged, key=lambda pair: (-pair[1].score, pair[0].time, pair[0].claim.id))


def _relate(known: Known, judged: Sequence[tuple[Known, Likeness]], linked: Linked, by: str) -> None:
    """Contradictions and mirror allegations live side by side: an edge between two claims, no verdict."""
    for other, like in judged:
        kind = _LINKS.get(like.relation)
        if kind is not None and other.claim.id != known.claim.id:
            left, right = sorted((known.claim.id, other.claim.id))
            linked.links[left, right, kind] = ClaimLink(left=left, right=right, kind=kind, score=like.score, by=by)
