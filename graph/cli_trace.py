"""A trace in the terminal: what was said, in order, who answered, and on what evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from graph.cli_text import ACTS, ANSWERS, GRADES, day, no_answer, shown
from graph.model import AnswerKind, Evidence
from graph.queries import AnswerCell, Arc, Event, Party, Trace

OUTLETLESS = "unknown outlet"


def trace_view(trace: Trace) -> RenderableType:
    """The whole view: heading, timeline, what else was found."""
    timeline = [_timeline(trace)] if trace.events else []
    return Group(*_heading(trace), *timeline, *_footer(trace))


def _heading(trace: Trace) -> Iterator[RenderableType]:
    yield Text(shown(trace.title), style="bold")
    row = trace.row
    if row is None:
        return
    yield Text(f"accused: {_names(row.accused)}; by: {_names(row.accusers)}")
    yield Text(f"evidence: {row.grade.grade.value} {GRADES[row.grade.grade]}{_justified(row.grade.evidence)}")
    answers = "; ".join(_answer(cell) for cell in row.answers)
    yield Text(f"answers: {answers or no_answer(trace.articles_held)}")
    yield Text(f"{row.articles} articles, {row.outlets} outlets, {row.origins} origins, {row.on_record} on the record")
    yield Text("")


def _timeline(trace: Trace) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 1, 0))
    table.add_column("", justify="right")
    table.add_column("Date", no_wrap=True)
    table.add_column("Who", max_width=16)
    table.add_column("Act", max_width=11)
    table.add_column("About", max_width=12)
    table.add_column("Words, outlet, evidence, answers", overflow="fold")
    numbers = {event.id: number for number, event in enumerate(trace.events, 1)}
    outgoing, incoming = _arcs(trace.arcs, numbers)
    for event in trace.events:
        lines = [
            *_words(event),
            *_answering("answers", outgoing[event.id]),
            *_answering("answered by", incoming[event.id]),
            *(f"answered: {_answer(cell)} · {cell.reported.attribution.id}" for cell in _elsewhere(event, numbers)),
            *([no_answer(trace.articles_held)] if event.unanswered else []),
        ]
        table.add_row(
            str(numbers[event.id]),
            _date(event),
            shown(event.by.name),
            _act(event),
            _names(event.about),
            Text("\n".join(lines)),
        )
    return table


def _words(event: Event) -> Iterator[str]:
    """The words, where they are from, hedges, what kind of unnamed source it is, the evidence."""
    attribution, publisher = event.reported.attribution, event.reported.publisher
    yield f"“{shown(attribution.words)}”" if attribution.content else f"({shown(_cue(event))})"
    yield f"{shown(publisher.name) if publisher else OUTLETLESS} · {event.id}"
    if attribution.hedge:
        yield f"hedged: {', '.join(shown(span.exact) for span in attribution.hedge)}"
    if attribution.descriptor is not None:
        yield f"unnamed: {attribution.descriptor.closeness.value}"
    if event.charges:
        yield f"evidence {event.grade.grade.value}: {GRADES[event.grade.grade]}{_justified(event.grade.evidence)}"


Ends = dict[str, list[tuple[AnswerKind, int | None]]]


def _answering(how: str, ends: Iterable[tuple[AnswerKind, int | None]]) -> Iterator[str]:
    """``answered by 21, 22: denies it``: a line a kind, with the numbers of the events shown."""
    grouped: defaultdict[AnswerKind, set[int]] = defaultdict(set)
    for kind, number in ends:
        grouped[kind].update(() if number is None else (number,))
    for kind, numbers in grouped.items():
        yield f"{how} {', '.join(map(str, sorted(numbers))) or 'one not shown'}: {ANSWERS[kind]}"


def _arcs(arcs: Sequence[Arc], numbers: dict[str, int]) -> tuple[Ends, Ends]:
    """What each event answers, and what answers it: kinds with the numbers of the other events."""
    outgoing: Ends = defaultdict(list)
    incoming: Ends = defaultdict(list)
    for arc in arcs:
        outgoing[arc.source].append((arc.kind, numbers.get(arc.target)))
        incoming[arc.target].append((arc.kind, numbers.get(arc.source)))
    return outgoing, incoming


def _elsewhere(event: Event, numbers: dict[str, int]) -> Iterator[AnswerCell]:
    """Answers that this timeline does not show: the first of each party and kind, so that repetitions hide no denial."""
    met: set[tuple[str, AnswerKind]] = set()
    for cell in event.replies:
        if cell.reported.attribution.id not in numbers and (cell.by.key, cell.kind) not in met:
            met.add((cell.by.key, cell.kind))
            yield cell


def _footer(trace: Trace) -> Iterator[RenderableType]:
    if not trace.events:
        yield Text(f"Nothing found in the {trace.articles_held} articles held.")
    if trace.more:
        yield Text(f"Other threads: {', '.join(trace.more)}")
    if trace.next:
        yield Text("There is more: --limit shows it.")


def _date(event: Event) -> str:
    return day(event.when).replace("first seen ", "first seen\n")


def _act(event: Event) -> str:
    """The act, with the verb as the outlet worded it."""
    attribution = event.reported.attribution
    cue = shown(attribution.cue.exact) if attribution.cue else ""
    name = ACTS[attribution.act]
    return f"{name}\n{cue}" if cue and cue != name else name


def _cue(event: Event) -> str:
    cue = event.reported.attribution.cue
    return cue.exact if cue else ""


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(shown(party.name) for party in parties)


def _answer(cell: AnswerCell) -> str:
    return f"{shown(cell.by.name)} {ANSWERS[cell.kind]} ({day(cell.when)})"


def _justified(evidence: Evidence | None) -> str:
    return f" (“{shown(evidence.span.exact)}”)" if evidence is not None and evidence.span is not None else ""
