"""The network as it is: refusals, lies, loops, slowness, against a real server on loopback."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import httpx
import pytest

from ingest.fetch import Failed, Fetched, FetchOptions, Request, Result, fetch_each
from ingest.fetch.guard import is_public

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
PAGE = "<html><body><p>The council met on Tuesday.</p></body></html>"


def fetch(*urls: str | Request, **options: Any) -> list[Result]:
    """Results in the order of the requests."""
    chosen = FetchOptions(**({"allow_private": True, "delay": 0.0, "timeout": 5.0} | options))
    requests = [url if isinstance(url, Request) else Request(url=url) for url in urls]
    results = list(fetch_each(requests, options=chosen, clock=lambda: NOW))
    return sorted(results, key=lambda result: requests.index(result.request))


def failure(*urls: str, **options: Any) -> Failed:
    (result,) = fetch(*urls, **options)
    assert isinstance(result, Failed), result
    return result


def success(*urls: str | Request, **options: Any) -> Fetched:
    (result,) = fetch(*urls, **options)
    assert isinstance(result, Fetched), result
    return result


def test_a_page_comes_with_its_address_type_and_time(site):
    url = site.on(
        "/a", PAGE, Content_Type="text/html; charset=utf-8", ETag='"v1"', Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT"
    )
    result = success(Request(url=url, key=7))
    assert result.page is not None
    assert result.page.content == PAGE.encode()
    assert (result.page.url, result.page.content_type) == (url, "text/html; charset=utf-8")
    assert result.page.retrieved == NOW
    assert (result.etag, result.request.key) == ('"v1"', 7)


def test_conditions_are_sent_and_304_is_not_modified(site):
    url = site.on("/a", status=304)
    result = success(Request(url=url, etag='"v1"', last_modified="Mon, 02 Mar 2026 10:00:00 GMT"))
    assert result.page is None
    assert result.etag == '"v1"'
    headers = dict(site.asked)["/a"]
    assert headers["if-none-match"] == '"v1"'
    assert headers["if-modified-since"] == "Mon, 02 Mar 2026 10:00:00 GMT"


def test_the_user_agent_and_the_host_are_ours_and_the_servers(site):
    success(site.on("/a", PAGE), user_agent="Claimline/9 (+https://desk.example)")
    headers = dict(site.asked)["/a"]
    assert headers["user-agent"] == "Claimline/9 (+https://desk.example)"
    assert headers["host"] == site.base.removeprefix("http://")


def test_redirects_are_followed_and_the_page_has_the_last_address(site):
    target = site.on("/new", PAGE)
    result = success(site.on("/old", status=301, Location="/new"))
    assert result.page is not None
    assert result.page.url == target


def test_redirects_in_a_circle_and_without_end_are_refused(site):
    circle = site.on("/a", status=302, Location="/b")
    site.on("/b", status=302, Location="/a")
    for n in range(9):
        site.on(f"/r{n}", status=302, Location=f"/r{n + 1}")
    assert "circle" in str(failure(circle).error)
    endless = failure(site.url("/r0"), max_redirects=3).error
    assert endless.reason == "redirects"
    assert "3 times" in str(endless)
    assert site.paths().count("/r3") == 1
    assert "/r4" not in site.paths()


@pytest.mark.parametrize("target", ["http://[bad", "ftp://a.example/x", "javascript:1", "http://a.example:port/"])
def test_a_redirect_to_no_web_address_is_refused(site, target):
    assert failure(site.on("/a", status=302, Location=target)).error.reason in ("address", "protocol")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "not found"),
        (410, "gone"),
        (403, "forbidden"),
        (500, "server error"),
        (503, "server error"),
        (204, "status"),
    ],
)
def test_a_status_that_is_no_page_is_a_failure_with_its_reason(site, status, reason):
    error = failure(site.on("/a", status=status)).error
    assert (error.status, error.reason, error.where) == (status, reason, site.url("/a"))


@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120.0), ("Tue, 10 Mar 2026 12:05:00 GMT", 300.0), ("soon", None)]
)
def test_rate_limits_keep_their_retry_after(site, value, seconds):
    error = failure(site.on("/a", status=429, Retry_After=value)).error
    assert (error.reason, error.retry_after) == ("rate limited", seconds)


def test_an_answer_that_is_no_http_and_one_that_never_comes(site):
    def garble(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\x01 what?\r\n\r\n")
        handler.close_connection = True

    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    site.routes |= {"/garble": garble, "/hang-up": hang_up}
    assert failure(site.url("/garble")).error.reason == "protocol"
    assert failure(site.url("/hang-up")).error.reason == "truncated"


def test_silence_is_a_timeout(site):
    site.routes["/slow"] = lambda handler: time.sleep(2.0)
    assert failure(site.url("/slow"), timeout=0.2, obey_robots=False).error.reason == "timeout"


def test_drops_that_keep_coming_end_at_the_deadline(site):
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(20):
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(0.1)

    site.routes["/drip"] = drip
    assert failure(site.url("/drip"), deadline=0.5, obey_robots=False).error.reason == "timeout"


def test_less_than_the_content_length_says_is_a_broken_answer(site):
    def lie(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(b"<p>half of")
        handler.close_connection = True

    site.routes["/short"] = lie
    assert failure(site.url("/short")).error.reason == "truncated"


def test_a_length_above_the_limit_is_refused_before_the_body(site):
    def announce(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(10**9))
        handler.end_headers()

    site.routes["/huge"] = announce
    assert failure(site.url("/huge"), max_bytes=10_000).error.reason == "too large"


def test_a_body_that_grows_beyond_the_limit_is_refused(site):
    def pour(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"x" * 10_000)

    site.routes["/pour"] = pour
    assert failure(site.url("/pour"), max_bytes=100_000).error.reason == "too large"


def test_a_gzip_bomb_is_refused_and_an_honest_gzip_is_unpacked(site):
    bomb = gzip.compress(b"0" * 50_000_000)
    assert failure(site.on("/bomb", bomb, Content_Encoding="gzip"), max_bytes=1_000_000).error.reason == "too large"
    page = success(site.on("/a", gzip.compress(PAGE.encode()), Content_Encoding="gzip")).page
    assert page is not None
    assert page.content == PAGE.encode()


def test_a_broken_gzip_and_an_unasked_encoding_are_refused(site):
    half = gzip.compress(PAGE.encode() * 50)[:60]
    error = failure(site.on("/half", half, Content_Encoding="gzip")).error
    assert (error.reason, error.where) == ("truncated", site.url("/half"))
    assert str(error).count(error.where) == 1
    assert failure(site.on("/br", b"abc", Content_Encoding="br")).error.reason == "encoding"


def test_nobody_there_is_a_failure(site):
    assert failure("http://127.0.0.1:9/").error.reason in ("connect", "robots")
    assert failure("http://127.0.0.1:9/", obey_robots=False).error.reason == "connect"


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "url", ["ftp://a.example/x", "file:///etc/passwd", "javascript:1", "", "http://", "http://a:b/x"]
)
def test_what_is_no_web_address_is_refused(url):
    assert failure(url).error.reason == "address"


def test_loopback_is_refused_unless_allowed(site):
    url = site.on("/a", PAGE)
    error = failure(url, allow_private=False).error
    assert error.reason == "private address"
    assert site.asked == []


@pytest.mark.parametrize("address", ["10.1.2.3", "169.254.169.254", "192.168.0.1", "::1", "fe80::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "0.0.0.0", "224.0.0.1"])  # fmt: skip  # noqa: S104
def test_a_name_that_leads_to_a_private_address_is_refused(address):
    assert not is_public(address)
    request = Request(url="http://news.example/a")
    (result,) = fetch_each(
        [request], options=FetchOptions(), clock=lambda: NOW, resolve=lambda host, port: ["93.184.215.14", address]
    )
    assert isinstance(result, Failed)
    assert result.error.reason == "private address"


def test_a_redirect_into_the_private_network_is_refused():
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        return httpx.Response(302, headers={"location": "http://inside.example/admin"})

    places = {"news.example": ["93.184.215.14"], "inside.example": ["10.0.0.5"]}
    (result,) = fetch_each(
        [Request(url="http://news.example/a")],
        options=FetchOptions(),
        clock=lambda: NOW,
        transport=httpx.MockTransport(answer),
        resolve=lambda host, port: places[host],
    )
    assert isinstance(result, Failed)
    assert (result.error.reason, result.error.where) == ("private address", "http://inside.example/admin")


def test_the_checked_address_is_the_one_connected_to(site):
    """The name has an address only for the check: a second look-up would find nothing and fail."""
    site.on("/a", PAGE)
    port = int(site.base.rpartition(":")[2])
    asked = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    options = FetchOptions(allow_private=True, obey_robots=False)
    url = f"http://no-such-name.invalid:{port}/a"
    (result,) = fetch_each([Request(url=url)], options=options, clock=lambda: NOW, resolve=resolve)
    assert isinstance(result, Fetched)
    assert result.page is not None
    assert result.page.url == url
    assert asked == ["no-such-name.invalid"]
    assert dict(site.asked)["/a"]["host"] == f"no-such-name.invalid:{port}"


# ---------------------------------------------------------------- manners


def test_robots_txt_is_obeyed_once_asked(site):
    site.on("/robots.txt", "User-agent: claimline\nDisallow: /private/\n\nUser-agent: *\nDisallow: /\n")
    results = fetch(site.on("/private/a", PAGE), site.on("/b", PAGE), user_agent="Claimline/1")
    assert [type(result) for result in results] == [Failed, Fetched]
    assert results[0].error.reason == "robots"
    assert site.paths().count("/robots.txt") == 1
    assert "/private/a" not in site.paths()


def test_a_server_that_cannot_give_its_robots_txt_is_left_alone(site):
    site.on("/robots.txt", status=503)
    assert failure(site.on("/a", PAGE)).error.reason == "robots"
    assert isinstance(fetch(site.url("/a"), obey_robots=False)[0], Fetched)


def test_one_host_is_asked_one_by_one_with_pauses(site):
    running, together = [], []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        running.append(1)
        together.append(len(running))
        handler.send_response(200)
        handler.send_header("Content-Length", "0")
        running.pop()
        handler.end_headers()

    for n in range(3):
        site.routes[f"/{n}"] = answer
    start = time.monotonic()
    fetch(*(site.url(f"/{n}") for n in range(3)), delay=0.2, obey_robots=False)
    assert time.monotonic() - start >= 2 * 0.2
    assert together == [1, 1, 1]


def test_closing_early_stops_the_rest(site):
    urls = [site.on(f"/{n}", PAGE) for n in range(50)]
    options = FetchOptions(allow_private=True, delay=0.05, obey_robots=False)
    results = fetch_each([Request(url=url) for url in urls], options=options, clock=lambda: NOW)
    next(results)
    results.close()
    assert len(site.asked) < 10


def test_a_crash_inside_is_raised_outside(site):
    def clock() -> datetime:
        raise RuntimeError("the clock is broken")

    options = FetchOptions(allow_private=True)
    with pytest.raises((RuntimeError, ExceptionGroup)):
        list(fetch_each([Request(url=site.on("/a", PAGE))], options=options, clock=clock))


def test_nothing_to_fetch_is_nothing():
    assert fetch() == []
