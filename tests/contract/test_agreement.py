"""Any batches in any order give the same graph in every store, and a copy of a store is the same store."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from graph.export import export_jsonl, import_jsonl
from graph.model import AsOf, Changes, GraphUpdate, InThread, Verdict
from graph.stores import open_store
from graph.stores.base import Store, Writer
from tests.contract.conftest import KINDS, url_of
from tests.contract.samples import (
    ACME,
    HERALD,
    NADIA,
    OMAR,
    accusation,
    answering,
    day,
    denial,
    founding,
    put,
    repeating,
    same,
    story,
    walk,
)

Step = Callable[[Writer], Changes]


def _put(number: int, shape: int) -> Step:
    """Article ``number`` in one of its shapes: whole, with less, surer, redated, with a machine's judgement."""
    update = accusation(number, publisher=HERALD) if number % 2 else accusation(number)
    shapes: list[GraphUpdate] = [
        update,
        replace(update, attributions=update.attributions[:1], evidence=()),
        replace(update, attributions=tuple(replace(a, confidence=0.9) for a in update.attributions)),
        replace(update, version=accusation(number, on=day(20 - number), publisher=update.publisher or HERALD).version),
        replace(update, mentions=update.mentions[:1], judgements=(same(NADIA, OMAR, by="rule", at=day(number)),)),
    ]
    return lambda writer: writer.put(shapes[shape % len(shapes)])


def _resolve(number: int, shape: int, of: int) -> Step:
    """It founds a claim, repeats or answers another's, moves it to its own thread, or says nothing any more."""
    update = accusation(number, publisher=HERALD) if number % 2 else accusation(number)
    base = accusation(of, publisher=HERALD) if of % 2 else accusation(of)
    claim_id = founding(base).claims[0].id
    own = founding(update)
    move = InThread(claim_id=claim_id, thread_id=own.threads[0].id, score=0.5, by="test")
    shapes = [
        own,
        repeating(update, claim_id),
        answering(update, claim_id),
        replace(own, in_thread=(*own.in_thread, *([move] if of != number else []))),
        replace(own, claims=(), threads=(), expresses=(), in_thread=()),
    ]
    return lambda writer: writer.put_resolution(shapes[shape % len(shapes)])


def _judge(kind: int) -> Step:
    verdict = (Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE)[kind % 3]
    pair = same(NADIA, OMAR, verdict=verdict, at=day(kind))
    if kind % 4 == 3:
        return lambda writer: writer.withdraw_judgement(pair.left, pair.right, by=pair.by)
    return lambda writer: writer.put_judgement(pair)


_NUMBERS, _SHAPES = st.integers(0, 4), st.integers(0, 4)
STEPS = st.one_of(
    st.builds(_put, _NUMBERS, _SHAPES),
    st.builds(_put, _NUMBERS, st.just(0)),
    st.builds(_resolve, _NUMBERS, _SHAPES, _NUMBERS),
    st.builds(_resolve, _NUMBERS, st.just(0), _NUMBERS),
    st.builds(_judge, st.integers(0, 7)),
)
BATCHES = st.lists(st.lists(STEPS, min_size=1, max_size=4), min_size=1, max_size=8)


def _apply(store: Store, number: int, batch: list[Step]) -> list[Changes | str]:
    """What each step did; a step that names what is not there is refused and leaves the others alone."""

    def work(writer: Writer) -> list[Changes | str]:
        done: list[Changes | str] = []
        for step in batch:
            try:
                done.append(step(writer))
            except InputError as error:
                done.append(error.message)
        return done

    return store.write(work, now=day(50 + number))


def _read(store: Store) -> list[object]:
    """What the pages show, in their order."""
    heads = store.claims_about([ACME.id])
    claim_ids = [head.claim.id for head in heads]
    whens = (AsOf(), AsOf(published=day(2)), AsOf(recorded=day(52)), AsOf(published=day(3), recorded=day(53)))
    shown: list[object] = [heads, store.canonical([NADIA.id, OMAR.id]), store.counts()]
    for when in whens:
        shown += [
            walk(lambda cursor, when=when: store.threads(cursor=cursor, limit=2, as_of=when)),
            walk(lambda cursor, when=when: store.timeline_of_claims(claim_ids, cursor=cursor, limit=3, as_of=when)),
            walk(lambda cursor, when=when: store.timeline_of_entity(NADIA.id, cursor=cursor, limit=3, as_of=when)),
            walk(lambda cursor, when=when: store.articles(cursor=cursor, limit=2, as_of=when)),
            {item.attribution.id for item in store.search("ليند", as_of=when).items},
            {item.attribution.id for item in store.search("museum", as_of=when).items},
            store.expressions_of(claim_ids, as_of=when),
            store.answers_to(claim_ids, as_of=when),
            [store.claims_in(summary.thread_id, as_of=when) for summary in store.threads().items],
        ]
    return shown


@settings(max_examples=60, deadline=None)
@given(BATCHES)
def test_stores_in_this_process_agree_after_any_batches(batches: list[list[Step]]) -> None:
    _agree(("memory", "sqlite"), batches)


@pytest.mark.xdist_group("neo4j")
@settings(max_examples=6, deadline=None)
@given(BATCHES)
def test_all_stores_agree_after_any_batches(batches: list[list[Step]]) -> None:
    _agree(KINDS, batches)


def _agree(kinds: tuple[str, ...], batches: list[list[Step]]) -> None:
    with TemporaryDirectory() as folder:
        stores = [open_store(url_of(kind, Path(folder))) for kind in kinds]
        try:
            for number, batch in enumerate(batches):
                first, *others = [_apply(store, number, batch) for store in stores]
                assert all(other == first for other in others)
            dumps = [list(store.dump(history=True)) for store in stores]
            assert all(other == dumps[0] for other in dumps[1:])
            shown = [_read(store) for store in stores]
            assert all(other == shown[0] for other in shown[1:])
            for number, batch in enumerate(batches[-1:], len(batches)):
                for store in stores:
                    _apply(store, number, batch)
            assert len({str(list(store.dump())) for store in stores}) == 1
        finally:
            for store in stores:
                store.close()


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=6, deadline=None)
@given(BATCHES)
def test_a_copy_of_any_store_is_the_same_store(kind: str, batches: list[list[Step]]) -> None:
    with TemporaryDirectory() as folder, open_store("memory://") as source:
        for number, batch in enumerate(batches):
            _apply(source, number, batch)
        exported = _exported(source)
        with open_store(url_of(kind, Path(folder), "copy")) as copy:
            import_jsonl(copy, io.StringIO(exported))
            assert _exported(copy) == exported
            assert _read(copy) == _read(source)


def _exported(store: Store) -> str:
    out = io.StringIO()
    export_jsonl(store, out)
    return out.getvalue()


def _first_two_lines(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:2])


BROKEN: dict[str, tuple[Callable[[str], str], str]] = {
    "empty": (lambda text: "", "line 1"),
    "another format": (lambda text: '{"a": 1}\n', "not a Claimline export"),
    "cut in a line": (lambda text: text[:-5], "line"),
    "no JSON": (lambda text: _first_two_lines(text) + "{,\n", "line 3: not JSON"),
    "no record": (lambda text: _first_two_lines(text) + "[1, 2]\n", "line 3: not a record"),
    "a field of nothing": (lambda text: _first_two_lines(text) + '["version", {"id": "x"}]\n', "line 3"),
    "unknown kind": (lambda text: _first_two_lines(text) + '["poem", {}]\n', "poem"),
}


@pytest.mark.parametrize(("broken", "says"), BROKEN.values(), ids=BROKEN)
def test_a_broken_copy_is_refused_whole(store: Store, broken: Callable[[str], str], says: str) -> None:
    with open_store("memory://") as source:
        put(source, *story())
        exported = _exported(source)
    with pytest.raises(InputError, match=says):
        import_jsonl(store, io.StringIO(broken(exported)), where="copy.jsonl")
    assert not any(store.counts().values())


def test_a_copy_is_not_merged_into_what_is_there(store: Store) -> None:
    put(store, *story())
    with pytest.raises(InputError, match="already holds"):
        import_jsonl(store, io.StringIO(_exported(store)))


def test_a_restored_store_goes_on(store: Store) -> None:
    with open_store("memory://") as source:
        put(source, *story())
        import_jsonl(store, io.StringIO(_exported(source)))
    assert not put(store, *story(), now=day(9)).changed
    reply = denial(7)
    claim_id = store.claims_about([ACME.id])[0].claim.id
    assert put(store, reply, answering(reply, claim_id), now=day(10)).inserted
    assert store.threads().items[0].last == day(7)
