"""Takes the pictures of the documentation (docs/img): the examples, read by the real command, in the real UI, in Chromium.

    python scripts/pictures.py [FOLDER]

Wants Chromium and the development dependencies.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, str(ROOT / "claimline.py")]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TALLEST = 1500  # pixels: a picture shows a page's beginning, not its length


@dataclass(frozen=True)
class Picture:
    """A file name, what to open, and how."""

    name: str
    page: str
    language: str = "en"
    scheme: str = "light"
    width: int = 1280


PICTURES = (
    Picture("board-light", "board"),
    Picture("trace-light", "trace"),
    Picture("article-light", "article"),
    Picture("board-arabic", "board", language="ar"),
    Picture("trace-dark", "trace", scheme="dark"),
    Picture("trace-arabic", "trace", language="ar"),
    Picture("board-phone", "board", width=390),
    Picture("trace-phone", "trace", width=390, scheme="dark"),
    Picture("article-phone", "article", width=390, language="ar"),
)


def addresses(url: str) -> dict[str, str]:
    """Where the pages are: the thread with most articles and its first denial, and the worked example."""
    sys.path.insert(0, str(ROOT))
    from graph import queries
    from graph.model import AnswerKind
    from graph.stores import open_store

    with open_store(url, readonly=True, create=False) as store:
        row = max(queries.board(store).rows, key=lambda each: each.articles)
        denials = [answer.reported for answer in row.answers if answer.kind is AnswerKind.DENIES]
        item = (denials or [row.founder])[0].attribution.id
        arabic = [version for version in store.articles(limit=100).items if version.language == "ar"]
        arabic = [version for version in arabic if _outlet(store.article(version.article_id))]
        article = max(arabic, key=lambda version: len(store.reported_in(version.id)))
        first = store.reported_in(article.id)[0].attribution.id
    return {
        "board": "/?",
        "trace": f"/trace?what={quote(row.thread_id)}&item={quote(item)}",
        "article": f"/article?version={quote(article.id)}&item={quote(first)}",
    }


def _outlet(article: Any) -> bool:
    """True for a page of an outlet: the address of a file would show where this checkout lies."""
    return article is not None and article.url.startswith("https://")


@contextmanager
def served(url: str) -> Iterator[str]:
    """The UI on a free port; gives its address."""
    with subprocess.Popen([*COMMAND, "ui", "--port", "0", "--store", url], stdout=subprocess.PIPE, text=True) as server:
        try:
            found = re.search(r"http://[\d.:]+", server.stdout.readline() if server.stdout else "")
            if not found:
                raise SystemExit("the server did not start")
            yield found.group()
        finally:
            server.terminate()


def take(browser: Any, base: str, picture: Picture, page_of: dict[str, str], folder: Path) -> Path:
    """One picture of one page, once all of it is there."""
    size = {"width": picture.width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=picture.scheme, device_scale_factor=1)
    page = context.new_page()
    page.goto(f"{base}{page_of[picture.page]}&ui={picture.language}")
    page.locator("[data-testid=stApp][data-test-script-state=notRunning] h1").first.wait_for()
    page.evaluate("document.fonts.ready.then(() => true)")
    if picture.page == "trace":
        page.locator(".timeline .mark[data-id]").first.wait_for()
    height = page.locator(".stMainBlockContainer").evaluate("e => e.scrollHeight")
    page.set_viewport_size({"width": picture.width, "height": min(height, TALLEST)})
    page.wait_for_timeout(700)  # the timeline draws itself anew
    page.locator("[data-testid=stMain]").evaluate("e => e.scrollTo(0, 0)")
    path = folder / f"{picture.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def shrink(path: Path) -> None:
    """256 colours are enough for flat pages, at a third of the size."""
    from PIL import Image

    Image.open(path).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def main(folder: Path) -> None:
    """Reads the examples into a store of its own, serves it, takes all pictures."""
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        raise SystemExit("no Chromium: install it (Debian: apt-get install chromium), then run this again")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        url = f"sqlite:///{work}/pictures.db"
        subprocess.run(
            [*COMMAND, "ingest", "--settings", "examples/claimline.toml", "--store", url],
            cwd=ROOT,
            check=True,
            env={**os.environ, "NO_COLOR": "1"},
        )
        page_of = addresses(url)
        with served(url) as base, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for picture in PICTURES:
                path = take(browser, base, picture, page_of, folder)
                shrink(path)
                print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "docs" / "img")
