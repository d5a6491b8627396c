"""Invented articles for the contract suite: made from few inputs, so that a test says only what it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from graph.model import (
    Act,
    Alias,
    Answer,
    AnswerKind,
    Article,
    Attribution,
    Certainty,
    Changes,
    Claim,
    Claimant,
    Entity,
    Evidence,
    Expresses,
    Frame,
    Grade,
    GraphUpdate,
    InThread,
    Judgement,
    Label,
    Mention,
    Mode,
    Moment,
    Page,
    Precision,
    Publisher,
    ResolutionUpdate,
    Schema,
    Span,
    Thread,
    Verdict,
    Version,
    Zone,
    ZoneKind,
)
from graph.stores.base import Store, Writer
from graph.text import fold

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def day(number: int, *, minute: int = 0) -> datetime:
    """The ``number``-th day of the story."""
    return START + timedelta(days=number, minutes=minute)


def entity(name: str, *, label: Label = Label.PER, known: bool = False, aliases: tuple[Alias, ...] = ()) -> Entity:
    """A person or organisation; ``known`` as from a gazetteer."""
    origin = "gazetteer" if known else "text"
    return Entity(
        id=Entity.id_of_known(name) if known else Entity.id_of(label, fold(name)),
        schema=Schema.PERSON if label is Label.PER else Schema.ORGANIZATION,
        name=name,
        aliases=(Alias(name, "en", "Latn", origin), *aliases),
        keys=(fold(name),),
    )


NADIA = entity("Nadia Ferro")
OMAR = entity("Omar Lind", aliases=(Alias("عمر ليند", "ar", "Arab", "pair"),))
ACME = entity("Orbita Labs", label=Label.ORG, known=True)
GAZETTE = Publisher(id=Publisher.id_of("gazette.example"), name="The Gazette", domain="gazette.example", country="GB")
HERALD = Publisher(id=Publisher.id_of("herald.example"), name="The Herald", domain="herald.example", country="FR")


def span(text: str, words: str, *, start: int = 0) -> Span:
    """Where ``words`` stand in ``text``."""
    at = text.index(words, start)
    return Span.of(text, at, at + len(words))


def said(
    version: Version,
    content: str,
    *,
    cue: str = "said",
    source: str = "",
    who: Entity | None = None,
    about: tuple[Entity, ...] = (),
    act: Act = Act.ASSERT,
    made_by: str = "",
    confidence: float = 0.75,
) -> Attribution:
    """One attribution whose spans are found in the version's text."""
    cue_span, content_span = span(version.text, cue), span(version.text, content)
    source_span = span(version.text, source) if source else None
    return Attribution(
        id=Attribution.id_of(version.id, act, cue_span, (content_span,)),
        version_id=version.id,
        language=version.language,
        cue=cue_span,
        source=source_span,
        content=(content_span,),
        act=act,
        mode=Mode.INDIRECT,
        certainty=Certainty.ASSERTED,
        lemma="say",
        confidence=confidence,
        rule="clause",
        frame=Frame(norm=fold(content), about=tuple(e.id for e in about), vector=bytes(range(8)), numbers=("7",)),
        target_ids=tuple(e.id for e in about),
        claimant=Claimant(name=who.name, span=source_span, entity_id=who.id) if who else None,
        said=Moment(None, Precision.DAY, "text", "Tuesday"),
        made_by=made_by,
    )


def version_of(
    url: str,
    text: str,
    *,
    published: datetime | None,
    language: str = "en",
    retrieved: datetime = START,
    title: str = "",
) -> Version:
    """One version; ``published`` None for an undated one."""
    article_id = Article.id_of(url)
    moment = Moment(published, Precision.DAY, "json-ld") if published else None
    return Version(
        id=Version.id_of(article_id, text),
        article_id=article_id,
        text=text,
        language=language,
        retrieved=retrieved,
        title=title,
        published=moment,
        zones=(Zone(ZoneKind.BODY, 0, len(text), "whole"),),
    )


def update_of(
    version: Version,
    *attributions: Attribution,
    url: str,
    publisher: Publisher | None = GAZETTE,
    entities: tuple[Entity, ...] = (NADIA, OMAR, ACME),
    judgements: tuple[Judgement, ...] = (),
    mentions: tuple[Mention, ...] = (),
    evidence: tuple[Evidence, ...] = (),
    page: bool = False,
) -> GraphUpdate:
    """All that one version adds."""
    content = f"<p>{version.text}</p>".encode("utf-8", "replace")
    return GraphUpdate(
        publisher=publisher,
        article=Article(id=version.article_id, url=url, publisher_id=publisher.id if publisher else None),
        version=version,
        page=Page(
            sha256=sha256(content).hexdigest(), url=url, content=content, content_type="text/html", retrieved=START
        )
        if page
        else None,
        entities=entities,
        mentions=mentions,
        attributions=attributions,
        evidence=evidence,
        judgements=judgements,
    )


ACCUSATION = "Orbita Labs copied the archive of the museum"


def accusation(
    number: int, *, on: datetime | None = None, publisher: Publisher = GAZETTE, made_by: str = ""
) -> GraphUpdate:
    """The ``number``-th article in which Nadia Ferro accuses Orbita Labs: two attributions, evidence, a page."""
    url = f"https://{publisher.domain}/a/{number}"
    told = f"Nadia Ferro said {ACCUSATION}. She later added that proof would follow."
    text = f"Report {number}. {told} “Documents” were shown."
    version = version_of(url, text, published=on or day(number), title=f"Archive dispute {number}")
    first = said(version, ACCUSATION, source="Nadia Ferro", who=NADIA, about=(ACME,), act=Act.ACCUSE, made_by=made_by)
    second = said(version, "proof would follow", cue="added", who=NADIA, act=Act.PROMISE, made_by=made_by)
    shown = span(text, "“Documents” were shown")
    evidence = Evidence(
        id=Evidence.id_of(first.id, Grade.E3, shown), version_id=version.id, attribution_id=first.id, grade=Grade.E3,
        span=shown, rule="shown", made_by=made_by,
    )  # fmt: skip
    mentions = (
        Mention(span=span(text, "Nadia Ferro"), label=Label.PER, entity_id=NADIA.id, rule="name"),
        Mention(span=span(text, "Orbita Labs"), label=Label.ORG, entity_id=ACME.id, rule="gazetteer"),
    )
    return update_of(
        version, second, first, url=url, publisher=publisher, evidence=(evidence,), mentions=mentions, page=True
    )


def denial(number: int, *, on: datetime | None = None) -> GraphUpdate:
    """The ``number``-th article in which Omar Lind denies it for the company."""
    url = f"https://{HERALD.domain}/d/{number}"
    text = f"Reply {number}. Omar Lind denied that the company took anything from the museum."
    version = version_of(url, text, published=on or day(number))
    deny = said(version, "the company took anything from the museum", cue="denied", source="Omar Lind", who=OMAR,
                about=(ACME,), act=Act.DENY)  # fmt: skip
    return update_of(version, deny, url=url, publisher=HERALD)


def main_attribution(update: GraphUpdate) -> Attribution:
    """The first accusation, denial or whatever stands first in the text."""
    return min(update.attributions, key=lambda a: a.start)


def founding(update: GraphUpdate) -> ResolutionUpdate:
    """Its main attribution founds a claim and a thread."""
    said_first = main_attribution(update)
    claim = Claim(
        id=Claim.id_of(said_first.id),
        founder_id=said_first.id,
        frame=said_first.frame,
        target_ids=said_first.target_ids,
    )
    thread = Thread(id=Thread.id_of(claim.id), founder_id=claim.id)
    return ResolutionUpdate(
        version_id=update.version.id,
        claims=(claim,),
        threads=(thread,),
        expresses=(expresses(update, claim.id),),
        in_thread=(InThread(claim_id=claim.id, thread_id=thread.id, score=1.0, by="founder"),),
    )


def expresses(update: GraphUpdate, claim_id: str, *, score: float = 1.0) -> Expresses:
    """Its main attribution expresses the claim."""
    return Expresses(
        attribution_id=main_attribution(update).id, claim_id=claim_id, score=score, reasons=("same",), by="test"
    )


def repeating(update: GraphUpdate, claim_id: str) -> ResolutionUpdate:
    """It expresses a claim that is there already."""
    return ResolutionUpdate(version_id=update.version.id, expresses=(expresses(update, claim_id),))


def answering(update: GraphUpdate, claim_id: str, kind: AnswerKind = AnswerKind.DENIES) -> ResolutionUpdate:
    """Its main attribution answers the claim."""
    answer = Answer(
        attribution_id=main_attribution(update).id, claim_id=claim_id, kind=kind, score=0.9, reasons=(), by="test"
    )
    return ResolutionUpdate(version_id=update.version.id, answers=(answer,))


def same(
    left: Entity, right: Entity, *, by: str = "reviewer", at: datetime = START, verdict: Verdict = Verdict.SAME
) -> Judgement:
    """A judgement on a pair, written in the one order allowed."""
    low, high = sorted((left.id, right.id))
    return Judgement(left=low, right=high, verdict=verdict, by=by, at=at)


def put(store: Store, *updates: GraphUpdate | ResolutionUpdate, now: datetime = START) -> Changes:
    """Put updates of both kinds in one transaction."""

    def work(writer: Writer) -> Changes:
        done = [writer.put(u) if isinstance(u, GraphUpdate) else writer.put_resolution(u) for u in updates]
        return sum(done, Changes())

    return store.write(work, now=now)


def walk(read: Callable[[str | None], object]) -> list[object]:
    """All items of a paged read, page after page."""
    items: list[object] = []
    cursor: str | None = None
    while True:
        page = read(cursor)
        items.extend(page.items)  # type: ignore[attr-defined]
        cursor = page.next  # type: ignore[attr-defined]
        if cursor is None:
            return items


def story(articles: int = 3) -> list[GraphUpdate | ResolutionUpdate]:
    """An accusation repeated, then denied: the same thread in ``articles`` + 1 articles."""
    first = accusation(0)
    founded = founding(first)
    claim_id = founded.claims[0].id
    updates: list[GraphUpdate | ResolutionUpdate] = [first, founded]
    for number in range(1, articles):
        again = accusation(number, publisher=HERALD if number % 2 else GAZETTE)
        updates += [again, repeating(again, claim_id)]
    reply = denial(articles)
    return [*updates, reply, answering(reply, claim_id)]
