"""Pages → graph updates, in as many processes as wanted: everything that needs a language model and no store.

::

    Job ── read_page ──▶ Version ── Analyser ──▶ Analysis ── embedded ──▶ GraphUpdate (``Made``), or why not

``PageMaker.make`` is what ``ingest.processes`` runs in each process.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import BackendError, InputError, PageError, SettingsError
from graph.model import GraphUpdate, Version
from ingest.decide import Status
from ingest.embed import embedded
from ingest.nlp.analysis import Analysis
from ingest.pipeline.items import Job
from ingest.processes import Work

if TYPE_CHECKING:
    from ingest.embed import Embedder
    from ingest.nlp.backends.options import BackendOptions
    from ingest.nlp.engine import Analyser
    from ingest.nlp.language import Parsers
    from ingest.pages import Document
    from ingest.publishers import Publishers

log = logging.getLogger("claimline.ingest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of one job: an update without its page (the writer has that already), or a status with its reason."""

    update: GraphUpdate | None = None
    status: Status = Status.NEW
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a process gets its ``PageMaker``; crosses to the workers. ``max_text`` in code points."""

    run_id: str = ""
    analyse: bool = True
    since: datetime | None = None
    max_text: int = 500_000
    publishers: tuple[Path, ...] = ()
    parsers: Parsers = ()
    backend: BackendOptions | None = None

    def __call__(self) -> Work[Job, Made]:
        from ingest.embed import SentenceEncoder
        from ingest.publishers import load_publishers

        analyser = all_languages(parsers=self.parsers, backend=self.backend) if self.analyse else None
        outlets = load_publishers(self.publishers)
        return PageMaker(self, publishers=outlets, analyser=analyser, embedder=SentenceEncoder()).make


def all_languages(
    *, everything: bool = False, parsers: Parsers = (), backend: BackendOptions | None = None
) -> Analyser:
    """An analyser of every language that has a folder, made once a process. Models load when a text needs them.

    ``everything``: also what is too uncertain to be shown. ``parsers``: spaCy models of the user's own. ``backend``: what
    finds, where that is not our own rules.
    """
    return _analyser(everything, parsers, backend)


@cache
def _analyser(everything: bool, parsers: Parsers, backend: BackendOptions | None) -> Analyser:
    from ingest.nlp import calibration
    from ingest.nlp.backends.opening import open_backend
    from ingest.nlp.engine import Analyser
    from ingest.nlp.language import load_all
    from ingest.nlp.mentions import Finder

    chances = calibration.load()
    shown = chances.showing_all() if everything else chances
    return Analyser(load_all(parsers=parsers), Finder.load(), calibration=shown, backend=open_backend(backend))


@dataclass(frozen=True)
class PageMaker:
    """Makes updates of pages. Without an ``analyser`` it stops at the version: what a dry run needs."""

    recipe: Recipe
    publishers: Publishers
    analyser: Analyser | None
    embedder: Embedder

    def make(self, jobs: Sequence[Job]) -> list[Made]:
        """One ``Made`` a job, in their order."""
        documents = [self._document(job) for job in jobs]
        analyses = self._analyses([d.version for d in documents if not isinstance(d, Made)])
        return [d if isinstance(d, Made) else self._made(d, next(analyses)) for d in documents]

    def _document(self, job: Job) -> Document | Made:
        """The page as read, or why it is no article that we want."""
        from ingest.pages import read_page

        try:
            document = read_page(job.page, now=job.page.retrieved, publishers=self.publishers, entry=job.entry)
        except PageError as error:
            return Made(status=Status.FAILED if job.named else Status.SKIPPED, reason=error.message)
        except InputError as error:
            return Made(status=Status.FAILED, reason=error.message)
        return self._unwanted(document.version) or document

    def _unwanted(self, version: Version) -> Made | None:
        since, published = self.recipe.since, version.published
        if since is not None and published is not None and published.at is not None and published.at < since:
            return Made(status=Status.SKIPPED, reason=f"published before {since:%Y-%m-%d}")
        if len(version.text) > self.recipe.max_text:
            return Made(status=Status.SKIPPED, reason=f"its text is longer than {self.recipe.max_text:,} characters")
        return None

    def _analyses(self, versions: list[Version]) -> Iterator[Analysis | Made]:
        """One bad record is counted and skipped: it must not keep all others out, run after run."""
        if self.analyser is None:
            return iter([Analysis()] * len(versions))
        try:
            return iter([analysis for _, analysis in self.analyser.analyse_many(versions)])
        except (BackendError, SettingsError):
            raise  # nothing that another article would not meet again
        except Exception:
            return iter([_analysis(self.analyser, version) for version in versions])

    def _made(self, document: Document, analysis: Analysis | Made) -> Made:
        if isinstance(analysis, Made):
            return analysis
        by = self.recipe.run_id
        said = embedded(analysis.attributions, self.embedder)
        return Made(
            update=GraphUpdate(
                publisher=document.publisher,
                article=document.article,
                version=document.version,
                entities=analysis.entities,
                mentions=analysis.mentions,
                attributions=tuple(replace(a, made_by=by) for a in said),
                evidence=tuple(replace(e, made_by=by) for e in analysis.evidence),
                judgements=analysis.judgements,
            )
        )


def _analysis(analyser: Analyser, version: Version) -> Analysis | Made:
    try:
        return analyser.analyse(version)
    except Exception as error:
        log.exception("cannot analyse %s", version.id)
        return Made(status=Status.FAILED, reason=f"the extractor met what it does not know: {error!r}")
