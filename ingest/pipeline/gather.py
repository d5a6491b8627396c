"""Sources → pages to read, or the reason why not: the first half of the path, up to the bytes.

Nothing is written here: what the fetch log has to remember travels with each item, and is written together with what the
page gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.pipeline.entries import Wanted
from ingest.pipeline.items import Gathered, Source
from ingest.pipeline.local import Local
from ingest.pipeline.network import Network


def gather(sources: Iterable[Source], *, local: Local, network: Network) -> Iterator[Gathered]:
    """Everything that the sources hold: local ones first, then feeds of the network, then their articles."""
    remote: list[Source] = []
    wanted: list[Wanted] = []
    for source in sources:
        if source.remote:
            remote.append(source)
            continue
        for one in local.gather(source):
            if isinstance(one, Wanted):
                wanted.append(one)
            else:
                yield one
    yield from network.gather(remote, wanted)
