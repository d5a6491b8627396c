"""Browser components of the UI: JavaScript built by ``scripts/build_ui.sh`` and served from ``frontend/build``.

They are declared to Streamlit here instead of in a ``pyproject.toml`` beside the package, so that they are found in a checkout, in a wheel
and in tests alike. Inline components would need ``blob:`` scripts, which the content security policy refuses.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

FRONTEND = Path(__file__).parent / "frontend"
NAMES = ("timeline", "page")


def _declare() -> None:
    from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
    from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

    manager = get_bidi_component_manager()
    if manager.get_component_asset_root("claimline.page") is None:
        parts = [ComponentConfig(name, "build") for name in NAMES]
        manager.register_from_manifest(ComponentManifest("claimline", "1", parts), FRONTEND)
        _made.cache_clear()


@lru_cache
def _made(name: str, css: str | None, html: str) -> Any:
    return st.components.v2.component(f"claimline.{name}", js=f"{name}.js", css=css, html=html)


def _component(name: str, *, css: str | None = None, html: str) -> Any:
    _declare()
    return _made(name, css, html)


def timeline(data: dict[str, Any], *, key: str) -> None:
    """Draws the timeline; choosing an event goes to the ``href`` that it carries."""
    _component("timeline", css="timeline.css", html='<div class="timeline"></div>')(data=data, key=key)


def page(data: dict[str, Any], *, key: str) -> None:
    """Sets title, language and direction of the page, keeps its links in the session, looks at ``look``, or leaves for ``go``."""
    _component("page", html="<span></span>")(data=data, key=key)
