"""``claimline ingest URL`` against a real server on loopback: feeds, articles, what has not changed, what fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import Result

from tests.unit.commands.conftest import arabic_page, totals_of

Invoke = Callable[..., Result]


class Site(ThreadingHTTPServer):
    """Pages by path, each with an ETag; notes what was asked and how it answered."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, str] = {}
        self.asked: list[tuple[str, int]] = []
        self.agents: set[str] = set()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def feed(self, *paths: str) -> None:
        items = "".join(f"<item><title>{path}</title><link>{self.url(path)}</link></item>" for path in paths)
        head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Site</title>'
        self.pages["/feed.xml"] = f"{head}<link>{self.url('/')}</link>{items}</channel></rss>"

    def answers(self, path: str) -> list[int]:
        return [status for asked, status in self.asked if asked == path]


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.agents.add(self.headers["User-Agent"])
        page = self.server.pages.get(self.path)
        etag = f'"{abs(hash(page))}"'
        status = 404 if page is None else 304 if self.headers["If-None-Match"] == etag else 200
        if self.path != "/robots.txt":
            self.server.asked.append((self.path, status))
        self.send_response(status)
        body = (page or "").encode() if status == 200 else b""
        if status != 404:
            self.send_header("ETag", etag)
        self.send_header("Content-Type", "text/xml" if self.path.endswith(".xml") else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def ingest(tmp_path: Path, invoke: Invoke, store_url: str) -> Callable[..., Result]:
    settings = tmp_path / "claimline.toml"
    settings.write_text("[fetch]\nallow_private = true\ndelay = 0.0\nuser_agent = 'TestNewsroom/1.0'\n")

    def run(*arguments: str) -> Result:
        return invoke("ingest", *arguments, "--settings", str(settings), "--store", store_url, "--json")

    return run


def article(number: int) -> str:
    """A page whose canonical address is where it is served."""
    return arabic_page(number).replace('<link rel="canonical"', '<link rel="alternate"')


def test_a_feed_then_the_same_feed(site: Site, ingest: Callable[..., Result]) -> None:
    site.pages = {"/a": article(1), "/b": article(2)}
    site.feed("/a", "/b")
    assert totals_of(ingest(site.url("/feed.xml")).stdout)["new"] == 2
    again = ingest(site.url("/feed.xml"))
    assert totals_of(again.stdout)["new"] == 0
    assert site.answers("/feed.xml") == [200, 304]
    assert site.agents == {"TestNewsroom/1.0"}

    site.pages["/c"] = article(3)
    site.feed("/a", "/b", "/c")
    third = ingest(site.url("/feed.xml"))
    assert totals_of(third.stdout) == {"new": 1, "changed": 0, "unchanged": 2, "skipped": 0, "failed": 0}
    assert site.answers("/a") == [200, 304]


def test_a_limited_run_leaves_the_rest_for_the_next(site: Site, ingest: Callable[..., Result]) -> None:
    site.pages = {f"/{n}": article(n) for n in range(3)}
    site.feed("/0", "/1", "/2")
    assert totals_of(ingest(site.url("/feed.xml"), "--limit", "1").stdout)["new"] == 1
    assert totals_of(ingest(site.url("/feed.xml")).stdout)["new"] == 2


def test_one_article_by_its_address(site: Site, ingest: Callable[..., Result]) -> None:
    site.pages = {"/a": article(1)}
    assert totals_of(ingest(site.url("/a")).stdout)["new"] == 1
    assert totals_of(ingest(site.url("/a")).stdout)["unchanged"] == 1
    site.pages["/a"] = article(1).replace("سترد أمام القضاء", "لن ترد على أحد")
    assert totals_of(ingest(site.url("/a")).stdout)["changed"] == 1


def test_what_is_gone_fails_and_is_said(site: Site, ingest: Callable[..., Result]) -> None:
    site.pages = {"/a": article(1)}
    site.feed("/a", "/gone")
    result = ingest(site.url("/feed.xml"), site.url("/nothing.xml"))
    assert result.exit_code == 1
    assert totals_of(result.stdout) == {"new": 1, "changed": 0, "unchanged": 0, "skipped": 0, "failed": 2}
    assert "404" in result.stdout


def test_robots_are_obeyed(site: Site, ingest: Callable[..., Result]) -> None:
    site.pages = {"/a": article(1), "/private/b": article(2), "/robots.txt": "User-agent: *\nDisallow: /private/"}
    site.feed("/a", "/private/b")
    result = ingest(site.url("/feed.xml"))
    assert result.exit_code == 0
    assert totals_of(result.stdout) == {"new": 1, "changed": 0, "unchanged": 0, "skipped": 1, "failed": 0}
    assert site.answers("/private/b") == []


def test_private_addresses_are_refused_by_default(site: Site, invoke: Invoke, store_url: str) -> None:
    result = invoke("ingest", site.url("/feed.xml"), "--store", store_url, "--json")
    assert result.exit_code == 1
    assert totals_of(result.stdout)["failed"] == 1
    assert site.asked == []
