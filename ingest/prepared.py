"""What every worker process needs, loaded by importing this: once, in the server that workers are forked from.

Parsers stay out: which of them are needed shows with the texts. What goes wrong here goes wrong again in a worker, which
can say so.
"""

from __future__ import annotations

import gc
import logging
import signal
from importlib.util import find_spec


def load() -> None:
    """Tables of names and words, the encoder's vectors, the parser's code; then nothing of it is garbage any more."""
    from ingest.embed import SentenceEncoder
    from ingest.pipeline.workers import all_languages

    gc.disable()  # a tenth of the time: nothing of what is loaded is garbage
    all_languages()
    SentenceEncoder().vectors(["ready"])
    for name in ("spacy", "trafilatura", "htmldate"):
        if find_spec(name):
            __import__(name)
    gc.freeze()  # the collector does not touch it, so its memory stays shared
    gc.enable()


signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked for us says when to stop
try:
    load()
except Exception:
    logging.getLogger("claimline.ingest").debug("workers will load what they need by themselves", exc_info=True)
