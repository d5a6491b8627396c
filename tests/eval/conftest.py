"""Says at the end of a run which floors have been left behind."""

from __future__ import annotations

import pytest

from .test_floors import COULD_RISE


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    risen = config.stash.get(COULD_RISE, [])
    if risen:
        terminalreporter.section("floors that could rise: python -m tests.eval.floors")
        for line in risen:
            terminalreporter.line(line)
