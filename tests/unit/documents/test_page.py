"""Pages of every kind → versions: text, title, dates, outlet, address, language, and what is odd."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.errors import PageError
from graph.model import Moment, Precision, ZoneKind
from ingest.addresses import same_site, web_address
from ingest.feeds import FeedEntry
from ingest.pages import Document, extractor_of, read_page
from ingest.publishers import Declaration, Publishers
from ingest.readers import page_of
from ingest.words import fingerprint, plain

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
URL = "https://www.desk.example/news/2026/story?utm_source=x"
OUTLETS = Publishers({"desk.example": Declaration(domain="desk.example", name="The Desk", languages=("en",))})
FIRST = "The council of Varnholm voted on Tuesday to close the old ferry landing before the summer."
SECOND = "Its chairman, Tomas Reider, denied that shipping companies had asked for the decision."
ARABIC = (
    "قالت الوزيرة إن القرار سيصدر يوم الأحد بعد مشاورات مع النقابة. وأضافت أن المصنع سيبقى مفتوحاً حتى نهاية التحقيق."
)


def html(
    body: str = f"<p>{FIRST}</p><p>{SECOND}</p>", head: str = "<title>Ferry landing to close</title>", lang: str = "en"
) -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body><article>{body}</article></body></html>'


def read(content: str | bytes, *, url: str = URL, kind: str = "text/html", entry: FeedEntry | None = None) -> Document:
    data = content.encode() if isinstance(content, str) else content
    page = page_of(data, url=url, content_type=kind, now=NOW)
    return read_page(page, now=NOW, publishers=OUTLETS, entry=entry)


def ld(**fields: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | fields)}</script>'


def published(head: str, **options: Any) -> Moment | None:
    return read(html(head=f"<title>Ferry</title>{head}"), **options).version.published


# ---------------------------------------------------------------- text


def test_a_text_is_the_title_and_the_paragraphs_a_line_each():
    version = read(
        html(
            f"<h1>Ferry landing to close</h1><p>{FIRST}</p>\n<p>Its <b>chairman</b>,\n  Tomas\u00a0Reider, denied it.</p>"
        )
    ).version
    assert version.text == f"Ferry landing to close\n{FIRST}\nIts chairman, Tomas Reider, denied it."
    assert [(z.kind, z.start) for z in version.zones] == [(ZoneKind.HEADLINE, 0), (ZoneKind.BODY, 23)]
    assert version.extractor.startswith("trafilatura ")
    assert version.page_sha256 is not None


def test_reading_twice_gives_the_same_version():
    assert read(html()) == read(html())


def test_unclosed_and_deeply_nested_html_is_read():
    assert FIRST in read(f"<html><body><article><p>{FIRST}<p>{SECOND}<div><b><i>").version.text
    deep = "<div>" * 3000 + f"<p>{FIRST}</p><p>{SECOND}</p>" + "</div>" * 3000
    try:
        assert read(html(deep)).version.text
    except PageError as error:
        assert error.reason in ("no article", "unreadable")


@pytest.mark.parametrize(
    "content", ["<html></html>", "<html><body><script>var a = 1</script></body></html>", "<", "<p>Short.</p>"]
)
def test_a_page_without_an_article_is_refused(content):
    with pytest.raises(PageError) as caught:
        read(content)
    assert caught.value.reason in ("no article", "unreadable")
    assert "desk.example" in str(caught.value)


def test_nul_does_not_end_the_page_and_controls_do_not_reach_the_text():
    version = read(html(f"<p>{FIRST}\0</p><p>\u202e{SECOND}\u202c</p>")).version
    assert SECOND in version.text
    assert not {"\0", "\u202e", "\u202c"} & set(version.text)


def test_character_references_cannot_make_lone_surrogates():
    version = read(
        html(f"<p>{FIRST} &#xD800; &#128512;</p><p>{SECOND}</p>", head="<title>A &#xDFFF; B</title>")
    ).version
    version.text.encode()
    version.title.encode()


def test_script_in_a_title_is_gone():
    head = '<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt;Ferry landing to close">'
    assert read(html(head=head)).version.title == "Ferry landing to close"


def test_links_of_the_body_are_absolute_and_the_menus_are_not_among_them():
    body = f'<nav><a href="/menu">Menu words</a></nav><p>{FIRST} See <a href="../report.pdf?a=1#p">the report</a>.</p><p>{SECOND}</p>'
    assert read(html(body)).version.links == ("https://www.desk.example/news/report.pdf?a=1",)


def test_a_teaser_in_the_page_stays_in_the_text_and_out_of_the_body():
    teaser = 'Read also: <a href="/x">Mayor of Tessaly denies taking gifts from builder</a>'
    version = read(html(f"<p>{FIRST}</p><p>{teaser}</p><p>{SECOND}</p>")).version
    zones = [version.text[z.start : z.end] for z in version.zones if z.kind is ZoneKind.TEASER]
    assert zones == ["Read also: Mayor of Tessaly denies taking gifts from builder\n"]


# ---------------------------------------------------------------- what the page says of itself


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Ferry landing to close | The Desk</title>", "Ferry landing to close"),
        ("<title>Ferry landing to close - The Desk</title>", "Ferry landing to close"),
        ("<title>Ferry - a history of the lower town landing</title>", "Ferry - a history of the lower town landing"),
        ('<title>x</title><meta property="og:title" content="Ferry landing to close">', "Ferry landing to close"),
        ("<title>x</title>" + ld(headline="Ferry landing to close"), "Ferry landing to close"),
        ("<title></title>", ""),
    ],
)  # fmt: skip
def test_the_title_is_the_articles_without_the_outlets_name(head, title):
    assert read(html(head=f'{head}<meta property="og:site_name" content="The Desk">')).version.title == title


def test_authors_are_people_without_the_word_by():
    assert read(html(head=ld(author=[{"name": "By Rana Aziz"}, "Lee Moss", {"name": "Rana Aziz"}]))).version.authors[
        :2
    ] == ("Rana Aziz", "Lee Moss")
    head = '<meta name="author" content="The Desk"><meta property="og:site_name" content="The Desk">'
    assert read(html(head=head)).version.authors == ()


@pytest.mark.parametrize(
    ("head", "at", "precision", "origin"),
    [
        (ld(datePublished="2026-03-01T10:30:00+03:00"), datetime(2026, 3, 1, 7, 30, tzinfo=UTC), Precision.MINUTE, "json-ld"),
        (ld(datePublished="2026-03-01T10:30:00"), datetime(2026, 3, 1, tzinfo=UTC), Precision.DAY, "json-ld"),
        (ld(datePublished="2026-03"), datetime(2026, 3, 1, tzinfo=UTC), Precision.MONTH, "json-ld"),
        ('<meta property="article:published_time" content="2026-03-01T10:30Z">', datetime(2026, 3, 1, 10, 30, tzinfo=UTC), Precision.MINUTE, "opengraph"),
        ('<meta name="pubdate" content="20260301">', datetime(2026, 3, 1, tzinfo=UTC), Precision.DAY, "html"),
    ],
)  # fmt: skip
def test_a_date_is_as_precise_as_the_page_says_and_from_where(head, at, precision, origin):
    found = published(head)
    assert found is not None
    assert (found.at, found.precision, found.origin) == (at, precision, origin)


@pytest.mark.parametrize(
    "words", ["2031-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1970-01-01", "next week", "2026-13-45"]
)
def test_an_impossible_date_is_kept_as_words_and_noted(words):
    document = read(html(head=ld(datePublished=words)), url="https://desk.example/a")
    assert document.version.published is not None
    assert (document.version.published.at, document.version.published.words) == (None, words)
    assert any(words in note for note in document.notes)
    assert document.version.knowable.origin == "first seen"


def test_a_good_date_elsewhere_beats_a_refused_one():
    found = published(ld(datePublished="1970-01-01") + '<meta name="date" content="2026-03-02">')
    assert found is not None
    assert found.at == datetime(2026, 3, 2, tzinfo=UTC)


def test_a_page_without_any_date_has_none():
    assert read(html(), url="https://desk.example/a").version.published is None


def test_the_address_gives_a_date_at_last():
    found = read(html(), url="https://desk.example/2026/02/03/a").version.published
    assert found is not None
    assert (found.at, found.origin) == (datetime(2026, 2, 3, tzinfo=UTC), "url")


def test_a_day_is_made_more_precise_by_another_place_of_the_same_day():
    found = published(
        ld(datePublished="2026-03-01") + '<meta property="article:published_time" content="2026-03-01T10:30Z">'
    )
    assert found is not None
    assert found.at == datetime(2026, 3, 1, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize("script", ["{", "[1, 2]", "null", '{"@graph": "x"}', '{"@type": ["Thing"]}', "[" * 50_000, '{"@type":"NewsArticle","headline":5,"author":[null,7],"datePublished":["x"]}'])  # fmt: skip
def test_malformed_json_ld_is_passed_over(script):
    version = read(
        html(head=f'<title>Ferry landing to close</title><script type="application/ld+json">{script}</script>')
    ).version
    assert version.title == "Ferry landing to close"


# ---------------------------------------------------------------- address and outlet


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", "https://www.desk.example/news/2026/story"),
        ('<link rel="canonical" href="/news/ferry?p=2#top">', "https://www.desk.example/news/ferry?p=2"),
        ('<base href="https://desk.example/b/"><link rel="canonical" href="ferry">', "https://desk.example/b/ferry"),
        ('<meta property="og:url" content="https://m.desk.example/ferry">', "https://m.desk.example/ferry"),
        ('<link rel="canonical" href="https://other.example/ferry">', "https://www.desk.example/news/2026/story"),
        ('<link rel="canonical" href="https://desk.example/">', "https://www.desk.example/news/2026/story"),
        ('<link rel="canonical" href="javascript:x">', "https://www.desk.example/news/2026/story"),
        ('<link rel="canonical" href="file:///etc/passwd">', "https://www.desk.example/news/2026/story"),
    ],
)
def test_the_canonical_address_is_believed_within_the_site(head, url):
    assert read(html(head=f"<title>Ferry</title>{head}")).article.url == url


def test_a_copy_that_names_its_original_says_so():
    document = read(html(head='<link rel="canonical" href="https://other.example/ferry">'))
    assert "is another outlet's" in document.notes[0]
    assert document.publisher is not None
    assert document.publisher.name == "The Desk"


def test_a_saved_page_may_say_where_it_comes_from():
    document = read(html(head='<link rel="canonical" href="https://desk.example/ferry">'), url="file:///tmp/ferry.html")
    assert document.article.url == "https://desk.example/ferry"
    assert document.article.publisher_id == OUTLETS.by_domain["desk.example"].publisher().id


def test_a_file_without_an_address_keeps_its_own_and_has_no_outlet():
    document = read(html(), url="file:///tmp/ferry.html")
    assert (document.article.url, document.publisher) == ("file:///tmp/ferry.html", None)


def test_an_undeclared_outlet_has_its_host_and_the_name_it_gives_itself():
    head = '<meta property="og:site_name" content="Ledger &amp; Sons">'
    publisher = read(html(head=head), url="https://www.ledger.example/a").publisher
    assert publisher is not None
    assert (publisher.name, publisher.domain) == ("Ledger & Sons", "ledger.example")


# ---------------------------------------------------------------- feed, language


def test_the_feed_fills_what_the_page_leaves_open():
    date = Moment(datetime(2026, 3, 1, 9, 0, tzinfo=UTC), Precision.MINUTE, "feed", "x")
    entry = FeedEntry(url=URL, title="From the feed", published=date, authors=("Rana",))
    version = read(html(head=""), url="https://desk.example/a", entry=entry).version
    assert (version.title, version.published, version.authors) == ("From the feed", date, ("Rana",))
    titled = read(html(), url="https://desk.example/a", entry=entry).version
    assert titled.title == "Ferry landing to close"


def test_the_text_decides_the_language_and_the_page_where_it_is_short():
    assert read(html(f"<p>{ARABIC}</p>", lang="en")).version.language == "ar"
    assert read("Oui, non.", kind="text/plain", url="file:///a.txt").version.language


# ---------------------------------------------------------------- text, Markdown, records


def test_a_text_file_is_kept_to_the_character():
    raw = f"\ufeffFerry landing to close\r\n\r\n{FIRST}\r\n\0\u202e{SECOND}"
    version = read(raw, kind="text/plain", url="file:///a.txt").version
    assert version.text == raw
    assert version.title == "Ferry landing to close"
    assert version.zones[0].kind is ZoneKind.HEADLINE


def test_a_first_sentence_is_no_title():
    assert read(f"{FIRST}\n\n{SECOND}", kind="text/plain", url="file:///a.txt").version.title == ""


def test_front_matter_of_markdown_is_read_and_is_no_claim():
    raw = f"---\ntitle: Ferry landing to close\nurl: https://desk.example/f\ndate: 2026-03-01\nauthor: Rana\ntags:\n  - x\n---\n# Ferry landing to close\n\n{FIRST}\n"
    document = read(raw, kind="text/markdown", url="file:///a.md")
    version = document.version
    assert version.text == raw
    assert (document.article.url, version.title, version.authors) == (
        "https://desk.example/f",
        "Ferry landing to close",
        ("Rana",),
    )
    assert version.zones[0].kind is ZoneKind.BOILERPLATE
    assert version.text[version.zones[1].start :].startswith("# Ferry")


def test_a_record_gives_what_its_fields_say():
    record = {
        "url": "https://desk.example/r",
        "title": "Ferry",
        "text": f"{FIRST}\n\n{SECOND}",
        "published": "2026-03-01",
        "authors": ["Rana"],
    }
    document = read(json.dumps(record), kind="application/json", url="file:///r.jsonl#1")
    assert document.article.url == "https://desk.example/r"
    assert document.version.text == f"Ferry\n{FIRST}\n{SECOND}"
    assert document.version.published is not None
    assert document.version.published.at == datetime(2026, 3, 1, tzinfo=UTC)
    assert document.publisher is not None


def test_a_record_may_hold_html():
    record = {"url": "https://desk.example/r", "html": html(), "title": "Given"}
    version = read(json.dumps(record), kind="application/json").version
    assert version.text == f"Given\n{FIRST}\n{SECOND}"


@pytest.mark.parametrize("record", ["{", "[]", "{}", '{"text": "  "}', '{"text": 5}'])
def test_a_record_without_text_is_refused(record):
    with pytest.raises(PageError):
        read(record, kind="application/json")


def test_a_record_cannot_bring_lone_surrogates():
    version = read('{"title": "A \\ud800", "text": "B \\udfff C"}', kind="application/json", url="file:///r").version
    version.text.encode()


def test_each_kind_names_its_extractor():
    kinds = {
        kind: extractor_of(page_of(b"x", url="x", content_type=kind, now=NOW))
        for kind in ("text/html", "text/plain", "application/json")
    }
    assert len(set(kinds.values())) == 3


# ---------------------------------------------------------------- small words


def test_fingerprints_of_near_copies_are_near_and_of_others_far():
    text = (
        " ".join(f"{FIRST} {SECOND} {ARABIC}" for _ in range(2)) + " Farmers asked the district court for compensation."
    )
    copy = text.replace("chairman", "head")
    other = "Bakers in three provinces warned that flour might run out within weeks unless the duty was lifted quickly."

    def distance(left: str, right: str) -> int:
        return (int(fingerprint(left), 16) ^ int(fingerprint(right), 16)).bit_count()

    assert distance(text, text) == 0
    assert distance(text, copy) <= 10
    assert distance(text, other) >= 18
    assert fingerprint("") == "0" * 16


def test_plain_text_of_markup_and_web_addresses():
    assert plain("a &lt;b&gt;c&lt;/b&gt;\n d &amp;amp; 1 < 2") == "a c d & 1 < 2"
    assert web_address("//b.example:8080/x y", base="https://a.example/") == "https://b.example:8080/x y"
    assert web_address("http://a.example:port/", base="") == ""
    assert same_site("m.desk.co.uk", "desk.co.uk")
    assert not same_site("desk.co.uk", "other.co.uk")
