"""Body of an HTML page by trafilatura, and what the page's structure says about its lines."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from graph.errors import PageError
from ingest.addresses import web_address
from ingest.decoding import without_surrogates

SHORTEST_ARTICLE = 20  # characters
MOST_LINKS = 200
_TEASER_HINT = re.compile(r"(?:^|[-_ ])(?:related|read-?(?:more|also|next)|teaser|recommend\w*|more-?(?:stories|news|on)|most-?(?:read|popular|viewed)|trending|promo\w*|outbrain|taboola|see-?also|also-?(?:read|like)|linked-?stories|further-?reading)(?:$|[-_ ])", re.I)  # fmt: skip  # noqa: E501
_NOTICE_HINT = re.compile(r"(?:^|[-_ ])(?:cookie\w*|consent|gdpr|newsletter\w*|subscri\w+|sign-?up|social\w*|share\w*|sharing|follow\w*|copyright|disclaimer|advert\w*|sponsor\w*|paywall|comment\w*|breadcrumb\w*|tags?)(?:$|[-_ ])", re.I)  # fmt: skip  # noqa: E501
_MENUS = ("nav", "footer")
_BLOCKS = ("p", "li", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "figcaption", "a", "span", "section")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LARGEST_HINTED = 0.5  # share of the page's text above which a container is the page and no block in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Lines of the body, and the texts that its links and special blocks have (as ``zones_of`` takes them)."""

    lines: tuple[str, ...]
    links: tuple[str, ...] = ()
    link_texts: tuple[str, ...] = ()
    teasers: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Link:
    """``outward``: it leads to another page; ``in_article``: it stands in no menu."""

    address: str
    words: str
    outward: bool
    in_article: bool


def parse_html(text: str, *, where: str) -> Any:
    """lxml tree of decoded HTML. NUL becomes U+FFFD as in browsers, for the parser would stop there."""
    from trafilatura import load_html

    tree = load_html(text.lstrip("\ufeff").replace("\0", "\ufffd"))
    if tree is None:
        raise PageError("holds no HTML that can be read", where=where, reason="unreadable")
    return tree


@cache
def html_extractor() -> str:
    """Name and version of what reads the body."""
    return f"trafilatura {version('trafilatura')}"


def body_of(tree: Any, *, url: str, title: str) -> Body:
    """The body; raises ``PageError`` where the page has none. ``tree`` is left as it is."""
    links = list(_links(tree, url))
    text = _extracted(tree, url)
    lines = tuple(" ".join(line.split()) for line in without_surrogates(text).split("\n") if line.strip())
    if sum(map(len, lines)) < SHORTEST_ARTICLE:
        hint = "It may be a list, a video page or one that scripts fill in"
        raise PageError("holds no article text", where=url, reason="no article", hint=hint)
    joined = "\n".join(lines)
    teasers, notices = _hinted(tree, joined)
    inside = [link.address for link in links if link.in_article and link.words in joined]
    return Body(
        lines=lines,
        links=tuple(dict.fromkeys(inside))[:MOST_LINKS],
        link_texts=tuple(link.words for link in links if link.outward and link.words != title),
        teasers=teasers,
        notices=notices,
    )


def _extracted(tree: Any, url: str) -> str:
    from trafilatura import bare_extraction, baseline

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it gives up on is said by our own error
    found: Any = bare_extraction(tree, url=url, include_comments=False)
    return str((found and found.text) or baseline(tree)[1])


def _links(tree: Any, url: str) -> Iterator[_Link]:
    own = web_address(url, base=url)
    for element in tree.iter("a"):
        href = (element.get("href") or "").strip()
        words = " ".join(element.text_content().split())
        address = web_address(href, base=url) if href else ""
        if address and words:
            in_article = not any(above.tag in _MENUS for above in element.iterancestors())
            yield _Link(address, words, not href.startswith("#") and address != own, in_article)


def _hinted(tree: Any, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines of ``text`` that stand in a container whose class or id says teaser or notice."""
    limit = LARGEST_HINTED * max(len(text), 1)
    found: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for element in tree.iter("div", "aside", "section", "ul", "ol", "p", "nav", "footer", "form", "figure", "span"):
        names = _CAMEL.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}")
        is_teaser = bool(_TEASER_HINT.search(names))
        is_notice = element.tag in _MENUS or _NOTICE_HINT.search(names)
        if (is_teaser or is_notice) and len(element.text_content()) < limit:
            found[is_teaser].update(dict.fromkeys(_block_texts(element)))
    lines = set(text.split("\n"))
    teasers = tuple(words for words in found[True] if words in lines)
    return teasers, tuple(words for words in found[False] if words in lines and words not in found[True])


def _block_texts(element: Any) -> Iterator[str]:
    for block in (element, *element.iter(*_BLOCKS)):
        yield " ".join(block.text_content().split())
