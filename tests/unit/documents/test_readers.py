"""Files, streams and bytes of every kind, sound and broken."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.model import Page
from ingest.decoding import decode, without_surrogates
from ingest.feeds import Feed
from ingest.readers import files_in, kind_of, read_bytes, read_file, read_stream

RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Desk</title></channel></rss>'
HTML = b"<!DOCTYPE html><html><body><p>The council met on Tuesday.</p></body></html>"
ARABIC = "قالت الوزيرة إن القرار سيصدر يوم الأحد."


@pytest.fixture
def one(now):
    """The only item that the bytes give."""

    def read(data: bytes, **options: object) -> Page | Feed | InputError:
        (item,) = read_bytes(data, **({"url": "https://desk.example/x", "now": now} | options))
        return item

    return read


def refusal(item: object) -> str:
    assert isinstance(item, InputError), item
    return item.reason


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.html", HTML, "text/html"),
        ("a.htm", b"<p>No head, no body", "text/html"),
        ("a.txt", b"Plain words.", "text/plain"),
        ("a.txt", b"{not json", "text/plain"),
        ("a.md", b"# Title\n\nWords.", "text/markdown"),
        ("a.xml", RSS, "application/xml"),
        ("a.xml", b"<!-- c --><urlset/>", "application/xml"),
        ("a.json", b'{"text": "Words."}', "application/json"),
        ("a.jsonl", b'{"text": "Words."}', "application/x-ndjson"),
        ("no-suffix", HTML, "text/html"),
        ("wrong.txt", HTML, "text/html"),
        ("a.xml", b'<?xml version="1.0"?><html xmlns="x"><body/></html>', "text/html"),
    ],
)
def test_content_decides_before_the_name(name, data, kind):
    assert kind_of(data, url=f"file:///{name}").value == kind


def test_a_page_keeps_its_bytes_hash_and_charset(one):
    page = one(HTML, content_type="text/html; charset=utf-8")
    assert isinstance(page, Page)
    assert page.content == HTML
    assert page.content_type == "text/html; charset=utf-8"
    assert len(page.sha256) == 64


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"[]", "empty"),
        (b"%PDF-1.7 ...", "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        (b"PK\x03\x04word/document.xml", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (gzip.compress(gzip.compress(b"words", mtime=0), mtime=0), "binary"),
        (gzip.compress(HTML * 50, mtime=0)[:90], "truncated"),
        (gzip.compress(b"0" * 3_000_000, mtime=0), "too large"),
        (b"x" * 1_500_000, "too large"),
        (b'{"text": ', "unreadable"),
        (b"[1, 2]", "unreadable"),
    ],
)
def test_what_cannot_be_read_says_why(now, data, reason):
    items = list(read_bytes(data, url="https://desk.example/x", now=now, limit=1_000_000))
    assert {refusal(item) for item in items} == {reason}
    assert all("desk.example" in str(item) for item in items)


def test_a_gzip_that_breaks_off_says_how_far_it_could_be_read(one):
    item = one(gzip.compress(bytes(range(256)) * 400)[:-20])
    assert refusal(item) == "truncated"
    assert "after" in str(item)
    assert "unpacked bytes" in str(item)


def test_a_gzip_of_several_members_with_padding_is_one_text(one):
    page = one(gzip.compress(b"First. ") + gzip.compress(b"Second.") + b"\0" * 512)
    assert isinstance(page, Page)
    assert page.content == b"First. Second."


# ---------------------------------------------------------------- files


def test_a_file_has_its_uri_as_address(tmp_path, now):
    path = tmp_path / "مقال 1.txt"
    path.write_text(ARABIC, encoding="utf-8")
    (page,) = read_file(path, now=now)
    assert isinstance(page, Page)
    assert page.url == path.as_uri()
    assert page.retrieved == now


def test_a_huge_file_is_refused_without_being_read(tmp_path, now):
    """The file is sparse: 200 MB of it exist only in its length."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.write(b"Words. ")
        stream.truncate(200_000_000)
    (item,) = read_file(path, now=now)
    assert refusal(item) == "too large"


def test_a_file_that_is_not_there_or_a_folder_is_a_value(tmp_path, now):
    assert [refusal(item) for item in read_file(tmp_path / "none.txt", now=now)] == ["unreadable"]
    assert [refusal(item) for item in read_file(tmp_path, now=now)] == ["unreadable"]


def test_files_in_a_folder_are_sorted_readable_and_inside(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for name in ("b.html", "a.txt.gz", "sub/c.xml", "d.pdf", ".hidden.txt", "e.JSONL"):
        (folder / name).write_bytes(b"x")
    (folder / "link.txt").symlink_to(outside)
    assert [str(p.relative_to(folder)) for p in files_in(folder)] == ["a.txt.gz", "b.html", "e.JSONL", "sub/c.xml"]


@pytest.mark.parametrize("packed", [False, True])
def test_records_come_line_by_line_and_bad_ones_do_not_stop_them(tmp_path, now, packed):
    lines = [b'{"url": "https://a.example/1", "text": "One."}', b"not json", b"", b'{"text": "Two."}']
    data = b"\n".join(lines)
    path = tmp_path / ("r.jsonl.gz" if packed else "r.jsonl")
    path.write_bytes(gzip.compress(data) if packed else data)
    first, bad, second = read_file(path, now=now)
    assert isinstance(first, Page)
    assert first.url == "https://a.example/1"
    assert refusal(bad) == "unreadable"
    assert isinstance(second, Page)
    assert second.url == f"{path.as_uri()}#4"


def test_many_records_may_be_larger_than_one_document_may(tmp_path, now):
    path = tmp_path / "many.jsonl"
    line = json.dumps({"text": "Words. " * 100}) + "\n"
    path.write_text(line * 100)
    items = list(read_file(path, now=now, limit=2000))
    assert len(items) == 100
    assert all(isinstance(item, Page) for item in items)


def test_one_record_larger_than_a_document_may_be_is_refused(tmp_path, now):
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"text": "x" * 500_000}))
    assert [refusal(item) for item in read_file(path, now=now, limit=1000)] == ["too large"]


def test_a_list_of_records_gives_each_its_address(one, now):
    data = json.dumps([{"text": "One."}, {"text": "Two.", "url": "https://a.example/2"}]).encode()
    items = list(read_bytes(data, url="file:///r.json", now=now))
    assert [item.url for item in items if isinstance(item, Page)] == ["file:///r.json#1", "https://a.example/2"]


def test_a_record_from_one_site_cannot_speak_for_another(now):
    data = json.dumps([{"text": "One.", "url": "https://other.example/1"}, {"text": "Two.", "url": "/2"}]).encode()
    items = list(read_bytes(data, url="https://desk.example/r.json", now=now))
    assert [i.url for i in items if isinstance(i, Page)] == ["https://desk.example/r.json#1", "https://desk.example/2"]


def test_standard_input_is_read_like_a_file(now):
    (page,) = read_stream(io.BytesIO(HTML), now=now)
    assert isinstance(page, Page)
    assert page.url.startswith("stdin:")
    assert len(list(read_stream(io.BytesIO(b'{"text": "a"}\n{"text": "b"}\n'), now=now))) == 2
    assert [refusal(item) for item in read_stream(io.BytesIO(b""), now=now)] == ["empty"]
    assert [refusal(item) for item in read_stream(io.BytesIO(b"x" * 5000), now=now, limit=100)] == ["too large"]


def test_feeds_of_both_kinds_come_as_feeds(one):
    assert isinstance(one(RSS), Feed)
    assert isinstance(one(b'{"version": "https://jsonfeed.org/version/1.1", "items": []}'), Feed)


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1256", "iso8859-6"])
def test_arabic_is_read_in_every_encoding_that_is_declared(encoding):
    label = encoding.removesuffix("-sig")
    found = decode((ARABIC * 3).encode(encoding), content_type=f"text/plain; charset={label}")
    assert found.text.lstrip("\ufeff") == ARABIC * 3
    assert found.note == ""


def test_utf_8_wins_over_a_header_that_lies():
    assert decode(ARABIC.encode(), content_type="text/html; charset=iso-8859-1").text == ARABIC


def test_what_the_page_declares_is_used_where_the_header_is_silent():
    html = f'<meta charset="windows-1256"><p>{ARABIC}</p>'
    assert decode(html.encode("cp1256")).text == html


def test_without_any_declaration_it_is_guessed_and_said():
    found = decode((ARABIC * 20).encode("cp1256"))
    assert ARABIC in found.text
    assert "read as" in found.note


def test_latin_1_means_windows_1252_as_on_the_web():
    assert decode(b"\x93So\x94", content_type="text/html; charset=iso-8859-1").text == "“So”"


def test_a_few_broken_bytes_are_replaced_and_said():
    found = decode(ARABIC.encode() * 20 + b"\xd9")
    assert found.text == ARABIC * 20 + "\ufffd"
    assert "no valid UTF-8" in found.note


def test_an_unknown_label_is_passed_over():
    assert decode(b"caf\xe9 " * 50, content_type="text/html; charset=no-such").text.startswith("caf")


def test_utf_16_without_a_mark_is_known_by_its_zero_bytes():
    assert decode("The council met.".encode("utf-16-le")).text == "The council met."
    assert decode("The council met.".encode("utf-16-be")).text == "The council met."


def test_lone_surrogates_cannot_be():
    assert without_surrogates("a\ud800b") == "a\ufffdb"
    assert without_surrogates("\ud83d\ude00") == "😀"


def test_nothing_of_a_text_file_is_changed(tmp_path, now):
    raw = "\ufeffA\r\nB\x00C \u202eD\u202c e\u0301 ـ\n".encode()
    path = tmp_path / "odd.txt"
    path.write_bytes(raw)
    (page,) = read_file(Path(path), now=now)
    assert isinstance(page, Page)
    assert decode(page.content).text == raw.decode()
