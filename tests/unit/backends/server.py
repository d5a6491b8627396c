"""A real server on loopback that speaks as much of chat completions as an endpoint asks for."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server says to one question. ``drips``: bytes one by one, this many seconds between them."""

    body: bytes = b""
    status: int = 200
    wait: float = 0.0
    drips: float = 0.0
    location: str = ""


@dataclass
class Server:
    """``asked`` are the questions so far, each with its path and headers. The last reply is given again and again."""

    url: str
    replies: Sequence[Reply]
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def next(self) -> Reply:
        return self.replies[min(len(self.asked), len(self.replies)) - 1]


def answer(*items: dict[str, Any], **more: Any) -> Reply:
    """Findings in the form that is asked for."""
    return said(json.dumps({"attributions": items, **more}, ensure_ascii=False))


def said(content: str | None) -> Reply:
    """Whatever a model may write."""
    body = {"id": "x", "choices": [{"index": 0, "finish_reason": "stop", "message": {"content": content}}]}
    return Reply(json.dumps(body).encode())


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    """A server that is there until the block ends."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server = Server(f"http://127.0.0.1:{http.server_port}/v1", replies)
    http.state = server  # type: ignore[attr-defined]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        http.shutdown()
        thread.join()
        http.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server: Server = self.server.state  # type: ignore[attr-defined]
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append((self.path, dict(self.headers), question))
        reply = server.next()
        server.ended.wait(reply.wait)
        try:
            self._give(reply)
        except OSError:
            self.close_connection = True  # who asked has gone

    def _give(self, reply: Reply) -> None:
        self.send_response(reply.status)
        if reply.location:
            self.send_header("Location", reply.location)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if not reply.drips:
            self.wfile.write(reply.body)
            return
        for byte in reply.body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(reply.drips)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is told on standard error."""
