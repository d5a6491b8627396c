"""What is article and what is not, in plain text: own sentences in each language, and the traps among them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import ZoneKind
from ingest.zones import zones_of
from ingest.zones.words import zone_words

BODY = "The minister said on Monday that the plant would stay open until the inquiry had ended."
AFTER = "Opponents of the plan answered that they had heard this before, and more than once."


def marked(text: str, **options: object) -> list[tuple[str, str]]:
    """(kind, words) of what is not body."""
    zones = zones_of(text, **options)
    return [(z.kind.value, text[z.start : z.end].strip()) for z in zones if z.kind is not ZoneKind.BODY]


def between(*lines: str) -> str:
    return "\n".join([BODY, *lines, AFTER])


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Plant owner accused of hiding its books",
        "READ MORE: Plant owner accused of hiding its books",
        "» Related: Plant owner accused of hiding its books",
        "Read next Plant owner accused of hiding its books",
        "Watch | Plant owner accused of hiding its books",
        "اقرأ أيضاً: صاحب المصنع متهم بإخفاء دفاتره",
        "إقرأ أيضًا صاحب المصنع متهم بإخفاء دفاتره",
        "شـاهد أيضا - صاحب المصنع متهم بإخفاء دفاتره",
        "▪ ذات صلة | صاحب المصنع متهم بإخفاء دفاتره",
        "Lire aussi : Le patron de l'usine accusé de cacher ses comptes",
        "À LIRE AUSSI – Le patron de l'usine accusé de cacher ses comptes",
        "Lea también: El dueño de la planta, acusado de ocultar sus cuentas",
        "Lesen Sie auch: Werkseigner soll Bücher versteckt haben",
    ],
)
def test_a_teaser_line_is_marked_whole(line):
    assert marked(between(line)) == [("teaser", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on Facebook and X",
        "Sign up for our daily newsletter",
        "We use cookies on this site. By clicking accept you agree to our use of cookies.",
        "© 2026 The Desk. All rights reserved.",
        "ADVERTISEMENT",
        "تابعونا على تلغرام",
        "اشترك في نشرتنا البريدية",
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا",
        "جميع الحقوق محفوظة © 2026",
        "Suivez-nous sur Instagram",
        "Publicité",
        "Ce site utilise des cookies ; en poursuivant, vous acceptez leur dépôt",
        "Síguenos en Twitter",
        "Alle Rechte vorbehalten",
    ],
)
def test_a_notice_is_boilerplate(line):
    assert marked(between(line)) == [("boilerplate", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Read the ruling carefully, the lawyer told reporters, and you will find no word on the dam.",
        "Related charges against two brokers were dropped in May, the prosecutor said.",
        "Watch groups along the border reported no movement on Sunday.",
        "Follow-up tests were never done, an inspector told the court.",
        "The company will phase out third-party cookies, a spokeswoman said, after pressure from regulators.",
        "Subscribers lost 40 million dollars, the lawsuit says.",
        "Share prices fell after the news.",
        "“Follow us into the street tomorrow,” the union leader told the crowd.",
        "وتابع الوزير أن القرار سيصدر قريباً.",
        "تابعوا الجلسة من الخارج ثم انصرفوا بهدوء قبل المساء.",
        "شاهد السكان ألسنة الدخان تتصاعد من المصنع منذ الفجر.",
        "إعلان الشركة جاء بعد اجتماع طويل مع النقابة.",
        "قد يعجب القرار بعض النواب، لكنه لن يمر بسهولة، كما قال المتحدث.",
        "Publicité mensongère : le tribunal a tranché jeudi en faveur des plaignants.",
        "À lire les courriels, la direction savait tout, affirme l'avocat.",
        "Suivre les fonds a pris trois ans aux enquêteurs, selon le parquet.",
    ],
)
def test_prose_that_begins_like_a_teaser_or_notice_stays_body(line):
    assert marked(between(line)) == []


def test_a_lead_or_heading_alone_speaks_of_the_headlines_below():
    heads = ["Plant owner accused of hiding its books", "Five questions on the river tax"]
    found = marked(between("Most read", *heads))
    assert "\n".join(words for _, words in found) == "\n".join(["Most read", *heads])
    assert {kind for kind, _ in found} == {"teaser"}
    assert [kind for kind, _ in marked(between("اقرأ أيضاً", "صاحب المصنع متهم بإخفاء دفاتره"))] == ["teaser", "teaser"]


def test_a_list_ends_where_sentences_begin():
    text = between("Related stories", "Plant owner accused of hiding its books")
    assert not any(AFTER in words for _, words in marked(text))


@pytest.mark.parametrize(
    ("teaser", "after"),
    [
        ("(Read also: Plant owner accused of hiding its books)", " He did not answer further questions."),
        ("[اقرأ أيضاً: صاحب المصنع متهم بإخفاء دفاتره]", " ولم يجب عن أسئلة أخرى."),
        ("Lire aussi : Le patron de l'usine accusé de cacher ses comptes", ""),
    ],
)
def test_a_teaser_inside_a_line_is_cut_out_of_it(teaser, after):
    assert marked(f"{BODY} {teaser}{after}") == [("teaser", teaser)]


class TestSplice:
    """A linked headline in place of the words that were linked."""

    HEADLINE = "Workers of the northern plant.. found a way to be paid twice for the same shift!"

    def test_only_what_the_sentence_did_not_run_into_is_cut(self):
        line = f"And {self.HEADLINE} also face questions about their overtime."
        cut = ".. found a way to be paid twice for the same shift!"
        text = between(line, f"Read also: {self.HEADLINE}")
        assert ("teaser", cut) in marked(text)

    def test_it_is_found_by_the_text_of_a_link_alone(self):
        text = between(f"And {self.HEADLINE} also face questions about their overtime.")
        assert marked(text, link_texts=[self.HEADLINE])
        assert marked(text) == []

    def test_words_that_are_linked_in_the_sentence_stay(self):
        linked = "that all repairs had been approved by the regulator"
        assert marked(f"The firm said {linked} in spring.", link_texts=[linked]) == []

    def test_a_name_that_is_linked_twice_stays(self):
        name = "Northern School of Economics Varnholm"
        text = f"The {name} sued. The {name} said so on Monday."
        assert marked(text, link_texts=[name, name]) == []


def test_the_title_is_the_headline_and_its_repetition_is_none():
    text = f"Plant stays open\n{BODY}\nPlant stays open\n{AFTER}"
    assert marked(text, title="Plant stays open") == [
        ("headline", "Plant stays open"),
        ("boilerplate", "Plant stays open"),
    ]


def test_a_line_that_is_one_link_is_a_teaser_and_a_short_name_is_not():
    headline = "Plant owner accused of hiding its books"
    assert marked(between(headline), link_texts=[headline]) == [("teaser", headline)]
    assert marked(between("Tomas Reider"), link_texts=["Tomas Reider"]) == []


def test_an_outlets_own_lead_is_used():
    line = "From the pit head: Plant owner accused of hiding its books"
    assert marked(between(line)) == []
    assert marked(between(line), leads=["From the pit head"]) == [("teaser", line)]


def test_what_the_structure_sets_apart_is_marked():
    assert marked(between("Get the app"), notices=["Get the app"]) == [("boilerplate", "Get the app")]
    assert marked(between("A day in the mine"), teasers=["A day in the mine"]) == [("teaser", "A day in the mine")]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([BODY, AFTER, "", "Read also: x y z", "اقرأ أيضاً", "©", "\u2028", "\r", "A\x00B", "\u202e"])
    )
)
def test_zones_cover_any_text_in_order(lines):
    text = "\n".join(lines)
    zones = zones_of(text, title="A\x00B", link_texts=["x y z", ""])
    assert "".join(text[zone.start : zone.end] for zone in zones) == text


def test_an_unknown_key_in_the_word_lists_is_an_error(tmp_path):
    path = tmp_path / "zones.toml"
    path.write_text('[en]\nleed = ["read also"]\n')
    with pytest.raises(ValueError, match="leed"):
        zone_words(path)


@pytest.mark.data
def test_every_trap_of_the_worked_example_is_caught():
    from os import environ

    folder = Path(environ.get("CLAIMLINE_EVAL_DATA", "../shared/data")) / "seed"
    if not folder.is_dir():
        pytest.skip("no evaluation data")
    text = (folder / "article.txt").read_text(encoding="utf-8")
    findings = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    silent = {place for z in zones_of(text) if not z.kind.speaks for place in range(z.start, z.end)}
    for trap in findings["traps"]:
        assert set(range(trap["span"]["start"], trap["span"]["end"])) <= silent, trap["type"]
    said = [claim["content"] for claim in findings["claims"] if claim.get("content")]
    assert said
    assert not any(silent & set(range(span["start"], span["end"])) for span in said)
