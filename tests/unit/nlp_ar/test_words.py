"""Words analysed: joined parts tried off, forms of verbs, and the agreement of the data files."""

from __future__ import annotations

import tomllib

import pytest

from ingest.nlp import language
from ingest.nlp.candidates.unparsed_words import Grammar

AR = language.load("ar")


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return AR.tokens


@pytest.mark.parametrize(
    ("written", "lemma", "gender", "number"),
    [
        ("وقالت", "قال", "f", "s"),
        ("يؤكدون", "أكد", "m", "p"),
        ("مشيراً", "أشار", "m", "s"),
        ("نافية", "نفى", "f", "s"),
        ("فأوضح", "أوضح", "m", "s"),
        ("ادّعت", "ادعى", "f", "s"),
    ],
)
def test_forms(grammar: Grammar, written: str, lemma: str, gender: str, number: str) -> None:
    verb = grammar.word(written).verbs[0]
    assert (verb.lemma, verb.gender, verb.number) == (lemma, gender, number)


def test_joined_pronoun_of_a_verb_that_takes_an_object(grammar: Grammar) -> None:
    word = grammar.word("واتهمتهم")
    assert (word.conjunction, word.pronoun, word.verbs[0].lemma) == ("و", "هم", "اتهم")


@pytest.mark.parametrize("written", ["بينهما", "قضيتهم", "ابنها", "قطر", "ردا", "يعد"])
def test_homographs_are_no_verbs(grammar: Grammar, written: str) -> None:
    assert grammar.word(written).verbs == ()


@pytest.mark.parametrize(
    ("written", "preposition", "definite", "bare"),
    [("للوزارة", "ل", True, "وزارة"), ("بوزارة", "ب", False, "وزارة"), ("برنامج", "", False, "برنامج")],
)
def test_joined_prepositions(grammar: Grammar, written: str, preposition: str, definite: bool, bare: str) -> None:
    word = grammar.word(written)
    assert (word.preposition, word.definite, word.bare) == (preposition, definite, bare)


def test_every_lemma_of_the_lexicon_has_forms() -> None:
    forms = tomllib.loads((AR.folder / AR.lexicon.unparsed.forms).read_text("utf-8"))
    assert [lemma for lemma in AR.lexicon.senses if lemma not in forms] == []


def test_forms_come_from_the_roots() -> None:
    forms = tomllib.loads((AR.folder / AR.lexicon.unparsed.forms).read_text("utf-8"))
    roots = tomllib.loads((AR.folder / "roots.toml").read_text("utf-8"))
    assert list(forms) == list(roots)


@pytest.mark.parametrize(
    ("written", "lemma", "number"),
    [
        ("قلن", "قال", "p"),
        ("وأفصح", "أفصح", "s"),
        ("متمنية", "تمنى", "s"),
        ("نفاه", "نفى", "s"),
        ("تستجب", "استجاب", "s"),
    ],
)
def test_forms_of_rarer_kinds(grammar: Grammar, written: str, lemma: str, number: str) -> None:
    assert [(v.lemma, v.number) for v in grammar.word(written).verbs][:1] == [(lemma, number)]


@pytest.mark.parametrize("written", ["الزمن", "يجب", "مباشرة", "مقدمة", "تعز"])
def test_new_homographs_are_no_verbs(grammar: Grammar, written: str) -> None:
    assert grammar.word(written).verbs == ()


def test_a_name_begins_with_no_joined_preposition(grammar: Grammar) -> None:
    word = grammar.name("بنجلون", 0)
    assert (word.preposition, word.bare) == ("", "بنجلون")
    assert grammar.name("لبنجلون", 1).preposition == "ل"


def test_no_form_is_unknown() -> None:
    forms = tomllib.loads((AR.folder / AR.lexicon.unparsed.forms).read_text("utf-8"))
    assert [f for table in forms.values() for slot in table.values() for f in slot if not f.isalpha()] == []
