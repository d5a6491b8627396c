"""What one compared text adds to the figures: pure counts that add up over texts.

Names of counts are paths: ``source.exact``, ``mode.direct.found``, ``act.accuse.allege`` (gold's act, then the finding's).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from ingest.evaluation.aligning import Comparison, Item, Pair, all_exact, overlaps
from ingest.evaluation.gold import Named
from ingest.evaluation.statistics import Tally

SLICES = {
    "accuse": frozenset({"accuse", "allege"}),
    "deny": frozenset({"deny", "decline"}),
    "demand": frozenset({"demand"}),
    "warn": frozenset({"warn", "promise"}),
}
"""Slice → acts that are right in it. A gold attribution is in a slice by its act's name or by its tag ``slice:NAME``."""
_EMPTY_WORDS = frozenset({"the", "of", "mr", "mrs", "ms"})


def count(compared: Comparison) -> Tally:
    """All counts of one text."""
    tally: Tally = Counter()
    for counter in _COUNTERS:
        tally.update(counter(compared))
    return tally


def _whole(c: Comparison) -> Tally:
    return Counter(
        {
            "gold": len(c.gold),
            "found": len(c.found),
            "aligned": len(c.pairs),
            "words": len(c.words),
            "ignored": c.ignored,
            "whole.exact": sum(all_exact(g, f, c.text.scored) for g, f in c.pairs),
            "whole.overlap": sum(overlaps(g, f) for g, f in c.pairs),
        }
    )


def _roles(c: Comparison) -> Tally:
    """``ROLE.gold|found`` how often there is one, ``.gold_words|found_words`` its words, ``.exact|overlap`` what is right."""
    tally: Tally = Counter()
    for role in c.text.scored:
        for side, items in (("gold", c.gold), ("found", c.found)):
            sizes = [len(item.role(role)) for item in items]
            tally[f"{role}.{side}"] += sum(map(bool, sizes))
            tally[f"{role}.{side}_words"] += sum(sizes)
        for gold, found in c.pairs:
            tally[f"{role}.exact"] += bool(gold.role(role)) and gold.role(role) == found.role(role)
            tally[f"{role}.overlap"] += len(gold.role(role) & found.role(role))
    return tally


def _sources(c: Comparison) -> Tally:
    """Whether there is a source, where there is one and where there is none."""
    none = [(g, f) for g, f in c.pairs if not g.source]
    return Counter(
        {
            "source_null.of": len(c.pairs),
            "source_null.right": sum((not g.source) == (not f.source) for g, f in c.pairs),
            "gold_null.of": len(none),
            "gold_null.right": sum(not f.source for _, f in none),
        }
    )


def _claimants(c: Comparison) -> Tally:
    """``given``, ``null``: by the gold's source, as worded. ``carried``: by place, where the sentence names nobody."""
    tally: Tally = Counter()
    for gold, found in c.pairs:
        mine, theirs = gold.marked.claimant, found.marked.claimant
        if mine is not None:
            kind = "given" if gold.source else "null"
            tally[f"claimant.{kind}.of"] += 1
            tally[f"claimant.{kind}.right"] += same_name(mine, theirs)
        if {"carried", "nobody"} & set(gold.marked.tags):
            tally["claimant.carried.of"] += 1
            tally["claimant.carried.right"] += _carried(gold, found, c)
    return tally


def same_name(gold: Named, found: Named | None) -> bool:
    """The same entity, or the words of one name are among those of the other."""
    if found is None:
        return False
    if gold.entity and found.entity:
        return gold.entity == found.entity
    one, other = _name_words(gold), _name_words(found)
    return bool(one and other) and (one <= other or other <= one)


def _name_words(named: Named) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", named.name.casefold())) - _EMPTY_WORDS


def _carried(gold: Item, found: Item, c: Comparison) -> bool:
    """The same words of the text, or the same name; nobody where nobody is named."""
    mine, theirs = gold.marked.claimant, found.marked.claimant
    if mine is None or theirs is None:
        return mine is theirs
    return same_name(mine, theirs) or bool(c.words.at(mine.span) & c.words.at(theirs.span))


def _targets(c: Comparison) -> Tally:
    """``target.other``: another party than the gold's is given as the target."""
    other = sum(bool(g.target and f.target) and not g.target & f.target for g, f in c.pairs)
    return Counter({"target.other": other if "target" in c.text.scored else 0})


def _modes(c: Comparison) -> Tally:
    told = [(g, f) for g, f in c.pairs if f.marked.mode]
    return Counter({"mode.of": len(told), "mode.right": sum(f.marked.mode == mode_of(g, c) for g, f in told)})


def mode_of(item: Item, c: Comparison) -> str:
    """The gold's mode; counted from the quotation marks where it gives none."""
    return item.marked.mode or c.words.mode(item.marked.content).value


def _acts(c: Comparison) -> Tally:
    return Counter(f"act.{g.marked.act}.{f.marked.act or 'none'}" for g, f in c.pairs if g.marked.act)


def _parts(c: Comparison) -> Tally:
    """Recall by mode and by slice."""
    tally: Tally = Counter()
    for gold in c.gold:
        found = c.answer(gold)
        for part in (f"mode.{mode_of(gold, c)}", *(f"slice.{name}" for name in slices(gold))):
            tally[f"{part}.of"] += 1
            tally[f"{part}.found"] += found is not None
            tally[f"{part}.whole"] += found is not None and overlaps(gold, found)
        for name in slices(gold) if found else ():
            tally[f"slice.{name}.act"] += found is not None and found.marked.act in SLICES[name]
    return tally


def slices(item: Item) -> list[str]:
    named = {tag.removeprefix("slice:") for tag in item.marked.tags if tag.startswith("slice:")}
    return [name for name in SLICES if name in named or item.marked.act == name]


def _heads(c: Comparison) -> Tally:
    """Whether the head word of the source is among the source found."""
    headed = [item for item in c.gold if item.marked.source_head]
    return Counter({"head.of": len(headed), "head.right": sum(_has_head(g, c.answer(g), c) for g in headed)})


def _has_head(gold: Item, found: Item | None, c: Comparison) -> bool:
    head = c.words.at(gold.marked.source_head)
    return found is not None and bool(head) and head <= found.source


def _open(c: Comparison) -> Tally:
    """What can be said where the list is not complete: of the gold that was found, how its spans are."""
    if c.text.closed:
        return Counter()
    return Counter({"cue_hit": sum(bool(g.cue & f.cue) for g, f in c.pairs)}) + _given(c.pairs)


def _given(pairs: Iterable[Pair]) -> Tally:
    tally: Tally = Counter()
    for gold, found in pairs:
        for role in ("content", "source"):
            mine, theirs = gold.role(role), found.role(role)
            tally[f"given.{role}.gold"] += len(mine)
            tally[f"given.{role}.found"] += len(theirs)
            tally[f"given.{role}.both"] += len(mine & theirs)
    return tally


_COUNTERS: tuple[Callable[[Comparison], Tally], ...] = (
    _whole,
    _roles,
    _sources,
    _claimants,
    _targets,
    _modes,
    _acts,
    _parts,
    _heads,
    _open,
)
