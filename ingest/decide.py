"""What to do with an entry, and what its page turned out to be. Pure: facts in, a decision with its reason out.

::

    entry + fetch log ── before ──▶ Decision(ask | unchanged | skip)
    page + fetch log  ── same_bytes ──▶ read it, or know that nothing changed
    version + the one held ── outcome ──▶ new | changed (a revision) | reread | unchanged
    result ── after_success, after_failure ──▶ the fetch log's next line
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from graph.errors import FetchError
from graph.model import FetchRecord, Page, Version
from ingest.feeds import FeedEntry

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_PAUSE = timedelta(minutes=10)  # after one failure; doubles with each further one
LONGEST_PAUSE = timedelta(days=2)
GONE_PAUSE = timedelta(days=30)  # 410 and 404: asked once a month in case it comes back
# (age of the article since first seen, pause until it is asked for again): edits come early
REVISITS = (
    (timedelta(hours=1), timedelta(0)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=30), timedelta(days=1)),
)
SETTLED = timedelta(days=90)


class Status(StrEnum):
    """How one entry ended; the totals of a run count these."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Decision:
    """``status`` None means: go and get it. Otherwise the entry has ended with that status."""

    status: Status | None
    reason: str

    @property
    def ask(self) -> bool:
        return self.status is None


@dataclass(frozen=True, slots=True)
class Outcome:
    """``store`` False: the version is held already. ``revision_of`` is set only for an edit by the outlet."""

    status: Status
    reason: str
    store: bool
    revision_of: str | None = None


def before(
    entry: FeedEntry,
    record: FetchRecord | None,
    *,
    now: datetime,
    since: datetime | None = None,
    explicit: bool = False,
) -> Decision:
    """Ask for the entry's page now, or not. ``explicit``: the user named this very address, so pauses do not count."""
    if not entry.url:
        return Decision(Status.SKIPPED, "the entry has no link")
    if since is not None and _known_before(entry, since):
        return Decision(Status.SKIPPED, f"published before {since:%Y-%m-%d}")
    if record is None or explicit:
        return Decision(None, "asked for" if explicit else "not seen before")
    if _edited_after(entry, record):
        return Decision(None, "the feed says it was edited")
    if record.not_before is not None and now < record.not_before:
        return _waiting(record)
    return Decision(None, "time to look again")


def _known_before(entry: FeedEntry, since: datetime) -> bool:
    """Entries without a date are let through: unknown is not old."""
    dates = [m.at for m in (entry.published, entry.modified) if m is not None and m.at is not None]
    return bool(dates) and max(dates) < since


def _edited_after(entry: FeedEntry, record: FetchRecord) -> bool:
    at = entry.modified.at if entry.modified is not None else None
    return at is not None and at > record.last_seen and not record.failures


def _waiting(record: FetchRecord) -> Decision:
    until = f"{record.not_before:%Y-%m-%d %H:%M} UTC"
    if record.failures:
        return Decision(Status.SKIPPED, f"failed before ({record.status}), not asked again until {until}")
    return Decision(Status.UNCHANGED, f"seen before, not asked again until {until}")


def select(
    entries: Iterable[FeedEntry],
    records: dict[str, FetchRecord],
    *,
    now: datetime,
    since: datetime | None = None,
    limit: int | None = None,
) -> Iterator[tuple[FeedEntry, Decision]]:
    """Each entry with its decision; after ``limit`` to ask for, the rest are skipped. A link counts once."""
    asked, seen = 0, set[str]()
    for entry in entries:
        decision = before(entry, records.get(entry.url), now=now, since=since)
        if entry.url and entry.url in seen:
            decision = Decision(Status.SKIPPED, "the same link stands in this feed twice")
        elif decision.ask and limit is not None and asked >= limit:
            decision = Decision(Status.SKIPPED, f"beyond the limit of {limit}")
        seen.add(entry.url)
        asked += decision.ask
        yield entry, decision


def same_bytes(page: Page, record: FetchRecord | None, *, extractor: str) -> bool:
    """True where reading the page again can give nothing new: same bytes, same extractor, a version is held."""
    return (
        record is not None
        and record.page_sha256 == page.sha256
        and record.extractor == extractor
        and bool(record.version_id)
    )


def outcome(version: Version, held: Version | None, *, reread: Version | None = None) -> Outcome:
    """What ``version`` is beside ``held``, the latest one of the same article.

    ``reread`` is the held version's page read again by the present extractor; where the extractor changed, it tells the
    outlet's edit from ours. Without it an edit cannot be told, and none is claimed.
    """
    if held is None:
        return Outcome(Status.NEW, "first version", store=True)
    if held.id == version.id:
        return Outcome(Status.UNCHANGED, "same text", store=False)
    if held.page_sha256 is not None and held.page_sha256 == version.page_sha256:
        return Outcome(Status.CHANGED, "same page, read by a newer extractor", store=True)
    if held.extractor == version.extractor:
        return Outcome(Status.CHANGED, "the outlet edited it", store=True, revision_of=held.id)
    if reread is not None and reread.text != version.text:
        return Outcome(Status.CHANGED, "the outlet edited it", store=True, revision_of=held.id)
    return Outcome(Status.CHANGED, "read by a newer extractor", store=True)


def after_success(
    record: FetchRecord | None,
    *,
    url: str,
    now: datetime,
    first_seen: datetime,
    status: str,
    page: Page | None = None,
    version: Version | None = None,
    etag: str = "",
    last_modified: str = "",
) -> FetchRecord:
    """The log's line after a page or a 304 (``page`` None: what was known of the page stays)."""
    base = record or FetchRecord(url=url, last_seen=now, status=status)
    line = replace(base, last_seen=now, status=status, failures=0, not_before=now + pause(now - first_seen))
    if page is not None:
        line = replace(line, page_sha256=page.sha256, etag=etag, last_modified=last_modified)
    return line if version is None else replace(line, version_id=version.id, extractor=version.extractor)


def pause(age: timedelta) -> timedelta:
    """How long to leave an article alone, by its age since first seen."""
    return next((wait for limit, wait in REVISITS if age < limit), SETTLED)


def after_failure(record: FetchRecord | None, error: FetchError, *, url: str, now: datetime) -> FetchRecord:
    """The log's line after an error: pauses double, the server's own Retry-After wins where it is longer."""
    base = record or FetchRecord(url=url, last_seen=EPOCH, status="")
    failures = base.failures + 1
    wait = GONE_PAUSE if error.status in (404, 410) else min(FIRST_PAUSE * 2 ** min(failures - 1, 12), LONGEST_PAUSE)
    if error.retry_after is not None:
        wait = max(wait, min(timedelta(seconds=error.retry_after), GONE_PAUSE))
    return replace(base, status=error.reason, failures=failures, not_before=now + wait)
