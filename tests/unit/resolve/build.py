"""Articles built by hand, as the reading of a page would give them: for tests of resolution.

A page is written statement by statement; the text, the spans and the ids follow from it::

    page = Paper("herald.example", day=3).says("Nasser", Act.ACCUSE, "stealing campaign money", target="Farouk", means="theft")
    store = ingested(page)

``means`` names what a content is about, for its vector: the same name gives the same direction, another one an
unrelated one, "a+b" the middle of two. Nothing is loaded for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from graph.model import (
    Act,
    Alias,
    Article,
    Attribution,
    Certainty,
    Claimant,
    Closeness,
    Entity,
    Evidence,
    Frame,
    Grade,
    GraphUpdate,
    Judgement,
    Label,
    Mention,
    Mode,
    Moment,
    Precision,
    Publisher,
    ResolutionUpdate,
    Schema,
    SourceDescriptor,
    Span,
    Version,
    Zone,
    ZoneKind,
)
from graph.resolve import resolve
from graph.resolve.namekeys import name_keys
from graph.stores.base import Store, Writer
from graph.stores.memory import MemoryStore
from graph.text import fold, script_of, words

START = datetime(2025, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
_CUES = {
    Act.ACCUSE: "accused", Act.ALLEGE: "alleged", Act.DENY: "denied", Act.DECLINE: "declined", Act.ADMIT: "admitted",
    Act.SUE: "sued", Act.INVESTIGATE: "investigates", Act.DEMAND: "demanded", Act.RULE: "found",
}  # fmt: skip


def vector(means: str) -> bytes:
    """A direction of 64 components: pseudo-random in ``means``, so that two names are nearly at right angles."""
    total = [0] * 64
    for part in means.split("+"):
        digest = hashlib.blake2b(part.encode(), digest_size=64).digest()
        total = [t + byte - 128 for t, byte in zip(total, digest, strict=True)]
    longest = max(map(abs, total)) or 1
    return bytes(round(t * 127 / longest) & 0xFF for t in total)


def entity(
    name: str, schema: Schema = Schema.ORGANIZATION, *, known: bool = False, also: tuple[str, ...] = ()
) -> Entity:
    """An entity as found in a text, or as an entry of the gazetteer."""
    names = (name, *also)
    origin = "gazetteer" if known else "text"
    label = {Schema.PERSON: Label.PER, Schema.PLACE: Label.LOC}.get(schema, Label.ORG)
    return Entity(
        id=Entity.id_of_known(fold(name)) if known else Entity.id_of(label, fold(name)),
        schema=schema,
        name=name,
        aliases=tuple(Alias(n, "ar" if script_of(n) == "Arab" else "en", script_of(n), origin) for n in names),
        keys=tuple(sorted({*(fold(n) for n in names), *name_keys(names, schema)})),
    )


@dataclass
class Paper:
    """One article being written. ``day`` is counted from the first of January 2025; None leaves it undated."""

    outlet: str
    day: int | None = 0
    language: str = "en"
    path: str = "story"
    fingerprint: str = ""
    cast: dict[str, Entity] = field(default_factory=dict)
    text: str = ""
    judgements: tuple[Judgement, ...] = ()
    _made: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    _named: list[tuple[Span, str]] = field(default_factory=list)

    def entity(self, name: str) -> Entity:
        """The entity of this name, as a plain organisation unless it was cast otherwise."""
        return self.cast.setdefault(name, entity(name))

    def prose(self, text: str) -> Paper:
        """Words that nobody says."""
        self.text += f"{text} "
        return self

    def names(self, *names: str) -> Paper:
        """Words that name somebody of the cast, in passing."""
        self._named.extend((self._span(name), name) for name in names)
        return self

    def paragraph(self) -> Paper:
        """A new paragraph."""
        self.text = f"{self.text.rstrip()}\n"
        return self

    def says(
        self,
        by: str,
        act: Act,
        content: str,
        *,
        means: str = "",
        target: str = "",
        about: Iterable[str] = (),
        topics: tuple[str, ...] = (),
        numbers: tuple[str, ...] = (),
        positive: bool = True,
        certainty: Certainty = Certainty.ASSERTED,
        grade: Grade | None = None,
        unnamed: Closeness | None = None,
        official_of: str = "",
        dropped: bool = False,
        stop: str = ". ",
        vector_bytes: bytes | None = None,
        no_entity: bool = False,
    ) -> Paper:
        """One sentence: ``by`` (named, or an unnamed source as worded, or "" for nobody), cue, target, content."""
        source = self._span(by) if by and not dropped else None
        cue = self._span(_CUES.get(act, "said"))
        aimed = self._span(target) if target else None
        body = self._span(content)
        self.text = f"{self.text.rstrip()}{stop}"
        name = self.entity(by).id if by and unnamed is None else None
        frame = Frame(
            norm=" ".join(words(content)),
            positive=positive,
            numbers=numbers,
            about=tuple(self.entity(n).id for n in about),
            topics=topics,
            vector=vector(means or content) if vector_bytes is None else vector_bytes,
        )
        descriptor = SourceDescriptor(
            wording=by, closeness=unnamed, about_entity_id=self.entity(official_of).id if official_of else None
        ) if unnamed else None  # fmt: skip
        self._made.append(
            ("attribution", {
                "cue": cue, "source": source, "content": (body,), "act": act, "certainty": certainty, "frame": frame,
                "target": (aimed,) if aimed else (),
                "target_ids": (self.entity(target).id,) if target and not no_entity else (),
                "claimant": Claimant(name=by, span=source, entity_id=name) if name else None, "descriptor": descriptor,
            })
        )  # fmt: skip
        if grade is not None:
            self._made.append(("evidence", {"grade": grade, "span": body}))
        return self

    def _span(self, words: str) -> Span:
        start = len(self.text)
        self.text += f"{words} "
        return Span(start, start + len(words), words)

    def update(self) -> GraphUpdate:
        """What reading this page gives."""
        article = Article(
            id=Article.id_of(f"https://{self.outlet}/{self.path}"),
            url=f"https://{self.outlet}/{self.path}",
            publisher_id=Publisher.id_of(self.outlet),
        )
        at = START + timedelta(days=self.day) if self.day is not None else None
        version = Version(
            id=Version.id_of(article.id, self.text),
            article_id=article.id,
            text=self.text,
            language=self.language,
            retrieved=NOW - timedelta(days=1),
            published=Moment(at, Precision.DAY, "json-ld") if at else None,
            fingerprint=self.fingerprint,
            zones=(Zone(ZoneKind.BODY, 0, len(self.text)),),
        )
        attributions, evidence = self._records(version)
        return GraphUpdate(
            publisher=Publisher(id=Publisher.id_of(self.outlet), name=self.outlet.split(".")[0], domain=self.outlet),
            article=article,
            version=version,
            entities=tuple(self.cast.values()),
            mentions=tuple(Mention(span=s, label=Label.MISC, entity_id=self.entity(n).id) for s, n in self._named),
            attributions=attributions,
            evidence=evidence,
            judgements=self.judgements,
        )

    def _records(self, version: Version) -> tuple[tuple[Attribution, ...], tuple[Evidence, ...]]:
        attributions: list[Attribution] = []
        evidence: list[Evidence] = []
        for kind, values in self._made:
            if kind == "attribution":
                act, cue, content = values["act"], values["cue"], values["content"]
                attributions.append(
                    Attribution(
                        id=Attribution.id_of(version.id, act, cue, content),  # type: ignore[arg-type]
                        version_id=version.id,
                        language=self.language,
                        mode=Mode.INDIRECT,
                        lemma=cue.exact,  # type: ignore[attr-defined]
                        confidence=0.9,
                        rule="hand",
                        **values,  # type: ignore[arg-type]
                    )
                )
            else:
                grade, span = values["grade"], values["span"]
                evidence.append(
                    Evidence(
                        id=Evidence.id_of(attributions[-1].id, grade, span),  # type: ignore[arg-type]
                        version_id=version.id,
                        attribution_id=attributions[-1].id,
                        grade=grade,  # type: ignore[arg-type]
                        span=span,  # type: ignore[arg-type]
                        rule="hand",
                    )
                )
        return tuple(attributions), tuple(evidence)


def put(store: Store, update: GraphUpdate, *, now: datetime = NOW) -> ResolutionUpdate:
    """Put one update into a store, resolved against what is there: the pipeline's one transaction."""

    def work(writer: Writer) -> ResolutionUpdate:
        writer.put(update)
        resolution = resolve(update, writer, now=now)
        writer.put_resolution(resolution)
        return resolution

    return store.write(work, now=now)


def ingest(store: Store, *papers: Paper, now: datetime = NOW) -> list[ResolutionUpdate]:
    """Put papers into a store one by one."""
    return [put(store, paper.update(), now=now) for paper in papers]


def ingested(*papers: Paper) -> Store:
    """A new store in memory with these papers."""
    return ingested_updates(*(paper.update() for paper in papers))


def ingested_updates(*updates: GraphUpdate) -> Store:
    """A new store in memory with these updates."""
    store = MemoryStore()
    for update in updates:
        put(store, update)
    return store
