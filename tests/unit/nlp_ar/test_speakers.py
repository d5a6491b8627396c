"""Who speaks where no word of the sentence says so; unnamed sources; graded evidence."""

from __future__ import annotations

import pytest

from graph.model import Attribution, Closeness, Count, Grade, Label
from ingest.nlp.analysis import Analysis
from ingest.nlp.descriptors import describe
from ingest.nlp.draft import Construction, Draft, Range, Subject
from ingest.nlp.speakers import resolve

from .reader import analysis, reading

FIRM = ("شركة المرجان", Label.ORG, "ent:firm")
MAN = ("هاني السروجي", Label.PER, "ent:man")


def by_cue(found: Analysis, cue: str) -> Attribution:
    return next(a for a in found.attributions if a.cue and a.cue.exact == cue)


def test_dropped_subject_goes_to_the_last_speaker_who_agrees() -> None:
    first = "وقالت شركة المرجان إن العمل توقف.\nوقال هاني السروجي إن العمل مستمر."
    text = f"{first}\nوأضافت أن السفن تنتظر.\nوأضاف أن الميناء مفتوح."
    found = analysis(text, FIRM, MAN)
    firm, man = by_cue(found, "وأضافت").claimant, by_cue(found, "وأضاف").claimant
    assert firm and (firm.entity_id, firm.name) == ("ent:firm", "شركة المرجان")
    assert man and man.entity_id == "ent:man"
    assert firm.span and text[firm.span.start : firm.span.end] == "شركة المرجان"
    assert max(firm.confidence, man.confidence) < 1


def test_back_reference_to_the_company() -> None:
    text = "أعلنت شركة المرجان أن العمل توقف.\nوقالت الشركة إن السفن تنتظر."
    claimant = by_cue(analysis(text, FIRM), "وقالت").claimant
    assert claimant and claimant.entity_id == "ent:firm"


def test_nobody_is_guessed_for_an_impersonal_verb() -> None:
    text = "وقال هاني السروجي إن العمل توقف.\nيشتبه في أن الحريق متعمد."
    assert by_cue(analysis(text, MAN), "يشتبه").claimant is None


def test_too_far_away_is_nobody() -> None:
    far = "\n".join(f"مضى اليوم رقم {n} هادئا." for n in range(6))
    text = f"وقال هاني السروجي إن العمل توقف.\n{far}\nوأضاف أن الميناء مفتوح."
    assert by_cue(analysis(text, MAN), "وأضاف").claimant is None


def test_nobody_before_means_nobody() -> None:
    assert by_cue(analysis("وأضاف أن الميناء مفتوح."), "وأضاف").claimant is None


def test_unnamed_source_is_not_the_body_it_is_close_to() -> None:
    text = "وقال أحد الأشخاص المقربين من شركة المرجان إن العمل توقف."
    found = by_cue(analysis(text, FIRM), "وقال")
    assert found.claimant and found.claimant.entity_id is None
    assert found.descriptor
    assert (found.descriptor.closeness, found.descriptor.count) == (Closeness.CLOSE_TO, Count.ONE)
    assert found.descriptor.about_entity_id == "ent:firm"


@pytest.mark.parametrize(
    ("code", "text", "closeness", "count"),
    [
        ("ar", "مصادر مطلعة", Closeness.FAMILIAR, Count.SEVERAL),
        ("ar", "بعض الخبراء", Closeness.EXPERT, Count.SEVERAL),
        ("ar", "شهود عيان", Closeness.WITNESS, Count.SEVERAL),
        ("en", "a person familiar with the talks", Closeness.FAMILIAR, Count.ONE),
        ("en", "two officials briefed on the plan", Closeness.FAMILIAR, Count.SEVERAL),
        ("en", "people close to the firm", Closeness.CLOSE_TO, Count.SEVERAL),
    ],
)
def test_descriptors(code: str, text: str, closeness: Closeness, count: Count) -> None:
    found = describe(Range(0, len(text)), reading(text, code))
    assert found and (found.closeness, found.count) == (closeness, count)


def test_reason_for_anonymity() -> None:
    text = "A person familiar with the talks, who was not authorised to speak, said the deal was dead."
    found = describe(Range(0, len("A person familiar with the talks")), reading(text, "en"))
    assert found and found.reason == "not authorised to speak"


def test_a_named_person_is_no_unnamed_source() -> None:
    text = "الخبير هاني السروجي"
    assert describe(Range(0, len(text)), reading(text, "ar", MAN)) is None


def draft(text: str, cue: str, source: str | None, **more: str | Subject) -> Draft:
    """A draft of an English sentence by its words; contents play no part for speakers."""
    start = text.index(cue)
    place = Range(text.index(source), text.index(source) + len(source)) if source else None
    return Draft(
        construction=Construction.CLAUSE,
        cue=Range(start, start + len(cue)),
        content=(Range(len(text) - 1, len(text)),),
        lemma="say",
        act="assert",  # type: ignore[arg-type]
        confidence=0.9,
        source=place,
        **more,  # type: ignore[arg-type]
    )


def test_english_pronoun_and_company() -> None:
    text = (
        "Dana Reed said it was late. Blue Kite warned of losses. He added that it was fine. The company agreed to it."
    )
    names = (("Dana Reed", Label.PER, "ent:dana"), ("Blue Kite", Label.ORG, "ent:kite"))
    found = resolve(
        [
            draft(text, "said", "Dana Reed"),
            draft(text, "warned", "Blue Kite"),
            draft(text, "added", "He", subject=Subject.PRONOUN),
            draft(text, "agreed", "The company"),
        ],
        reading(text, "en", *names),
    )
    assert [c and c.entity_id for c in found] == ["ent:dana", "ent:kite", "ent:dana", "ent:kite"]


@pytest.mark.parametrize(
    ("text", "cue", "grade", "words"),
    [
        ("وقال هاني السروجي إن الشركة نسخت التصميم، لكنه لم يقدم أدلة على ذلك.", "وقال", Grade.E1, "لم يقدم أدلة"),
        ("وقال هاني السروجي إن لديه وثائق المحكمة.", "وقال", Grade.E5, "وثائق المحكمة"),
        (
            "وقالت شركة المرجان إنها رصدت أدلة على النسخ.\nورفضت شركة المرجان تقديم تفاصيل عن أدلتها.",
            "وقالت",
            Grade.E2,
            "تفاصيل عن أدلتها",
        ),
    ],
)
def test_evidence(text: str, cue: str, grade: Grade, words: str) -> None:
    found = analysis(text, FIRM, MAN)
    about = [e for e in found.evidence if e.attribution_id == by_cue(found, cue).id]
    assert [(e.grade, e.span and e.span.exact) for e in about] == [(grade, words)]


def test_no_words_no_evidence() -> None:
    assert analysis("وقال هاني السروجي إن العمل توقف.", MAN).evidence == ()


def test_the_source_is_the_one_introduced_and_no_person_named() -> None:
    text = "وقال هاني السروجي إن العمل توقف.\nوالتقى الصحفيون مصدر أمني في الميناء.\nوأكد المصدر أن السفن تنتظر."
    claimant = by_cue(analysis(text, MAN), "وأكد").claimant
    assert claimant and (claimant.name, claimant.entity_id) == ("مصدر", None)


def test_a_title_before_a_name_is_no_back_reference() -> None:
    text = "وقال هاني السروجي إن العمل توقف.\nورأى المحلل المالي في شركة الأفق الكبرى تركي الحسون أن السفن تنتظر."
    claimant = by_cue(analysis(text, MAN), "ورأى").claimant
    assert claimant and claimant.entity_id is None


def test_a_body_that_describes_the_speaker_is_not_he() -> None:
    text = "وقال رئيس شركة المرجان سليم عازار إن العمل توقف."
    claimant = by_cue(analysis(text, FIRM), "وقال").claimant
    assert claimant and claimant.entity_id is None


def test_a_participle_goes_on_with_the_subject_of_any_verb() -> None:
    text = "واستقبل هاني السروجي الوفد، مؤكدا أن العمل مستمر."
    claimant = by_cue(analysis(text, MAN), "مؤكدا").claimant
    assert claimant and claimant.entity_id == "ent:man"


def test_who_speaks_for_the_body_named_before_is_that_body() -> None:
    text = "أعلنت شركة المرجان أن العمل توقف.\nورفضت إدارة الشركة التعليق على الخبر."
    claimant = by_cue(analysis(text, FIRM), "ورفضت").claimant
    assert claimant and claimant.entity_id == "ent:firm"


def test_its_statement_speaks_for_the_body_that_agrees() -> None:
    text = "أعلنت شركة المرجان أن العمل توقف.\nوقال هاني السروجي إن العمل مستمر.\nوأضاف بيانها أن السفن تنتظر."
    claimant = by_cue(analysis(text, FIRM, MAN), "وأضاف").claimant
    assert claimant and claimant.entity_id == "ent:firm"


def test_the_company_is_no_person_whose_title_names_it() -> None:
    text = (
        "أعلنت شركة المرجان أن العمل توقف.\nوقال رئيس الشركة هاني السروجي إن العمل مستمر.\nوقالت الشركة إن السفن تنتظر."
    )
    claimant = by_cue(analysis(text, FIRM, MAN), "وقالت").claimant
    assert claimant and claimant.entity_id == "ent:firm"


def test_wrong_that_a_party_did_is_alleged_of_it() -> None:
    text = "وقال هاني السروجي إن المصنع أخفى نتائج الفحص."
    found = by_cue(analysis(text, MAN), "وقال")
    assert (found.act.value, [span.exact for span in found.target]) == ("allege", ["المصنع"])
