"""Decisions are pure: facts in, what to do and why out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from graph.errors import FetchError
from graph.model import FetchRecord, Moment, Page, Precision, Version
from ingest.decide import Status, after_failure, after_success, before, outcome, same_bytes, select
from ingest.feeds import FeedEntry

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
URL = "https://desk.example/a"
ENTRY = FeedEntry(url=URL)
PAGE = Page(sha256="p1", url=URL, content=b"x", content_type="text/html", retrieved=NOW)


def day(number: int) -> Moment:
    return Moment(datetime(2026, 3, number, tzinfo=UTC), Precision.DAY, "feed")


def record(**values: object) -> FetchRecord:
    known = {"page_sha256": "p1", "version_id": "ver:1", "extractor": "t 1"}
    return FetchRecord(**({"url": URL, "last_seen": NOW - timedelta(hours=2), "status": "ok"} | known | values))


def version(text: str, *, page: str = "p1", extractor: str = "t 1") -> Version:
    made = Version.id_of("art:1", text)
    return Version(
        id=made, article_id="art:1", text=text, language="en", retrieved=NOW, page_sha256=page, extractor=extractor
    )


@pytest.mark.parametrize(
    ("entry", "known", "status", "words"),
    [
        (ENTRY, None, None, "not seen"),
        (FeedEntry(url=""), None, Status.SKIPPED, "no link"),
        (ENTRY, record(), None, "time to look"),
        (ENTRY, record(not_before=NOW + timedelta(hours=1)), Status.UNCHANGED, "not asked again until 2026-03-10 13:00"),
        (ENTRY, record(not_before=NOW + timedelta(hours=1), failures=2, status="gone"), Status.SKIPPED, "failed before (gone)"),
        (replace(ENTRY, modified=day(11)), record(not_before=NOW + timedelta(days=9)), None, "edited"),
        (replace(ENTRY, modified=day(11)), record(not_before=NOW + timedelta(days=9), failures=1), Status.SKIPPED, "failed"),
        (replace(ENTRY, modified=day(9)), record(not_before=NOW + timedelta(days=9)), Status.UNCHANGED, "seen before"),
    ],
)  # fmt: skip
def test_an_entry_is_asked_for_or_not_with_the_reason(entry, known, status, words):
    decision = before(entry, known, now=NOW)
    assert (decision.status, decision.ask) == (status, status is None)
    assert words in decision.reason


def test_what_the_user_names_is_asked_for_even_in_a_pause():
    assert before(ENTRY, record(not_before=NOW + timedelta(days=9)), now=NOW, explicit=True).ask


def test_since_leaves_out_the_old_and_keeps_the_undated():
    since = datetime(2026, 3, 5, tzinfo=UTC)
    assert before(replace(ENTRY, published=day(4)), None, now=NOW, since=since).status is Status.SKIPPED
    assert before(replace(ENTRY, published=day(5)), None, now=NOW, since=since).ask
    assert before(replace(ENTRY, published=day(4), modified=day(6)), None, now=NOW, since=since).ask
    assert before(ENTRY, None, now=NOW, since=since).ask


def test_the_limit_counts_what_is_asked_for_and_links_count_once():
    entries = [FeedEntry(url=f"https://desk.example/{n}") for n in (1, 1, 2, 3)]
    known = {entries[2].url: record(not_before=NOW + timedelta(hours=1))}
    reasons = [decision.reason for _, decision in select(entries, known, now=NOW, limit=1)]
    assert reasons[0] == "not seen before"
    assert "twice" in reasons[1]
    assert "not asked again" in reasons[2]
    assert reasons[3] == "beyond the limit of 1"


def test_the_same_bytes_by_the_same_extractor_need_no_reading():
    assert same_bytes(PAGE, record(), extractor="t 1")
    assert not same_bytes(PAGE, None, extractor="t 1")
    assert not same_bytes(PAGE, record(), extractor="t 2")
    assert not same_bytes(replace(PAGE, sha256="p2"), record(), extractor="t 1")
    assert not same_bytes(PAGE, record(version_id=""), extractor="t 1")


class TestRevisions:
    """Only the outlet's edit is a revision; a better extractor is not."""

    held = version("Old words.")

    def test_the_first_version_is_new(self):
        result = outcome(version("Words."), None)
        assert (result.status, result.store, result.revision_of) == (Status.NEW, True, None)

    def test_the_same_text_is_unchanged_whatever_the_bytes(self):
        assert outcome(version("Old words.", page="p2"), self.held).status is Status.UNCHANGED

    def test_other_bytes_and_another_text_by_the_same_extractor_are_an_edit(self):
        result = outcome(version("New words.", page="p2"), self.held)
        assert (result.status, result.revision_of) == (Status.CHANGED, self.held.id)

    def test_the_same_bytes_read_otherwise_are_no_edit(self):
        result = outcome(version("New words.", extractor="t 2"), self.held)
        assert (result.status, result.store, result.revision_of) == (Status.CHANGED, True, None)

    def test_other_bytes_and_another_extractor_are_an_edit_only_if_the_old_page_reads_otherwise(self):
        found = version("New words.", page="p2", extractor="t 2")
        assert outcome(found, self.held).revision_of is None
        assert outcome(found, self.held, reread=version("New words.", extractor="t 2")).revision_of is None
        assert outcome(found, self.held, reread=version("Old.", extractor="t 2")).revision_of == self.held.id


@pytest.mark.parametrize(
    ("age", "pause"),
    [(timedelta(0), timedelta(0)), (timedelta(hours=2), timedelta(hours=1)), (timedelta(days=3), timedelta(days=1)), (timedelta(days=99), timedelta(days=90))],
)  # fmt: skip
def test_young_articles_are_looked_at_more_often(age, pause):
    line = after_success(record(failures=3), url=URL, now=NOW, first_seen=NOW - age, status="ok")
    assert (line.not_before, line.failures, line.last_seen) == (NOW + pause, 0, NOW)


def test_a_304_keeps_what_was_known_of_the_page():
    line = after_success(record(etag="e"), url=URL, now=NOW, first_seen=NOW, status="not modified")
    assert (line.page_sha256, line.version_id, line.etag) == ("p1", "ver:1", "e")


def test_a_page_and_its_version_are_noted():
    found = version("Words.", extractor="t 2")
    line = after_success(None, url=URL, now=NOW, first_seen=NOW, status="ok", page=PAGE, version=found, etag="e2")
    assert (line.page_sha256, line.version_id, line.extractor, line.etag) == ("p1", found.id, "t 2", "e2")


def test_pauses_double_after_failures_up_to_a_limit():
    error = FetchError("x", reason="timeout")
    line = after_failure(None, error, url=URL, now=NOW)
    assert (line.failures, line.status, line.not_before) == (1, "timeout", NOW + timedelta(minutes=10))
    line = after_failure(line, error, url=URL, now=NOW)
    assert line.not_before == NOW + timedelta(minutes=20)
    assert after_failure(record(failures=50), error, url=URL, now=NOW).not_before == NOW + timedelta(days=2)


def test_retry_after_is_obeyed_and_what_is_gone_is_left_alone():
    later = FetchError("x", reason="rate limited", status=429, retry_after=7200.0)
    assert after_failure(None, later, url=URL, now=NOW).not_before == NOW + timedelta(hours=2)
    gone = FetchError("x", reason="gone", status=410)
    assert after_failure(None, gone, url=URL, now=NOW).not_before == NOW + timedelta(days=30)
