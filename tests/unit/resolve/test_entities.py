"""Names across scripts: what is one, what stays two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from graph.model import Act, Closeness, Entity, Judgement, Label, Schema, Verdict
from graph.resolve.canon import Canon
from graph.resolve.entities import SAME_AT, judge, match
from graph.resolve.naming import match_names
from graph.resolve.shortnames import ShortNames
from graph.stores.base import Reader, Store
from graph.stores.memory import MemoryStore
from graph.text import fold
from tests.unit.resolve.build import NOW, Paper, entity, ingest, ingested

PER, ORG, LOC = Schema.PERSON, Schema.ORGANIZATION, Schema.PLACE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ديفيد ساكس", "David Sacks"),
        ("سمير المنصوري", "Samir al-Mansouri"),
        ("كلارا مارشيتي", "Clara Marchetti"),
        ("فاطمة منصوري", "Fatima Mansouri"),
    ],
)
def test_a_name_in_two_scripts_is_one(left: str, right: str) -> None:
    found = match_names(left, right)
    assert found.score >= SAME_AT
    assert found.reasons


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ميتا", "AMD"),
        ("محمد علي", "Muhammad Ali"),  # two of the commonest names: nothing tells which one
        ("علي", "Ali"),
        ("سامي نادر", "Samir Mansouri"),
        ("كلارا مارشيتي", "Clara Martelli"),
        ("Samir Haddad", "Samira Haddad"),
        ("البيت الأبيض", "White House"),
    ],
)
def test_too_little_or_another_sound_stays_two(left: str, right: str) -> None:
    assert match_names(left, right).score < SAME_AT


def test_another_kind_of_thing_is_another_thing() -> None:
    assert match(entity("واشنطن بوست", LOC), entity("Washington Post", ORG)).score == 0.0
    assert match(entity("Georgia Dawson", PER), entity("جورجيا داوسون", LOC)).score == 0.0


def test_two_entries_of_the_gazetteer_are_never_merged() -> None:
    left, right = entity("ديفيد ساكس", PER, known=True), entity("David Sacks", PER, known=True)
    assert match(left, right).score == 0.0


def with_cast(outlet: str, *cast: Entity) -> Paper:
    paper = Paper(outlet, cast={e.name: e for e in cast}).names(*(e.name for e in cast))
    return paper.says(cast[0].name, Act.ASSERT, "something new", means=outlet) if cast else paper


def one_id(store: Store, left: Entity, right: Entity) -> bool:
    found = store.canonical([left.id, right.id])
    return found[left.id] == found[right.id]


def test_resolution_joins_across_articles_and_the_claims_meet() -> None:
    arabic, english = entity("سمير المنصوري", PER), entity("Samir al-Mansouri", PER)
    first = Paper("nahar.example", language="ar", cast={"A": arabic}).says(
        "Nasser", Act.ACCUSE, "سرقة أموال الحملة", target="A", means="theft"
    )
    second = Paper("herald.example", cast={"E": english}).says(
        "Nasser", Act.ACCUSE, "stealing campaign money", target="E", means="theft"
    )
    store = ingested(first, second)
    assert one_id(store, arabic, english)
    (summary,) = store.threads().items
    assert summary.claims == 1


def test_the_gazetteer_entry_stands_for_both() -> None:
    known, found = entity("David Sacks", PER, known=True), entity("ديفيد ساكس", PER)
    store = ingested(with_cast("herald.example", known), with_cast("nahar.example", found))
    assert store.canonical([found.id])[found.id] == known.id


def test_a_found_name_never_joins_two_entries_of_the_gazetteer() -> None:
    first = entity("David Sacks", PER, known=True)
    second = replace(entity("David Saks", PER, known=True), keys=first.keys)
    found = entity("ديفيد ساكس", PER)
    store = ingested(with_cast("a.example", first), with_cast("b.example", second), with_cast("c.example", found))
    assert not one_id(store, first, second)
    assert not one_id(store, first, found), "two entries match equally well: nobody can tell which"


def test_a_persons_decision_is_not_touched() -> None:
    arabic, english = entity("سمير المنصوري", PER), entity("Samir al-Mansouri", PER)
    store = ingested(with_cast("herald.example", english))
    left, right = sorted((arabic.id, english.id))
    decision = Judgement(
        left=left, right=right, verdict=Verdict.NOT_SAME, by="mona", at=datetime(2025, 5, 1, tzinfo=UTC)
    )
    store.write(lambda w: w.put_judgement(decision), now=NOW)
    ingest(store, with_cast("nahar.example", arabic))
    assert not one_id(store, arabic, english)


def test_namesakes_told_apart_stay_apart() -> None:
    one = replace(entity("Samir Haddad", PER), id=Entity.id_of(Label.PER, fold("Samir Haddad"), "judge"))
    two = replace(entity("سمير حداد", PER), id=Entity.id_of(Label.PER, fold("سمير حداد"), "footballer"))
    decided = Judgement(
        left=min(one.id, two.id),
        right=max(one.id, two.id),
        verdict=Verdict.NOT_SAME,
        by="text",
        at=NOW,
        reasons=("two trades",),
    )
    paper = with_cast("herald.example", one, two)
    paper.judgements = (decided,)
    assert not one_id(ingested(paper), one, two)


def test_unnamed_sources_are_never_merged() -> None:
    papers = [
        Paper(outlet).says(
            "a person close to Halden",
            Act.ALLEGE,
            "the plant leaks",
            unnamed=Closeness.CLOSE_TO,
            official_of="Halden",
            means="leak",
        )
        for outlet in ("a.example", "b.example")
    ]
    store = ingested(*papers)
    assert list(store.judgements_of(entity("Halden").id)) == []
    assert all(r.attribution.claimant is None for p in papers for r in store.reported_in(p.update().version.id))


def test_a_judgement_keeps_its_time_when_it_is_made_again() -> None:
    known, found = entity("David Sacks", PER, known=True), entity("ديفيد ساكس", PER)
    paper = with_cast("nahar.example", found)
    store = ingested(with_cast("herald.example", known), paper)
    (again,) = ingest(store, paper, now=datetime(2026, 3, 1, tzinfo=UTC))
    assert [j.at for j in again.judgements] == [NOW]


def test_a_short_name_of_an_organisation_is_it_while_no_other_is_called_so() -> None:
    whole, short = entity("Northgate Labs"), entity("Northgate")
    assert one_id(ingested(with_cast("a.example", whole, short)), whole, short)
    other = with_cast("b.example", entity("Northgate Hospital"))
    assert not one_id(ingested(other, with_cast("a.example", whole, short)), whole, short)


def test_a_short_name_of_a_person_is_nobody_elsewhere() -> None:
    whole, short = entity("Nadia Haddad", PER), entity("Haddad", PER)
    assert not one_id(ingested(with_cast("a.example", whole, short)), whole, short)


def test_a_short_name_means_the_whole_one_inside_its_article() -> None:
    paper = Paper("a.example", cast={"Nadia Haddad": entity("Nadia Haddad", PER), "Haddad": entity("Haddad", PER)})
    paper.says("Nasser", Act.ACCUSE, "stealing campaign money", target="Haddad", means="theft")
    paper.says("Nadia Haddad", Act.DENY, "the allegations", means="bare")
    reported = ingested(paper).reported_in(paper.update().version.id)
    assert [a.claim_id for a in reported[1].answers] == list(reported[0].claim_ids)


# ---------------------------------------------------------------- namesakes, company, bad input


def test_everyday_names_in_the_same_company_are_one() -> None:
    arabic, english = entity("محمد علي", PER), entity("Muhammad Ali", PER)
    firm, judge_ = entity("Corvex Holdings"), entity("Clara Marchetti", PER)
    together = ingested(with_cast("a.example", english, firm, judge_), with_cast("b.example", arabic, firm, judge_))
    assert one_id(together, arabic, english)
    (held,) = together.judgements_of(arabic.id)
    assert "both are named with Clara Marchetti and Corvex Holdings" in held.reasons
    apart = ingested(with_cast("a.example", english, firm), with_cast("b.example", arabic, firm, judge_))
    assert not one_id(apart, arabic, english)


def test_two_of_other_trades_are_asked_about() -> None:
    minister = replace(entity("Clara Marchetti", PER), topics=("government",))
    striker = replace(entity("كلارا مارشيتي", PER), topics=("sport",))
    store = ingested(with_cast("a.example", minister), with_cast("b.example", striker))
    assert not one_id(store, minister, striker)
    (held,) = store.judgements_of(minister.id)
    assert held.verdict is Verdict.UNSURE
    assert "one is named in" in held.reasons[-1]


def test_what_would_join_two_that_a_person_told_apart_is_not_joined() -> None:
    one, two, between = (entity(n, PER) for n in ("Samir al-Mansouri", "Samir bin Adam al-Mansouri", "سمير المنصوري"))
    store = ingested(with_cast("a.example", one), with_cast("b.example", between))
    assert one_id(store, one, between)
    left, right = sorted((one.id, two.id))
    decision = Judgement(left=left, right=right, verdict=Verdict.NOT_SAME, by="mona", at=NOW)
    store.write(lambda w: w.put_judgement(decision), now=NOW)
    ingest(store, with_cast("c.example", two))
    assert not one_id(store, two, between)
    assert not one_id(store, two, one)


class Counting:
    """Passes every question on to a reader and counts them."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.asked = 0

    def __getattr__(self, name: str) -> object:
        self.asked += 1
        return getattr(self._reader, name)


def people(number: int) -> tuple[Entity, ...]:
    """As many persons of one surname, in two scripts."""
    given = [f"{first}{second}" for first in "BDFGKLMNRSTV" for second in ("ab", "ad", "am", "an", "ar", "as", "at")]
    names = [f"{a}o{b.lower()} Haddad" for a in given for b in given]
    return tuple(entity(name, PER) for name in names[:number])


def questions(number: int) -> int:
    update = with_cast("a.example", *people(number)).update()
    store = MemoryStore()
    store.write(lambda w: w.put(update), now=NOW)
    reader = Counting(store)
    judge(update.entities, reader, Canon(store), now=NOW, by="test")  # type: ignore[arg-type]
    return reader.asked


def test_an_article_that_names_many_people_asks_the_store_in_proportion() -> None:
    assert questions(400) <= 2.2 * questions(200)


def test_an_entity_with_ten_thousand_names_is_compared_by_those_that_share_a_key() -> None:
    many = entity("Samir al-Mansouri", PER, also=tuple(e.name for e in people(7000)))
    assert match(many, entity("سمير المنصوري", PER)).score >= SAME_AT
    assert match(many, entity("Olga Smirnova", PER)).score == 0.0


def test_a_short_name_among_many_is_found_without_looking_at_all() -> None:
    short = ShortNames([*people(3000), entity("Northgate Labs"), entity("Northgate")])
    assert short.whole(entity("Northgate").id) == entity("Northgate Labs").id
    assert short.find("Haddad") == ""
    assert short.find("the Northgate Labs") == entity("Northgate Labs").id
