"""Feeds of every kind, sound, broken and hostile."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.model import Precision
from ingest.feeds import Feed, parse_feed
from ingest.readers import read_file

URL = "https://desk.example/feeds/all.xml"
DATA = Path(os.environ.get("CLAIMLINE_EVAL_DATA", "../shared/data")) / "feeds"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>المرفأ</title>
<entry><title type="html">&lt;b&gt;الوزيرة&lt;/b&gt; تنفي</title><link href="/a/1"/><id>tag:1</id>
<published>2026-03-01T10:20:30+02:00</published><updated>2026-03-02T00:00:00Z</updated>
<author><name>سلمى</name></author><summary>ملخص</summary></entry></feed>"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://desk.example/n/1</loc><lastmod>2026-03-04</lastmod><news:news><news:publication><news:name>Desk</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2026-03-03T08:00:00Z</news:publication_date>
<news:title>Mayor &amp; council</news:title></news:news></url><url><loc>javascript:alert(1)</loc></url></urlset>"""


@pytest.fixture
def parse(now):
    def read(text: str | bytes, *, url: str = URL) -> Feed:
        return parse_feed(text if isinstance(text, bytes) else text.encode(), url=url, now=now)

    return read


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>Desk</title><language>en-gb</language>{"".join(items)}</channel></rss>'


def item(**fields: str) -> str:
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in fields.items())}</item>"


def test_rss_gives_what_it_says(parse):
    feed = parse(rss(item(title="A", link="/a", pubDate="Mon, 02 Mar 2026 10:30:00 +0300", author="Rana")))
    (entry,) = feed.entries
    assert (feed.kind, feed.title, feed.language) == ("rss20", "Desk", "en")
    assert (entry.url, entry.title, entry.authors) == ("https://desk.example/a", "A", ("Rana",))
    assert entry.published is not None
    assert entry.published.at == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    assert (entry.published.precision, entry.published.origin) == (Precision.MINUTE, "feed")
    assert (entry.source_title, entry.feed_url, entry.modified) == ("Desk", URL, None)


def test_atom_gives_what_it_says(parse):
    (entry,) = parse(ATOM).entries
    assert (entry.url, entry.title, entry.language) == ("https://desk.example/a/1", "الوزيرة تنفي", "ar")
    assert entry.guid == "tag:1"
    assert entry.published is not None
    assert entry.published.at == datetime(2026, 3, 1, 8, 20, tzinfo=UTC)
    assert entry.modified is not None
    assert entry.modified.at == datetime(2026, 3, 2, tzinfo=UTC)


def test_a_json_feed_gives_what_it_says(parse):
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "Desk", "language": "fr-FR"}
    entry = {
        "id": "7",
        "url": "/j/7",
        "title": "Le <b>maire</b>",
        "date_published": "2026-03-01",
        "authors": [{"name": "Léa"}],
    }
    feed = parse(json.dumps(head | {"items": [entry, "no object"]}))
    (got,) = feed.entries
    assert (got.url, got.title, got.authors, got.language) == ("https://desk.example/j/7", "Le maire", ("Léa",), "fr")
    assert got.published is not None
    assert got.published.precision is Precision.DAY
    assert feed.notes == ("1 items are no objects",)


def test_a_news_sitemap_gives_what_it_says(parse):
    first, second = parse(NEWS).entries
    assert (first.url, first.title, first.source_title, first.language) == (
        "https://desk.example/n/1",
        "Mayor & council",
        "Desk",
        "en",
    )
    assert first.published is not None
    assert first.published.at == datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert second.url == ""


def test_an_index_lists_its_sitemaps_once(parse):
    place = "<sitemap><loc>https://desk.example/s1.xml</loc></sitemap>"
    feed = parse(
        f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{place}{place}</sitemapindex>'
    )
    assert (feed.kind, feed.children, feed.entries) == ("sitemapindex", ("https://desk.example/s1.xml",), ())


def test_script_tags_in_titles_are_gone_with_what_they_hold(parse):
    title = "&lt;script&gt;alert(1)&lt;/script&gt;Mayor &amp;lt;img src=x onerror=alert(2)&amp;gt; denies 2 &amp;lt; 3"
    (entry,) = parse(rss(item(title=title, link="/a"))).entries
    assert entry.title == "Mayor denies 2 < 3"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.example/x", "mailto:a@b.example", "http://[bad"])  # fmt: skip
def test_a_link_that_is_no_web_address_is_dropped(parse, link):
    (entry,) = parse(rss(item(title="A", link=link))).entries
    assert entry.url == ""


def test_an_entry_without_link_or_date_says_so_by_being_empty(parse):
    (entry,) = parse(rss(item(title="A"))).entries
    assert (entry.url, entry.published) == ("", None)


@pytest.mark.parametrize(
    "words", ["Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 02 Jan 2069 00:00:00 GMT", "soon", "0000-00-00"]
)
def test_future_dates_the_zero_of_clocks_and_nonsense_stay_words(parse, words):
    (entry,) = parse(rss(item(title="A", link="/a", pubDate=words))).entries
    assert entry.published is not None
    assert (entry.published.at, entry.published.words) == (None, words)


def test_a_base_inside_the_feed_is_joined_to_its_address(parse):
    base = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{}"><entry><title>A</title><link href="a/1"/></entry></feed>'
    urls = [parse(base.format(b)).entries[0].url for b in ("/deep/", "http://other.example/x/")]
    assert urls == ["https://desk.example/deep/a/1", "http://other.example/x/a/1"]


def test_trackers_and_fragments_are_no_part_of_an_address(parse):
    (entry,) = parse(rss(item(link="https://desk.example/a?id=3&amp;utm_source=rss&amp;fbclid=9#top"))).entries
    assert entry.url == "https://desk.example/a?id=3"


def test_a_local_feed_names_only_files_beside_or_below_it(parse):
    links = ("one.html", "sub/two.html", "../three.html", "file:///etc/passwd", "https://desk.example/a")
    feed = parse(rss(*(item(link=link) for link in links)), url="file:///news/feeds/all.xml")
    assert [entry.url for entry in feed.entries] == [
        "file:///news/feeds/one.html", "file:///news/feeds/sub/two.html", "", "", "https://desk.example/a",
    ]  # fmt: skip


def test_entities_that_explode_or_read_files_do_neither(parse, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ha">{bomb}<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
    for body in (
        rss(item(title="&e9;&f;", link="/a")),
        "<urlset><url><loc>https://a.example/&e9;&f;</loc></url></urlset>",
    ):
        try:
            text = repr(parse(head + body))
        except InputError:
            continue
        assert "TOP SECRET" not in text
        assert len(text) < 10_000


@pytest.mark.parametrize(
    "text", ["", "  ", "<html><body>no feed</body></html>", "{", "[]", '{"items": 3}', "<urlset", "\0\0"]
)
def test_what_is_no_feed_is_refused_with_a_reason(parse, text):
    with pytest.raises(InputError) as caught:
        parse(text)
    assert caught.value.reason in ("empty", "no feed")
    assert caught.value.where == URL


def test_an_ill_formed_feed_is_read_as_far_as_it_goes_and_says_so(parse):
    feed = parse('<rss version="2.0"><channel><title>Desk</title>' + item(title="A & B", link="/a"))
    assert [entry.url for entry in feed.entries] == ["https://desk.example/a"]
    assert "ill-formed" in feed.notes[0]


def test_a_feed_of_fifty_thousand_entries_is_read_whole(parse):
    feed = parse(rss(*(item(title=f"T{n}", link=f"/{n}") for n in range(50_000))))
    assert len(feed.entries) == 50_000
    assert feed.entries[-1].url == "https://desk.example/49999"


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="no evaluation data")
def test_every_feed_of_the_collection_is_read_or_refused_with_a_reason(now):
    feeds = refused = 0
    for path in sorted(p for p in DATA.rglob("*") if p.is_file()):
        for got in read_file(path, now=now):
            assert isinstance(got, Feed | InputError), (path, got)
            feeds += isinstance(got, Feed)
            refused += isinstance(got, InputError) and bool(got.reason and got.where)
    assert feeds > 2000
    assert refused < 20
