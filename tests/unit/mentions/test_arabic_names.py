"""How people are named in Arabic: names of two words, fathers, titles, and who stands behind a verb of saying."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.nlp.mentions import Found

Find = Callable[[str, str], Found]


def people(found: Found) -> list[str]:
    return [m.span.exact for m in found.mentions if m.label.value == "PER"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("حضر الحفل عبد الودود بن راشد", "عبد الودود بن راشد"),
        ("جاء أبو أحمد، ثم خرج", "أبو أحمد"),
        ("كتب الرسالة ذهلان بن سالم", "ذهلان بن سالم"),
        ("قصة عائشة بنت أبي بكر", "عائشة بنت أبي بكر"),
    ],
)
def test_names_of_several_words(found: Find, text: str, name: str) -> None:
    assert people(found(text, "ar")) == [name]


def test_a_quality_between_title_and_name_is_no_part_of_it(found: Find) -> None:
    assert people(found("وسجل المهاجم المخضرم باولو، وخرج بعده", "ar")) == ["باولو"]


@pytest.mark.parametrize("text", ["وهزت الأزمة العالم القديم", "وخسر الفريق يوم الأحد", "وشمل المعارض الكبيرة"])
def test_a_title_that_is_an_everyday_word_needs_a_given_name(found: Find, text: str) -> None:
    assert people(found(text, "ar")) == []


def test_a_doubtful_title_before_a_given_name(found: Find) -> None:
    assert people(found("وشارك العالم سامي الحداد في الندوة", "ar")) == ["سامي الحداد"]


def test_who_stands_behind_a_verb_of_saying(found: Find) -> None:
    assert people(found("وأضاف كريستنسن أن النتائج جيدة", "ar")) == ["كريستنسن"]


@pytest.mark.parametrize("text", ["وأضاف مصدر أن النتائج جيدة", "وقال خبراء إن النتائج جيدة", "وأكدت تقارير ذلك"])
def test_everyday_words_behind_a_verb_of_saying(found: Find, text: str) -> None:
    assert people(found(text, "ar")) == []


def test_listed_given_names_count_beside_another_name_only(found: Find) -> None:
    assert people(found("كان الطريق سهل العبور", "ar")) == []
    assert people(found("وحضر الشيخ توفيق القباني", "ar")) == ["توفيق القباني"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("استقبل الملك محمد السادس الوفد", "محمد السادس"),
        ("وصلت المدينة نائية", None),
        ("في منطقة نائية", None),
    ],
)
def test_what_only_announces_a_name_is_no_part_of_it(found: Find, text: str, name: str | None) -> None:
    assert [m.span.exact for m in found(text, "ar").mentions] == ([name] if name else [])
