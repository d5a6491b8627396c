"""``make``: lists its targets, and says what is missing where it cannot set up."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_alone_it_lists_the_targets() -> None:
    listed = make().stdout
    for target in ("setup", "run", "test", "lint", "bench", "docs"):
        assert f"make {target} " in listed


def test_without_a_python_it_says_what_is_needed(tmp_path: Path) -> None:
    done = make("setup", f"VENV={tmp_path / 'venv'}", f"PYTHON={tmp_path / 'no-python'}")
    assert done.returncode == 2
    assert "Claimline needs Python 3.11, 3.12 or 3.13" in done.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.parametrize("version", ["3.10.13", "3.14.0"])
def test_a_python_of_another_version_is_not_taken_and_named(tmp_path: Path, version: str) -> None:
    other = tmp_path / "python3"
    other.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo "Python {version}" && exit 0\nexit 1\n')
    other.chmod(0o755)
    done = make("setup", f"VENV={tmp_path / 'venv'}", f"PYTHON={other}")
    assert done.returncode == 2
    assert f"{other} does not fit: it is Python {version}" in done.stderr
    assert "Claimline needs Python 3.11, 3.12 or 3.13" in done.stderr
