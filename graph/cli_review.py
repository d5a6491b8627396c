"""The ``review`` group of commands: what the machine asks, what a person decides, and taking it back."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.cli_options import json_option, reading, store_option
from graph.settings import store_url

if TYPE_CHECKING:
    from graph.model import Judgement, Verdict
    from graph.resolve.decisions import Decision, Suggestion
    from graph.stores.base import Reader, Store, Writer

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
REVIEWER_VARIABLE = "CLAIMLINE_REVIEWER"


def _by_option(command: F) -> F:
    text = f"Who decides; default: {REVIEWER_VARIABLE}, else your user name."
    return click.option("--by", metavar="NAME", help=text)(command)


def _reason_option(command: F) -> F:
    return click.option("--reason", default="", metavar="WORDS", help="Why, for those who read the log.")(command)


@click.group()
def review() -> None:
    """Decide what the machine could not: are these two one? Every decision is logged and can be undone.

    \b
    Examples:
      claimline review next
      claimline review accept sug:0123456789abcdef01234567
      claimline review undo
    """


@review.command("next")
@store_option
@click.option("--limit", type=click.IntRange(1, 500), default=1, show_default=True, metavar="N")
@json_option
def next_(*, store: str | None, limit: int, as_json: bool) -> None:
    """What is worth deciding first: pairs of names that may be one, by doubt and by how much is said of them.

    \b
    Example:
      claimline review next --limit 5
    """
    from graph.cli_text import as_json as json_of
    from graph.resolve.decisions import suggestions

    with reading(store) as opened:
        found = suggestions(opened, limit=limit)
    for suggestion in found:
        click.echo(json_of({"id": suggestion.id, **_plain(suggestion)}) if as_json else _asked(suggestion))
    if not found and not as_json:
        click.echo("Nothing to decide.")


@review.command()
@click.argument("suggestion", metavar="SUGGESTION")
@store_option
@_by_option
@_reason_option
def accept(*, suggestion: str, store: str | None, by: str | None, reason: str) -> None:
    """They are one.

    \b
    Example:
      claimline review accept sug:0123456789abcdef01234567 --reason "same office, same day"
    """
    from graph.model import Verdict

    _answer(store, suggestion, Verdict.SAME, by=by, reason=reason)


@review.command()
@click.argument("suggestion", metavar="SUGGESTION")
@store_option
@_by_option
@_reason_option
def reject(*, suggestion: str, store: str | None, by: str | None, reason: str) -> None:
    """They are two.

    \b
    Example:
      claimline review reject sug:0123456789abcdef01234567
    """
    from graph.model import Verdict

    _answer(store, suggestion, Verdict.NOT_SAME, by=by, reason=reason)


@review.command()
@click.argument("left", metavar="ENTITY")
@click.argument("right", metavar="ENTITY")
@store_option
@_by_option
@_reason_option
def merge(*, left: str, right: str, store: str | None, by: str | None, reason: str) -> None:
    """Two entities are one, whether or not the machine asked.

    \b
    Example:
      claimline review merge ent:0123456789abcdef01234567 ent:89abcdef0123456701234567
    """
    from graph.model import Verdict
    from graph.resolve.decisions import decide

    made = _written(
        store, lambda w, now: decide(w, left, right, Verdict.SAME, by=_reviewer(by), now=now, reason=reason)
    )
    _told(store, [made])


@review.command()
@click.argument("entity", metavar="ENTITY")
@store_option
@_by_option
@_reason_option
def split(*, entity: str, store: str | None, by: str | None, reason: str) -> None:
    """Take one entity out of all that it is joined with.

    \b
    Example:
      claimline review split ent:0123456789abcdef01234567 --reason "the footballer"
    """
    from graph.resolve.decisions import split as split_off

    made = _written(store, lambda w, now: split_off(w, entity, by=_reviewer(by), now=now, reason=reason))
    _told(store, made)


@review.command()
@store_option
@_by_option
def undo(*, store: str | None, by: str | None) -> None:
    """Take back what you decided last. Again: what you decided before that.

    \b
    Example:
      claimline review undo
    """
    from graph.resolve.decisions import undo as take_back

    undone = _written(store, lambda w, now: take_back(w, by=_reviewer(by)))
    if undone:
        _told(store, undone, "undone: ")
    else:
        click.echo(f"{_reviewer(by)} has decided nothing that could be undone.")


@review.command()
@store_option
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N")
@json_option
def log(*, store: str | None, limit: int, as_json: bool) -> None:
    """What people decided, the last first, also what was undone.

    \b
    Example:
      claimline review log --json
    """
    from graph.cli_text import as_json as json_of
    from graph.resolve.decisions import decisions

    with reading(store) as opened:
        found = decisions(opened)[:limit]
        lines = [json_of(decision) if as_json else _logged(opened, decision) for decision in found]
    for line in lines:
        click.echo(line)
    if not found and not as_json:
        click.echo("Nobody has decided anything yet.")


# ---------------------------------------------------------------- what they share


def _answer(store: str | None, suggestion: str, verdict: Verdict, *, by: str | None, reason: str) -> None:
    from graph.resolve.decisions import decide, question

    def work(writer: Writer, now: datetime) -> Judgement:
        asked = question(writer, suggestion)
        return decide(writer, asked.left, asked.right, verdict, by=_reviewer(by), now=now, reason=reason)

    _told(store, [_written(store, work)])


def _reviewer(by: str | None) -> str:
    return by or os.environ.get(REVIEWER_VARIABLE, "") or getpass.getuser()


def writing(option: str | None) -> AbstractContextManager[Store]:
    """The store, opened for writing; ``StoreUnavailable`` when it is not there."""
    from graph.stores import open_store

    return open_store(store_url(option), create=False)


def _written(store: str | None, work: Callable[[Writer, datetime], T]) -> T:
    now = datetime.now(UTC)
    with writing(store) as opened:
        return opened.write(lambda writer: work(writer, now), now=now)


def _told(store: str | None, made: Sequence[Judgement], prefix: str = "") -> None:
    with reading(store) as opened:
        lines = [f"{prefix}{_sentence(opened, judgement)}" for judgement in made]
    click.echo("\n".join(lines))
    click.echo("claimline resolve lets the claims follow.", err=True)


def _sentence(reader: Reader, judgement: Judgement) -> str:
    from graph.model import Verdict

    is_what = {Verdict.SAME: "is the same as", Verdict.NOT_SAME: "is not"}.get(judgement.verdict, "may be")
    return f"{_named(reader, judgement.left)} {is_what} {_named(reader, judgement.right)}"


def _named(reader: Reader, entity_id: str) -> str:
    from graph.cli_text import shown

    entity = reader.entity(entity_id)
    return f"{shown(entity.name)} ({entity_id})" if entity else entity_id


def _logged(reader: Reader, decision: Decision) -> str:
    from graph.cli_text import shown

    judgement = decision.judgement
    state = "" if decision.holds else "  [undone or replaced]"
    why = f"\n    {shown('; '.join(judgement.reasons))}" if judgement.reasons else ""
    return f"{judgement.at:%Y-%m-%d %H:%M}  {shown(judgement.by)}: {_sentence(reader, judgement)}{state}{why}"


def _asked(suggestion: Suggestion) -> str:
    from graph.cli_text import shown

    pair = (suggestion.left, suggestion.right)
    names = "\n".join(f"    {shown(e.name)}  {e.schema.value}  {e.id}" for e in pair)
    reasons = "\n".join(f"    - {shown(reason)}" for reason in suggestion.judgement.reasons)
    heads = (
        f"{suggestion.id}  Are these one? score {suggestion.judgement.score:.2f}, {suggestion.statements} statements"
    )
    return f"{heads}\n{names}\n{reasons}"


def _plain(suggestion: Suggestion) -> dict[str, object]:
    judgement = suggestion.judgement
    return {
        "left": {"id": suggestion.left.id, "name": suggestion.left.name, "schema": suggestion.left.schema},
        "right": {"id": suggestion.right.id, "name": suggestion.right.name, "schema": suggestion.right.schema},
        "score": judgement.score,
        "reasons": judgement.reasons,
        "statements": suggestion.statements,
        "weight": round(suggestion.weight, 3),
    }
