"""The views: functions that draw a read model. They open no store and read no address."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """What was drawn: the title for the browser's tab, and the id of the element to look at."""

    title: str = ""
    look: str = ""
