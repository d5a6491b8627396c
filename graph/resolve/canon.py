"""``Canon``: which entity ids stand for the same one, with what this version has just taught and the store does not know yet."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Judgement, Verdict
from graph.stores.base import Reader


class Canon:
    """Maps ids to the id that stands for all that are judged the same.

    Filled once from the store for all ids of a version, so that comparing costs no reads. New SAME judgements are laid
    over it; where two of the store's groups meet, the gazetteer's id (then the smallest) stands for both.
    """

    def __init__(self, reader: Reader, ids: Iterable[str] = (), *, known: Iterable[str] = ()) -> None:
        self._reader = reader
        self._known = set(known)
        self._stored: dict[str, str] = {}
        self._over: dict[str, str] = {}
        self.learn_ids(ids)

    def learn_ids(self, ids: Iterable[str]) -> None:
        """Read the canonical ids of those not met yet: one call to the store."""
        new = sorted({i for i in ids if i} - self._stored.keys())
        if new:
            found = self._reader.canonical(new)
            self._stored.update({i: found.get(i, i) for i in new})

    def join(self, judgements: Iterable[Judgement]) -> None:
        """Lay SAME judgements over what the store says."""
        for judgement in judgements:
            if judgement.verdict is Verdict.SAME:
                left, right = self.of(judgement.left), self.of(judgement.right)
                if left != right:
                    kept, dropped = sorted((left, right), key=lambda i: (i not in self._known, i))
                    self._over[dropped] = kept

    def of(self, entity_id: str) -> str:
        """The id that stands for ``entity_id``."""
        current = self._stored.get(entity_id, entity_id)
        while current in self._over:
            current = self._over[current]
        return current

    def spellings(self, entity_id: str) -> tuple[str, ...]:
        """Ids to ask the store for, where it does not know yet that they are one."""
        canonical = self.of(entity_id)
        return (canonical, *sorted(i for i in self._over if self.of(i) == canonical))

    def all(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Canonical ids in order, each once."""
        return tuple(dict.fromkeys(self.of(i) for i in ids if i))
