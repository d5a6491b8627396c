"""The network. Polite, bounded, and closed to private addresses.

``fetch_each`` is what the rest of the program sees: requests in, one ``Fetched`` or ``Failed`` each out, as they are
done, while a thread of its own runs the event loop. Nothing outside of the ``fetch`` package is async.

::

    request ─▶ address ─▶ robots.txt ─▶ the host's turn ─▶ GET ─▶ status ─▶ bounded body ─▶ Fetched
                  ▲                                               │
                  └────────────── redirect, at most 5 ────────────┘
"""

from ingest.fetch.loop import fetch_each
from ingest.fetch.values import Failed, Fetched, FetchOptions, Request, Result

__all__ = ["Failed", "FetchOptions", "Fetched", "Request", "Result", "fetch_each"]
