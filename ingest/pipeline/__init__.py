"""The one path, from a source to the graph. Whatever comes in, comes in through here.

::

    sources: URL of a feed, sitemap or article · file · folder · standard input
       │
       │ gather   readers, feeds, fetch; decide.before: ask, or unchanged / skipped / failed with a reason
       ▼
    Page (+ FeedEntry) ──── decide.same_bytes ────▶ unchanged: nothing is read twice
       │
       │ workers  in N processes, a few articles at a time, results in order
       │    page.read_page    ─▶ Publisher, Article, Version (text, zones, dates, language)
       │    nlp.engine        ─▶ Analysis: mentions, entities, attributions, evidence
       │    embed.embedded    ─▶ a vector on each attribution's frame
       ▼
    GraphUpdate             all that one version adds by itself
       │
       │ write    one writer, one transaction a batch
       │    decide.outcome    new · changed (edited by the outlet, or read by better rules) · unchanged
       │    resolve.resolve   the update beside what the store holds ─▶ ResolutionUpdate: claims, answers, threads
       │    store.write       both, with the fetch log's line: whole articles or nothing
       ▼
    Result                  one an entry: source, url, status, reason, counts

Nothing flows back. A run that is killed leaves whole articles and their lines in the log; the next goes on from there.
"""

from ingest.decide import Status
from ingest.pipeline.items import STDIN, Source
from ingest.pipeline.runs import Options, run, totals
from ingest.pipeline.write import Result

__all__ = ["STDIN", "Options", "Result", "Source", "Status", "run", "totals"]
