"""The languages of the interface: messages (gettext), dates and numbers (CLDR). Not the languages of the articles.

A language is a folder ``locale/<code>/LC_MESSAGES`` with ``claimline.po`` and the ``claimline.mo`` compiled from it;
English is in the source. Messages stand in the Python files and templates as ``_("...")`` and ``{% trans %}``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from graph.model import Moment, Precision

SOURCE_LANGUAGE = "en"
DOMAIN = "claimline"
LOCALES = Path(__file__).parent / "locale"

# Latin digits everywhere: dates of articles, counts and the timeline's axis then read the same.
_BROWSER_LOCALE = {"ar": "ar-u-nu-latn", "en": "en-GB"}
_DAY = {"en": "d MMM y"}


@dataclass(frozen=True)
class Interface:
    """Everything that depends on the language of the interface."""

    language: str
    translations: NullTranslations = field(repr=False)

    @property
    def direction(self) -> str:
        return Locale.parse(self.language).text_direction

    @property
    def rtl(self) -> bool:
        return self.direction == "rtl"

    @property
    def browser_locale(self) -> str:
        """BCP 47 tag for the browser's own formatting."""
        return _BROWSER_LOCALE.get(self.language, self.language)

    def _(self, message: str) -> str:
        return self.translations.ugettext(message)

    def n(self, one: str, many: str, number: int) -> str:
        """The plural form for ``number``, not filled in."""
        return self.translations.ungettext(one, many, number)

    def number(self, value: int) -> str:
        return format_decimal(value, locale=self._locale)

    def day(self, value: date) -> str:
        return format_date(value, _DAY.get(self.language, "d MMMM y"), locale=self._locale)

    def moment(self, value: Moment) -> str:
        """As precisely as it is known, and no more; the words where there is no date."""
        if value.at is None:
            return value.words or self._("no date")
        coarse = {Precision.YEAR: "y", Precision.MONTH: "MMMM y"}.get(value.precision)
        return format_date(value.at, coarse, locale=self._locale) if coarse else self.day(value.at)

    def minute(self, value: Moment) -> str:
        """With the time of day where that is known."""
        if value.at is None or value.precision is not Precision.MINUTE:
            return self.moment(value)
        return f"{self.day(value.at)}{self._(', ')}{format_datetime(value.at, 'HH:mm', locale=self._locale)} UTC"

    def language_name(self, code: str) -> str:
        """Name of a language of an article, in the language of the interface."""
        try:
            return Locale.parse(code).get_display_name(self._locale) or code
        except ValueError:
            return code

    @property
    def _locale(self) -> str:
        return "en_GB" if self.language == "en" else self.language


@lru_cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that the interface speaks, English first."""
    found = sorted(path.parent.parent.name for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE_LANGUAGE, *found)


@lru_cache
def interface(language: str) -> Interface:
    """The interface in a language of ``languages()``; English for any other."""
    if language not in languages():
        language = SOURCE_LANGUAGE
    return Interface(language, Translations.load(str(LOCALES), [language], DOMAIN))


def choose(wanted: str, browser: str | None) -> str:
    """The language asked for in the address, else the browser's own, else English."""
    for code in (wanted, (browser or "").split("-")[0].lower()):
        if code in languages():
            return code
    return SOURCE_LANGUAGE
