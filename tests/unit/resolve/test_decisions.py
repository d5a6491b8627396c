"""What people decide: it holds, it can be undone, and nothing of it is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from graph.errors import UsageError
from graph.model import Act, Entity, GraphUpdate, Judgement, Schema, Verdict
from graph.resolve.again import resolve_all, resolve_decided
from graph.resolve.decisions import decide, decisions, question, split, suggestion_id, suggestions, undo
from graph.stores.base import Store, Writer
from graph.stores.memory import MemoryStore
from tests.unit.resolve.build import NOW, Paper, entity, ingest, ingested

PER = Schema.PERSON
ARABIC, ENGLISH = entity("محمد علي", PER), entity("Muhammad Ali", PER)
LATER = NOW + timedelta(days=1)


def paper(outlet: str, *cast: Entity, says: int = 1) -> Paper:
    """An article in which the first of the cast speaks."""
    made = Paper(outlet, cast={e.name: e for e in cast})
    for number in range(says):
        made.says(cast[0].name, Act.ASSERT, f"the bridge {number} opens", means=f"{outlet}{number}")
    return made


def namesakes() -> Store:
    return ingested(paper("nahar.example", ARABIC), paper("herald.example", ENGLISH))


def one(store: Store, left: Entity, right: Entity) -> bool:
    return len(set(store.canonical([left.id, right.id]).values())) == 1


def said(
    store: Store, left: Entity, right: Entity, verdict: Verdict, *, by: str = "mona", at: datetime = NOW
) -> Judgement:
    return store.write(lambda w: decide(w, left.id, right.id, verdict, by=by, now=at), now=at)


def export(store: Store) -> list[tuple[str, dict[str, object]]]:
    return list(store.dump())


# ---------------------------------------------------------------- questions


def test_what_the_words_cannot_tell_is_asked_with_reasons() -> None:
    store = namesakes()
    (asked,) = suggestions(store)
    assert {asked.left.name, asked.right.name} == {"محمد علي", "Muhammad Ali"}
    assert asked.judgement.verdict is Verdict.UNSURE
    assert any("everyday names" in reason for reason in asked.judgement.reasons)
    assert not one(store, ARABIC, ENGLISH)


def test_what_is_much_spoken_of_is_asked_first() -> None:
    quiet = entity("علي حسن", PER), entity("Ali Hassan", PER)
    store = ingested(
        paper("a.example", quiet[0]), paper("b.example", quiet[1]),
        paper("c.example", ARABIC, says=4), paper("d.example", ENGLISH, says=3),
    )  # fmt: skip
    found = suggestions(store)
    assert [asked.statements for asked in found] == [7, 2]
    assert [asked.id for asked in suggestions(store, limit=1)] == [found[0].id]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_a_person_answered_is_not_asked_again(verdict: Verdict) -> None:
    store = namesakes()
    asked = question(store, suggestions(store)[0].id)
    said(store, ARABIC, ENGLISH, verdict)
    ingest(store, paper("herald.example", ENGLISH), now=LATER)
    assert suggestions(store) == ()
    assert one(store, ARABIC, ENGLISH) is (verdict is Verdict.SAME)
    with pytest.raises(UsageError, match="no open question"):
        question(store, suggestion_id(asked))


# ---------------------------------------------------------------- decisions


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.NOT_SAME])
def test_undo_gives_the_export_from_before(verdict: Verdict) -> None:
    store = namesakes()
    before = export(store)
    said(store, ARABIC, ENGLISH, verdict)
    assert export(store) != before
    undone = store.write(lambda w: undo(w, by="mona"), now=LATER)
    assert [j.verdict for j in undone] == [verdict]
    assert export(store) == before


def test_undo_of_a_change_of_mind_gives_what_was_said_first_and_then_nothing() -> None:
    store = namesakes()
    start = export(store)
    said(store, ARABIC, ENGLISH, Verdict.SAME)
    first = export(store)
    said(store, ARABIC, ENGLISH, Verdict.NOT_SAME, at=LATER)
    for number, expected in enumerate((first, start, start), start=2):
        store.write(lambda w: undo(w, by="mona"), now=NOW + timedelta(days=number))
        assert export(store) == expected


def test_nobody_undoes_what_another_decided() -> None:
    store = namesakes()
    said(store, ARABIC, ENGLISH, Verdict.SAME)
    assert store.write(lambda w: undo(w, by="sami"), now=LATER) == ()
    assert one(store, ARABIC, ENGLISH)


def test_of_two_people_who_contradict_each_other_the_later_holds_and_both_are_in_the_log() -> None:
    store = namesakes()
    said(store, ARABIC, ENGLISH, Verdict.SAME, by="mona")
    said(store, ARABIC, ENGLISH, Verdict.NOT_SAME, by="sami", at=LATER)
    assert not one(store, ARABIC, ENGLISH)
    assert [(d.judgement.by, d.holds) for d in decisions(store)] == [("sami", True), ("mona", True)]
    store.write(lambda w: undo(w, by="sami"), now=LATER + timedelta(days=1))
    assert one(store, ARABIC, ENGLISH)
    assert [(d.judgement.by, d.holds) for d in decisions(store)] == [("sami", False), ("mona", True)]


def test_a_split_takes_one_out_of_its_group_and_it_stays_out() -> None:
    spelled = [entity(name, PER) for name in ("Samir al-Mansouri", "سمير المنصوري", "Sameer Mansoori")]
    papers = [paper(f"{i}.example", e) for i, e in enumerate(spelled)]
    store = ingested(*papers)
    assert len(store.members(spelled[0].id)) == 3
    before = export(store)
    store.write(lambda w: split(w, spelled[1].id, by="mona", now=LATER), now=LATER)
    assert store.members(spelled[1].id) == (spelled[1].id,)
    ingest(store, *papers, now=LATER)
    assert store.members(spelled[1].id) == (spelled[1].id,), "the machine does not join what a person parted"
    assert one(store, spelled[0], spelled[2])
    store.write(lambda w: undo(w, by="mona"), now=LATER + timedelta(days=1))
    ingest(store, *papers, now=LATER + timedelta(days=2))
    assert [r for r in export(store) if r[0] != "judgement"] == [r for r in before if r[0] != "judgement"]
    assert len(store.members(spelled[0].id)) == 3


def test_what_cannot_be_decided_is_said_and_nothing_is_written() -> None:
    store = namesakes()
    before = export(store)
    for work, message in (
        (lambda w: decide(w, ARABIC.id, "ent:gone", Verdict.SAME, by="mona", now=NOW), "no entity in this store"),
        (lambda w: decide(w, ARABIC.id, ARABIC.id, Verdict.SAME, by="mona", now=NOW), "is one entity"),
        (lambda w: split(w, ARABIC.id, by="mona", now=NOW), "joined with nothing"),
    ):
        with pytest.raises(UsageError, match=message):
            store.write(work, now=NOW)
    assert export(store) == before


# ---------------------------------------------------------------- resolving again


def story() -> list[Paper]:
    arabic, english = entity("سمير المنصوري", PER), entity("Samir al-Mansouri", PER)
    return [
        Paper("herald.example", day=1, cast={"E": english}).says(
            "Nasser", Act.ACCUSE, "stealing campaign money", target="E", means="theft"
        ),
        Paper("nahar.example", day=2, language="ar", cast={"A": arabic}).says(
            "Nasser", Act.ACCUSE, "سرقة أموال الحملة", target="A", means="theft"
        ),
        Paper("post.example", day=3, cast={"E": english}).says("E", Act.DENY, "the allegations", means="bare"),
        paper("c.example", ARABIC),
        paper("d.example", ENGLISH),
    ]


def put_alone(update: GraphUpdate, writer: Writer) -> None:
    """Stored, not resolved."""
    writer.put(update)


def arrived(*papers: Paper) -> Store:
    store = MemoryStore()
    for day, made in enumerate(papers):
        ingest(store, made, now=NOW + timedelta(days=day))
    return store


def test_resolving_everything_again_changes_nothing() -> None:
    store = arrived(*story())
    before = export(store)
    done: list[int] = []
    changes = resolve_all(store, MemoryStore(), now=NOW + timedelta(days=30), progress=done.append)
    assert not changes.changed
    assert export(store) == before
    assert done == [5]


def test_resolving_everything_puts_right_what_is_missing_or_wrong_and_keeps_decisions() -> None:
    store = arrived(*story())
    said(store, ARABIC, ENGLISH, Verdict.SAME, at=NOW + timedelta(days=9))
    expected = export(store)
    broken = MemoryStore()
    for day, made in enumerate(story()):
        update = made.update()
        broken.write(partial(put_alone, update), now=NOW + timedelta(days=day))
    said(broken, ARABIC, ENGLISH, Verdict.SAME, at=NOW + timedelta(days=9))
    resolve_all(broken, MemoryStore(), now=NOW + timedelta(days=30))

    def without_times(rows: list[tuple[str, dict[str, object]]]) -> list[tuple[str, dict[str, object]]]:
        asked = [
            row for row in rows if row[1].get("verdict") != "unsure"
        ]  # settled: not asked when all is known from the start
        return [(kind, {k: v for k, v in row.items() if k != "at"}) for kind, row in asked]

    assert without_times(export(broken)) == without_times(expected)


def test_after_a_merge_the_claims_meet() -> None:
    left, right = entity("Meridian", Schema.COMPANY), entity("Orion Freight", Schema.COMPANY)
    papers = [
        Paper(f"{name}.example", day=day, cast={name: cast}).says(
            "Nasser", Act.ACCUSE, f"dumping waste ({name})", target=name, means="waste"
        )
        for day, (name, cast) in enumerate((("Meridian", left), ("Orion Freight", right)))
    ]
    store = ingested(*papers)
    assert store.counts()["claims"] == 2
    said(store, left, right, Verdict.SAME, at=datetime(2026, 2, 1, tzinfo=UTC))
    assert resolve_decided(store, now=datetime(2026, 2, 2, tzinfo=UTC)).changed
    assert store.counts()["claims"] == 1
    assert not resolve_decided(store, now=datetime(2026, 2, 3, tzinfo=UTC)).changed


def test_without_decisions_there_is_nothing_to_resolve_again() -> None:
    assert not resolve_decided(arrived(*story()), now=LATER).changed
