"""The claims board: one row for a thread, put together from the thread's timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.errors import UsageError
from graph.model import NOW, AsOf, NearCopy, Reported
from graph.queries.events import grade_cell
from graph.queries.models import AnswerCell, Board, BoardRow, Party
from graph.queries.parties import Parties
from graph.resolve.scene import aimed
from graph.state import Replied, best_grade, disputing, expressing, replies_to, response, silence, state
from graph.stores.base import Reader

APPEARANCES = 400
"""Statements of one thread that a row looks at, oldest first."""
_HITS = 200  # statements that a search looks at


def board(reader: Reader, *, words: str = "", cursor: str | None = None, limit: int = 25, as_of: AsOf = NOW) -> Board:
    """The claims board: threads with an allegation first, last move first; ``words`` keeps what a search finds."""
    held = reader.counts().get("articles", 0)
    if words.strip():
        thread_ids, following = _page(threads_found(reader, words, as_of=as_of), cursor, limit)
    else:
        page = reader.threads(cursor=cursor, limit=limit, as_of=as_of)
        thread_ids, following = [summary.thread_id for summary in page.items], page.next
    parties = Parties(reader)
    rows = [r for r in (row(reader, thread_id, parties, as_of=as_of) for thread_id in thread_ids) if r is not None]
    rows.sort(key=lambda r: not disputing((r.founder,)))
    return Board(tuple(rows), following, held)


def row(reader: Reader, thread_id: str, parties: Parties, *, as_of: AsOf = NOW) -> BoardRow | None:
    """One thread as a row; None where nothing of it was knowable at ``as_of``."""
    claim_ids = claims_of(reader, thread_id, as_of=as_of)
    reported = reader.timeline_of_claims(claim_ids, limit=APPEARANCES, as_of=as_of).items if claim_ids else ()
    return _row(reader, thread_id, claim_ids, reported, parties) if reported else None


def claims_of(reader: Reader, thread_id: str, *, as_of: AsOf) -> tuple[str, ...]:
    """Ids of a thread's claims. What was public is decided by each appearance, not by the claim's founder, which may
    have been published later than another appearance of it."""
    heads = reader.claims_in(thread_id, as_of=AsOf(recorded=as_of.recorded))
    return tuple(head.claim.id for head in heads)


def _row(
    reader: Reader, thread_id: str, claim_ids: Sequence[str], reported: Sequence[Reported], parties: Parties
) -> BoardRow:
    parties.learn(reported)
    said = expressing(reported, claim_ids)
    charges = disputing(said)
    founder = (charges or said or tuple(reported))[0]
    accusers = _speakers([one for one in charges if one.attribution.act.alleges] or charges, parties)
    accused = _accused(charges, reported, claim_ids, parties)
    own = {party.key for party in accusers} - {party.key for party in accused}
    found = state(reported, claim_ids, copies_among(reader, reported))
    replies = _replies(reported, claim_ids, parties, aside=own)
    return BoardRow(
        thread_id=thread_id,
        words=founder.attribution.words,
        language=founder.attribution.language,
        accusers=accusers,
        accused=accused,
        grade=grade_cell(best_grade(charges or said)),
        answers=tuple(_cell(reply, parties) for reply in replies),
        articles=found.coverage.articles,
        outlets=found.coverage.outlets,
        origins=found.coverage.origins,
        on_record=sum(party.named for party in accusers),
        first=reported[0].version.knowable,
        last=reported[-1].version.knowable,
        founder=founder,
        latest=reported[-1],
        certainty=found.certainty,
        response=response(replies),
        silence=silence(charges, replies),
        proceeding=found.proceeding,
    )


def _speakers(reported: Iterable[Reported], parties: Parties) -> tuple[Party, ...]:
    """Everybody who says it, in order of appearance; the outlet's own words are nobody's."""
    found = (parties.speaker(one.attribution) for one in reported)
    return tuple({party.key: party for party in found if party.key != "unknown"}.values())


def _accused(
    charges: Sequence[Reported], reported: Sequence[Reported], claim_ids: Sequence[str], parties: Parties
) -> tuple[Party, ...]:
    """Whom the charges aim at; where only answers are held, those who answer. An accuser who is only named in another's
    charge is no accused: he is its victim."""
    accusers = {party.key for party in _speakers(charges, parties)}
    named = [
        party
        for one in charges
        for party in parties.accused(one.attribution)
        if party.key not in accusers or aimed(one.attribution)
    ]
    if not named:
        named = [parties.speaker(reply.reported.attribution) for reply in replies_to(reported, claim_ids)]
    return tuple({party.key: party for party in named}.values())


def _replies(
    reported: Sequence[Reported], claim_ids: Sequence[str], parties: Parties, *, aside: set[str]
) -> tuple[Replied, ...]:
    """Answers held, oldest first. What an accuser refuses to say on his own claim, or on a ruling, is none of the accused
    (``aside`` are keys of accusers who are not accused): it shows in the trace only."""
    authors = _authors(reported, claim_ids, parties)
    return tuple(
        reply
        for reply in replies_to(reported, claim_ids)
        if parties.speaks_for(reply.reported.attribution) not in aside | authors.get(reply.answer.claim_id, set())
    )


def _cell(reply: Replied, parties: Parties) -> AnswerCell:
    return AnswerCell(
        kind=reply.answer.kind,
        by=parties.speaker(reply.reported.attribution),
        when=reply.reported.version.knowable,
        reported=reply.reported,
    )


def _authors(reported: Sequence[Reported], claim_ids: Sequence[str], parties: Parties) -> dict[str, set[str]]:
    """Who puts each claim forward, by canonical id."""
    authors: dict[str, set[str]] = {}
    for one in expressing(reported, claim_ids):
        speaker = parties.speaks_for(one.attribution)
        if speaker:
            for claim_id in one.claim_ids:
                authors.setdefault(claim_id, set()).add(speaker)
    return authors


def copies_among(reader: Reader, reported: Iterable[Reported]) -> tuple[NearCopy, ...]:
    """Near-copy edges among versions, oldest first. A version met as a copy is not asked for again: copies lead to the
    earliest text, so that this costs about one read for each origin."""
    edges: dict[tuple[str, str, str], NearCopy] = {}
    reached: set[str] = set()
    for version_id in dict.fromkeys(one.version.id for one in reported):
        if version_id not in reached:
            for edge in reader.near_copies_of(version_id):
                edges[edge.version_id, edge.of_version_id, edge.method] = edge
                reached |= {edge.version_id, edge.of_version_id}
    return tuple(edges.values())


def threads_found(reader: Reader, words: str, *, as_of: AsOf) -> list[str]:
    """Threads whose statements hold all the words, or that name an entity so called; most hits first."""
    hits = list(reader.search(words, limit=_HITS, as_of=as_of).items)
    for entity in reader.find_entities(words, limit=1):
        hits.extend(reader.timeline_of_entity(entity.id, limit=_HITS, as_of=as_of).items)
    return threads_of(reader, hits)


def threads_of(reader: Reader, reported: Iterable[Reported]) -> list[str]:
    """Threads of statements (of what they express or answer), most statements first."""
    counts: dict[str, int] = {}
    for one in reported:
        for claim_id in (*one.claim_ids, *(answer.claim_id for answer in one.answers)):
            counts[claim_id] = counts.get(claim_id, 0) + 1
    threads: dict[str, int] = {}
    for claim_id, count in counts.items():
        head = reader.claim(claim_id)
        if head is not None and head.thread_id is not None:
            threads[head.thread_id] = threads.get(head.thread_id, 0) + count
    return sorted(threads, key=lambda t: (-threads[t], t))


def _page(thread_ids: Sequence[str], cursor: str | None, limit: int) -> tuple[list[str], str | None]:
    """A stretch of a found list; the cursor is the place to go on from."""
    if cursor is not None and not cursor.isdecimal():
        raise UsageError(f"not a place in a list: {cursor!r}", hint="Start again without a cursor")
    start = int(cursor or 0)
    rest = len(thread_ids) > start + limit
    return list(thread_ids[start : start + limit]), str(start + limit) if rest else None
