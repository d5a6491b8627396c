"""The documentation says what the program does: commands, links, pictures."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_the_command_reference_is_what_the_commands_print():
    done = subprocess.run([sys.executable, ROOT / "scripts" / "docs_commands.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run make docs and commit docs/commands.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert not missing


def test_no_page_names_a_folder_of_somebodys_machine():
    named = [p.name for p in PAGES if re.search(r"(?<![\w.])/(?:home|root|work|Users)/", p.read_text(encoding="utf-8"))]
    assert not named
