"""The read models that pages and commands show."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from graph import queries
from graph.errors import UsageError
from graph.model import Act, AnswerKind, AsOf, Closeness, Grade, Schema
from graph.queries import EventKind, Role
from graph.state import Response
from graph.stores.base import Store
from tests.unit.resolve.build import START, Paper, entity, ingested

CHARGE = {"target": "Halden", "means": "waste", "topics": ("environment",)}


def papers() -> list[Paper]:
    first = Paper("a.example", 0, fingerprint="0123456789abcdef")
    first.says("GreenWatch", Act.ACCUSE, "dumping toxic waste in the river", grade=Grade.E2, **CHARGE)  # type: ignore[arg-type]
    first.says(
        "a person close to Halden", Act.ALLEGE, "the dumping went on at night", unnamed=Closeness.CLOSE_TO, **CHARGE
    )  # type: ignore[arg-type]
    copy = Paper("b.example", 1, fingerprint="0123456789abcdef")
    copy.says("GreenWatch", Act.ACCUSE, "dumping toxic waste in the river", **CHARGE)  # type: ignore[arg-type]
    copy.says("Halden", Act.DECLINE, "to comment", means="comment")
    denial = Paper("c.example", 231).says(
        "Halden", Act.DENY, "dumping any toxic waste", means="waste", topics=("environment",)
    )
    other = Paper("d.example", 300).says("Nasser", Act.ACCUSE, "taking a bribe", target="Farouk", means="bribe")
    calm = Paper("e.example", 400).says(
        "Farouk", Act.DENY, "that he would leave the party soon", means="leave", topics=("resignation",)
    )
    return [first, copy, denial, other, calm]


@pytest.fixture
def store() -> Store:
    return ingested(*papers())


def test_a_row_says_who_whom_on_what_and_what_was_answered(store: Store) -> None:
    row = next(r for r in queries.board(store).rows if r.words.startswith("dumping"))
    assert [(p.name, p.named) for p in row.accusers] == [("GreenWatch", True), ("a person close to Halden", False)]
    assert [p.name for p in row.accused] == ["Halden"]
    assert [(a.kind, a.by.name) for a in row.answers] == [
        (AnswerKind.DECLINES, "Halden"),
        (AnswerKind.DENIES, "Halden"),
    ]
    assert row.grade.grade is Grade.E2
    assert row.grade.evidence is not None
    assert (row.articles, row.outlets, row.origins, row.on_record) == (3, 3, 2, 1)
    assert (row.last.at, row.founder.publisher and row.founder.publisher.domain) == (
        START + timedelta(days=231),
        "a.example",
    )


@pytest.mark.parametrize(
    ("day", "response", "answered"),
    [(0, Response.NOT_REPORTED, None), (30, Response.DECLINED, None), (231, Response.ANSWERED, 231)],
)
def test_a_trace_says_how_the_dispute_stood(store: Store, day: int, response: Response, answered: int | None) -> None:
    row = queries.trace(store, "toxic waste", as_of=AsOf(published=START + timedelta(days=day))).row
    assert row is not None
    assert row.response is response
    assert row.silence is not None
    assert row.silence.since.at == START
    assert (row.silence.until.at if row.silence.until else None) == (
        START + timedelta(days=answered) if answered is not None else None
    )


def test_threads_with_an_allegation_come_first(store: Store) -> None:
    kinds = [row.founder.attribution.act.alleges for row in queries.board(store).rows]
    assert kinds == [True, True, False], "the latest thread has only a denial"


def test_the_board_as_of_a_day_knows_nothing_later(store: Store) -> None:
    (row,) = queries.board(store, as_of=AsOf(published=START + timedelta(days=5))).rows
    assert [a.kind for a in row.answers] == [AnswerKind.DECLINES]
    assert row.articles == 2


def test_the_board_keeps_what_a_search_finds(store: Store) -> None:
    assert [r.words for r in queries.board(store, words="bribe").rows] == ["taking a bribe"]
    assert queries.board(store, words="zeppelin").rows == ()
    page = queries.board(store, words="Farouk", limit=1)
    assert page.next is not None
    assert queries.board(store, words="Farouk", limit=1, cursor=page.next).rows[0].thread_id != page.rows[0].thread_id
    with pytest.raises(UsageError, match="not a place"):
        queries.board(store, words="Farouk", cursor="x")


def test_a_claimants_refusal_on_his_own_claim_is_no_answer_of_the_accused() -> None:
    paper = Paper("a.example").says("Orbis", Act.ALLEGE, "Veld copied it", target="Veld", means="copy", about=("Veld",))
    paper.says("Orbis", Act.DECLINE, "to give details", means="details")
    store = ingested(paper)
    (row,) = queries.board(store).rows
    assert row.answers == ()
    trace = queries.trace(store, row.thread_id)
    assert [e.kind for e in trace.events] == [EventKind.ALLEGATION, EventKind.DECLINED]
    assert trace.arcs[0].kind is AnswerKind.DECLINES


def test_a_trace_has_lanes_points_and_arcs(store: Store) -> None:
    thread_id = next(r.thread_id for r in queries.board(store).rows if r.words.startswith("dumping"))
    trace = queries.trace(store, thread_id)
    assert [(lane.party.name, lane.role) for lane in trace.lanes] == [
        ("GreenWatch", "accuser"), ("Halden", "accused"), ("a person close to Halden", "unnamed"),
    ]  # fmt: skip
    assert Counter(e.kind for e in trace.events) == {
        EventKind.ALLEGATION: 3,
        EventKind.DECLINED: 1,
        EventKind.DENIAL: 1,
    }
    places = {e.id: i for i, e in enumerate(trace.events)}
    assert all(places[arc.target] < places[arc.source] for arc in trace.arcs)
    assert {arc.kind for arc in trace.arcs} == {AnswerKind.DECLINES, AnswerKind.DENIES}
    assert trace.row is not None
    assert trace.articles_held == 5


def test_silence_has_a_lane_too() -> None:
    store = ingested(papers()[3])
    trace = queries.trace(store, queries.board(store).rows[0].thread_id)
    assert [(lane.party.name, lane.role) for lane in trace.lanes] == [("Nasser", "accuser"), ("Farouk", "accused")]


def test_a_trace_of_a_name_knows_the_answers_that_others_gave(store: Store) -> None:
    trace = queries.trace(store, "GreenWatch")
    assert {e.by.name for e in trace.events} == {"GreenWatch"}, "the denial is not on this timeline"
    replies = {(cell.kind, cell.by.name) for e in trace.events for cell in e.replies}
    assert replies == {(AnswerKind.DECLINES, "Halden"), (AnswerKind.DENIES, "Halden")}
    assert not any(e.unanswered for e in trace.events)


def test_silence_is_stated_of_a_whole_dispute_and_only_of_a_charge() -> None:
    store = ingested(*papers()[3:])
    assert [(e.by.name, e.unanswered) for e in queries.trace(store, "Nasser").events] == [("Nasser", True)]
    assert not any(e.unanswered for e in queries.trace(store, "Farouk").events if e.by.name == "Farouk")


def test_an_answer_not_yet_public_is_none(store: Store) -> None:
    before = AsOf(published=START + timedelta(hours=1))
    trace = queries.trace(store, "GreenWatch", as_of=before)
    assert {cell.kind for e in trace.events for cell in e.replies} <= {AnswerKind.DECLINES}


@pytest.mark.parametrize("prefix", ["thr:", "clm:", "ent:", "att:"])
def test_a_trace_of_each_kind_of_id(store: Store, prefix: str) -> None:
    row = next(r for r in queries.board(store).rows if r.words.startswith("dumping"))
    ids = {
        "thr:": row.thread_id, "clm:": row.founder.claim_ids[0], "ent:": row.accused[0].key, "att:": row.founder.attribution.id,
    }  # fmt: skip
    assert row.founder.attribution.id in [e.id for e in queries.trace(store, ids[prefix]).events]
    with pytest.raises(UsageError, match="not in this store"):
        queries.trace(store, f"{prefix}000")


def test_a_trace_of_a_name_in_another_script() -> None:
    known = entity("David Sacks", Schema.PERSON, known=True, also=("ديفيد ساكس",))
    paper = Paper("a.example", cast={"David Sacks": known}).says(
        "David Sacks", Act.ACCUSE, "copying", target="Veld", means="copy"
    )
    trace = queries.trace(ingested(paper), "ديفيد ساكس")
    assert trace.title == "David Sacks"
    assert trace.events[0].by.in_language("ar") == "ديفيد ساكس"
    assert trace.events[0].by.in_language("en") == "David Sacks"
    assert len(trace.more) == 1


def test_a_trace_of_words_takes_the_thread_with_most_and_names_the_others(store: Store) -> None:
    trace = queries.trace(store, "toxic waste")
    assert trace.row is not None
    assert [p.name for p in trace.row.accused] == ["Halden"]
    assert queries.trace(store, "zeppelin").events == ()
    assert queries.trace(store, " ").events == ()


def test_the_outlets_own_words_are_no_party() -> None:
    paper = Paper("a.example").says("", Act.ALLEGE, "Veld copied it", target="Veld", means="copy", about=("Veld",))
    store = ingested(paper)
    (row,) = queries.board(store).rows
    assert row.accusers == ()
    assert queries.trace(store, row.thread_id).events[0].by.key == "unknown"


def test_an_article_is_shown_as_stored_with_its_marks(store: Store) -> None:
    update = papers()[0].update()
    view = queries.article(store, update.version.id)
    assert view is not None
    assert view.version.text == update.version.text
    assert {h.role for h in view.highlights} == {Role.SOURCE, Role.CUE, Role.TARGET, Role.CONTENT, Role.EVIDENCE}
    assert all(view.version.text[h.span.start : h.span.end] == h.span.exact for h in view.highlights)
    assert [h.span.start for h in view.highlights] == sorted(h.span.start for h in view.highlights)
    latest = queries.article(store, update.article.id)
    assert latest is not None
    assert latest.version.id == update.version.id
    assert queries.article(store, "ver:none") is None
    assert queries.article(store, update.article.id, as_of=AsOf(published=START - timedelta(days=1))) is None


class Counting:
    """A reader that counts what it is asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Any:
        self.asked[name] += 1
        return getattr(self._store, name)


def test_a_page_costs_reads_by_what_it_shows_not_by_what_is_stored() -> None:
    many = [
        Paper(f"o{i}.example", i).says(
            "Nasser", Act.ACCUSE, f"taking bribe {i}", target=f"Target{i}", means=f"bribe {i}"
        )
        for i in range(40)
    ]
    asked = []
    for count in (10, 40):
        reader = Counting(ingested(*many[:count]))
        queries.board(reader, limit=5)  # type: ignore[arg-type]
        asked.append(sum(reader.asked.values()))
    assert asked[0] == asked[1]
    assert asked[0] <= 5 * 7
