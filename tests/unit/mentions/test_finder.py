"""Names in a text: declared ones, pairs, patterns, back-references. No model is loaded."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from graph.model import Entity, Label, Verdict, Zone, ZoneKind
from graph.text import fold
from ingest.nlp.mentions import Finder, Found
from tests.unit.mentions.conftest import version_of

Find = Callable[[str, str], Found]


def names(found: Found) -> list[tuple[str, str]]:
    return [(m.span.exact, m.label.value) for m in found.mentions]


def known(found: Found) -> dict[str, str]:
    """Span → English name of its entity."""
    by_id = {entity.id: entity.name for entity in found.entities}
    return {m.span.exact: by_id[m.entity_id] for m in found.mentions if m.entity_id is not None}


# ---------------------------------------------------------------- declared names


@pytest.mark.parametrize(
    ("text", "span", "name"),
    [
        ("وقال متحدث وللسعودية رأي آخر", "وللسعودية", "Saudi Arabia"),
        ("سافر الوفد إلى باريس ولندن", "ولندن", "London"),
        ("بيان للأمم المتحدة صدر اليوم", "للأمم المتحدة", "United Nations"),
        ("اجتماع بلبنان غداً", "بلبنان", "Lebanon"),
        ("تقرير وGoogle لا ترد", "Google", "Google"),
    ],
)
def test_arabic_clitics_before_a_name(found: Find, text: str, span: str, name: str) -> None:
    assert known(found(text, "ar"))[span] == name


def test_the_longest_name_wins(found: Find) -> None:
    assert known(found("The New York Times reported from New York.", "en")) == {
        "New York Times": "New York Times",
        "New York": "New York",
    }


def test_capitals_tell_a_country_from_a_pronoun(found: Find) -> None:
    assert names(found("They told us that the US would answer.", "en")) == [("US", "LOC")]


def test_an_everyday_word_needs_a_trigger_or_quotation_marks(found: Find) -> None:
    assert names(found("الحياة صعبة هنا", "ar")) == []
    assert known(found("قالت صحيفة الحياة إن الوضع هادئ", "ar")) == {"الحياة": "Al-Hayat"}
    assert known(found("وكتبت «الحياة» عن الوضع", "ar")) == {"الحياة": "Al-Hayat"}


def test_a_shared_name_stays_open_until_the_text_decides(found: Find) -> None:
    assert [m.entity_id for m in found("He was born in Georgia.", "en").mentions] == [None]
    assert known(found("Georgia answered from Tbilisi.", "en"))["Georgia"] == "Georgia"
    assert known(found("Georgia counted again in Atlanta.", "en"))["Georgia"] == "state of Georgia"


def test_a_known_surname_inside_another_name_is_somebody_else(found: Find) -> None:
    result = found("Eric Trump spoke after Karim Nasser.", "en")
    assert names(result) == [("Eric Trump", "PER"), ("Karim Nasser", "PER")]
    assert {e.name for e in result.entities} == {"Eric Trump", "Karim Nasser"}


# ---------------------------------------------------------------- pairs


def test_a_pair_is_one_mention_and_teaches_the_alias(found: Find) -> None:
    result = found("قالت شركة تيرفان لابز Tervane Labs إنها سترد. وأضافت تيرفان أنها تدرس الأمر.", "ar")
    assert [m.span.exact for m in result.mentions] == ["تيرفان لابز Tervane Labs", "تيرفان"]
    (judgement,) = result.judgements
    assert judgement.verdict is Verdict.SAME
    arabic, latin = (Entity.id_of(Label.ORG, fold(n)) for n in ("تيرفان لابز", "Tervane Labs"))
    assert {judgement.left, judgement.right} == {arabic, latin}


def test_a_latin_name_in_an_arabic_text_is_no_arabic_name(found: Find) -> None:
    entities = found("قالت شركة تيرفان لابز Tervane Labs إنها سترد.", "ar").entities
    assert {(a.value, a.language) for e in entities for a in e.aliases} == {
        ("تيرفان لابز", "ar"),
        ("Tervane Labs", "en"),
    }


def test_a_pair_with_a_known_side_needs_no_judgement_when_both_are_known(found: Find) -> None:
    result = found("أعلنت أوبن إيه أي OpenAI نتائجها", "ar")
    assert [m.span.exact for m in result.mentions] == ["أوبن إيه أي OpenAI"]
    assert result.judgements == ()


def test_a_new_spelling_beside_a_known_name_is_joined_with_it(found: Find) -> None:
    result = found("قالت هوغنغ فايس Hugging Face إن النموذج مفتوح", "ar")
    (judgement,) = result.judgements
    assert Entity.id_of_known("hugging-face") in {judgement.left, judgement.right}


def test_two_people_in_brackets(found: Find) -> None:
    result = found("وقالت هيلين فوتران (Hélène Vautrin) ذلك.", "ar")
    assert names(result) == [("هيلين فوتران", "PER"), ("Hélène Vautrin", "PER")]
    assert len(result.judgements) == 1


def test_latin_words_that_do_not_sound_alike_are_no_pair(found: Find) -> None:
    assert found("هناك نموذج جديد Pelagia للتنبؤ", "ar").judgements == ()


# ---------------------------------------------------------------- patterns


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("وقال المتحدث باسم الوزارة سامي قرنفل إن الأمر انتهى", "سامي قرنفل", "PER"),
        ("وقالت القاضية أنييس ديلوريير إن الملف ناقص", "أنييس ديلوريير", "PER"),
        ("وصف شركة مارولون بأنها صغيرة", "مارولون", "ORG"),
        ("أستاذ في جامعة النورس", "جامعة النورس", "ORG"),
        ("وصل إلى بلدة الزعفران مساء", "الزعفران", "LOC"),
        ("اتهمت نورثغيت لابز منافستها", "نورثغيت لابز", "ORG"),
    ],
)
def test_arabic_patterns(found: Find, text: str, name: str, label: str) -> None:
    assert names(found(text, "ar")) == [(name, label)]


@pytest.mark.parametrize(
    "text",
    ["قال إنه على المستوى المطلوب", "وأعلنت الشركة أن التحقيق مستمر", "الآن يعرف الجميع", "لكن الرئيس أعلن موقفه"],
)
def test_arabic_words_that_are_no_names(found: Find, text: str) -> None:
    assert names(found(text, "ar")) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "A spokeswoman, Priya Marsden, spoke.", [("Priya Marsden", "PER")]),
        ("en", "She joined Tervane Labs and the University of Port Selene.", [("Tervane Labs", "ORG"), ("University of Port Selene", "ORG")]),
        ("en", "The company Marolune replied.", [("Marolune", "ORG")]),
        ("fr", "Mme Camille Ardouin a répondu.", [("Camille Ardouin", "PER")]),
        ("fr", "Selon le quotidien « L’Estuaire », rien n’a changé.", [("L’Estuaire", "ORG")]),
    ],
)  # fmt: skip
def test_patterns_by_capitals(found: Find, language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(found(text, language)) == expected


# ---------------------------------------------------------------- back-references


@pytest.mark.parametrize(
    ("language", "text", "short", "full"),
    [
        ("en", "Jonas Wetherby left in May. Later Wetherby spoke.", "Wetherby", "Jonas Wetherby"),
        ("en", "The Financial Times (FT) asked. The FT waited.", "FT", "Financial Times"),
        ("en", "Northgate refuses. The firm Northgate Labs has two offices.", "Northgate", "Northgate Labs"),
        ("ar", "قال جوناس ويذربي ذلك. وكان ويذربي مهندساً.", "ويذربي", "جوناس ويذربي"),
    ],
)
def test_a_shorter_name_means_the_full_one(found: Find, language: str, text: str, short: str, full: str) -> None:
    assert known(found(text, language))[short] == full


def test_a_surname_that_two_share_stays_open(found: Find) -> None:
    result = found("Anna Merrow met Karl Merrow. Then Merrow left.", "en")
    assert "Merrow" not in known(result)


def test_a_single_name_means_somebody_in_this_article_only(finder: Finder) -> None:
    text = "Mr Wetherby spoke."
    one, other = (finder.find(version_of(text, "en", url=f"https://daily.example/{n}")) for n in (1, 2))
    assert one.mentions[0].entity_id != other.mentions[0].entity_id


# ---------------------------------------------------------------- the whole


def test_teasers_are_not_read(finder: Finder) -> None:
    text = "OpenAI answered.\nRead also: Google waits"
    zone = Zone(ZoneKind.TEASER, text.index("Read"), len(text), "test")
    assert [m.span.exact for m in finder.find(version_of(text, "en", zones=(zone,))).mentions] == ["OpenAI"]


def test_spans_are_places_in_the_text_and_do_not_overlap(found: Find) -> None:
    text = "وقال ديفيد ساكس لشبكة فوكس نيوز إن DeepSeek الصينية درّبت نموذجها، وقالت جامعة كاليفورنيا إن الأمر شائع."
    mentions = found(text, "ar").mentions
    assert all(text[m.span.start : m.span.end] == m.span.exact for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


def test_the_same_text_gives_the_same_records(found: Find) -> None:
    text = "قالت شركة تيرفان لابز Tervane Labs إنها سترد على ديفيد ساكس."
    assert found(text, "ar") == found(text, "ar")


def test_entities_in_a_stretch(found: Find) -> None:
    text = "OpenAI said that Google and Microsoft had asked Google."
    result = found(text, "en")
    assert result.entity_at(0, 6) == Entity.id_of_known("openai")
    assert result.entities_at(12, len(text)) == (Entity.id_of_known("google"), Entity.id_of_known("microsoft"))
    assert result.entity_at(7, 11) is None


@pytest.mark.parametrize("text", ["", "\n\n", "١٢٣ ...", "و", "ال", "A.", "(", "\u202b\u200f"])
def test_nothing_to_find(found: Find, text: str) -> None:
    for language in ("ar", "en", "fr", "xx"):
        assert found(text, language).mentions == ()
