"""No answer and no upsert looks through everything: the plan of every text that they run, from the server itself.

The texts are caught while every read is asked in every combination of filters, and while a story is written, written
again, changed, moved and judged; so a new text is looked at without being listed here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from graph.model import AsOf, ClaimLink, FetchRecord, LinkKind, NearCopy, Run
from graph.stores import open_store
from graph.stores.base import Store, Writer
from graph.stores.cursor import to_cursor
from graph.stores.neo4j.query import Db
from tests.contract.samples import (
    ACME,
    NADIA,
    OMAR,
    START,
    accusation,
    day,
    denial,
    founding,
    put,
    same,
    story,
)
from tests.neo4j_server import driver, empty_url

SCANS = {"AllNodesScan", "NodeByLabelScan", "NodeIndexScan", "NodeIndexContainsScan", "DirectedAllRelationshipsScan"}
SEEKS = {"NodeUniqueIndexSeek", "NodeUniqueIndexSeek(Locking)", "Argument", "NodeIndexSeek"}


@pytest.fixture(scope="module")
def url() -> str:
    return empty_url()


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """Every text that runs from here on, with its parameters."""
    caught: dict[str, dict[str, Any]] = {}
    for name in ("rows", "run"):
        monkeypatch.setattr(Db, name, _caught(getattr(Db, name), caught))
    return caught


def _caught(run: Any, caught: dict[str, dict[str, Any]]) -> Any:
    def catching(db: Db, text: str, **parameters: Any) -> Any:
        caught[text] = parameters
        return run(db, text, **parameters)

    return catching


def operators(plan: Any) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from operators(child)


def _name(operator: dict[str, Any]) -> str:
    return str(operator["operatorType"]).partition("@")[0]


def faults_of(plan: dict[str, Any]) -> list[str]:
    """What must not be in a plan."""
    found = [_name(operator) for operator in operators(plan) if _name(operator) in SCANS]
    for operator in operators(plan):
        if _name(operator) == "CartesianProduct":
            leaves = {_name(leaf) for leaf in operators(operator) if not leaf.get("children")}
            found += [f"CartesianProduct over {sorted(leaves)}"] if leaves - SEEKS else []
    return found


def explained(url: str, texts: dict[str, dict[str, Any]]) -> dict[str, list[str]]:
    """Faults by text."""
    wrong: dict[str, list[str]] = {}
    with driver(url) as opened, opened.session(database="neo4j") as session:
        for text, parameters in texts.items():
            plan = session.run(f"EXPLAIN {text}", parameters).consume().plan
            assert plan is not None, text
            if faults := faults_of(plan):
                wrong[text] = faults
    return wrong


def _ask_everything(store: Store) -> None:
    """Each read with every combination of its filters."""
    put(store, *story())
    thread = store.threads().items[0].thread_id
    update = accusation(0)
    whens = (AsOf(), AsOf(published=day(9)), AsOf(recorded=day(9)), AsOf(published=day(9), recorded=day(9)))
    ids = [founding(update).claims[0].id]
    said = [attribution.id for attribution in update.attributions]
    for read in (store.publisher, store.article, store.version, store.page, store.entity, store.claim, store.thread,
                 store.run, store.versions_of, store.mentions_in, store.near_copies_of, store.members,
                 store.judgements_of, store.fetch_record):  # fmt: skip
        read("x")
    store.entities_by_key(["nadia ferro"])
    store.canonical([NADIA.id])
    store.claims_about([ACME.id])
    store.answering_by([OMAR.id])
    store.find_entities("nadia")
    store.counts()
    store.holder()
    for when in whens:
        store.attribution(said[0], as_of=when)
        store.reported_in(update.version.id, as_of=when)
        store.claims_in(thread, as_of=when)
        store.links_of(ids, as_of=when)
        store.expressions_of(ids, as_of=when)
        store.answers_to(ids, as_of=when)
        store.evidence_for(said, as_of=when)
        store.thread_summary(thread, as_of=when)
        _pages(store, ids, when)


def _pages(store: Store, ids: list[str], when: AsOf) -> None:
    """Each list with and without a cursor and a language."""
    lists = (
        lambda cursor, _: store.articles(cursor=cursor, limit=1, as_of=when),
        lambda cursor, _: store.threads(cursor=cursor, limit=1, as_of=when),
        lambda cursor, _: store.timeline_of_claims(ids, cursor=cursor, limit=1, as_of=when),
        lambda cursor, _: store.timeline_of_entity(ACME.id, cursor=cursor, limit=1, as_of=when),
        lambda cursor, code: store.search("museum nadia", language=code, cursor=cursor, limit=1, as_of=when),
        lambda cursor, code: store.search_articles("museum", language=code, cursor=cursor, limit=1, as_of=when),
    )
    for read, code in itertools.product(lists, (None, "en")):
        first = read(None, code)
        if first.next:
            read(first.next, code)


def test_no_answer_looks_through_everything(url: str, texts: dict[str, dict[str, Any]]) -> None:
    with open_store(url) as store:
        _ask_everything(store)
        assert len(texts) > 60
        assert explained(url, texts) == {}


def test_no_write_looks_through_everything(url: str, texts: dict[str, dict[str, Any]]) -> None:
    first, second = accusation(0), accusation(1)
    one, two = founding(first), founding(second)
    link = ClaimLink(left=one.claims[0].id, right=two.claims[0].id, kind=LinkKind.MIRRORS, score=0.5, by="test")
    copy = NearCopy(version_id=second.version.id, of_version_id=first.version.id, score=0.9, method="simhash")
    redated = replace(first, version=accusation(0, on=day(9)).version, mentions=first.mentions[:1])

    def judge(writer: Writer) -> None:
        pair = same(NADIA, OMAR)
        writer.put_judgement(pair)
        writer.withdraw_judgement(pair.left, pair.right, by=pair.by)
        writer.put_run(Run(id="run:1", started=START, code_version="1"))
        writer.put_fetch(FetchRecord(url="https://a.example", last_seen=START, status="ok"))

    with open_store(url) as store:
        for number in range(2):
            put(store, *story(), first, one, second, replace(two, links=(link,), near_copies=(copy,)), now=day(number))
        put(store, redated, replace(first.__class__(publisher=None, article=first.article, version=first.version)))
        put(store, replace(one, expresses=(), claims=(), threads=(), in_thread=()), denial(5), now=day(5))
        store.write(judge, now=day(6))
        store.lease("one", now=day(6))
        store.release("one")
        assert len(texts) > 90
        assert explained(url, texts) == {}


def test_a_page_of_a_claim_in_ten_thousand_articles_reads_a_page(url: str, texts: dict[str, dict[str, Any]]) -> None:
    with open_store(url) as store, driver(url) as opened:
        put(store, *story())
        claim_id = store.claims_about([ACME.id])[0].claim.id
        opened.execute_query(HUB, claim=claim_id, party=ACME.id)
        for cursor, read in itertools.product((None, to_cursor((4 * 10**15 + 5000, "v5000", 0, "a5000"))), range(2)):
            texts.clear()
            if read:
                store.timeline_of_claims([claim_id], cursor=cursor, limit=50)
            else:
                store.timeline_of_entity(ACME.id, cursor=cursor, limit=50)
            text = next(text for text in texts if "AttributionRow" in text)
            assert rows_read(url, text, texts[text]) <= 60


def rows_read(url: str, text: str, parameters: dict[str, Any]) -> int:
    """How many rows come out of the index of a timeline."""
    with driver(url) as opened, opened.session(database="neo4j") as session:
        result = session.run(f"PROFILE {text}", parameters)
        list(result)
        plan = result.consume().profile
    assert plan is not None
    ordered = ("BearingRow(claim_id, ts", "PartyRow(entity_id, ts")
    found = [o["args"]["Rows"] for o in operators(plan) if any(key in str(o["args"].get("Details")) for key in ordered)]
    assert found
    return int(max(found))


HUB = """UNWIND range(1, 10000) AS n
    CREATE (:BearingRow {key: 'hub' + n, owner: 'none', claim_id: $claim, ts: 4000000000000000 + n, version_id: 'v' + n,
        start: 0, attribution_id: 'a' + n, answers: 0, recorded: 0, superseded: 9223372036854775807, digest: 0, data: '{}'})
    CREATE (:PartyRow {key: 'hub' + n, owner: 'v' + n, entity_id: $party, ts: 4000000000000000 + n, start: 0,
        attribution_id: 'a' + n, recorded: 0, superseded: 9223372036854775807, digest: 0})"""
