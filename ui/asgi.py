"""The web server of the UI: Streamlit's ASGI application behind a strict content security policy.

Nothing is loaded from elsewhere, nothing inline runs but Streamlit's own start script (by its hash), no other site may frame the pages, and
requests under a name that is not ours are refused (a page elsewhere could otherwise reach this server through a name of its own).
"""

from __future__ import annotations

import base64
import hashlib
import re
import socket
import tomllib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import streamlit
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.errors import UsageError

HERE = Path(__file__).parent
OWN_NAMES = ("127.0.0.1", "localhost")
PORT_TRIES = 50


def _start_script_hashes() -> str:
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    return " ".join(f"'sha256-{value}'" for value in hashes)


def policy() -> str:
    """The Content-Security-Policy of every answer."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {_start_script_hashes()}",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


class SecurityHeaders:
    """Adds the policy and its companions to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = [
            (b"content-security-policy", policy().encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._headers]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


async def healthz(request: Request) -> PlainTextResponse:
    """For supervisors: the server runs."""
    return PlainTextResponse("ok")


def settings(names: Sequence[str], port: int) -> dict[str, Any]:
    """Streamlit's settings, flat, as ``ui/streamlit.toml`` and the address say."""
    declared = tomllib.loads((HERE / "streamlit.toml").read_text(encoding="utf-8"))
    return {**_flat(declared), "server.port": port, "server.allowedHosts": list(names), "browser.serverPort": port}


def _flat(tree: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in tree.items():
        name = f"{prefix}{key}"
        found |= _flat(value, f"{name}.") if isinstance(value, dict) else {name: value}
    return found


def build(names: Sequence[str] = OWN_NAMES) -> streamlit.App:
    """The ASGI application; it answers only to ``names``."""
    middleware = [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(names), www_redirect=False),
    ]
    return streamlit.App(HERE / "app.py", middleware=middleware, routes=[Route("/healthz", healthz)])


def bind(host: str, port: int) -> socket.socket:
    """A listening socket on ``port``, or the next one that is free. Raises ``UsageError`` when there is none."""
    last: OSError | None = None
    for candidate in range(port, min(port + PORT_TRIES, 65536)) if port else (0,):
        try:
            return _listening(host, candidate)
        except OSError as error:
            last = error
    raise UsageError(
        f"cannot listen on {host}, port {port} or the next {PORT_TRIES}: {last}",
        hint="Choose another --port or --host.",
    )


def _listening(host: str, port: int) -> socket.socket:
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(128)
    except OSError:
        opened.close()
        raise
    return opened


def serve(listening: socket.socket, names: Sequence[str]) -> None:
    """Serves until interrupted."""
    import uvicorn
    from streamlit.web import bootstrap

    with closing(listening):
        bootstrap.load_config_options(settings(names, listening.getsockname()[1]))
        config = uvicorn.Config(
            build(names), log_level="warning", access_log=False, ws_ping_interval=20, timeout_graceful_shutdown=3
        )
        uvicorn.Server(config).run(sockets=[listening])
