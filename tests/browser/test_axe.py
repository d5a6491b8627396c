"""Accessibility by axe-core: no violation on any page, in light and dark, English and Arabic, desk and phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_pages import THREAD, item, version

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PAGES = {
    "board": "/?",
    "trace": f"/trace?what={THREAD}&item={item('denial')}",
    "article": f"/article?version={version('accusation')}&item={item('accusation')}",
}
LOOKS = {
    "light": (1280, "light", "en"),
    "dark": (1280, "dark", "en"),
    "arabic": (1280, "light", "ar"),
    "phone": (390, "dark", "ar"),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_no_violation(visit: Any, name: str, look: str) -> None:
    width, scheme, language = LOOKS[look]
    page = visit(width=width, scheme=scheme).open(f"{PAGES[name]}&ui={language}&asof=2025-12-31")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "() => axe.run().then(r => ({bad: r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160))]), passes: r.passes.length}))"
    )
    assert found["bad"] == []
    assert found["passes"] > 15
