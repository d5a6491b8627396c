"""The real server, as ``claimline ui`` starts it, and a real Chromium. Skips where there is no Chromium."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHROMIUM = next((p for p in (Path("/usr/bin/chromium"), Path("/usr/bin/chromium-browser")) if p.exists()), None)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip

sys.path.append(str(HERE.parent / "ui"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no chromium"))


@dataclass
class Visitor:
    """A browser tab that notes everything that should not happen. ``base`` is the server's address without the last slash."""

    page: Any
    base: str
    bad: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.bad.append(f"error: {error}"))
        self.page.on("request", self._request)

    def _console(self, message: Any) -> None:
        # On a page below the root Streamlit first asks for its health there, then at the root: the browser reports the first.
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            self.bad.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.base, self.base.replace("http", "ws", 1), "data:", "blob:")):
            self.bad.append(f"external: {request.url}")

    def open(self, path: str) -> Any:
        """Opens an address and waits until the page is complete."""
        self.page.goto(self.base + path)
        return self.settled()

    def settled(self) -> Any:
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        self.page.locator("h1").first.wait_for()
        self.page.locator("html[dir]").wait_for(state="attached")
        self.page.evaluate(
            "document.fonts.ready.then(() => true)"
        )  # not wait_for_function: it evaluates strings, which the policy forbids
        return self.page


@pytest.fixture(scope="session")
def store_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    import ui_store

    from graph.stores import open_store

    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'story.db'}"
    with open_store(url) as store:
        ui_store.fill(store)
    return url


@pytest.fixture(scope="session")
def base(store_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Starts the server outside the checkout, as an installed one would be."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from ui.cli import ui; ui()"
    command = [sys.executable, "-c", code, "--port", "0", "--store", store_url]
    with subprocess.Popen(
        command, cwd=tmp_path_factory.mktemp("elsewhere"), stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        address = re.search(r"http://[\d.:]+", server.stdout.readline())
        assert address, "the server printed no address"
        yield address.group()
        server.terminate()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, base: str) -> Iterator[Any]:
    """Makes visitors; at the end none of them may have seen an error or asked anybody else for anything."""
    made: list[Visitor] = []

    def make(*, width: int = 1280, height: int = 900, scheme: str = "light", locale: str = "en-GB") -> Visitor:
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale=locale)
        context.set_default_timeout(20_000)
        visitor = Visitor(context.new_page(), base)
        visitor.listen()
        made.append(visitor)
        return visitor

    yield make
    for visitor in made:
        visitor.page.context.close()
        assert visitor.bad == []
