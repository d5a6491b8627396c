"""The one writer: what a batch of pages gave, resolved against the store and applied, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from graph.model import Changes, FetchRecord, GraphUpdate, Page, ResolutionUpdate, Run, Version
from graph.resolve import resolve
from graph.stores.base import Reader, Store, Writer
from ingest import decide
from ingest.decide import Outcome, Status
from ingest.pipeline.items import Ended, Job
from ingest.pipeline.workers import Made

TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How one entry ended. ``url`` is where it was read, ``counts`` (kind, number) pairs of what its version holds."""

    source: str
    url: str
    status: Status
    reason: str = ""
    version_id: str = ""
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """Writes what happened. ``extractor_of`` names what reads a page now; ``reread`` reads a stored page with it."""

    store: Store
    run: Run
    clock: Callable[[], datetime]
    extractor_of: Callable[[Page], str]
    reread: Callable[[Page], Version | None]

    def record(self, jobs: Sequence[Job], made: Sequence[Made], ended: Iterable[Ended]) -> list[Result]:
        """All of it in one transaction: an article is there whole, with its line in the fetch log, or not at all."""
        now = self.clock()

        def work(writer: Writer) -> list[Result]:
            results = [self._ended(writer, e) for e in ended]
            results += [self._job(writer, job, one, now) for job, one in zip(jobs, made, strict=True)]
            return [r for r in results if r is not None]

        return self.store.write(work, now=now, run_id=self.run.id)

    def started(self) -> None:
        """Provenance first: every record that follows names this run."""
        self.store.write(lambda w: w.put_run(self.run), now=self.run.started, run_id=self.run.id)

    def finished(self, counts: dict[str, int]) -> None:
        """The run's end with its totals."""
        now = self.clock()
        self.store.write(lambda w: w.put_run(self.run.ended(now, counts)), now=now, run_id=self.run.id)

    def preview(self, jobs: Sequence[Job], made: Sequence[Made], ended: Iterable[Ended]) -> list[Result]:
        """What ``record`` would say, with nothing written."""
        results = [_result_of(e) for e in ended if not e.silent]
        for job, one in zip(jobs, made, strict=True):
            outcome = self._placed(self.store, one.update)[0] if one.update else Outcome(one.status, one.reason, False)
            results.append(_result(job, outcome.status, outcome.reason, one.update))
        return results

    def _ended(self, writer: Writer, ended: Ended) -> Result | None:
        if ended.record is not None:
            writer.put_fetch(ended.record)
        return None if ended.silent else _result_of(ended)

    def _job(self, writer: Writer, job: Job, made: Made, now: datetime) -> Result:
        record = writer.fetch_record(job.url)
        if made.update is None:
            writer.put_fetch(self._line(job, record, now, made.status, first_seen=now))
            return _result(job, made.status, made.reason, None)
        outcome, update = self._placed(writer, replace(made.update, page=job.page))
        status, reason = outcome.status, outcome.reason
        if outcome.store or _read_by_others(record, self.extractor_of(job.page)):
            changes = self._apply(writer, update, now) + self._retire(writer, update, outcome)
            if status is Status.UNCHANGED and changes.changed:
                status, reason = Status.CHANGED, "the same text, read by other rules"
        version = update.version
        writer.put_fetch(self._line(job, record, now, status, first_seen=version.retrieved, version=version))
        return _result(job, status, reason, update)

    def _line(
        self,
        job: Job,
        record: FetchRecord | None,
        now: datetime,
        status: Status,
        *,
        first_seen: datetime,
        version: Version | None = None,
    ) -> FetchRecord:
        """The fetch log's line; it names all that reads a page, so that other rules read it again."""
        line = decide.after_success(
            record,
            url=job.url,
            now=now,
            first_seen=first_seen,
            status=status.value,
            page=job.page,
            version=version,
            etag=job.etag,
            last_modified=job.last_modified,
        )
        return replace(line, extractor=self.extractor_of(job.page))

    def _placed(self, reader: Reader, update: GraphUpdate) -> tuple[Outcome, GraphUpdate]:
        """The update as it stands beside what is held of its article."""
        version = update.version
        held = reader.versions_of(update.article.id)
        same = next((v for v in held if v.id == version.id), None)
        latest = same or (held[-1] if held else None)
        outcome = decide.outcome(version, latest, reread=self._reread(reader, version, latest))
        if latest is None:
            return outcome, update
        return outcome, replace(update, **_beside(version, latest, outcome, update.page))

    def _reread(self, reader: Reader, version: Version, held: Version | None) -> Version | None:
        """The held page through the present extractor: only where both page and extractor changed since."""
        if held is None or held.page_sha256 is None or held.extractor == version.extractor or held.id == version.id:
            return None
        page = reader.page(held.page_sha256)
        return self.reread(page) if page is not None else None

    def _apply(self, writer: Writer, update: GraphUpdate, now: datetime) -> Changes:
        changes = writer.put(update)
        return changes + writer.put_resolution(resolve(update, writer, now=now))

    def _retire(self, writer: Writer, update: GraphUpdate, outcome: Outcome) -> Changes:
        """A text of ours that a better extractor replaces keeps its place, but says nothing any more."""
        if outcome.status is not Status.CHANGED or outcome.revision_of is not None:
            return Changes()
        held = [v for v in writer.versions_of(update.article.id) if v.id != update.version.id][-1:]
        changes = Changes()
        for version in held:
            changes += writer.put(GraphUpdate(publisher=update.publisher, article=update.article, version=version))
            changes += writer.put_resolution(ResolutionUpdate(version_id=version.id))
        return changes


def _beside(version: Version, held: Version, outcome: Outcome, page: Page | None) -> dict[str, Any]:
    """What of an update changes because ``held`` is there: when it was first seen, and what it revises."""
    if version.id == held.id:
        kept = replace(
            version,
            retrieved=held.retrieved,
            page_sha256=held.page_sha256,
            revision_of=held.revision_of,
            title=version.title or held.title,
            authors=version.authors or held.authors,
            published=version.published or held.published,
        )
        return {"version": kept, "page": None}
    if outcome.revision_of is not None:
        return {"version": replace(version, revision_of=outcome.revision_of), "page": page}
    seen = held.retrieved + TICK  # first seen when the text it replaces was, and after that one in any list
    return {"version": replace(version, retrieved=seen, revision_of=held.revision_of), "page": page}


def _read_by_others(record: FetchRecord | None, extractor: str) -> bool:
    return record is not None and bool(record.version_id) and record.extractor != extractor


def _result_of(ended: Ended) -> Result:
    return Result(source=ended.source.label, url=ended.url, status=ended.status, reason=ended.reason)


def _result(job: Job, status: Status, reason: str, update: GraphUpdate | None) -> Result:
    if update is None:
        return Result(source=job.source.label, url=job.url, status=status, reason=reason)
    return Result(
        source=job.source.label,
        url=job.url,
        status=status,
        reason=reason,
        version_id=update.version.id,
        counts=(
            ("attributions", len(update.attributions)),
            ("mentions", len(update.mentions)),
            ("evidence", len(update.evidence)),
        ),
    )
