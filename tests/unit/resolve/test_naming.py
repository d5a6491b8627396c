"""Names part by part: what makes two spellings one, what keeps two names apart, what stays open."""

from __future__ import annotations

import pytest

from graph.model import Schema
from graph.resolve.entities import SAME_AT, SUGGESTED_AT
from graph.resolve.namekeys import keys_of_name, name_keys
from graph.resolve.naming import match_names
from graph.resolve.parts import person, thing
from graph.resolve.spelling import alike

ORG, PLACE = Schema.ORGANIZATION, Schema.PLACE


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("President Samir al-Mansouri", ("samir", "mansouri")),
        ("وزير الخارجية خالد الدوسري", ("خالد", "الدوسري")),
        ("Abdul Rahman al-Salmi", ("abd+rahman", "salmi")),
        ("عبدالرحمن السالمي", ("abd+رحمن", "السالمي")),
        ("Nour el-Din Bennani", ("nour+din", "bennani")),
        ("Noureddine Bennani", ("nour+din", "bennani")),
        ("أبو بكر العمراني", ("abu+بكر", "العمراني")),
        ("Ludwig van der Hoeven", ("ludwig", "hoeven")),
        ("General Ali", ("ali",)),
        ("", ()),
    ],
)
def test_a_persons_name_is_taken_apart(name: str, parts: tuple[str, ...]) -> None:
    assert person(name).words == parts


def test_of_an_organisation_legal_forms_go_and_kinds_are_named_alike() -> None:
    assert thing("Northgate Labs, Inc.").words == thing("شركة Northgate Labs").words == ("northgate", "labs")
    assert thing("Bank of Westmarch").kinds == thing("بنك ويستمارش").kinds == {"bank"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("عبد الله الثاني", "عبد الله بن خليفة آل ثاني"),  # an ordinal of kings, and a family
        ("محمد بن مبارك", "محمد حسني مبارك"),  # a father, and a family
        ("نزار القباني", "نزار توفيق قباني"),  # with and without the article
        ("محمد علي", "Muhammad Ali"),
    ],
)
def test_what_the_words_cannot_tell_is_open(left: str, right: str) -> None:
    assert SUGGESTED_AT <= match_names(left, right).score < SAME_AT


@pytest.mark.parametrize(
    ("left", "right", "schema"),
    [
        ("أحمد التوفيق", "أحمد توفيق", Schema.PERSON),
        ("Faisal bin Turki", "Turki bin Faisal", Schema.PERSON),
        ("George W. Holden", "George H. Holden", Schema.PERSON),
        ("Jonathan Reed", "Jonathan Reid", Schema.PERSON),
        ("Habbaniyah", "ألبانيا", PLACE),
        ("Samarra", "أسمرا", PLACE),
        ("القناة 12", "القناة 13", ORG),
        ("Ministry of Health of Jordan", "Ministry of Health of Lebanon", ORG),
        ("", "", Schema.PERSON),
        ("...", "—", ORG),
    ],
)
def test_other_names_are_others(left: str, right: str, schema: Schema) -> None:
    assert match_names(left, right, schema).score < SUGGESTED_AT


@pytest.mark.parametrize(
    ("left", "right"),
    [("دميتري", "ديمتري"), ("هارتمان", "هارتمن"), ("غوتيريش", "جوتيريش"), ("الحداد", "حداد"), ("shareef", "sharif")],
)
def test_spellings_of_one_word(left: str, right: str) -> None:
    assert alike(left, right, loosely=True)
    assert alike(right, left, loosely=True) == alike(left, right, loosely=True)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("hassan", "hussein"),
        ("حسن", "hussein"),
        ("سمير", "samira"),
        ("سعد", "سعيد"),
        ("المنارة", "المنورة"),
        ("smirnov", "سميرنوفا"),
    ],
)
def test_vowels_count(left: str, right: str) -> None:
    assert not alike(left, right, loosely=True)


def test_spellings_meet_by_a_key_and_single_names_have_none() -> None:
    spelled = ("Samir al-Mansouri", "Dr. Sameer Mansoori", "سمير المنصوري", "Mansouri, Samir")
    assert len(name_keys(spelled, Schema.PERSON)) < len(spelled)
    assert set.intersection(*(set(keys_of_name(name, Schema.PERSON)) for name in spelled))
    assert keys_of_name("Haddad", Schema.PERSON) == frozenset()
