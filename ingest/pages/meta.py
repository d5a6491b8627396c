"""What a page says about itself: title, authors, outlet, language, address, dates, each with where it was found.

Order of trust: JSON-LD, OpenGraph and other ``meta``, what stands in the page, and for dates at last htmldate's search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.model import Moment, Precision
from graph.text import words
from ingest.addresses import host_of, same_site, web_address
from ingest.dates import best, in_url, moment
from ingest.pages.jsonld import Node, article_node, names_of, text_of
from ingest.words import language_code, plain

LONGEST_NAME = 80  # characters of an author's name
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article.published"),
    *("datepublished", "date_published", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate"),
    *("dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "date"),
)
_MODIFIED = (
    *("article:modified_time", "og:updated_time", "og:modified_time"),
    *("datemodified", "last-modified", "dcterms.modified", "lastmod"),
)
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "dcterms.creator")
_BYLINE = re.compile(r"^(?:by|par|por|von|بقلم|كتب|كتبت)\s*:?\s+", re.I)
_TITLE_END = re.compile(r"\s+[|–—·»«\-]\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeta:
    """``published`` and ``modified`` are None where the page has no words for them at all."""

    title: str = ""
    authors: tuple[str, ...] = ()
    site_name: str = ""
    language: str = ""
    canonical: str = ""
    published: Moment | None = None
    modified: Moment | None = None
    notes: tuple[str, ...] = ()


def meta_of(tree: Any, *, url: str, now: datetime, feed_date: Moment | None = None) -> PageMeta:
    """Read the head (and a little of the body) of an lxml tree."""
    node = article_node([str(s.text_content()) for s in tree.xpath("//script[contains(@type, 'ld+json')]")])
    meta = _meta(tree)
    site = plain(meta.get("og:site_name")) or text_of(node.get("publisher")) or plain(meta.get("application-name"))
    canonical, note = _canonical(tree, node, meta, url=url)
    return PageMeta(
        title=_title(tree, node, meta, site=site),
        authors=_authors(node, meta, site=site),
        site_name=site,
        language=_language(tree, node, meta),
        canonical=canonical,
        published=_published(tree, node, meta, url=canonical, now=now, feed_date=feed_date),
        modified=_modified(node, meta, now=now),
        notes=(note,) if note else (),
    )


def _meta(tree: Any) -> dict[str, str]:
    """``meta`` elements by lower-case name, property or itemprop; the first wins."""
    out: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if key and content:
            out.setdefault(key.strip().lower(), content)
    return out


def _title(tree: Any, node: Node, meta: Mapping[str, str], *, site: str) -> str:
    """The heading that readers see where it is one of the titles that the page gives, else the best of these."""
    given = [text_of(node.get("headline")), plain(meta.get("og:title")), plain(meta.get("twitter:title"))]
    page_title = plain(next((t.text_content() for t in tree.iter("title")), ""))
    given = [_without_site(title, site) for title in (*given, page_title) if title]
    headings = [plain(h.text_content()) for h in tree.iter("h1")]
    shown = next((h for h in headings if h and any(_akin(h, title) for title in given)), "")
    return shown or next(iter(given), "") or next(filter(None, headings), "")


def _akin(heading: str, title: str) -> bool:
    """One is the other, or its beginning: half of the longer one at least."""
    left, right = words(heading), words(title)
    short, long = sorted((left, right), key=len)
    return bool(short) and long[: len(short)] == short and 2 * len(short) >= len(long)


def _without_site(title: str, site: str) -> str:
    """``Headline | Outlet`` without the outlet; any short last part goes where the outlet's name is not known."""
    parts = _TITLE_END.split(title)
    if len(parts) < 2:
        return title
    last = parts[-1]
    is_site = words(last) == words(site) if site else len(words(last)) <= 3 < len(words(parts[0]))
    return title[: title.rindex(last)].rstrip(" |–—·»«-") if is_site and last else title


def _authors(node: Node, meta: Mapping[str, str], *, site: str) -> tuple[str, ...]:
    """People, as far as names show: the outlet itself is no author."""
    names = names_of(node.get("author")) or names_of(node.get("creator"))
    if not names:
        names = tuple(plain(meta[key]) for key in _AUTHORS if key in meta)[:1]
    names = tuple(_BYLINE.sub("", name) for name in names)
    outlet = words(site)
    return tuple(n for n in names if n and "://" not in n and len(n) <= LONGEST_NAME and words(n) != outlet)


def _language(tree: Any, node: Node, meta: Mapping[str, str]) -> str:
    """Prior only: the text itself decides."""
    declared = (
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        text_of(node.get("inLanguage")),
    )
    others = (meta.get("content-language"), meta.get("og:locale"))
    return next(filter(None, map(language_code, (*declared, *others))), "")


def _canonical(tree: Any, node: Node, meta: Mapping[str, str], *, url: str) -> tuple[str, str]:
    """Address that the page gives itself, and a note where it is not believed."""
    base = next((b.get("href") for b in tree.iter("base") if b.get("href")), "")
    base = web_address(base, base=url) or url
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    own = web_address(url, base=url) or url
    note = ""
    for link in (*links, meta.get("og:url"), text_of(node.get("url"))):
        address = web_address(link, base=base) if link else ""
        if address and (doubt := _doubt(address, own)):
            note = note or doubt
        elif address:
            return address, ""
    return own, note


def _doubt(address: str, own: str) -> str:
    """Why a canonical address is not believed; "" where it is."""
    if not host_of(address):
        return f"canonical address {address} is no web address"
    if not host_of(own):
        return ""  # a saved page may well say where it comes from
    if not same_site(host_of(address), host_of(own)):
        return f"canonical address {address} is another outlet's: this is a copy"
    to_front = address.rstrip("/").count("/") == 2 and own.rstrip("/").count("/") > 2
    return f"canonical address {address} is the front page" if to_front else ""


def _published(
    tree: Any, node: Node, meta: Mapping[str, str], *, url: str, now: datetime, feed_date: Moment | None
) -> Moment | None:
    def read(words: object, origin: str) -> Moment | None:
        return moment(words if isinstance(words, str) else None, origin=origin, now=now)

    candidates = [
        *(read(node.get(key), "json-ld") for key in ("datePublished", "dateCreated", "uploadDate")),
        *(read(meta.get(key), "opengraph" if ":" in key else "html") for key in _PUBLISHED),
        feed_date,
        *_marked_times(tree, read),
        in_url(url, now=now),
    ]
    found = best(candidates)
    if found is not None and found.at is not None and found.precision in (Precision.DAY, Precision.MINUTE):
        return found
    searched = read(_searched(tree, url), "html")
    return best([searched, found] if _dated(searched) else [found, searched])


def _dated(moment: Moment | None) -> bool:
    return moment is not None and moment.at is not None


def _marked_times(tree: Any, read: Callable[[object, str], Moment | None]) -> Iterator[Moment | None]:
    """``time`` elements that are marked as the publication's, then the only one of the page's article."""
    for element in tree.xpath("//*[@itemprop='datePublished' or @pubdate]"):
        yield read(element.get("datetime") or element.get("content") or element.text_content(), "html")
    times = tree.xpath("//article//time[@datetime]") or tree.xpath("//time[@datetime]")
    if times:
        yield read(times[0].get("datetime"), "html")


def _searched(tree: Any, url: str) -> str | None:
    """htmldate's search through markup and text. It raises nothing of its own, but lxml's errors pass through it."""
    from htmldate import find_date

    try:
        found = find_date(tree, url=url, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AssertionError):
        return None
    return str(found) if found else None


def _modified(node: Node, meta: Mapping[str, str], *, now: datetime) -> Moment | None:
    candidates = [moment(text_of(node.get("dateModified")), origin="json-ld", now=now)]
    candidates += [moment(meta.get(key), origin="opengraph" if ":" in key else "html", now=now) for key in _MODIFIED]
    return best(candidates)
