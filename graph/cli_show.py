"""One thing of the graph, by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from graph import queries
from graph.cli_search import speaker
from graph.cli_text import ACTS, day, plain, shown
from graph.errors import UsageError
from graph.model import AsOf
from graph.queries import ArticleView, Role
from graph.stores.base import Reader

STYLES = {
    Role.SOURCE: "bold cyan",
    Role.CUE: "bold yellow",
    Role.CONTENT: "underline",
    Role.TARGET: "bold magenta",
    Role.HEDGE: "italic green",
    Role.EVIDENCE: "bold blue",
}


def found(reader: Reader, identifier: str, as_of: AsOf) -> object:
    """The thing that the id names. Raises ``UsageError`` for one that is not there."""
    readers: dict[str, Callable[[], object]] = {
        "art": lambda: queries.article(reader, identifier, as_of=as_of),
        "ver": lambda: queries.article(reader, identifier, as_of=as_of),
        "att": lambda: reader.attribution(identifier, as_of=as_of),
        "clm": lambda: reader.claim(identifier),
        "thr": lambda: queries.trace(reader, identifier, as_of=as_of),
        "ent": lambda: reader.entity(identifier),
        "pub": lambda: reader.publisher(identifier),
        "run": lambda: reader.run(identifier),
    }
    kind = identifier.partition(":")[0]
    if kind not in readers:
        raise UsageError(f"{identifier!r} is no id", hint=f"An id starts with one of {', '.join(readers)} and a colon.")
    thing = readers[kind]()
    if thing is None:
        raise UsageError(f"{identifier} is not in this store")
    return thing


def shown_thing(thing: object) -> RenderableType:
    """An article with its findings marked, a trace as a timeline, anything else as its fields."""
    if isinstance(thing, ArticleView):
        return Group(*_article(thing))
    if isinstance(thing, queries.Trace):
        from graph.cli_trace import trace_view

        return trace_view(thing)
    return Text("\n".join(_fields(plain(thing))))


def _article(view: ArticleView) -> Iterator[RenderableType]:
    version = view.version
    yield Text(shown(version.title) or "(no title)", style="bold")
    yield Text(f"{shown(view.publisher_name)} · {day(version.knowable)} · {version.language} · {shown(view.url)}")
    if len(view.history) > 1:
        yield Text(f"{len(view.history)} versions: {', '.join(v.id for v in view.history)}")
    yield Text("")
    yield _marked(view)
    yield Text("")
    for reported in view.reported:
        a = reported.attribution
        yield Text(f"{a.id}  {speaker(a)} {ACTS[a.act]}: {shown(a.words)}")


def _marked(view: ArticleView) -> Text:
    """The text with roles in colour; controls become a sign of the same width, so that spans fit."""
    text = Text("".join(c if c.isprintable() or c == "\n" else "�" for c in view.version.text))
    for highlight in view.highlights:
        text.stylize(STYLES[highlight.role], highlight.span.start, highlight.span.end)
    return text


def _fields(values: object, indent: str = "") -> Iterator[str]:
    """JSON values as indented lines."""
    if isinstance(values, dict):
        for key, value in values.items():
            if isinstance(value, dict | list) and value:
                yield f"{indent}{key}:"
                yield from _fields(value, indent + "  ")
            elif value not in (None, "", [], {}):
                yield f"{indent}{key}: {shown(str(value))}"
    elif isinstance(values, list):
        for value in values:
            if isinstance(value, dict):
                yield from _fields(value, indent + "  ")
                yield ""
            else:
                yield f"{indent}- {shown(str(value))}"
