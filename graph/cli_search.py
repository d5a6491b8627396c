"""What a search finds, one paragraph a statement."""

from __future__ import annotations

from graph.cli_text import ACTS, day, shown
from graph.model import Attribution, Reported


def found_line(reported: Reported) -> str:
    """Date, who, act, the words, the outlet, the id."""
    attribution = reported.attribution
    outlet = shown(reported.publisher.name) if reported.publisher else "unknown outlet"
    head = (
        f"{day(reported.version.knowable)}  {speaker(attribution)} {ACTS[attribution.act]}: {shown(attribution.words)}"
    )
    return f"{head}\n    {outlet} · {shown(reported.version.title)} · {attribution.id}"


def speaker(attribution: Attribution) -> str:
    """Who says it, as named; an unnamed source as worded; "unknown" where the text names nobody."""
    if attribution.claimant is not None:
        return shown(attribution.claimant.name)
    if attribution.source is not None:
        return shown(attribution.source.exact)
    return "unknown"
