"""Body text of HTML pages: Claimline's body zones beside trafilatura alone, in the same run.

    python bench/html_body.py [FOLDER]

``FOLDER`` is article-extraction-benchmark (``ground-truth.json`` and ``html/*.html.gz``); by default the one below
``CLAIMLINE_EVAL_DATA``. The measure is that benchmark's: runs of four words, counted with repeats; precision and recall
are means over the pages, F1 is made of the two. Exit code 1 when Claimline's F1 is lower.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # before this folder, which has an ``ingest`` of its own

from graph.errors import InputError  # noqa: E402
from graph.model import ZoneKind  # noqa: E402
from ingest.pages import read_page  # noqa: E402
from ingest.publishers import load_publishers  # noqa: E402
from ingest.readers import page_of  # noqa: E402

EVAL = Path(os.environ.get("CLAIMLINE_EVAL_DATA", ROOT.parent / "shared" / "data"))
DATA = EVAL / "pages" / "article-extraction-benchmark"
RUN = 4  # words
_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Score:
    """Means over ``pages`` documents; ``seconds`` for all of them."""

    precision: float
    recall: float
    pages: int
    seconds: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def trafilatura_body(html: bytes) -> str:
    """What trafilatura gives alone, with its defaults but comments."""
    from trafilatura import extract

    return extract(html.decode("utf-8"), include_comments=False) or ""


def claimline_body(html: bytes) -> str:
    """The body zones of the version that Claimline would store."""
    now = datetime.now(UTC)
    page = page_of(html, url="https://bench.example/page", content_type="text/html", now=now)
    try:
        version = read_page(page, now=now, publishers=load_publishers()).version
    except InputError:
        return ""
    return "".join(version.text[z.start : z.end] for z in version.zones if z.kind is ZoneKind.BODY)


def pages_of(folder: Path) -> Iterator[tuple[bytes, str]]:
    """(HTML, true body) of each page."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name in sorted(truth):
        yield gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), truth[name]["articleBody"]


def score(pages: list[tuple[bytes, str]], body_of: Callable[[bytes], str]) -> Score:
    """Score one way of reading on all pages."""
    start = time.perf_counter()
    bodies = [body_of(html) for html, _ in pages]
    seconds = time.perf_counter() - start
    pairs = [_precision_recall(_runs(body), _runs(true)) for body, (_, true) in zip(bodies, pages, strict=True)]
    precisions = [p for p, _ in pairs if p is not None]
    recalls = [r for _, r in pairs if r is not None]
    return Score(sum(precisions) / len(precisions), sum(recalls) / len(recalls), len(pages), seconds)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))) if words else Counter()


def _precision_recall(
    found: Counter[tuple[str, ...]], true: Counter[tuple[str, ...]]
) -> tuple[float | None, float | None]:
    """None where there is nothing to be precise about (nothing found) or to find."""
    common = (found & true).total()
    return (common / found.total() if found else None), (common / true.total() if true else None)


def main() -> int:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not (folder / "ground-truth.json").is_file():
        print(f"{folder}: no benchmark there, nothing measured", file=sys.stderr)
        return 0
    pages = list(pages_of(folder))
    scores = {"trafilatura": score(pages, trafilatura_body), "claimline": score(pages, claimline_body)}
    print(f"{'':14}{'F1':>8}{'precision':>11}{'recall':>8}{'pages/s':>9}")
    for name, got in scores.items():
        speed = got.pages / got.seconds
        print(f"{name:14}{got.f1:8.4f}{got.precision:11.4f}{got.recall:8.4f}{speed:9.1f}")
    return int(scores["claimline"].f1 < scores["trafilatura"].f1)


if __name__ == "__main__":
    sys.exit(main())
