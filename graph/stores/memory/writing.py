"""Writing to a memory store: works on a copy of the state, which the store takes over when all went well."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from graph import model
from graph.model import Changes, GraphUpdate, Judgement, ResolutionUpdate
from graph.stores import kinds
from graph.stores.checks import check_update, to_json, unknown
from graph.stores.codec import PLAIN
from graph.stores.dumping import restored
from graph.stores.kinds import Key, Kind, mention_key, resolution_owner
from graph.stores.memory.reading import MemoryReader
from graph.stores.memory.state import Row, State
from graph.stores.merging import REVIEW, merged_entity, merged_publisher, merged_version, same_record

INSERTED, UPDATED, UNCHANGED, SUPERSEDED = (
    Changes(inserted=1), Changes(updated=1), Changes(unchanged=1), Changes(superseded=1),
)  # fmt: skip


class MemoryWriter(MemoryReader):
    """``graph.stores.base.Writer`` over a state that nobody else sees yet."""

    def __init__(self, state: State, *, now: int) -> None:
        super().__init__(state)
        self._now = now

    def put(self, update: GraphUpdate) -> Changes:
        check_update(update)
        to_json(PLAIN.encode(update), where=update.article.url)
        owner = update.version.id
        changes = self._put_document(update) + self._put_mentions(owner, update.mentions)
        for entity in update.entities:
            changes += self._merge(kinds.ENTITY, entity, merged_entity)
        gone, changed = self._replace(kinds.ATTRIBUTION, owner, update.attributions)
        changes += changed + self._replace(kinds.EVIDENCE, owner, update.evidence)[1]
        changes += self._replace(kinds.JUDGEMENT, owner, update.judgements)[1]
        return changes + self._drop_edges_of({row.value.id for row in gone})

    def _put_document(self, update: GraphUpdate) -> Changes:
        changes = Changes()
        if update.publisher is not None:
            changes += self._merge(kinds.PUBLISHER, update.publisher, merged_publisher)
        if update.page is not None:
            changes += self._merge(kinds.PAGE, update.page, lambda old, new: old)
        self._state.since.setdefault(update.version.id, self._now)
        changes += self._merge(kinds.ARTICLE, update.article, lambda old, new: new)
        return changes + self._merge(kinds.VERSION, update.version, merged_version)

    def _put_mentions(self, version_id: str, mentions: Iterable[model.Mention]) -> Changes:
        old = set(self._state.mentions.get(version_id, ()))
        new = sorted(set(mentions), key=mention_key)
        self._state.mentions[version_id] = tuple(new)
        kept = len(old & set(new))
        return Changes(inserted=len(new) - kept, unchanged=kept, superseded=len(old) - kept)

    def put_resolution(self, update: ResolutionUpdate) -> Changes:
        to_json(PLAIN.encode(update), where=update.version_id)
        owner = update.version_id
        self._check_ends(update)
        changes = self._replace(kinds.JUDGEMENT, resolution_owner(owner), update.judgements)[1]
        for kind, values in ((kinds.CLAIM, update.claims), (kinds.THREAD, update.threads)):
            changes += sum((self._open(kind, owner, value) for value in values), Changes())
        freed, expressed = self._replace(kinds.EXPRESSES, owner, update.expresses)
        changes += expressed + self._replace(kinds.ANSWER, owner, update.answers)[1]
        changes += self._replace(kinds.LINK, owner, update.links)[1]
        changes += self._replace(kinds.NEAR_COPY, owner, update.near_copies)[1]
        candidates = {row.value.claim_id for row in freed} | self._claims_of(owner)
        left, retired = self._retire_claims(candidates - {claim.id for claim in update.claims})
        closed, placed = self._replace(kinds.IN_THREAD, owner, update.in_thread, keep=self._is_last_thread)
        left |= {row.value.thread_id for row in closed}
        changes += retired + placed
        return changes + self._retire_threads(left - {thread.id for thread in update.threads})

    def put_judgement(self, judgement: Judgement) -> Changes:
        to_json(PLAIN.encode(judgement), where=f"judgement by {judgement.by}")
        return self._open(kinds.JUDGEMENT, REVIEW, judgement)

    def withdraw_judgement(self, left: str, right: str, *, by: str) -> Changes:
        key = (REVIEW, left, right, by)
        return self._close(kinds.JUDGEMENT, key) if self._state.row_at(kinds.JUDGEMENT, key) else Changes()

    def put_run(self, run: model.Run) -> None:
        self._state.table(kinds.RUN)[run.id] = run

    def put_fetch(self, record: model.FetchRecord) -> None:
        to_json(PLAIN.encode(record), where=record.url)
        self._state.table(kinds.FETCH)[record.url] = record

    def restore(self, kind: str, records: Iterable[dict[str, object]]) -> None:
        if kind not in kinds.BY_NAME:
            raise unknown("kind", kind, where="restored copy")
        for record in records:
            self._restore(kinds.BY_NAME[kind], record)

    def _restore(self, kind: Kind, record: dict[str, object]) -> None:
        found = restored(kind, record, now=self._now)
        key = kind.key(found.value)
        if kind in kinds.DERIVED:
            row = Row(found.value, found.owner, found.recorded, found.superseded)
            table, key = self._state.rows[kind.name], _key(kind, found.owner, found.value)
            table[key] = tuple(sorted([*table.get(key, ()), row], key=lambda r: r.recorded))
        elif kind is kinds.MENTION:
            mentions = {*self._state.mentions.get(found.owner, ()), found.value}
            self._state.mentions[found.owner] = tuple(sorted(mentions, key=mention_key))
        else:
            self._state.table(kind)[key[0]] = found.value
            if kind is kinds.VERSION:
                self._state.since[key[0]] = found.recorded

    # ------------------------------------------------------------ things without intervals

    def _merge(self, kind: Kind, new: Any, merge: Callable[[Any, Any], Any]) -> Changes:
        table, record_id = self._state.table(kind), kind.key(new)[0]
        old = table.get(record_id)
        table[record_id] = new if old is None else merge(old, new)
        if old is None:
            return INSERTED
        return UNCHANGED if table[record_id] == old else UPDATED

    # ------------------------------------------------------------ derived records

    def _replace(
        self, kind: Kind, owner: str, values: Iterable[Any], *, keep: Callable[[Row], bool] = lambda row: False
    ) -> tuple[list[Row], Changes]:
        """Let ``owner`` own exactly ``values`` of this kind and the rows to ``keep``; also gives the rows closed."""
        new = {_key(kind, owner, value): value for value in values}
        old = {_key(kind, owner, row.value): row for row in self._state.rows_at(kind) if row.owner == owner}
        gone = {key: row for key, row in old.items() if key not in new and not keep(row)}
        changes = sum((self._close(kind, key) for key in gone), Changes())
        return list(gone.values()), sum((self._open(kind, owner, value) for value in new.values()), changes)

    def _open(self, kind: Kind, owner: str, value: Any) -> Changes:
        key = _key(kind, owner, value)
        old = self._state.row_at(kind, key)
        if old is not None and same_record(old.value, value):
            return UNCHANGED
        if old is not None:
            self._close(kind, key)
        table = self._state.rows[kind.name]
        table[key] = (*table.get(key, ()), Row(value, owner, self._now))
        return INSERTED if old is None else UPDATED

    def _close(self, kind: Kind, key: Key) -> Changes:
        """End the current interval now; one that has just begun was never there."""
        table = self._state.rows[kind.name]
        *before, last = table[key]
        ended = [replace(last, superseded=self._now)] if last.recorded < self._now else []
        table[key] = (*before, *ended)
        if not table[key]:
            del table[key]
        return SUPERSEDED

    # ------------------------------------------------------------ what depends on what

    def _drop_edges_of(self, attribution_ids: set[str]) -> Changes:
        changes, freed = Changes(), set()
        for kind in (kinds.EXPRESSES, kinds.ANSWER):
            for row in [r for r in self._state.rows_at(kind) if r.value.attribution_id in attribution_ids]:
                changes += self._close(kind, _key(kind, row.owner, row.value))
                if kind is kinds.EXPRESSES:
                    freed.add(row.value.claim_id)
        left, retired = self._retire_claims(freed)
        return changes + retired + self._retire_threads(left)

    def _claims_of(self, owner: str) -> set[str]:
        return {row.value.id for row in self._state.rows_at(kinds.CLAIM) if row.owner == owner}

    def _retire_claims(self, candidates: set[str]) -> tuple[set[str], Changes]:
        """End those that nothing expresses, with their places in threads; also gives the threads that they leave."""
        expressed = {row.value.claim_id for row in self._state.rows_at(kinds.EXPRESSES)}
        current = {row.value.id for row in self._state.rows_at(kinds.CLAIM)}
        empty = candidates & current - expressed
        changes = sum((self._close(kinds.CLAIM, (claim_id,)) for claim_id in sorted(empty)), Changes())
        placed = [row for row in self._state.rows_at(kinds.IN_THREAD) if row.value.claim_id in empty]
        for row in placed:
            changes += self._close(kinds.IN_THREAD, _key(kinds.IN_THREAD, row.owner, row.value))
        return {row.value.thread_id for row in placed}, changes

    def _is_last_thread(self, row: Row) -> bool:
        """A claim that lives on stays in a thread though the version that put it there says so no longer."""
        claim_id = row.value.claim_id
        others = [r for r in self._state.rows_at(kinds.IN_THREAD) if r.value.claim_id == claim_id and r != row]
        return not others and self._state.row_at(kinds.CLAIM, (claim_id,)) is not None

    def _retire_threads(self, candidates: set[str]) -> Changes:
        """End those that no claim is put into."""
        used = {row.value.thread_id for row in self._state.rows_at(kinds.IN_THREAD)}
        current = {row.value.id for row in self._state.rows_at(kinds.THREAD)}
        empty = candidates & current - used
        return sum((self._close(kinds.THREAD, (thread_id,)) for thread_id in sorted(empty)), Changes())

    def _check_ends(self, update: ResolutionUpdate) -> None:
        """Raise ``InputError`` for an edge that starts or ends at nothing."""
        where, rows = update.version_id, self._state.rows
        claims = {c.id for c in update.claims} | {key[0] for key in rows[kinds.CLAIM.name]}
        threads = {t.id for t in update.threads} | {key[0] for key in rows[kinds.THREAD.name]}
        said = {row.value.id for row in self._state.rows_at(kinds.ATTRIBUTION)}
        founders = {key[0] for key in rows[kinds.ATTRIBUTION.name]}
        versions = self._state.table(kinds.VERSION)
        ends = kinds.ends_of(update)
        there = {"version": versions, "attribution": said, "founder": founders, "claim": claims, "thread": threads}
        for kind, known in there.items():
            for record_id in sorted(ends[kind].difference(known)):
                raise unknown(kind, record_id, where=where)


def _key(kind: Kind, owner: str, value: Any) -> Key:
    return (owner, *kind.key(value)) if kind.owned else kind.key(value)
