"""Speed and memory of the main path, each beside what it is measured against in the same run.

    python bench/ingest.py                      everything; some minutes
    python bench/ingest.py speed --articles 400
    python bench/ingest.py workers memory

Speeds are words a second of CPU time of this process, so that other work on the machine does not count; what compares
numbers of processes is wall-clock time and wants an idle machine. The bars are printed beside the figures.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import ingest_articles as articles  # noqa: E402

from ingest.processes import one_thread_each  # noqa: E402

one_thread_each()
PARTS = ("speed", "workers", "memory")


def report(what: str, value: str, bar: str) -> None:
    print(f"{what:<58} {value:>18}   bar: {bar}", flush=True)


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU time that ``work`` takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


# ---------------------------------------------------------------- one core: speed beside the bare parser


def speed(count: int) -> None:
    english = [articles.english(n) for n in range(count)]
    arabic = [articles.arabic(n) for n in range(4 * count)]
    words = articles.words(english)
    bare, extract, whole = [], [], []
    warm_up()
    for _ in range(3):  # in turns, so that a slow moment of the machine hits all alike
        bare.append(words / cpu(lambda: parse(english)))
        extract.append(words / cpu(lambda: extracted(english)))
        whole.append(words / cpu(lambda: ingested(english)))
    base = max(bare)
    report("English, bare nlp.pipe", f"{base:,.0f} words/s", "")
    report("English, extract", f"{max(extract):,.0f} = {max(extract) / base:.0%}", "75 %")
    report("English, text to stored, vectors included", f"{max(whole):,.0f} = {max(whole) / base:.0%}", "50 %")
    fastest = max(articles.words(arabic) / cpu(lambda: extracted(arabic)) for _ in range(2))
    report("Arabic, extract", f"{fastest:,.0f} words/s", "50,000")


def warm_up() -> None:
    """Load models and tables: they are loaded once a process, whatever it reads."""
    texts = [articles.english(n) for n in range(-8, 0)]
    parse(texts)
    extracted([*texts, articles.arabic(-1)])
    ingested(texts)


def parse(texts: list[str]) -> None:
    from ingest.nlp.language import load

    for _ in load("en").pipeline().pipe(texts, batch_size=32):
        pass


def extracted(texts: list[str]) -> None:
    from ingest.cli_extract import Recipe, Text

    lines = Recipe()()
    for start in range(0, len(texts), 16):
        lines([Text(str(n), "", text) for n, text in enumerate(texts[start : start + 16])])


def ingested(texts: list[str]) -> None:
    from graph.stores import open_store
    from ingest.pipeline import Source, run

    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/graph.db") as store:
        source = Source(where=str(articles.write(Path(folder) / "texts", texts)))
        for result in run([source], store=store, clock=lambda: datetime.now(UTC), code_version="bench"):
            assert result.status == "new", result


# ---------------------------------------------------------------- several processes


def workers(count: int) -> None:
    """One process, two workers, and what this machine gives two processes at all: two runs of one worker side by side."""
    texts = [articles.english(n) for n in range(count)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = articles.write(folder / "texts", texts)
        halves = [articles.write(folder / f"half{n}", texts[n::2]) for n in range(2)]
        one = seconds(lambda: [command(whole, folder / "1.db", 1)])
        two = seconds(lambda: [command(whole, folder / "2.db", 2)])
        apart = seconds(lambda: [command(half, half.with_suffix(".db"), 1) for half in halves])
    report(f"{count} articles, 1 worker", f"{one:.1f} s", "")
    report(f"{count} articles, 2 workers", f"{two:.1f} s = {one / two:.2f} x", "1.7 x")
    report("the same as two runs of half each, side by side", f"{apart:.1f} s = {one / apart:.2f} x", "")


def seconds(start: Callable[[], list[subprocess.Popen[bytes]]]) -> float:
    """Wall-clock time until all that ``start`` has started is done."""
    began = time.perf_counter()
    for process in start():
        if process.wait():
            raise SystemExit(f"{process.args} ended with {process.returncode}")
    return time.perf_counter() - began


def memory(count: int) -> None:
    """The highest sum over all processes while ``count`` articles are ingested by two workers."""
    texts = [articles.english(n) if n % 2 else articles.arabic(n) for n in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        source = articles.write(Path(folder) / "texts", texts)
        del texts
        start = time.perf_counter()
        process = command(source, Path(folder) / "graph.db", 2)
        peak = Peak(process.pid)
        process.wait()
        took, size = time.perf_counter() - start, (Path(folder) / "graph.db").stat().st_size
    report(f"{count} articles, 2 workers: time, store", f"{took:.0f} s, {size / 1e6:.0f} MB", "")
    report(f"{count} articles, 2 workers: peak of all processes", f"{peak.stopped() / 1e6:,.0f} MB", "1,500 MB")


def command(source: Path, store: Path, number: int) -> subprocess.Popen[bytes]:
    arguments = ["ingest", str(source), "--store", f"sqlite:///{store}", "--workers", str(number), "--json"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "claimline", *arguments], stdout=subprocess.DEVNULL, env=environ, cwd=source.parent
    )


class Peak:
    """Looks five times a second at the resident memory of a process and all below it (shared pages counted once, PSS)."""

    def __init__(self, pid: int) -> None:
        self._pid, self._highest, self._stop = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stopped(self) -> int:
        """Bytes at the highest moment."""
        self._stop.set()
        self._thread.join()
        return self._highest

    def _watch(self) -> None:
        while not self._stop.wait(0.2):
            self._highest = max(self._highest, sum(map(resident, family(self._pid))))


def family(pid: int) -> list[int]:
    """A process with all its descendants (Linux; elsewhere only ``ps`` knows)."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    children: dict[int, list[int]] = {}
    for line in listed.splitlines():
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    found = [pid]
    for member in found:
        found += children.get(member, [])
    return found


def resident(pid: int) -> int:
    """Bytes; 0 for a process that has just ended."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=PARTS, help=", ".join(PARTS))
    parser.add_argument("--articles", type=int, help="articles to use; default: 300, 600, 10000")
    wanted = parser.parse_args()
    for name, part, count in (("speed", speed, 300), ("workers", workers, 600), ("memory", memory, 10_000)):
        if name in wanted.parts:
            part(wanted.articles or count)


if __name__ == "__main__":
    main()
