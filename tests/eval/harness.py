"""Measuring on gold that lies beside the checkout: ``CLAIMLINE_EVAL_DATA``, default ``../shared/data``.

The figures are those of the scorer beside the data (``eval/score.py``), run as a process of its own: none of its code is ours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.model import Version
from ingest.nlp import language
from ingest.nlp.contract import line
from ingest.nlp.engine import Analyser
from ingest.nlp.mentions import Finder

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("CLAIMLINE_EVAL_DATA", ROOT / ".." / "shared" / "data")).resolve()
SCORER = DATA.parent / "eval" / "score.py"
SEEN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Corpus:
    """One gold file. ``limit`` takes its first documents only."""

    gold: Path
    limit: int | None = None

    @classmethod
    def named(cls, name: str, limit: int | None = None) -> Corpus:
        """``name`` is a path below the data folder; skips the test where it or the scorer is absent."""
        gold = DATA / name
        if not (gold.exists() and SCORER.exists()):
            pytest.skip(f"no evaluation data at {gold}")
        return cls(gold, limit)

    def rows(self) -> list[dict[str, Any]]:
        lines = self.gold.read_text("utf-8").splitlines()
        return [json.loads(row) for row in lines if row.strip()][: self.limit]

    def versions(self) -> Iterator[Version]:
        for row in self.rows():
            with (self.gold.parent / row["file"]).open(encoding="utf-8", newline="") as file:
                text = file.read()
            yield Version(id=row["id"], article_id="art:1", text=text, language=row["lang"], retrieved=SEEN)

    def predicted(self, folder: Path) -> tuple[Path, Path]:
        """Writes the gold that was asked for and what the engine finds; gives both files."""
        folder.mkdir(parents=True, exist_ok=True)
        rows = self.rows()
        gold, pred = folder / "gold.jsonl", folder / "pred.jsonl"
        files = [{**row, "file": str(self.gold.parent / row["file"])} for row in rows]
        gold.write_text("".join(json.dumps(row) + "\n" for row in files), "utf-8")
        analyser = Analyser(language.load_all(), Finder.load())
        found = analyser.analyse_many(self.versions())
        shas = {row["id"]: row["sha256"] for row in rows}
        pred.write_text("".join(line(v, a, id=v.id, sha256=shas[v.id]) + "\n" for v, a in found), "utf-8")
        return gold, pred


def scored(gold: Path, pred: Path, *options: str) -> dict[str, Any]:
    """The scorer's own JSON."""
    out = pred.with_suffix(".json")
    command = [sys.executable, str(SCORER), "attribution", str(gold), str(pred), "--boot", "0", "--json", str(out)]
    subprocess.run([*command, *options], check=True, capture_output=True, cwd=SCORER.parent)
    return dict(json.loads(out.read_text("utf-8")))
