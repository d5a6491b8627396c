"""Thirty news pages in three languages: ``stories.toml`` in ten layouts, each with what is article and what is not.

The layouts are ways in which content systems put teasers and notices into an article: as a paragraph with a lead, as
a linked line without one, as a list below a heading, inside brackets, spliced into a sentence; with class names that
say so, and without.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

STORIES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("stories.toml").read_text(encoding="utf-8"))
DIRECTION = {"ar": "rtl", "en": "ltr", "fr": "ltr"}


@dataclass
class GoldPage:
    """``article``: sentences that must stay body. ``foreign``: teasers and notices. ``html``: the page."""

    name: str
    language: str
    title: str
    article: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    html: str = ""


class Maker:
    """Collects a page's markup and its gold at once. ``pick`` turns the lists, so that every page differs."""

    def __init__(self, language: str, number: int) -> None:
        self.data, self.number = STORIES[language], number
        self.story = self.data["stories"][number % len(self.data["stories"])]
        self.page = GoldPage(f"{language}-{number}", language, self.story["title"])
        self.parts: list[str] = []
        self.used = 0

    def pick(self, key: str) -> str:
        self.used += 1
        values: list[str] = self.data[key]
        return values[(self.number * 3 + self.used) % len(values)]

    def text(self, paragraph: str) -> None:
        """A paragraph of the article; its link is a real one."""
        self.page.article.append(re.sub(r"\{link:(.*?)\}", r"\1", paragraph))
        marked = re.sub(r"\{link:(.*?)\}", r'<a href="/2026/02/source">\1</a>', escape(paragraph, quote=False))
        self.parts.append(f"<p>{marked}</p>")

    def paragraphs(self, start: int, end: int | None = None) -> None:
        for paragraph in self.story["paragraphs"][start:end]:
            self.text(paragraph)

    def trap(self, number: int) -> None:
        self.text(self.story["traps"][number])

    def foreign(self, markup: str, *texts: str) -> None:
        self.page.foreign.extend(texts)
        self.parts.append(markup)

    def link(self, words: str) -> str:
        number = self.data["headlines"].index(words)
        return f'<a href="/2026/03/story-{number}">{escape(words, quote=False)}</a>'

    def notice(self, markup: str = "<p>{}</p>") -> None:
        words = self.pick("notices")
        self.foreign(markup.format(escape(words, quote=False)), words)

    def done(self) -> GoldPage:
        site = {"ar": "صحيفة المرفأ", "en": "The Harbour Ledger", "fr": "Le Courrier du Port"}[self.page.language]
        menu = "".join(f'<li><a href="/{n}">{w}</a></li>' for n, w in enumerate(("A", "B", "C")))
        self.page.html = f"""<!DOCTYPE html>
<html lang="{self.page.language}" dir="{DIRECTION[self.page.language]}"><head><meta charset="utf-8">
<title>{escape(self.page.title)} | {site}</title><meta property="og:site_name" content="{site}">
<meta property="article:published_time" content="2026-03-0{1 + self.number % 9}T08:30:00+00:00">
<link rel="canonical" href="/2026/03/{self.page.name}"></head>
<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{escape(self.page.title)}</h1>
{chr(10).join(self.parts)}
</article></main><footer><p>{site}</p></footer></body></html>"""
        return self.page


def lead_paragraph(make: Maker) -> None:
    lead, headline = make.pick("leads"), make.pick("headlines")
    make.paragraphs(0, 2)
    make.foreign(f"<p><strong>{lead}</strong> {make.link(headline)}</p>", f"{lead} {headline}")
    make.paragraphs(2)
    make.trap(0)
    make.trap(1)


def linked_line(make: Maker) -> None:
    make.paragraphs(0, 3)
    headline = make.pick("headlines")
    make.foreign(f"<p>{make.link(headline)}</p>", headline)
    make.paragraphs(3)
    make.trap(0)


def aside(make: Maker) -> None:
    make.paragraphs(0, 2)
    heads = [make.pick("headlines"), make.pick("headlines")]
    items = "".join(f"<p>{make.link(h)}</p>" for h in heads)
    make.foreign(f'<div class="article__related-links">{items}</div>', *heads)
    make.paragraphs(2)
    make.trap(1)


def list_at_the_end(make: Maker) -> None:
    make.paragraphs(0)
    make.trap(0)
    heading, heads = make.pick("lists"), [make.pick("headlines") for _ in range(4)]
    items = "".join(f"<li>{make.link(h)}</li>" for h in heads)
    make.foreign(f"<h3>{heading}</h3><ul>{items}</ul>", heading, *heads)


def spliced(make: Maker) -> None:
    headline = make.pick("headlines")
    make.paragraphs(0, 4)
    before, after = make.data["splice"].split("{H}")
    make.foreign(f"<p>{before}{make.link(headline)}{after}</p>", headline)
    make.page.article.extend([before.strip(), after.strip()])
    make.paragraphs(4)
    lead = make.pick("leads")
    make.foreign(f"<p>{lead} {make.link(headline)}</p>", f"{lead} {headline}")


def promo_box(make: Maker) -> None:
    make.paragraphs(0, 3)
    headline = make.pick("headlines")
    make.foreign(f'<div class="inline-promo"><p>{escape(headline, quote=False)}</p></div>', headline)
    make.trap(0)
    make.paragraphs(3)
    make.notice('<p class="follow-box">{}</p>')


def in_brackets(make: Maker) -> None:
    make.paragraphs(0, 2)
    paragraph, lead, headline = make.story["paragraphs"][2], make.data["leads"][0], make.pick("headlines")
    make.text(paragraph)
    teaser = f"({lead} {headline})"
    make.parts[-1] = make.parts[-1].replace("</p>", f" ({lead} {make.link(headline)})</p>")
    make.page.foreign.append(teaser)
    make.paragraphs(3)
    make.trap(0)
    make.trap(1)


def notices(make: Maker) -> None:
    make.paragraphs(0, 2)
    make.notice()
    make.paragraphs(2)
    make.trap(1)
    make.notice()
    make.notice()


def plain_lines(make: Maker) -> None:
    lead, heads = make.pick("leads"), [make.pick("headlines"), make.pick("headlines")]
    make.paragraphs(0, 3)
    make.foreign(f"<p><b>{lead}</b></p><p>{heads[0]}</p><p>{heads[1]}</p>", lead, *heads)
    make.paragraphs(3)
    make.trap(0)
    make.notice()


def several(make: Maker) -> None:
    make.paragraphs(0, 1)
    for start in (1, 3):
        lead, headline = make.pick("leads"), make.pick("headlines")
        make.foreign(f"<blockquote>{lead} {make.link(headline)}</blockquote>", f"{lead} {headline}")
        make.paragraphs(start, start + 2)
    make.trap(0)
    heading, heads = make.pick("lists"), [make.pick("headlines") for _ in range(3)]
    make.foreign(
        f"<p><strong>{heading}</strong></p>" + "".join(f"<p>{make.link(h)}</p>" for h in heads), heading, *heads
    )
    make.notice()


LAYOUTS: tuple[Callable[[Maker], None], ...] = (
    lead_paragraph, linked_line, aside, list_at_the_end, spliced, promo_box, in_brackets, notices, plain_lines, several,
)  # fmt: skip


def pages() -> list[GoldPage]:
    """Every layout in every language."""
    out = []
    for language in STORIES:
        for number, layout in enumerate(LAYOUTS):
            make = Maker(language, number)
            layout(make)
            out.append(make.done())
    return out
