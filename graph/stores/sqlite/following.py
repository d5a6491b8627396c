"""What follows from the records and is kept beside them, so that no page has to count: threads of claims, moves of
threads, claims about an entity. And what ends when something else ends."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Changes, Claim
from graph.stores.sqlite import judging, tables
from graph.stores.sqlite.query import IN, Db, many, row, rows
from graph.stores.sqlite.rows import claim_from
from graph.stores.sqlite.tables import Row
from graph.stores.sqlite.transaction import Transaction, close
from graph.stores.times import FOREVER

_CURRENT = f"superseded = {FOREVER}"
_SAID = "SELECT id FROM attribution WHERE owner = ?"
_ALL_MOVES = f"""INSERT INTO thread_move (thread_id, ts, version_id, number, publisher_id)
    SELECT t.thread_id, b.ts, b.version_id, count(DISTINCT b.attribution_id), a.publisher_id
    FROM bearing b JOIN claim_thread t ON t.claim_id = b.claim_id
        JOIN version v ON v.id = b.version_id JOIN article a ON a.id = v.article_id
    WHERE b.{_CURRENT} GROUP BY t.thread_id, b.ts, b.version_id"""
_BEARING = f"""SELECT t.thread_id, b.ts, b.attribution_id
    FROM bearing b CROSS JOIN claim_thread t ON t.claim_id = b.claim_id
    WHERE b.attribution_id IN ({_SAID}) AND b.{_CURRENT}"""
_PUBLISHER = "SELECT a.publisher_id FROM version v JOIN article a ON a.id = v.article_id WHERE v.id = ?"


# ---------------------------------------------------------------- what ends


def drop_edges_of(tx: Transaction, attribution_ids: list[str]) -> Changes:
    """End what bears on claims by attributions that are gone, and the claims that nothing expresses any more."""
    columns = ", ".join(f'"{column}"' for column in tables.BEARING.key)
    sql = f"SELECT {columns} FROM bearing WHERE attribution_id {IN} AND {_CURRENT}"
    keys = rows(tx.db, sql, many(attribution_ids)) if attribution_ids else []
    close(tx, tables.BEARING, keys)
    changes, left, touched = retire_claims(tx, expressed_by(keys))
    changes += Changes(superseded=len(keys)) + retire_threads(tx, left)
    refresh_moves(tx.db, touched | {str(key[3]) for key in keys})
    return changes


def expressed_by(keys: Iterable[Row]) -> set[str]:
    """Claims of those edges that express one."""
    columns = tables.BEARING.key
    return {str(key[columns.index("claim_id")]) for key in keys if not key[columns.index("answers")]}


def retire_claims(tx: Transaction, candidates: set[str]) -> tuple[Changes, set[str], set[str]]:
    """End those that nothing expresses, with their places in threads; also gives the threads that they leave and the
    versions that bear on them."""
    if not candidates:
        return Changes(), set(), set()
    held = rows(
        tx.db,
        f"""SELECT id FROM claim c WHERE id {IN} AND {_CURRENT} AND NOT EXISTS (
            SELECT 1 FROM bearing b WHERE b.claim_id = c.id AND b.answers = 0 AND b.{_CURRENT})""",
        many(candidates),
    )
    empty = [claim_id for (claim_id,) in held]
    if not empty:
        return Changes(), set(), set()
    close(tx, tables.CLAIM, [(claim_id,) for claim_id in empty])
    tx.db.execute(f"DELETE FROM claim_about WHERE claim_id {IN}", (many(empty),))
    placed = rows(
        tx.db, f"SELECT owner, claim_id, thread_id FROM in_thread WHERE claim_id {IN} AND {_CURRENT}", many(empty)
    )
    close(tx, tables.IN_THREAD, placed)
    touched = rethread(tx.db, set(empty))
    return Changes(superseded=len(empty) + len(placed)), {str(key[2]) for key in placed}, touched


def retire_threads(tx: Transaction, candidates: set[str]) -> Changes:
    """End those that no claim is put into."""
    if not candidates:
        return Changes()
    held = rows(
        tx.db,
        f"""SELECT id FROM thread t WHERE id {IN} AND {_CURRENT} AND NOT EXISTS (
            SELECT 1 FROM in_thread i WHERE i.thread_id = t.id AND i.{_CURRENT})""",
        many(candidates),
    )
    close(tx, tables.THREAD, held)
    return Changes(superseded=len(held))


def is_last_thread(db: Db, claim_id: str, thread_id: str, owner: str) -> bool:
    """A claim that lives on stays in a thread though the version that put it there says so no longer."""
    others = f"""SELECT 1 FROM in_thread WHERE claim_id = ? AND {_CURRENT} AND (thread_id, owner) <> (?, ?)"""
    alive = f"SELECT 1 FROM claim WHERE id = ? AND {_CURRENT}"
    return row(db, others, claim_id, thread_id, owner) is None and row(db, alive, claim_id) is not None


# ---------------------------------------------------------------- what is kept beside the records


def rethread(db: Db, claim_ids: set[str]) -> set[str]:
    """Set the thread that each claim is in now; gives the versions whose moves are to be counted anew."""
    moved = [claim_id for claim_id in sorted(claim_ids) if _rethread(db, claim_id)]
    bearing = rows(db, f"SELECT DISTINCT version_id FROM bearing WHERE claim_id {IN}", many(moved)) if moved else []
    return {version_id for (version_id,) in bearing}


def _rethread(db: Db, claim_id: str) -> bool:
    old = row(db, "SELECT thread_id FROM claim_thread WHERE claim_id = ?", claim_id)
    new = _best_thread(db, claim_id)
    if old == new:
        return False
    db.execute("DELETE FROM claim_thread WHERE claim_id = ?", (claim_id,))
    if new is not None:
        db.execute("INSERT INTO claim_thread VALUES (?, ?)", (claim_id, new[0]))
    return True


def _best_thread(db: Db, claim_id: str) -> tuple[str] | None:
    """Of several versions that place a claim the last recorded one counts, then the higher score, the smaller id."""
    sql = f"SELECT -recorded, -score, thread_id FROM in_thread WHERE claim_id = ? AND {_CURRENT}"
    best = min(rows(db, sql, claim_id), default=None)
    return (best[2],) if best else None


def refresh_moves(db: Db, version_ids: Iterable[str]) -> None:
    """Count anew what each version contributes to threads."""
    for version_id in sorted(version_ids):
        db.execute("DELETE FROM thread_move WHERE version_id = ?", (version_id,))
        said: dict[tuple[str, int], set[str]] = {}
        for thread_id, ts, attribution_id in rows(db, _BEARING, version_id):
            said.setdefault((thread_id, ts), set()).add(attribution_id)
        publisher = row(db, _PUBLISHER, version_id) if said else None
        moves = [(*key, version_id, len(ids), publisher[0] if publisher else None) for key, ids in said.items()]
        db.executemany("INSERT INTO thread_move VALUES (?, ?, ?, ?, ?)", moves)


def refresh_article(db: Db, article_id: str) -> None:
    """Its publisher has changed."""
    found = rows(db, "SELECT id FROM version WHERE article_id = ?", article_id)
    refresh_moves(db, [version_id for (version_id,) in found])


def index_claim(db: Db, claim: Claim, founder_ts: int) -> None:
    """Let a claim be found by what it names."""
    db.execute("DELETE FROM claim_about WHERE claim_id = ?", (claim.id,))
    named = sorted({*claim.target_ids, *claim.frame.about})
    db.executemany("INSERT INTO claim_about VALUES (?, ?, ?)", [(entity, founder_ts, claim.id) for entity in named])


def move(db: Db, version_id: str, ts: int) -> None:
    """A version is knowable at another time, and so is what its attributions bear on and found."""
    db.execute(f"UPDATE bearing SET ts = ? WHERE attribution_id IN ({_SAID})", (ts, version_id))
    db.execute(f"UPDATE claim SET founder_ts = ? WHERE founder_id IN ({_SAID})", (ts, version_id))
    claims = f"SELECT id FROM claim WHERE founder_id IN ({_SAID})"
    db.execute(f"UPDATE claim_about SET founder_ts = ? WHERE claim_id IN ({claims})", (ts, version_id))
    refresh_moves(db, [version_id])


def rebuild(db: Db) -> None:
    """Make everything anew that follows from the records: after a restore."""
    for table in ("same_as", "claim_about", "claim_thread", "thread_move"):
        db.execute(f"DELETE FROM {table}")
    for founder_ts, *columns in rows(
        db, f"SELECT founder_ts, id, founder_id, data, vector FROM claim WHERE {_CURRENT}"
    ):
        index_claim(db, claim_from(*columns), founder_ts)
    for (claim_id,) in rows(db, f"SELECT DISTINCT claim_id FROM in_thread WHERE {_CURRENT}"):
        _rethread(db, claim_id)
    db.execute(_ALL_MOVES)
    judged = rows(db, f'SELECT "left", "right" FROM judgement WHERE {_CURRENT}')
    judging.recompute(db, {end for pair in judged for end in pair})
