"""The interface in its languages: complete, compiled, and right in plurals and dates."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from graph.model import Act, AnswerKind, Certainty, Closeness, Grade, Mode, Moment, Precision
from graph.queries import EventKind, Role
from ui import labels
from ui.i18n import LOCALES, choose, interface, languages

ROOT = Path(labels.__file__).parent.parent
TRANSLATED = [code for code in languages() if code != "en"]


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every message of the sources, as pybabel finds them."""
    pot = tmp_path_factory.mktemp("pot") / "messages.pot"
    command = [
        "-m",
        "babel.messages.frontend",
        "-q",
        "extract",
        "-F",
        "ui/i18n/babel.cfg",
        "-k",
        "N_",
        "-o",
        str(pot),
        "ui",
    ]
    subprocess.run([sys.executable, *command], cwd=ROOT, check=True)
    with pot.open("rb") as file:
        return read_po(file)


def _catalogue(code: str) -> Catalog:
    with (LOCALES / code / "LC_MESSAGES" / "claimline.po").open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_and_no_other(code: str, messages: Catalog) -> None:
    translated = _catalogue(code)
    wanted = {message.id for message in messages if message.id}
    assert {message.id for message in translated if message.id} == wanted
    empty = [m.id for m in translated if m.id and not all(m.string if isinstance(m.string, tuple) else (m.string,))]
    assert empty == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_compiled_catalogue_is_the_one_of_the_source(code: str) -> None:
    with (LOCALES / code / "LC_MESSAGES" / "claimline.mo").open("rb") as file:
        compiled = _texts(read_mo(file))
    assert compiled == _texts(_catalogue(code))


def _texts(catalogue: Catalog) -> dict[str, list[str]]:
    plain = lambda value: list(value) if isinstance(value, list | tuple) else [value]  # noqa: E731
    return {plain(message.id)[0]: plain(message.string) for message in catalogue if message.id}


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_survive_translation(code: str) -> None:
    for message in _catalogue(code):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for name in ("day", "words", "name", "act"):
            if f"%({name})s" in str(message.id):
                assert all(f"%({name})s" in text for text in strings), message.id


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "لا مقالات"), (1, "مقال واحد"), (2, "مقالان"), (5, "5 مقالات"), (12, "12 مقالاً"), (100, "100 مقال")],
)
def test_arabic_has_six_plurals(number: int, text: str) -> None:
    form = interface("ar").translations.ungettext("%(num)s article", "%(num)s articles", number)
    assert form % {"num": number} == text


@pytest.mark.parametrize("of", [EventKind, Act, AnswerKind, Grade, Certainty, Mode, Closeness, Role])
def test_every_member_of_a_closed_list_has_words(of: type) -> None:
    for member in of:  # type: ignore[attr-defined]
        assert member in labels._ALL[of]


def test_dates_are_no_more_precise_than_known() -> None:
    at = datetime(2025, 2, 4, 7, 5, tzinfo=UTC)
    english, arabic = interface("en"), interface("ar")
    assert english.moment(Moment(at, Precision.YEAR, "text")) == "2025"
    assert english.moment(Moment(at, Precision.MONTH, "text")) == "February 2025"
    assert english.minute(Moment(at, Precision.DAY, "text")) == "4 Feb 2025"
    assert english.minute(Moment(at, Precision.MINUTE, "text")) == "4 Feb 2025, 07:05 UTC"
    assert arabic.moment(Moment(at, Precision.DAY, "text")) == "4 فبراير 2025"
    assert english.moment(Moment(None, Precision.DAY, "text", "last spring")) == "last spring"


def test_the_address_decides_then_the_browser_then_english() -> None:
    assert choose("ar", "en-US") == "ar"
    assert choose("", "ar-EG") == "ar"
    assert choose("xx", "fr-FR") == "en"
    assert choose("", None) == "en"


def test_arabic_runs_from_the_right() -> None:
    assert (interface("ar").rtl, interface("en").rtl) == (True, False)
