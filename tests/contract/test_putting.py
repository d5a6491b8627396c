"""Applying twice equals once; what is gone is superseded, what comes back opens anew; nothing is half there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import InputError
from graph.model import Alias, AsOf, Attribution, Changes, GraphUpdate, Moment, Precision, Span
from graph.stores.base import Store, Writer
from tests.contract.samples import (
    ACME,
    GAZETTE,
    NADIA,
    accusation,
    answering,
    day,
    denial,
    expresses,
    founding,
    main_attribution,
    put,
    repeating,
    said,
    story,
    update_of,
    version_of,
)


def dump(store: Store, *, history: bool = False) -> list[tuple[str, dict[str, object]]]:
    return list(store.dump(history=history))


def test_applying_twice_equals_applying_once(store: Store) -> None:
    first = put(store, *story())
    before = dump(store, history=True)
    second = put(store, *story(), now=day(9))
    assert first.inserted > 20
    assert not second.changed
    assert second.unchanged == first.inserted + first.unchanged
    assert dump(store, history=True) == before


def test_another_run_that_finds_the_same_changes_nothing(store: Store) -> None:
    put(store, accusation(1, made_by="run:1"))
    before = dump(store)
    assert not put(store, accusation(1, made_by="run:2"), now=day(2)).changed
    assert dump(store) == before


def test_each_record_counts_once(store: Store) -> None:
    changes = put(store, accusation(1))
    # publisher, article, version, page, 3 entities, 2 mentions, 2 attributions, 1 evidence
    assert changes == Changes(inserted=12)


def test_a_version_put_again_supersedes_what_it_no_longer_brings(store: Store) -> None:
    update = accusation(1)
    put(store, update, now=day(1))
    fewer = replace(update, attributions=(main_attribution(update),))
    assert put(store, fewer, now=day(2)).superseded == 1
    assert len(store.reported_in(update.version.id)) == 1
    assert len(store.reported_in(update.version.id, as_of=AsOf(recorded=day(1)))) == 2
    assert store.reported_in(update.version.id, as_of=AsOf(recorded=day(0))) == ()


def test_a_changed_record_keeps_its_earlier_state(store: Store) -> None:
    update = accusation(1)
    put(store, update, now=day(1))
    surer = tuple(replace(a, confidence=0.99) for a in update.attributions)
    assert put(store, replace(update, attributions=surer), now=day(2)).updated == 2
    record_id = main_attribution(update).id
    now, then = store.attribution(record_id), store.attribution(record_id, as_of=AsOf(recorded=day(1)))
    assert now is not None
    assert then is not None
    assert (then.attribution.confidence, now.attribution.confidence) == (0.75, 0.99)


def test_a_record_that_comes_back_opens_a_new_interval(store: Store) -> None:
    update = accusation(1)
    fewer = replace(update, attributions=(main_attribution(update),))
    for number, version in enumerate((update, fewer, update), 1):
        put(store, version, now=day(number))
    held = [len(store.reported_in(update.version.id, as_of=AsOf(recorded=day(n)))) for n in (1, 2, 3)]
    assert held == [2, 1, 2]


def test_what_begins_and_ends_in_one_moment_was_never_there(store: Store) -> None:
    update = accusation(1)
    fewer = replace(update, attributions=(main_attribution(update),))
    put(store, fewer)
    before = dump(store, history=True)
    put(store, update, fewer)
    assert dump(store, history=True) == before
    assert store.search("proof would follow").items == ()


def test_an_edge_ends_with_its_attribution_and_an_empty_claim_is_retired(store: Store) -> None:
    update, reply = accusation(1), denial(2)
    resolution = founding(update)
    claim, thread = resolution.claims[0], resolution.threads[0]
    put(store, update, resolution, reply, answering(reply, claim.id), now=day(1))
    put(store, replace(update, attributions=(), evidence=()), now=day(2))
    assert store.expressions_of([claim.id]) == ()
    assert store.claims_about([ACME.id]) == ()
    assert store.claims_in(thread.id) == ()
    assert store.thread_summary(thread.id) is None
    retired = store.claim(claim.id)
    assert retired is not None
    assert retired.thread_id is None
    assert retired.founder.id == main_attribution(update).id
    assert store.thread(thread.id) == thread
    assert [head.claim.id for head in store.claims_in(thread.id, as_of=AsOf(recorded=day(1)))] == [claim.id]


def test_a_claim_lives_on_in_its_thread_while_another_version_expresses_it(store: Store) -> None:
    first, second = accusation(1), accusation(2)
    resolution = founding(first)
    claim = resolution.claims[0]
    put(store, first, resolution, second, repeating(second, claim.id))
    put(store, replace(resolution, claims=(), threads=(), expresses=(), in_thread=()), now=day(3))
    assert [head.claim.id for head in store.claims_in(resolution.threads[0].id)] == [claim.id]
    assert [edge.attribution_id for edge in store.expressions_of([claim.id])] == [main_attribution(second).id]


def test_a_resolution_replaces_the_one_before(store: Store) -> None:
    first, second = accusation(1), accusation(2)
    put(store, first, founding(first), second, founding(second))
    claim_id = founding(first).claims[0].id
    put(store, repeating(second, claim_id), now=day(3))
    assert [head.claim.id for head in store.claims_about([ACME.id])] == [claim_id]
    assert store.counts()["threads"] == 1


def test_a_claim_is_in_the_thread_that_was_recorded_last(store: Store) -> None:
    first, second = accusation(1), accusation(2)
    one, two = founding(first), founding(second)
    put(store, first, one, second, two, now=day(1))
    moved = replace(two, in_thread=(replace(two.in_thread[0], thread_id=one.threads[0].id),), threads=())
    put(store, moved, now=day(2))
    assert len(store.claims_in(one.threads[0].id)) == 2
    assert [summary.claims for summary in store.threads().items] == [2]
    assert len(store.threads(as_of=AsOf(recorded=day(1))).items) == 2


def test_entities_add_up_whatever_the_order(store: Store) -> None:
    arabic = Alias("ناديا فيرو", "ar", "Arab", "pair")
    richer = replace(NADIA, aliases=(arabic,), keys=("second",))
    put(store, replace(accusation(1), entities=(NADIA,)))
    assert put(store, replace(accusation(1), entities=(richer,))).updated == 1
    held = store.entity(NADIA.id)
    assert held is not None
    assert {alias.value for alias in held.aliases} == {"Nadia Ferro", "ناديا فيرو"}
    for again in (NADIA, richer):
        assert not put(store, replace(accusation(1), entities=(again,))).changed
    assert store.entities_by_key(["second"]) == store.entities_by_key(["nadia ferro"]) == (held,)


def test_a_page_never_replaces_a_declared_publisher(store: Store) -> None:
    found = replace(GAZETTE, name="Gazette | Home", country="")
    put(store, replace(accusation(1), publisher=GAZETTE))
    assert not put(store, replace(accusation(1), publisher=found)).changed
    assert put(store, replace(accusation(1), publisher=replace(GAZETTE, name="Gazette"))).updated == 1
    held = store.publisher(GAZETTE.id)
    assert held is not None
    assert held.name == "Gazette"


def test_the_time_first_seen_stays(store: Store) -> None:
    version = version_of("https://a.example/1", "Nothing was said.", published=None, retrieved=day(5))
    put(store, update_of(version, url="https://a.example/1"))
    later = replace(version, retrieved=day(8))
    assert not put(store, update_of(later, url="https://a.example/1")).changed
    earlier = replace(version, retrieved=day(3))
    assert put(store, update_of(earlier, url="https://a.example/1")).updated == 1
    held = store.version(version.id)
    assert held is not None
    assert held.knowable == Moment(day(3), Precision.MINUTE, "first seen")


def test_a_new_date_moves_everything_that_stands_at_it(store: Store) -> None:
    first, second = accusation(1), accusation(5)
    resolution = founding(first)
    put(store, first, resolution, second, repeating(second, resolution.claims[0].id))
    redated = replace(first.version, published=Moment(day(9), Precision.DAY, "opengraph"), title="Moved piece")
    put(store, replace(first, version=redated), now=day(10))
    order = [item.version.id for item in store.timeline_of_claims([resolution.claims[0].id]).items]
    assert order == [second.version.id, first.version.id]
    assert [item.version.id for item in store.timeline_of_entity(ACME.id).items] == order
    assert [version.id for version in store.articles().items] == order[::-1]
    assert [item.version.id for item in store.search("copied archive").items] == order[::-1]
    assert [version.id for version in store.search_articles("moved piece").items] == [first.version.id]
    assert store.claims_about([ACME.id])[0].founder_time == day(9)
    summary = store.thread_summary(resolution.threads[0].id)
    assert summary is not None
    assert (summary.first, summary.last) == (day(5), day(9))


def test_a_failing_write_leaves_nothing(store: Store) -> None:
    put(store, accusation(1))
    before = dump(store, history=True)

    def work(writer: Writer) -> None:
        writer.put(accusation(2))
        assert writer.version(accusation(2).version.id) is not None, "a writer reads what it wrote"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.write(work, now=day(2))
    assert dump(store, history=True) == before
    assert put(store, accusation(2)).inserted, "the store can be written afterwards"


@pytest.mark.parametrize("kind_of_end", ["attribution", "claim", "thread", "version"])
def test_an_edge_to_nothing_is_refused_and_named(store: Store, kind_of_end: str) -> None:
    update = accusation(1)
    resolution = founding(update)
    put(store, update)
    wrong = {
        "attribution": replace(resolution, expresses=(replace(resolution.expresses[0], attribution_id="att:none"),)),
        "claim": replace(resolution, claims=()),
        "thread": replace(resolution, threads=()),
        "version": replace(resolution, version_id="ver:none"),
    }[kind_of_end]
    with pytest.raises(InputError, match=kind_of_end) as caught:
        put(store, wrong)
    assert caught.value.reason == "dangling"
    assert store.counts()["claims"] == 0


def test_an_update_that_contradicts_itself_is_refused(store: Store) -> None:
    update = accusation(1)
    with pytest.raises(InputError, match="another version"):
        put(store, replace(update, attributions=accusation(2).attributions))
    assert store.counts()["articles"] == 0


HARD_TEXTS = {
    "NUL": "One \x00 two said \x00 three.",
    "bidi": "\u202bقال\u202c said \u2067x\u2069 end.",
    "decomposed": "Cafe\u0301 said e\u0301 end.",
    "composed": "Café said é end.",
    "astral": "😀 said 😀😀 end.",
    "line ends": "a\r\nb\rc\u2028d said z\n",
}


@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS)
def test_texts_come_back_exactly(store: Store, text: str) -> None:
    version = version_of("https://a.example/1", text, published=day(1), title=text)
    at = text.index("said")
    content = Span.of(text, at + 5, len(text))
    attribution = replace(said(version, "said"), content=(content,), lemma=text, hedge=(Span.of(text, 0, 2),))
    attribution = replace(attribution, id=Attribution.id_of(version.id, attribution.act, attribution.cue, (content,)))
    put(store, update_of(version, attribution, url="https://a.example/1"))
    assert store.version(version.id) == version
    assert [item.attribution for item in store.reported_in(version.id)] == [attribution]


def lone(part: str) -> GraphUpdate:
    """An update with half a character in one place."""
    half, update = "a \ud800 b", accusation(1)
    return {
        "text": update_of(version_of("https://a.example/1", half, published=None), url="https://a.example/1"),
        "title": replace(update, version=replace(update.version, title=half)),
        "url": replace(update, article=replace(update.article, url=half)),
        "lemma": replace(update, attributions=(replace(update.attributions[0], lemma=half),)),
        "name": replace(update, entities=(replace(NADIA, name=half),)),
    }[part]


@pytest.mark.parametrize("part", ["text", "title", "url", "lemma", "name"])
def test_half_a_character_is_refused(store: Store, part: str) -> None:
    with pytest.raises(InputError) as caught:
        put(store, lone(part))
    assert caught.value.reason == "encoding"
    assert store.counts()["articles"] == 0


def test_the_page_comes_back_byte_for_byte(store: Store) -> None:
    update = accusation(1)
    put(store, update)
    assert update.page is not None
    assert store.page(update.page.sha256) == update.page
    assert store.page("0" * 64) is None


def test_two_versions_can_express_the_same_edge_apart(store: Store) -> None:
    first, second = accusation(1), accusation(2)
    resolution = founding(first)
    claim_id = resolution.claims[0].id
    again = replace(repeating(second, claim_id), expresses=(expresses(second, claim_id), expresses(first, claim_id)))
    put(store, first, resolution, second, again)
    assert len(store.expressions_of([claim_id])) == 2
    summary = store.thread_summary(resolution.threads[0].id)
    assert summary is not None
    assert summary.attributions == 2


def test_a_dump_of_some_kinds_holds_their_records_alone(store: Store) -> None:
    put(store, *story())
    whole = dump(store, history=True)
    wanted = ("entity", "attribution")
    assert list(store.dump(history=True, only=wanted)) == [record for record in whole if record[0] in wanted]
