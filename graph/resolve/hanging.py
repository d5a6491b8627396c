"""Claims against nobody in particular that belong to a dispute of their own article.

Fears that nobody owns ("amid fears of a breach"), a speaker's next sentence ("and added"), a charge without a name: each
hangs on one claim of the same version that is in a thread already, and takes its thread. Nothing is joined by them.
"""

from __future__ import annotations

from graph.model import Act
from graph.resolve.claims import Linked
from graph.resolve.likeness import cosines
from graph.resolve.scene import DISPUTING, Known, Scene, Statement, accused, aimed
from graph.resolve.threads import VICTIM_AT, Grouped

_HANG_AT = 0.35  # cosine at which a charge without a name hangs on another charge of its article
_PLAIN_AT = 0.42  # the same for a plain statement, which must also name the accused
_CLASH_AT = 0.50  # the same where the kinds of deed differ


def hang(scene: Scene, linked: Linked, grouped: Grouped, *, by: str) -> None:
    """Give claims of this version that are in no thread the thread of what they hang on, in the order of the text."""
    claim_of = {e.attribution_id: e.claim_id for e in linked.expresses}
    before: Statement | None = None
    for statement in scene.statements:
        known = linked.known.get(claim_of.get(statement.attribution.id, ""))
        if known is not None and known.claim.id not in grouped.places:
            thread_id = known.thread_id or _host_thread(known, statement, before, scene, linked, grouped)
            if thread_id is not None:
                grouped.put(known.claim.id, thread_id, score=0.5, by=by)
        before = statement


def _host_thread(  # noqa: PLR0917 -- the one place that sees all of it
    known: Known, statement: Statement, before: Statement | None, scene: Scene, linked: Linked, grouped: Grouped
) -> str | None:
    placed = [k for k in linked.known.values() if k.claim.id in grouped.places and _compatible(known, k)]
    host = _continued(statement, before, placed) or _in_sentence(statement, placed, scene) or _alike(known, placed)
    return grouped.places[host.claim.id].thread_id if host is not None else None


def _compatible(known: Known, host: Known) -> bool:
    """Nobody else is accused in it; who is only named in it may be the one who makes the host's charge."""
    against = accused(known.proposition)
    if not aimed(known.founder) and host.proposition.by in against:
        return True
    return not against or bool(set(against) & set(accused(host.proposition)))


def _continued(statement: Statement, before: Statement | None, placed: list[Known]) -> Known | None:
    """The same speaker goes on without being named again."""
    attribution = statement.attribution
    if before is None or attribution.source is not None or not statement.proposition.by:
        return None
    if before.proposition.by != statement.proposition.by:
        return None
    return next((k for k in placed if before.attribution.start in k.here), None)


def _in_sentence(statement: Statement, placed: list[Known], scene: Scene) -> Known | None:
    """Said in the sentence of another claim, by nobody, or of the same kind as far as is known."""
    attribution, start = statement.attribution, statement.attribution.start
    nobody = attribution.claimant is None and attribution.descriptor is None
    mine = set() if nobody else set(statement.proposition.frame.topics)
    for known in sorted(placed, key=lambda k: min(abs(p - start) for p in k.here) if k.here else 0):
        theirs = set(known.proposition.frame.topics)
        if any(scene.one_sentence(p, start) for p in known.here) and (not mine or not theirs or mine & theirs):
            return known
    return None


def _alike(known: Known, placed: list[Known]) -> Known | None:
    """The claim most like it, when it is like enough."""
    near = cosines(known.proposition.frame.vector, [k.proposition.frame.vector for k in placed])
    fitting = [(c, k) for k, c in zip(placed, near, strict=True) if c >= _asked(known, k)]
    return max(fitting, key=lambda pair: (pair[0], pair[1].claim.id))[1] if fitting else None


def _asked(known: Known, host: Known) -> float:
    """Cosine asked for; out of reach for a plain statement that does not name the accused."""
    if not aimed(known.founder) and host.proposition.by in accused(known.proposition):
        return VICTIM_AT
    a, b = set(known.proposition.frame.topics), set(host.proposition.frame.topics)
    if a and b and not a & b:
        return _CLASH_AT
    if known.founder.act in DISPUTING or known.founder.act is Act.WARN:
        return _HANG_AT
    named = set(accused(host.proposition)) & set(known.proposition.about)
    return _PLAIN_AT if named else 2.0
