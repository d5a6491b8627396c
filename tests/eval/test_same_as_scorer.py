"""Our figures are those of the scorer that came with the data, to the last digit, on what the engine really finds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingest.evaluation.events import event_figures, macro
from ingest.evaluation.gold import GoldText
from ingest.evaluation.mentions import mention_figures
from ingest.evaluation.names import ranking
from ingest.evaluation.running import Findings, compared, measured
from ingest.evaluation.scoring import Score

from .corpora import DATA, SCORER, findings, texts

pytestmark = [pytest.mark.data, pytest.mark.skipif(not SCORER.exists(), reason=f"no scorer at {SCORER}")]

Plain = dict[str, Any]


def scorer(task: str, folder: Path, gold: tuple[GoldText, ...], found: Findings, *options: str) -> Plain:
    """What the scorer says, run as a process of its own on the same gold and findings."""
    lines = [_placed(text, folder).published() for text in gold]
    (folder / "gold.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    rows = [found[text.id].model_dump_json() for text in gold]
    (folder / "pred.jsonl").write_text("".join(f"{row}\n" for row in rows), "utf-8")
    return run_scorer(task, folder / "gold.jsonl", folder / "pred.jsonl", *options)


def _placed(text: GoldText, folder: Path) -> GoldText:
    """The same with its text in a file: the scorer knows no texts inside lines."""
    (folder / f"{text.id}.txt").write_bytes(text.text().encode())
    return text.model_copy(update={"file": f"{text.id}.txt", "inline": None})


def run_scorer(task: str, gold: Path, pred: Path, *options: str) -> Plain:
    out = pred.with_suffix(".json")
    command = [sys.executable, str(SCORER), task, str(gold), str(pred), "--boot", "50", "--json", str(out), *options]
    subprocess.run(command, check=True, capture_output=True, cwd=SCORER.parent)
    return dict(json.loads(out.read_text("utf-8")))


def ours(name: str, **options: Any) -> Score:
    return measured(compared(texts(name), findings(name), **options), resamples=50)


def figures_of(theirs: Plain) -> Plain:
    """Their figures under our names, without the sizes that we print elsewhere."""
    named = {
        key.replace("_", "."): value for key, value in theirs.items() if isinstance(value, dict) and "n_gold" in value
    }
    return {name: {**{k: value[k] for k in ("p", "r", "f1")}, "ci": value["ci"]} for name, value in named.items()}


def shares_of(theirs: Plain) -> dict[str, float]:
    found = {
        f"{kind}.{name}.found": part["detected"][0]
        for kind in ("mode", "slice")
        for name, part in theirs.get(kind, {}).items()
    }
    for kind in ("mode", "slice"):
        for name, part in theirs.get(kind, {}).items():
            found[f"{kind}.{name}.whole"] = part["whole_overlap"][0]
            if "act_right" in part:
                found[f"{kind}.{name}.act"] = part["act_right"]
    for kind, part in theirs.get("claimant", {}).items():
        if part["n"]:
            found[f"claimant.{kind}"] = part["ok"] / part["n"]
    if "source_null" in theirs:
        found["source null or not"] = theirs["source_null"]["acc"]
    if theirs.get("act"):
        found |= {"act": theirs["act"]["acc"], "act.macro": theirs["act"]["macro_f1"]}
    return found | ({"mode": theirs["mode_acc"]} if "mode_acc" in theirs else {})


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "options", "flags"),
    [
        ("data/gold/ar-news-dev", {}, ()),
        ("data/gold/ar-news-dev", {"subset": "sure"}, ("--subset", "sure")),
        ("data/gold/polnear-dev:30", {"subset": "reporting"}, ("--subset", "reporting")),
        ("data/gold/polnear-dev:30", {"count_nested": True}, ("--count-nested",)),
        ("own/fr/dev", {}, ()),
    ],
)
def test_attributions(name: str, options: Plain, flags: tuple[str, ...], tmp_path: Path) -> None:
    theirs = scorer("attribution", tmp_path, texts(name), findings(name), *flags)
    score = ours(name, **options)
    sizes = {"documents": score.texts, "gold": score.gold, "pred": score.found, "aligned": score.aligned}
    assert sizes | {"words": score.words, "nested_ignored": score.ignored} == {
        key: theirs[key] for key in (*sizes, "words", "nested_ignored")
    }
    mine = json.loads(json.dumps({figure.name: figure.plain() for figure in score.figures}))
    assert mine == figures_of(theirs)
    for share, value in shares_of(theirs).items():
        assert score[share] == pytest.approx(value, abs=1e-12), share


@pytest.mark.model
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_open_lists(language: str, tmp_path: Path) -> None:
    name = f"pud/{language}"
    theirs = scorer("attribution", tmp_path, texts(name), findings(name))
    score = ours(name)
    assert score["cue.recall"] == theirs["cue_recall"]["r"]
    assert score["source.head"] == theirs["source_head"]["acc"]
    assert score["whole.overlap"] == theirs["whole_overlap_recall"]


def test_names_in_texts(tmp_path: Path) -> None:
    name = "data/gold/anercorp-train:20"
    theirs = scorer("ner", tmp_path, texts(name), findings(name), "--drop", "MISC")
    for figure in mention_figures(texts(name), findings(name), without=["MISC"], resamples=50):
        them = theirs[{"all": "micro"}.get(figure.name, figure.name)]
        assert [figure.rates.precision, figure.rates.recall, figure.rates.f1] == [them["p"], them["r"], them["f"]]
        assert figure.interval is None or list(figure.interval) == theirs["ci"]


@pytest.mark.model
def test_event_roots(tmp_path: Path) -> None:
    name = "data/gold/plover-gsr:80"
    theirs = scorer("act", tmp_path, texts(name), findings(name))
    for title, actors in (("sentence", False), ("actor", True)):
        figures = event_figures(texts(name), findings(name), actors=actors)
        assert macro(figures) == pytest.approx(theirs[title]["macro4"], abs=1e-12)
        assert [figure.rates.f1 for figure in figures] == [theirs[title]["per"][f.name]["f1"] for f in figures]


def test_names_across_scripts(tmp_path: Path) -> None:
    gold = DATA / "gold" / "names-dev" / "gold.jsonl"
    if not gold.exists():
        pytest.skip(f"no evaluation data at {gold}")
    (tmp_path / "gold.jsonl").write_text("\n".join(gold.read_text("utf-8").splitlines()[:100]), "utf-8")
    (tmp_path / "candidates.jsonl").write_bytes(gold.with_name("candidates.jsonl").read_bytes())
    found = ranking(tmp_path / "gold.jsonl")
    rows = [{"query": q.query, "ranked": q.names} for q in found.queries]
    (tmp_path / "pred.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    theirs = run_scorer("names", tmp_path / "gold.jsonl", tmp_path / "pred.jsonl")
    assert (found.first.value, found.among_five.value) == (theirs["p@1"], theirs["p@5"])
    assert found.mean_reciprocal == pytest.approx(theirs["mrr"], abs=1e-12)
