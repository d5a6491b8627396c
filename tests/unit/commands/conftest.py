"""Real commands on real files: a way to run ``claimline`` as a process, and articles written for the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claimline import main

ROOT = Path(__file__).resolve().parents[3]
SPEAKERS = ("سامي الحداد", "ليلى منصور", "كريم البستاني", "نادية شاهين", "طارق العمري")
FIRMS = ("شركة نورثغيت", "شركة سيلفان", "شركة أوريون", "شركة دلتا فيجن")
CHARGES = ("سرقة بيانات من خوادمها", "نسخ برامجها دون إذن", "إخفاء نتائج الاختبارات", "خرق اتفاق التوريد")


def arabic_page(number: int, *, day: int = 1, extra: str = "") -> str:
    """An Arabic page of its own: somebody accuses a firm, the firm denies. Needs no parser, so the tests are quick."""
    speaker, firm = SPEAKERS[number % 5], FIRMS[number % 4]
    rival, charge = FIRMS[(number + 1) % 4], CHARGES[number // 4 % 4]
    return f"""<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{firm} تتهم {rival} في الملف رقم {number}</title>
<link rel="canonical" href="https://sahifa.example/news/{number}">
<meta property="og:site_name" content="صحيفة المثال">
<meta property="article:published_time" content="2026-03-{day:02d}T08:00:00Z"></head>
<body><article><h1>{firm} تتهم {rival} في الملف رقم {number}</h1>
<p>اتهمت {firm} يوم الاثنين {rival} ب{charge} في القضية رقم {number}، وهي قضية تشغل المدينة منذ أشهر.</p>
<p>وقال {speaker}، المتحدث باسم {firm}، إن الشركة تملك أدلة كثيرة على ما جرى خلال العام الماضي في مكاتبها.</p>
<p>ونفت {rival} هذه الاتهامات في بيان، وأضافت أنها سترد أمام القضاء. {extra}</p></article></body></html>"""


def write_pages(folder: Path, count: int) -> Path:
    """``count`` Arabic pages, one a day of a month."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name = folder / f"page{number:03d}.html"
        name.write_text(arabic_page(number, day=number % 28 + 1), encoding="utf-8")
    return folder


def totals_of(stdout: str) -> dict[str, int]:
    """The last line of ``ingest --json``."""
    counts: dict[str, int] = json.loads(stdout.strip().splitlines()[-1])
    return counts


def without_times(lines: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, str]]:
    """A store's dump without when it was made and by which run: what must be the same however it came about."""
    vary = {"retrieved", "made_by", "at", "recorded", "superseded"}

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: strip(item) for key, item in value.items() if key not in vary}
        return [strip(item) for item in value] if isinstance(value, list | tuple) else value

    return [(kind, json.dumps(strip(record), sort_keys=True, default=repr)) for kind, record in lines]


def dump_of(url: str) -> list[tuple[str, str]]:
    """What the store at ``url`` holds, without times."""
    from graph.stores import open_store

    with open_store(url, readonly=True, create=False) as store:
        return without_times(list(store.dump()))


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test meets the settings or the store of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CLAIMLINE_STORE", "CLAIMLINE_SETTINGS", "CLAIMLINE_LOG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'graph.db'}"


@pytest.fixture
def invoke() -> Callable[..., Result]:
    """Run a command in this process; quick."""

    def run(*arguments: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(arguments), input=stdin, catch_exceptions=False)

    return run


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a command as a process of its own; those that still run at the end are killed."""
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str, **environ: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "claimline", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
