"""Requests in, answers out as they are done, while a thread of its own runs the event loop."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from ingest.addresses import host_of
from ingest.fetch.guard import Resolve, system_addresses
from ingest.fetch.values import FetchOptions, Request, Result

if TYPE_CHECKING:
    import httpx

    from ingest.fetch.session import Session

READY = 64  # pages that are under way or wait to be taken: more would fill the memory of a slow reader


def fetch_each(
    requests: Iterable[Request],
    *,
    options: FetchOptions,
    clock: Callable[[], datetime],
    transport: httpx.AsyncBaseTransport | None = None,
    resolve: Resolve = system_addresses,
) -> Iterator[Result]:
    """Fetch all; results come as they are ready. ``clock`` stamps ``Page.retrieved``.

    ``transport`` and ``resolve`` replace the network and the names in tests. Closing the iterator stops the rest.
    """
    from ingest.fetch.session import Session

    wanted = tuple(requests)
    if wanted:
        session = Session(options=options, clock=clock, transport=transport, resolve=resolve)
        yield from _Worker(wanted, session).results()


class _Worker:
    """The thread with the event loop, and the way back from it. Each host's requests wait in a line of their own."""

    def __init__(self, requests: tuple[Request, ...], session: Session) -> None:
        self._lines = _by_host(requests)
        self._session = session
        self._out: queue.SimpleQueue[Result | BaseException | None] = queue.SimpleQueue()
        self._loop = asyncio.new_event_loop()
        self._room = asyncio.Semaphore(READY)
        self._thread = threading.Thread(target=self._run, name="claimline-fetch", daemon=True)

    def results(self) -> Iterator[Result]:
        """What comes out of the thread; its crash is raised here."""
        self._thread.start()
        try:
            while (item := self._out.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                self._loop.call_soon_threadsafe(self._room.release)
                yield item
        finally:
            self._stop()

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._cancel)
        self._thread.join()
        self._loop.close()

    def _cancel(self) -> None:
        for task in asyncio.all_tasks(self._loop):
            task.cancel()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._all())
        except asyncio.CancelledError:
            pass
        except BaseException as error:
            self._out.put(error)
        finally:
            self._out.put(None)

    async def _all(self) -> None:
        async with self._session as session, asyncio.TaskGroup() as group:
            for line in self._lines:
                group.create_task(self._line(session, line))

    async def _line(self, session: Session, line: list[Request]) -> None:
        for request in line:
            await self._room.acquire()
            self._out.put(await session.fetch(request))


def _by_host(requests: tuple[Request, ...]) -> list[list[Request]]:
    lines: dict[str, list[Request]] = {}
    for request in requests:
        lines.setdefault(host_of(request.url), []).append(request)
    return list(lines.values())
