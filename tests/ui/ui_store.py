"""Writes the invented story into a real store, as ingestion and resolution would."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import ui_story as story

from graph.model import Answer, Claim, Entity, Expresses, GraphUpdate, InThread, ResolutionUpdate, Schema, Thread
from graph.queries import Party
from graph.stores import Store, Writer, open_store
from graph.text import words

NOW = datetime(2025, 6, 2, tzinfo=UTC)


def _entity(party: Party) -> Entity:
    return Entity(id=party.key, schema=Schema.ORGANIZATION, name=party.name, keys=(" ".join(words(party.name)),))


def update(told: story.Told) -> GraphUpdate:
    """What one told article adds by itself."""
    where = story.reported(told)
    parties = [party for party in (told.by, *told.about) if party]
    return GraphUpdate(
        publisher=where.publisher, article=where.article, version=where.version, entities=tuple(_entity(party) for party in parties),
        attributions=(where.attribution,), evidence=where.evidence,
    )  # fmt: skip


def resolution(told: story.Told, founder: str, claim: str) -> ResolutionUpdate:
    """Ties a told article to the claim: as an answer, or as one more expression of it."""
    attribution = story.reported(told).attribution
    thread = Thread(id=Thread.id_of(claim), founder_id=claim)
    answers = (
        (
            Answer(
                attribution_id=attribution.id,
                claim_id=claim,
                kind=told.answers,
                score=1.0,
                reasons=("test",),
                by="test",
            ),
        )
        if told.answers
        else ()
    )
    expresses = (
        ()
        if told.answers
        else (Expresses(attribution_id=attribution.id, claim_id=claim, score=1.0, reasons=("test",), by="test"),)
    )
    return ResolutionUpdate(
        version_id=attribution.version_id, claims=(Claim(id=claim, founder_id=founder, frame=attribution.frame),), expresses=expresses, answers=answers,
        threads=(thread,), in_thread=(InThread(claim_id=claim, thread_id=thread.id, score=1.0, by="test"),),
    )  # fmt: skip


def fill(store: Store) -> None:
    """One thread for the dispute, one for the hostile text."""

    def work(writer: Writer) -> None:
        main = [told for told in story.STORY if told.slug != "hostile"]
        main.sort(key=lambda told: told.slug != "repeated")  # the founder first
        for group in (main, [told for told in story.STORY if told.slug == "hostile"]):
            founder = story.reported(group[0]).attribution.id
            for told in group:
                writer.put(update(told))
                writer.put_resolution(resolution(told, founder, Claim.id_of(founder)))

    store.write(work, now=NOW)


def thread_id() -> str:
    """The thread of the dispute."""
    return Thread.id_of(Claim.id_of(story.by_slug()["repeated"].id))


if __name__ == "__main__":
    with open_store(sys.argv[1]) as opened:
        fill(opened)
