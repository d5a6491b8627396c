"""Claims of one dispute: the same accused, and matters that belong together.

*Core* claims put somebody in the wrong; two of them belong together when the accused is the same and the content, the kind
of deed, the sentence or an answer joins them. Threads are the connected groups of core claims, so that the order of
arrival does not matter: a claim that joins two threads makes one of them (the older one's id stays). Other claims hang on
one thread (``hanging``) and never join two. What is against nobody and hangs on nothing is in no thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from graph.model import Answer, InThread, Thread
from graph.resolve.claims import Linked
from graph.resolve.likeness import Proposition, cosines
from graph.resolve.scene import DISPUTING, Known, Scene, accused, aimed
from graph.stores.base import Reader

_ALIKE_AT = 0.45  # cosine at which two claims against the same accused are of one dispute
_TOPIC_AT = 0.25  # the same where the kind of deed agrees
_CLASH_AT = 0.60  # the same where it differs
_HERE_AT = 0.20  # the same inside one article, where a second charge against one accused is mostly of the same dispute
_SHORT = 2  # words
VICTIM_AT = 0.30  # cosine at which a charge that names nobody but the victim belongs to the victim's own charge
_MOST = 150  # claims up to which threads that meet are taken apart, to see which parts a version joins


@dataclass(slots=True)
class Grouped:
    """Threads founded here, and the place of each claim."""

    threads: dict[str, Thread] = field(default_factory=dict)
    places: dict[str, InThread] = field(default_factory=dict)

    def put(self, claim_id: str, thread_id: str, *, score: float, by: str) -> None:
        """The first place that a claim is given stays."""
        self.places.setdefault(claim_id, InThread(claim_id=claim_id, thread_id=thread_id, score=score, by=by))


@dataclass(slots=True)
class Component:
    """Core claims that belong together: those of this version (``own``) and those of the store beside them."""

    own: dict[str, Known] = field(default_factory=dict)
    stored: dict[str, Known] = field(default_factory=dict)

    @property
    def thread_ids(self) -> list[str]:
        return sorted({k.thread_id for k in self.stored.values() if k.thread_id})


def group(scene: Scene, linked: Linked, answers: Sequence[Answer], reader: Reader, *, by: str) -> Grouped:
    """Put the core claims that this version founds, expresses or answers into threads."""
    grouped = Grouped()
    for component in _components(scene, linked, answers):
        _settle(scene, component, grouped, reader, by)
    return grouped


def is_core(known: Known, disputed: frozenset[str] = frozenset()) -> bool:
    """True for a claim that somebody may have to answer; ``disputed`` are claims that are one for another reason."""
    return bool(accused(known.proposition)) and (known.disputes or known.claim.id in disputed)


def belong(left: Known, right: Known, cosine: float) -> bool:
    """True when two core claims are of one dispute, by themselves."""
    if not set(accused(left.proposition)) & set(accused(right.proposition)):
        return False
    here = left.founder.version_id == right.founder.version_id
    return cosine >= (_asked_here if here else _asked)(left.proposition, right.proposition)


def _asked(left: Proposition, right: Proposition) -> float:
    a, b = set(left.frame.topics), set(right.frame.topics)
    if a and b:
        return _TOPIC_AT if a & b else _CLASH_AT
    return _ALIKE_AT


def _asked_here(left: Proposition, right: Proposition) -> float:
    """Cosine asked for inside one article; none for a content too short to have a matter of its own ("of being behind it")."""
    a, b = set(left.frame.topics), set(right.frame.topics)
    if a and b and not a & b:
        return _ALIKE_AT
    return -1.0 if a & b or min(len(p.frame.norm.split()) for p in (left, right)) <= _SHORT else _HERE_AT


# ---------------------------------------------------------------- which claims belong together


def _components(scene: Scene, linked: Linked, answers: Sequence[Answer]) -> list[Component]:
    """Connected groups around the core claims that this version touches."""
    disputed = _disputed(scene, linked, answers)
    touched = {k.claim.id: k for k in linked.known.values() if is_core(k, disputed) and not _names_victim(k, linked)}
    near = {k.claim.id: k for t in touched.values() for k in scene.near(accused(t.proposition)) if is_core(k)}
    nodes = {**near, **touched}
    edges = [*_edges(scene, touched, nodes), *_by_answer(answers, nodes)]
    fresh = {c for c in touched if c in linked.claims or nodes[c].thread_id is None}
    components = []
    for ids in connected([c for c in nodes if c in touched], edges):
        own = {c: nodes[c] for c in sorted(ids) if c in fresh}
        components.append(Component(own, {c: nodes[c] for c in sorted(ids) if c not in fresh}))
    return components


def _names_victim(known: Known, linked: Linked) -> bool:
    """A charge without a target that names nobody but who charges somebody else with the same in this article: whom it
    names has suffered it ("the answers point to training on Orbis outputs", where Orbis accuses Veld)."""
    if aimed(known.founder) or known.thread_id is not None:
        return False
    named = accused(known.proposition)
    charges = [
        k for k in linked.known.values() if k.proposition.by in named and not set(accused(k.proposition)) & set(named)
    ]
    vectors = [k.proposition.frame.vector for k in charges if is_core(k)]
    return any(cosine >= VICTIM_AT for cosine in cosines(known.proposition.frame.vector, vectors))


def _disputed(scene: Scene, linked: Linked, answers: Sequence[Answer]) -> frozenset[str]:
    """Claims that a disputing act of this version expresses, or that are answered."""
    acts = {s.attribution.id: s.attribution.act for s in scene.statements}
    expressed = {e.claim_id for e in linked.expresses if acts[e.attribution_id] in DISPUTING}
    return frozenset(expressed | {a.claim_id for a in answers})


def _edges(scene: Scene, touched: dict[str, Known], nodes: dict[str, Known]) -> Iterable[tuple[str, str]]:
    others = list(nodes.values())
    vectors = [k.proposition.frame.vector for k in others]
    for known in touched.values():
        near = cosines(known.proposition.frame.vector, vectors)
        for other, cosine in zip(others, near, strict=True):
            if other is not known and (belong(known, other, cosine) or _one_sentence(scene, known, other)):
                yield known.claim.id, other.claim.id


def _one_sentence(scene: Scene, left: Known, right: Known) -> bool:
    """Two things that one sentence has against the same accused."""
    if not set(accused(left.proposition)) & set(accused(right.proposition)):
        return False
    return any(scene.one_sentence(a, b) for a in left.here for b in right.here)


def _by_answer(answers: Sequence[Answer], nodes: dict[str, Known]) -> Iterable[tuple[str, str]]:
    """One answer joins what it answers."""
    first: dict[str, str] = {}
    for answer in answers:
        if answer.claim_id in nodes:
            other = first.setdefault(answer.attribution_id, answer.claim_id)
            if other != answer.claim_id:
                yield other, answer.claim_id


def connected(starts: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Connected groups that hold one of ``starts``, in their order."""
    neighbours: dict[str, set[str]] = {}
    for left, right in edges:
        neighbours.setdefault(left, set()).add(right)
        neighbours.setdefault(right, set()).add(left)
    groups: list[set[str]] = []
    seen: set[str] = set()
    for start in starts:
        if start not in seen:
            group, waiting = {start}, [start]
            while waiting:
                new = neighbours.get(waiting.pop(), set()) - group
                group |= new
                waiting.extend(new)
            seen |= group
            groups.append(group)
    return groups


# ---------------------------------------------------------------- which thread they are in


def _settle(scene: Scene, component: Component, grouped: Grouped, reader: Reader, by: str) -> None:
    """One thread for a component: the oldest that is there, else one founded by its first claim."""
    thread_id, day = _chosen(scene, component, grouped, reader)
    joined = _joined(scene, component, thread_id, reader)
    expressed = [k.claim.id for k in component.stored.values() if k.here or k.thread_id is None]
    for claim_id in (*component.own, *expressed, *joined):
        grouped.put(claim_id, thread_id, score=_placed(day), by=by)


def _chosen(scene: Scene, component: Component, grouped: Grouped, reader: Reader) -> tuple[str, int]:
    """Id of the component's thread, and the day of its founder. One that this version founds (or founded, when it is
    resolved again) is brought with it."""
    ages = sorted((_day_of(thread_id, component, scene, reader), thread_id) for thread_id in component.thread_ids)
    if ages:
        day, thread_id = ages[0]
        founders = [c for c in component.own if Thread.id_of(c) == thread_id]
    else:
        first = min((*component.own.values(), *component.stored.values()), key=lambda k: (k.here or (0,), k.claim.id))
        day, thread_id, founders = _day(first.time), Thread.id_of(first.claim.id), [first.claim.id]
    for claim_id in founders:
        grouped.threads[thread_id] = Thread(id=thread_id, founder_id=claim_id)
    return thread_id, day


def _day_of(thread_id: str, component: Component, scene: Scene, reader: Reader) -> int:
    """When the thread's founder was put forward; read only where it is not among the claims at hand."""
    founder = next((k for c, k in component.stored.items() if Thread.id_of(c) == thread_id), None)
    if founder is not None:
        return _day(founder.time)
    thread = reader.thread(thread_id)
    head = reader.claim(thread.founder_id) if thread else None
    return _day(head.founder_time if head else scene.time)


def _day(time: datetime) -> int:
    return time.toordinal()


def _placed(day: int) -> float:
    """Score of a place in a thread: a hair higher the older the thread is, because of several places of one claim made
    at one time a store takes the one with the higher score, and the older thread is to stay."""
    return 1.0 - day * 1e-8


def _joined(scene: Scene, component: Component, thread_id: str, reader: Reader) -> list[str]:
    """Claims of the store that only this version brings into the thread.

    Without the version they fall apart into several groups; all but the group of the thread's founder are moved. This
    holds also when the version is resolved again and they are in one thread already: the same is brought again.
    """
    if len(component.stored) < 2:
        return []
    if len(component.thread_ids) < 2 and len(_groups(list(component.stored.values()))) < 2:
        return []
    heads = [h for t in component.thread_ids for h in reader.claims_in(t) if h.founder.version_id != scene.version.id]
    if len(heads) > _MOST:
        return [h.claim.id for h in heads if h.thread_id != thread_id]
    groups = _groups(scene.known(heads))
    thread = reader.thread(thread_id)
    founder = thread.founder_id if thread else ""
    main = next((g for g in groups if founder in g), groups[0])
    return sorted(c for g in groups if g is not main and g & component.stored.keys() for c in g)


def _groups(knowns: Sequence[Known]) -> list[set[str]]:
    """Groups of the store's claims by themselves; what is no core claim goes with the core claims of its version."""
    ordered = sorted(knowns, key=lambda k: (not is_core(k), k.time, k.claim.id))
    return connected([k.claim.id for k in ordered], _stored_edges(ordered))


def _stored_edges(ordered: Sequence[Known]) -> Iterable[tuple[str, str]]:
    vectors = [k.proposition.frame.vector for k in ordered]
    host: dict[str, str] = {}
    for i, known in enumerate(ordered):
        version_id = known.founder.version_id
        if is_core(known):
            host.setdefault(version_id, known.claim.id)
            near = cosines(known.proposition.frame.vector, vectors[i + 1 :])
            for other, cosine in zip(ordered[i + 1 :], near, strict=True):
                if is_core(other) and belong(known, other, cosine):
                    yield known.claim.id, other.claim.id
        elif version_id in host:
            yield host[version_id], known.claim.id
