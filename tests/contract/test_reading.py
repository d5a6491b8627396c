"""Pages are complete and stable, both as-of questions are answered, members are expanded, words are found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from graph.errors import UsageError
from graph.model import AsOf, ClaimLink, FetchRecord, LinkKind, NearCopy, Run, Verdict
from graph.stores.base import Slice, Store
from tests.contract.samples import (
    ACME,
    GAZETTE,
    HERALD,
    NADIA,
    OMAR,
    START,
    accusation,
    answering,
    day,
    denial,
    entity,
    founding,
    main_attribution,
    put,
    repeating,
    said,
    same,
    story,
    update_of,
    version_of,
    walk,
)

Paged = Callable[[Store, str | None, int], Slice[object]]


def claim_of(store: Store) -> str:
    return store.claims_about([ACME.id])[0].claim.id


PAGED: dict[str, Paged] = {
    "articles": lambda s, cursor, limit: s.articles(cursor=cursor, limit=limit),
    "threads": lambda s, cursor, limit: s.threads(cursor=cursor, limit=limit),
    "threads then": lambda s, cursor, limit: s.threads(cursor=cursor, limit=limit, as_of=AsOf(published=day(5))),
    "threads recorded": lambda s, cursor, limit: s.threads(cursor=cursor, limit=limit, as_of=AsOf(recorded=day(99))),
    "claims": lambda s, cursor, limit: s.timeline_of_claims(
        [head.claim.id for head in s.claims_about([ACME.id])], cursor=cursor, limit=limit
    ),
    "entity": lambda s, cursor, limit: s.timeline_of_entity(ACME.id, cursor=cursor, limit=limit),
    "search": lambda s, cursor, limit: s.search("museum", cursor=cursor, limit=limit),
    "search articles": lambda s, cursor, limit: s.search_articles("museum", cursor=cursor, limit=limit),
}


@pytest.fixture
def full(store: Store) -> Store:
    """Nine articles in five threads, several of them of the same moment."""
    updates = []
    for number in range(5):
        update = accusation(number, on=day(number // 2))
        updates += [update, founding(update)]
    for number in range(5, 8):
        update = accusation(number, on=day(2), publisher=HERALD)
        updates += [update, repeating(update, founding(accusation(0, on=day(0))).claims[0].id)]
    reply = denial(8, on=day(2))
    put(store, *updates, reply, answering(reply, founding(accusation(1, on=day(0))).claims[0].id))
    return store


@pytest.mark.parametrize("name", PAGED)
def test_pages_visit_every_item_once_and_in_one_order(full: Store, name: str) -> None:
    whole = PAGED[name](full, None, 1000)
    assert len(whole.items) > 3
    assert whole.next is None
    for limit in (1, 2, 3, len(whole.items)):
        assert tuple(walk(lambda cursor, limit=limit: PAGED[name](full, cursor, limit))) == whole.items


@pytest.mark.parametrize("name", PAGED)
def test_a_page_goes_on_where_it_was_though_articles_come_in(full: Store, name: str) -> None:
    whole = PAGED[name](full, None, 1000).items
    first = PAGED[name](full, None, 2)
    put(full, accusation(90, on=day(1)), accusation(91, on=day(40)))
    rest = walk(lambda cursor: PAGED[name](full, cursor or first.next, 2))
    seen = [*first.items, *rest]
    assert [item for item in seen if item in whole] == list(whole)


@pytest.mark.parametrize("cursor", ["", "x", "WzEsMl0", "bnVsbA", "é", "WzEuNSwgMl0"])
@pytest.mark.parametrize("name", PAGED)
def test_what_is_no_cursor_is_said_so(store: Store, name: str, cursor: str) -> None:
    with pytest.raises(UsageError, match="cursor"):
        PAGED[name](store, cursor, 2)


def test_timelines_run_by_time_then_version_then_place(full: Store) -> None:
    items = full.timeline_of_entity(NADIA.id).items
    keys = [(item.version.knowable.at, item.version.id, item.attribution.start) for item in items]
    assert keys == sorted(keys)
    assert len(keys) == 16


def test_reported_brings_all_that_hangs_on_it(store: Store) -> None:
    put(store, *story())
    first = accusation(0)
    found = store.attribution(main_attribution(first).id)
    assert found is not None
    assert found.attribution == main_attribution(first)
    assert (found.version, found.article, found.publisher) == (first.version, first.article, GAZETTE)
    assert found.claim_ids == (claim_of(store),)
    assert found.evidence == first.evidence
    reply = store.answering_by([OMAR.id])[0]
    assert [answer.claim_id for answer in reply.answers] == [claim_of(store)]
    assert reply.answers == store.answers_to([claim_of(store)])
    assert store.evidence_for([main_attribution(first).id]) == first.evidence
    assert store.mentions_in(first.version.id) == first.mentions


def test_unknown_ids_are_none_or_empty(store: Store) -> None:
    put(store, *story())
    single = (store.publisher, store.article, store.version, store.page, store.entity, store.attribution, store.claim,
              store.thread, store.run, store.thread_summary, store.fetch_record)  # fmt: skip
    assert [read("none:1") for read in single] == [None] * len(single)
    several = (store.versions_of, store.mentions_in, store.reported_in, store.near_copies_of, store.judgements_of,
               store.claims_in)  # fmt: skip
    assert [read("none:1") for read in several] == [()] * len(several)
    lists = (store.entities_by_key, store.claims_about, store.expressions_of, store.answers_to, store.evidence_for,
             store.answering_by, store.links_of)  # fmt: skip
    assert [read([]) for read in lists] == [read(["none:1"]) for read in lists] == [()] * len(lists)
    assert store.members("none:1") == ("none:1",)
    assert store.canonical(["none:1"]) == {"none:1": "none:1"}
    assert store.timeline_of_claims([]).items == store.timeline_of_entity("none:1").items == ()


def test_as_of_published_keeps_what_could_be_known(store: Store) -> None:
    put(store, *story(articles=3))
    claim_id, thread_id = claim_of(store), store.threads().items[0].thread_id
    then = AsOf(published=day(1))
    assert len(store.timeline_of_claims([claim_id], as_of=then).items) == 2
    assert len(store.timeline_of_entity(ACME.id, as_of=then).items) == 2
    assert store.answers_to([claim_id], as_of=then) == ()
    assert len(store.expressions_of([claim_id], as_of=then)) == 2
    assert len(store.articles(as_of=then).items) == 2
    assert len(store.search("archive", as_of=then).items) == 2
    assert len(store.search_articles("archive", as_of=then).items) == 2
    assert store.threads(as_of=then).items == (store.thread_summary(thread_id, as_of=then),)
    assert store.threads(as_of=then).items[0].last == day(1)
    before = AsOf(published=day(0) - timedelta(microseconds=1))
    assert store.threads(as_of=before).items == store.claims_in(thread_id, as_of=before) == ()
    assert store.attribution(main_attribution(accusation(2)).id, as_of=then) is None


def test_as_of_recorded_says_what_the_graph_said(store: Store) -> None:
    updates = story(articles=2)
    for number in range(0, len(updates), 2):
        put(store, *updates[number : number + 2], now=day(20 + number))
    claim_id, thread_id = claim_of(store), store.threads().items[0].thread_id
    for number, held in ((19, 0), (20, 1), (21, 1), (22, 2), (24, 3)):
        then = AsOf(recorded=day(number))
        assert len(store.timeline_of_claims([claim_id], as_of=then).items) == held
        assert len(store.articles(as_of=then).items) == held
        summary = store.thread_summary(thread_id, as_of=then)
        assert (summary.attributions if summary else 0) == held
        assert store.threads(as_of=then).items == ((summary,) if summary else ())
    assert store.thread_summary(thread_id, as_of=AsOf(recorded=day(99))) == store.thread_summary(thread_id)


def test_the_latest_version_stands_for_its_article(store: Store) -> None:
    url = "https://gazette.example/edited"
    old = version_of(url, "The first museum text.", published=day(1), retrieved=day(1))
    new = version_of(url, "The second museum text.", published=day(1), retrieved=day(2))
    new = replace(new, revision_of=old.id)
    put(store, update_of(old, url=url), now=day(1))
    put(store, update_of(new, url=url), now=day(2))
    assert store.articles().items == store.search_articles("museum").items == (new,)
    assert store.articles(as_of=AsOf(recorded=day(1))).items == (old,)
    assert store.search_articles("first").items == ()
    assert store.versions_of(old.article_id) == (old, new)


def test_members_are_expanded_and_a_gazetteer_entry_stands_for_all(store: Store) -> None:
    short = entity("Orbita")
    reply = denial(1)
    put(store, *story(), replace(reply, entities=(short, OMAR)))
    wrote = version_of("https://gazette.example/x", "Orbita said nothing new.", published=day(30))
    put(store, update_of(wrote, said(wrote, "nothing new", who=short), url="https://gazette.example/x"))
    before = len(store.timeline_of_entity(ACME.id).items)
    store.write(lambda w: w.put_judgement(same(short, ACME)), now=day(3))
    assert store.canonical([short.id, ACME.id]) == {short.id: ACME.id, ACME.id: ACME.id}
    assert store.members(short.id) == store.members(ACME.id) == tuple(sorted((short.id, ACME.id)))
    assert len(store.timeline_of_entity(ACME.id).items) == len(store.timeline_of_entity(short.id).items) == before + 1
    assert store.claims_about([short.id]) == store.claims_about([ACME.id])


def test_a_merge_can_be_undone(store: Store) -> None:
    put(store, *story())
    before = list(store.dump())
    store.write(lambda w: w.put_judgement(same(NADIA, OMAR)), now=day(3))
    assert len(store.members(NADIA.id)) == 2
    assert list(store.dump()) != before
    pair = same(NADIA, OMAR)
    store.write(lambda w: w.withdraw_judgement(pair.left, pair.right, by="reviewer"), now=day(4))
    assert store.members(NADIA.id) == (NADIA.id,)
    assert list(store.dump()) == before
    assert not store.write(lambda w: w.withdraw_judgement(pair.left, pair.right, by="reviewer"), now=day(5)).changed


def test_a_person_wins_over_the_machine(store: Store) -> None:
    machine = same(NADIA, OMAR, by="rule", at=day(9))
    put(store, replace(accusation(1), judgements=(machine,)))
    assert len(store.members(NADIA.id)) == 2
    person = same(NADIA, OMAR, verdict=Verdict.NOT_SAME, at=day(3))
    store.write(lambda w: w.put_judgement(person), now=day(9))
    assert store.members(NADIA.id) == (NADIA.id,)
    assert set(store.judgements_of(OMAR.id)) == {machine, person}
    again = replace(person, verdict=Verdict.SAME, at=day(12))
    assert store.write(lambda w: w.put_judgement(again), now=day(12)).updated == 1
    assert len(store.members(NADIA.id)) == 2


def test_groups_join_through_others_and_fall_apart_again(store: Store) -> None:
    people = [entity(name) for name in ("Ann One", "Ben Two", "Cid Three", "Dan Four")]
    chain = [same(left, right, by="rule") for left, right in pairwise(people)]
    update = replace(accusation(1), entities=(*people, NADIA, ACME), judgements=tuple(chain))
    put(store, update)
    smallest = min(person.id for person in people)
    assert set(store.canonical([person.id for person in people]).values()) == {smallest}
    put(store, replace(update, judgements=(chain[0], chain[2])), now=day(2))
    assert [len(store.members(person.id)) for person in people] == [2, 2, 2, 2]
    assert store.members(people[0].id) == tuple(sorted(person.id for person in people[:2]))


def test_links_near_copies_runs_and_fetches(store: Store) -> None:
    first, second = accusation(1), accusation(2)
    one, two = founding(first), founding(second)
    link = ClaimLink(left=one.claims[0].id, right=two.claims[0].id, kind=LinkKind.MIRRORS, score=0.5, by="test")
    copy = NearCopy(version_id=second.version.id, of_version_id=first.version.id, score=0.9, method="simhash")
    put(store, first, one, second, replace(two, links=(link,), near_copies=(copy,)))
    assert store.links_of([one.claims[0].id]) == store.links_of([two.claims[0].id]) == (link,)
    assert store.near_copies_of(first.version.id) == store.near_copies_of(second.version.id) == (copy,)
    run = Run(id="run:1", started=START, code_version="1").ended(day(1), {"new": 2})
    fetch = FetchRecord(url="https://a.example", last_seen=START, status="ok", failures=2, not_before=day(1))
    plain = list(store.dump())
    store.write(lambda w: (w.put_run(run), w.put_fetch(fetch)), now=day(1))
    assert (store.run("run:1"), store.fetch_record("https://a.example")) == (run, fetch)
    assert list(store.dump()) == plain


def test_claims_come_newest_founder_first_and_by_their_content_too(store: Store) -> None:
    updates = [accusation(number) for number in (1, 3, 2)]
    put(store, *[part for update in updates for part in (update, founding(update))])
    heads = store.claims_about([ACME.id])
    assert [head.founder_time for head in heads] == [day(3), day(2), day(1)]
    assert [head.claim.id for head in store.claims_about([ACME.id], limit=1)] == [heads[0].claim.id]
    assert heads[0].founder == main_attribution(updates[1])
    assert heads[0].claim == founding(updates[1]).claims[0]


def test_counts(store: Store) -> None:
    put(store, *story(articles=2))
    assert store.counts() == {
        "publishers": 2, "articles": 3, "versions": 3, "entities": 3, "mentions": 4, "attributions": 5, "evidence": 2,
        "claims": 1, "threads": 1, "answers": 1,
    }  # fmt: skip
    assert store.check() == ()
