"""The event loop's side of ``ingest.fetch``: one ``Session`` a run, one line a host."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from urllib.parse import urljoin

import httpx

from graph.errors import FetchError
from graph.model import Page
from ingest.fetch.answers import errors_of, redirected, retry_after, too_large, unpacked
from ingest.fetch.guard import Resolve, host_and_port, permitted_address
from ingest.fetch.robots import LARGEST, Rules, agent_token, rules_of
from ingest.fetch.values import Failed, Fetched, FetchOptions, Request, Result

ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
REDIRECTS = (301, 302, 303, 307, 308)
REASONS = {401: "forbidden", 403: "forbidden", 404: "not found", 410: "gone", 429: "rate limited", 451: "forbidden"}


@dataclass(slots=True)
class _Host:
    """One host's line: who is being served, when the next may be, what robots.txt said (by its address)."""

    client: httpx.AsyncClient
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    robots_lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = 0.0
    rules: dict[str, Rules] = field(default_factory=dict)

    def pause(self, delay: float, agent: str) -> float:
        """Seconds until the next request: our own manners, or what robots.txt asks for where that is more."""
        return max(delay, *(rules.delay(agent) for rules in self.rules.values()), 0.0)


@dataclass(frozen=True, slots=True)
class _Hop:
    """One address on the way. ``pinned`` has the checked IP for a host; ``netloc`` and ``host`` keep the name."""

    url: str
    pinned: httpx.URL
    netloc: str
    host: str
    line: _Host


@dataclass(frozen=True, slots=True)
class _Answer:
    url: str
    status: int
    headers: httpx.Headers
    content: bytes


class Session:
    """Connections and manners of one run. Use as an async context manager."""

    def __init__(
        self,
        *,
        options: FetchOptions,
        clock: Callable[[], datetime],
        transport: httpx.AsyncBaseTransport | None,
        resolve: Resolve,
    ) -> None:
        self._options = options
        self._clock = clock
        self._transport = transport
        self._resolve = resolve
        self._agent = agent_token(options.user_agent)
        self._hosts: dict[str, _Host] = {}
        self._sending = asyncio.Semaphore(options.concurrency)
        self._closing = AsyncExitStack()
        self._ssl: ssl.SSLContext | None = None

    async def __aenter__(self) -> Session:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._closing.aclose()

    async def fetch(self, request: Request) -> Result:
        """One request to its end; what goes wrong on the way is a value."""
        conditions = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
        try:
            answer = await self._follow(request.url, {name: value for name, value in conditions.items() if value})
            return self._fetched(request, answer)
        except FetchError as error:
            return Failed(request=request, error=error)

    def _fetched(self, request: Request, answer: _Answer) -> Fetched:
        etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
        if answer.status == 304:
            etag, modified = etag or request.etag, modified or request.last_modified
            return Fetched(request=request, page=None, etag=etag, last_modified=modified)
        if answer.status != 200:
            raise self._refusal(answer)
        page = Page(
            sha256=sha256(answer.content).hexdigest(),
            url=answer.url,
            content=answer.content,
            content_type=answer.headers.get("content-type", ""),
            retrieved=self._clock(),
        )
        return Fetched(request=request, page=page, etag=etag, last_modified=modified)

    def _refusal(self, answer: _Answer) -> FetchError:
        status = answer.status
        reason = REASONS.get(status, "server error" if status >= 500 else "status")
        wait = retry_after(answer.headers.get("retry-after", ""), now=self._clock())
        hint = f"It may be asked again in {wait:.0f} s" if wait is not None else ""
        message = f"the server answers {status} ({reason})"
        return FetchError(message, where=answer.url, reason=reason, status=status, retry_after=wait, hint=hint)

    async def _follow(self, url: str, headers: dict[str, str], *, robots: bool = True) -> _Answer:
        seen = [url]
        while True:
            hop = await self._hop(url)
            if robots and self._options.obey_robots:
                await self._ask_robots(hop)
            answer = await self._send(hop, headers, polite=robots)
            target = answer.headers.get("location", "")
            if answer.status not in REDIRECTS or not target:
                return answer
            url = redirected(url, target)
            if url in seen or len(seen) > self._options.max_redirects:
                why = "in a circle" if url in seen else f"more than {self._options.max_redirects} times"
                raise FetchError(f"redirects {why}", where=seen[0], reason="redirects", status=answer.status)
            seen.append(url)

    async def _ask_robots(self, hop: _Hop) -> None:
        robots, line = urljoin(hop.url, "/robots.txt"), hop.line
        async with line.robots_lock:
            if robots not in line.rules:
                line.rules[robots] = await self._robots(robots)
        rules = line.rules[robots]
        if not rules.allows(hop.url, self._agent):
            why = rules.refusal or "robots.txt does not allow it"
            raise FetchError(why, where=hop.url, reason="robots", hint="Ask the outlet, or read the page yourself")

    async def _robots(self, url: str) -> Rules:
        try:
            answer = await self._follow(url, {}, robots=False)
        except FetchError as error:
            return Rules(refusal=f"robots.txt cannot be had ({error.reason})")
        return rules_of(answer.status, answer.content)

    async def _send(self, hop: _Hop, headers: dict[str, str], *, polite: bool) -> _Answer:
        """One GET, when the host's turn has come; robots.txt does not wait."""
        line = hop.line
        async with line.lock:
            loop = asyncio.get_running_loop()
            if polite:
                await asyncio.sleep(max(0.0, line.next_at - loop.time()))
            async with self._sending:
                if polite:
                    line.next_at = loop.time() + line.pause(self._options.delay, self._agent)
                return await self._get(hop, headers)

    def _host(self, host: str) -> _Host:
        if host not in self._hosts:
            self._hosts[host] = _Host(client=self._client())
        return self._hosts[host]

    def _client(self) -> httpx.AsyncClient:
        """Every host has connections of its own: pinned to an address, they must not be shared by two names."""
        if self._ssl is None:
            self._ssl = httpx.create_ssl_context()
        client = httpx.AsyncClient(
            transport=self._transport or httpx.AsyncHTTPTransport(verify=self._ssl),
            timeout=self._options.timeout,
            headers={"User-Agent": self._options.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip"},
            follow_redirects=False,
        )
        self._closing.push_async_callback(client.aclose)
        return client

    async def _hop(self, url: str) -> _Hop:
        """Judge an address and pin it to the IP that was judged."""
        host, port = host_and_port(url)
        try:
            addresses = await asyncio.to_thread(self._resolve, host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"the host is not known ({error})", where=url, reason="dns") from error
        address = permitted_address(url, addresses, allow_private=self._options.allow_private)
        try:
            target = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise FetchError(f"is no valid address ({error})", where=url, reason="address") from error
        pinned = target if self._transport is not None else target.copy_with(host=address)
        return _Hop(url, pinned, target.netloc.decode("ascii"), target.host, self._host(host))

    async def _get(self, hop: _Hop, headers: dict[str, str]) -> _Answer:
        headers = headers | {"Host": hop.netloc}
        names = {"sni_hostname": hop.host}  # what the certificate must be for
        with errors_of(hop.url, self._options):
            async with (
                asyncio.timeout(self._options.deadline),
                hop.line.client.stream("GET", hop.pinned, headers=headers, extensions=names) as response,
            ):
                content = await self._body(response, hop.url) if response.status_code == 200 else b""
                return _Answer(hop.url, response.status_code, response.headers, content)

    async def _body(self, response: httpx.Response, url: str) -> bytes:
        """The body, never more than the limit: neither as it comes nor unpacked."""
        limit = LARGEST if url.endswith("/robots.txt") else self._options.max_bytes
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > limit:
            raise too_large(url, limit)
        parts, total = [], 0
        async for chunk in response.aiter_raw():
            total += len(chunk)
            if total > limit:
                raise too_large(url, limit)
            parts.append(chunk)
        return unpacked(b"".join(parts), response.headers.get("content-encoding", ""), url=url, limit=limit)
