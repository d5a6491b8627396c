"""Folding, index forms and sounds of names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text import fold, index_text, match_forms, script_of, skeleton, words

ARABIC = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=20)
ANY = st.one_of(st.text(max_size=40), ARABIC, st.text(st.sampled_from("إأآٱىیکؤئۀەـًٌٍَُِّْة٢۴ ßİıfiÅe\u0301ۂۓ"), max_size=20))


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY)
def test_all_normal_forms_of_a_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(st.characters(max_codepoint=0x7F), max_size=40))
def test_plain_ascii_only_loses_its_capitals(text: str) -> None:
    assert fold(text) == text.casefold()


@given(ANY)
def test_the_index_holds_each_word_first_as_it_is(text: str) -> None:
    indexed = index_text(text).split()
    assert [form for word in words(text) for form in match_forms(word)] == indexed
    assert index_text(text) == index_text(fold(text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("كَتَبَ", "كتب"),
        ("أحمد إلى آسيا ٱلله", "احمد الي اسيا الله"),
        ("مســـؤول", "مسوول"),
        ("شرکت ایران", "شركت ايران"),
        ("٢٠٢٤ ۱۴۰۳", "2024 1403"),
        ("إضافة", "اضافة"),
        ("Élysée ŁÓDŹ Straße", "elysee łodz strasse"),
        ("a\u200fb\u202ec", "abc"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("word", "bare"),
    [("والحكومه", "حكومه"), ("فالمحكمه", "محكمه"), ("بالنماذج", "نماذج"), ("كالتجارب", "تجارب"), ("للوزاره", "وزاره")],
)
def test_clitics_and_article_come_off(word: str, bare: str) -> None:
    assert match_forms(word) == (word, bare)


@pytest.mark.parametrize("word", ["ال", "لل", "الف", "كتاب", "ولد", "house", "2024"])
def test_what_has_none_stays(word: str) -> None:
    assert match_forms(word) == (word,)


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("David Sacks", "ديفيد ساكس"),
        ("Emmanuel Macron", "إيمانويل ماكرون"),
        ("al-Assad", "الأسد"),
        ("Shevchenko", "شيفتشينكو"),
        ("Novković", "نوفكوفيتش"),
        ("Alexander", "ألكسندر"),
        ("Cecilia", "سيسيليا"),
        ("Michigan", "ميتشيغان"),
        ("Suhail", "سهيل"),
    ],
)
def test_names_meet_across_scripts(latin: str, arabic: str) -> None:
    assert skeleton(latin) == skeleton(arabic) != ""


def test_a_name_with_less_than_two_consonants_has_no_sound() -> None:
    assert [skeleton(name) for name in ("", "Ai", "Bo", "٣", "آية")] == [""] * 5


@given(ANY)
def test_sounds_are_plain_letters(name: str) -> None:
    assert set(skeleton(name)) <= set("bcdfgklmnrstx ")


def test_scripts() -> None:
    found = [script_of(text) for text in ("12 abc", "«قال", "Правда", "Ελλάδα", "北京", "?!", "שלום")]
    assert found == ["Latn", "Arab", "Cyrl", "Grek", "Hani", "Zyyy", "Hebr"]
