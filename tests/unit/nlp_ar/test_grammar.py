"""The token grammar on own sentences: where a cue's content begins and ends, how far a noun phrase reaches."""

from __future__ import annotations

import pytest

from graph.model import Act, Label
from ingest.nlp.candidates import unparsed
from ingest.nlp.draft import Construction, Draft, Subject

from .reader import drafts, only, reading


def words(text: str, place: tuple[int, int] | None) -> str:
    return text[slice(*place)] if place else ""


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("وقالت وزارة النقل في بيان إن الطريق مفتوح.", "وزارة النقل"),
        ("وقال مصدر في الشرطة إن الطريق مفتوح.", "مصدر في الشرطة"),
        (
            "وقال الناطق باسم بلدية النخيل هاني السروجي لـ«الشاطئ» إن الطريق مفتوح.",
            "الناطق باسم بلدية النخيل هاني السروجي",
        ),
        ("وقال عدد من السكان الذين عادوا إلى القرية إن الطريق مفتوح.", "عدد من السكان الذين عادوا إلى القرية"),
        ("وقال بدر الراوي خلال مؤتمر صحفي إن الطريق مفتوح.", "بدر الراوي"),
        ("وكانت شركة المرجان، إحدى شركات النقل، قد أكدت أن الطريق مفتوح.", "شركة المرجان، إحدى شركات النقل"),
        ("وأضاف أن الطريق مفتوح.", ""),
        ("من جهته، قال مدير الميناء إن الطريق مفتوح.", "مدير الميناء"),
    ],
)
def test_source_extent(text: str, source: str) -> None:
    draft = only(text)
    assert words(text, draft.source) == source
    assert [words(text, c) for c in draft.content] == ["الطريق مفتوح"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وقال المدير إن العمل توقف، وسط غضب الموظفين.", "العمل توقف"),
        ("وقال المدير إن العمل توقف، وإن المصنع أغلق.", "العمل توقف، وإن المصنع أغلق"),
        ("وقال المدير إن العمل توقف، فيما غادر الموظفون.", "العمل توقف"),
        ("وأكد المدير أن العمل توقف، مضيفا أن المصنع أغلق.", "العمل توقف"),
        ("وقال المدير: العمل توقف. المصنع أغلق منذ شهر.", "العمل توقف. المصنع أغلق منذ شهر"),
    ],
)
def test_content_ends_where_the_speaker_ends(text: str, content: str) -> None:
    first = drafts(text)[0]
    assert [words(text, c) for c in first.content] == [content]


def test_two_quotations_with_marks_between_are_one_content() -> None:
    text = 'وقال المدير: "العمل توقف منذ أسبوع كامل"، "المصنع أغلق أبوابه أمس الأول".'
    assert [words(text, c) for c in only(text).content] == [
        "العمل توقف منذ أسبوع كامل",
        "المصنع أغلق أبوابه أمس الأول",
    ]


def test_quotation_first() -> None:
    text = '"لن نغلق المصنع في هذا العام"، يقول مدير الشركة.'
    draft = only(text)
    assert words(text, draft.source) == "مدير الشركة"
    assert [words(text, c) for c in draft.content] == ["لن نغلق المصنع في هذا العام"]


def test_short_quotation_on_the_way_is_a_name() -> None:
    text = "وقال رئيس حزب «الضفة» إن التصويت انتهى."
    draft = only(text)
    assert words(text, draft.source) == "رئيس حزب «الضفة»"


def test_target_between_accuser_and_charge() -> None:
    text = "اتهمت شركة المرجان، أمس، الحكومة بتأخير الرخصة."
    draft = only(text)
    assert (draft.act, draft.construction) == (Act.ACCUSE, Construction.PREPOSITION)
    assert words(text, draft.source) == "شركة المرجان"
    assert [words(text, c) for c in draft.content] == ["بتأخير الرخصة"]


def test_subject_and_object_without_a_word_between() -> None:
    text = "ونفت الشركة تسريح العمال."
    draft = only(text)
    assert words(text, draft.source) == "الشركة"
    assert [words(text, c) for c in draft.content] == ["تسريح العمال"]


def test_masculine_verb_has_no_feminine_subject() -> None:
    text = "وطالب الحكومة بإصلاح الطريق."
    draft = only(text)
    assert draft.source is None
    assert draft.subject is Subject.DROPPED


def test_impersonal_passive_has_nobody() -> None:
    assert only("يشتبه في أن الحريق متعمد.").subject is Subject.NOBODY


def test_participle_inherits_the_subject_of_its_sentence() -> None:
    text = "وقال مدير الميناء إن العمل توقف، مشيرا إلى أن السفن تنتظر."
    first, second = drafts(text)
    assert second.source is None
    assert second.hint == first.source


def test_relay_gives_both_the_same_content() -> None:
    text = "وقالت قناة الساحل نقلا عن مراسلها إن الحريق انتهى."
    found = drafts(text)
    assert {words(text, d.source) for d in found} == {"قناة الساحل", "مراسلها"}
    assert all([words(text, c) for c in d.content] == ["الحريق انتهى"] for d in found)


@pytest.mark.parametrize(
    "text",
    [
        "بين البيتين حديقة صغيرة وأن الماء فيها قليل.",
        "وصلت القافلة عبر الجسر وامتنعت الأمطار.",
        "اقرأ أيضا عن المعرض.",
        "حقق الفريق فوزا كبيرا في المباراة.",
        "يبلغ طول الجسر مئة متر.",
    ],
)
def test_homographs_find_nothing(text: str) -> None:
    assert drafts(text) == ()


def named(text: str, *names: tuple[str, Label, str]) -> tuple[Draft, ...]:
    return unparsed.drafts(reading(text, "ar", *names))


def test_a_name_ends_the_subject() -> None:
    text = "واتهم هاني السروجي حزب الضفة بالتقصير."
    (draft,) = named(text, ("هاني السروجي", Label.PER, "ent:a"), ("حزب الضفة", Label.ORG, "ent:b"))
    assert (words(text, draft.source), words(text, draft.target[0])) == ("هاني السروجي", "حزب الضفة")


def test_one_party_behind_a_verb_that_goes_on_is_the_target() -> None:
    text = "وحذر رئيس الحزب من الفوضى، وطالب الدولة بالتدخل."
    found = drafts(text)[1]
    assert found.source is None
    assert [words(text, t) for t in found.target] == ["الدولة"]


def test_a_quotation_goes_on_behind_its_speaker() -> None:
    text = "«لم يعد لدينا ممر واحد آمن»، قال بشارة، «وقد علقنا جميع الرحلات إلى المنطقة»."
    (draft,) = drafts(text)
    assert words(text, draft.source) == "بشارة"
    assert [words(text, c) for c in draft.content] == [
        "لم يعد لدينا ممر واحد آمن",
        "وقد علقنا جميع الرحلات إلى المنطقة",
    ]


def test_a_byline_says_nothing() -> None:
    assert drafts("كتب: محرر الشؤون القضائية") == ()


def test_a_quantifier_may_be_the_subject() -> None:
    text = "ورفض بعض النواب قرار المجلس تأجيل التصويت."
    draft = only(text)
    assert words(text, draft.source) == "بعض النواب"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("ووعد اللاعبون جماهيرهم بالعودة القوية.", "اللاعبون"),
        ("وقال مهندس طلب عدم ذكر اسمه إن الجسر آمن.", "مهندس طلب عدم ذكر اسمه"),
        ("أما كتلة الإصلاح، فأعلنت أنها لن تشارك.", "كتلة الإصلاح"),
        ("والتمس البراءة لعدم كفاية الأدلة.", ""),
    ],
)
def test_where_the_subject_ends(text: str, source: str) -> None:
    assert words(text, only(text).source) == source


def test_what_tells_how_it_was_said_is_no_content() -> None:
    assert [words(t, c) for t in ["ونفى المدير ذلك جملة وتفصيلا."] for c in only(t).content] == ["ذلك"]
