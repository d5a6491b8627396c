"""Writes an export."""

from __future__ import annotations

from pathlib import Path

from graph.stores.base import Reader


def write_export(reader: Reader, target: Path | None, form: str) -> None:
    raise NotImplementedError
