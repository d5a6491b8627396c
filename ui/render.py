"""HTML of the views, from the templates in ``templates/``. Everything is escaped there (Jinja2's autoescape): the text of articles is
hostile input and never reaches the browser as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from graph.model import Reported
from graph.queries import AnswerCell, Party
from ui import labels
from ui.i18n import Interface, interface
from ui.marks import statement
from ui.state import Place


@dataclass(frozen=True, slots=True)
class Page:
    """What every view gets besides its read model: where the reader is, and in which language."""

    place: Place
    ui: Interface

    def sentence(self, reported: Reported) -> str:
        """Address of an attribution in its article."""
        return self.place.article(reported.version.id, reported.attribution.id).href

    def party(self, party: Party) -> str:
        """The name to show; a source without one says so."""
        return party.in_language(self.ui.language) or self.ui._("not named")

    def words(self, reported: Reported) -> str:
        """An attribution as worded, short enough for a list."""
        return shorten(statement(reported), 200)

    def outlet(self, reported: Reported) -> str:
        """Name of the publisher, else the host of the address."""
        publisher = reported.publisher
        if publisher is None:
            return host(reported.article.url)
        return dict(publisher.names).get(self.ui.language, publisher.name)


@dataclass(frozen=True, slots=True)
class Answered:
    """What one party answered in one way: first found when and where, and how often it was found."""

    first: AnswerCell
    times: int


def folded(answers: Sequence[AnswerCell]) -> tuple[Answered, ...]:
    """Answers by party and kind, oldest first: a refusal that many outlets report must not push a denial out of sight."""
    groups: dict[tuple[str, str], list[AnswerCell]] = {}
    for answer in answers:
        groups.setdefault((answer.by.key, answer.kind), []).append(answer)
    return tuple(Answered(group[0], len(group)) for group in groups.values())


def host(url: str) -> str:
    """The host of an address; the address itself where it has none (a file)."""
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def shorten(text: str, length: int) -> str:
    """Cut at a word, with an ellipsis."""
    if len(text) <= length:
        return text
    cut = text[:length].rsplit(None, 1)[0]
    return f"{cut} …"


@lru_cache
def environment(language: str) -> Environment:
    """Templates in a language of the interface."""
    made = Environment(
        loader=PackageLoader("ui"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    ui = interface(language)
    made.install_gettext_translations(ui.translations, newstyle=True)  # type: ignore[attr-defined]
    made.filters["shorten"] = shorten
    made.filters["folded"] = folded
    made.filters["pyid"] = id
    made.globals.update(
        ui=ui,
        label=lambda value: labels.label(ui, value),
        failure=lambda error: labels.failure(ui, error),
        lane_role=lambda role: labels.lane_role(ui, role),
        origin=lambda moment: labels.origin(ui, moment),
    )
    return made


def render(template: str, page: Page, **values: Any) -> str:
    """The HTML of one template. ``page`` and ``place`` are there in each."""
    made = environment(page.ui.language).get_template(template)
    return made.render(page=page, place=page.place, **values)
