"""Learns graph/sounds.json: how names in Latin letters are written in Arabic ones.

    python scripts/build_sounds.py [--check]

From scripts/data/names-latin-arabic.tsv (pairs of Wikidata, CC0) by expectation maximisation: every way to line two names up
counts by its chance, ten rounds. Deterministic. ``--check`` learns on four fifths five times and prints how often the right
one among all names comes first for the others (about two minutes).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.sounds import ARABIC_RUN, LATIN_RUN, Sounds, arabic_letters, latin_letters, ranked, unseen

PAIRS = Path(__file__).parent / "data" / "names-latin-arabic.tsv"
TABLE = Path(__file__).parents[1] / "graph" / "sounds.json"
ROUNDS = 10
FOLDS = 5
DISCOUNT = 0.4  # of a count: what is seen once by chance is not learned
PRIOR = 1.0  # weight of what is assumed before anything is seen
LEAST = 1e-4  # chances below are left out: `unseen` says about as much

Pair = tuple[str, str]


def learned(pairs: Sequence[Pair]) -> Sounds:
    """The table that makes the (Latin, Arabic) pairs most likely, smoothed."""
    spelled = [(latin_letters(latin), arabic_letters(_bare(latin, arabic))) for latin, arabic in pairs]
    seen = Counter(run for latin, _ in spelled for run in _runs(latin, LATIN_RUN))
    letters = sum(len(arabic) for _, arabic in spelled)
    table = _before_learning(spelled)
    for _ in range(ROUNDS):
        table = _estimated(_counted(table, spelled), seen, letters)
    return table


def _bare(latin: str, arabic: str) -> str:
    """Without the article where the Latin spelling has none."""
    drops = arabic.startswith("ال") and len(arabic) > 4 and not latin.lower().startswith(("al", "el", "ul", "l"))
    return arabic[2:] if drops else arabic


def _runs(word: str, longest: int) -> Iterator[str]:
    return (word[i : i + n] for i in range(len(word)) for n in range(1, longest + 1) if i + n <= len(word))


def _before_learning(pairs: Sequence[Pair]) -> Sounds:
    """Any run of a name may stand for any of its other spelling."""
    chances: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for latin, arabic in pairs:
        heard = (*_runs(arabic, ARABIC_RUN), "")
        for run in _runs(latin, LATIN_RUN):
            chances[run].update((a, unseen(run, a)) for a in heard if a or len(run) < 3)
    return Sounds(dict(chances))


def _counted(table: Sounds, pairs: Sequence[Pair]) -> Counter[Pair]:
    """How often each run stands for each, by all ways to line the pairs up."""
    counts: Counter[Pair] = Counter()
    for latin, arabic in pairs:
        arcs = list(table.arcs(latin, arabic))
        before, after = defaultdict(float, {(0, 0): 1.0}), defaultdict(float, {(len(latin), len(arabic)): 1.0})
        for i, j, to_i, to_j, chance in arcs:
            before[to_i, to_j] += before[i, j] * chance
        for i, j, to_i, to_j, chance in reversed(arcs):
            after[i, j] += after[to_i, to_j] * chance
        for i, j, to_i, to_j, chance in arcs:
            share = before[i, j] * chance * after[to_i, to_j] / after[0, 0]
            counts[latin[i:to_i], arabic[j:to_j]] += share
    return counts


def _estimated(counts: Counter[Pair], seen: Counter[str], letters: int) -> Sounds:
    chances: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (latin, arabic), count in sorted(counts.items()):
        if not latin:
            chance = max(count - DISCOUNT, 0.02) / letters
        elif len(latin) == 1:
            chance = (count + PRIOR * unseen(latin, arabic)) / (seen[latin] + PRIOR)
        else:
            chance = (count - DISCOUNT) / (seen[latin] + PRIOR)
        if chance > LEAST:
            chances[latin][arabic] = round(chance, 6)
    return Sounds(dict(chances))


def first_among(pairs: Sequence[Pair], fold: int) -> float:
    """Share of every fifth name from ``fold`` on, none of them learned from, whose right one comes first among all."""
    names = [latin for latin, _ in pairs]
    table = learned([pair for i, pair in enumerate(pairs) if i % FOLDS != fold])
    asked = pairs[fold::FOLDS]
    return sum(ranked(arabic, names, by=table)[0] == latin for latin, arabic in asked) / len(asked)


def read_pairs() -> list[Pair]:
    """The (Latin, Arabic) pairs that are learned from."""
    lines = PAIRS.read_text("utf-8").splitlines()
    return [(latin, arabic) for latin, arabic in (line.split("\t") for line in lines if not line.startswith("#"))]


def main() -> None:
    """Write the table, or check how well it generalises."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    pairs = read_pairs()
    if parser.parse_args().check:
        share = sum(first_among(pairs, fold) for fold in range(FOLDS)) / FOLDS
        print(f"right one first among {len(pairs)}, not learned from: {share:.3f}")
        return
    text = json.dumps(learned(pairs).chances, ensure_ascii=False, indent=0, sort_keys=True)
    TABLE.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
