"""Stores at size: load, second pass, disk, and how long each question takes; several in one run, one after the other.

    python bench/store.py [--attributions 100000] [--vector 0] [--store URL] [--store URL]

Invented news in Arabic and English, five attributions an article, parties and claims drawn with a long tail (a few are
in thousands of articles), 500 articles a transaction. Reads give whole model values (version text included), so they are
what a page of the interface waits for. Nothing is downloaded.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from graph import model
from graph.model import Act, AsOf, Changes, Label, Span
from graph.stores import open_store
from graph.stores.base import Store, Writer
from graph.stores.neo4j.writing import Neo4jWriter
from graph.text import fold

START = datetime(2024, 1, 1, tzinfo=UTC)
SAID = {
    "en": ((" said that ", Act.ASSERT), (" accused them of ", Act.ACCUSE), (" denied that ", Act.DENY)),
    "ar": ((" قال إن ", Act.ASSERT), (" اتهم بأن ", Act.ACCUSE), (" نفى أن ", Act.DENY)),
}
WORDS = {
    "en": "the ministry bridge report tender court harvest river museum archive power station talks border grain "
    "contract audit council worker strike price tunnel vessel market school clinic road water energy",
    "ar": "الوزارة الجسر التقرير المناقصة المحكمة الحصاد النهر المتحف الأرشيف المحطة المحادثات الحدود الحبوب العقد "
    "التدقيق المجلس العامل الإضراب السعر النفق السفينة السوق المدرسة العيادة الطريق المياه الطاقة",
}
ARTICLES_A_BATCH = 500


@dataclass(frozen=True)
class Size:
    """``attributions`` in all; the rest follows the proportions of a million: 200k articles, 50k entities, 290k claims."""

    attributions: int
    vector: int

    @property
    def articles(self) -> int:
        return self.attributions // 5

    @property
    def entities(self) -> int:
        return max(self.attributions // 20, 50)


class News:
    """The same articles each time: everything is drawn from a seed and the article's number."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.claims: list[tuple[str, str]] = []
        names = random.Random(1)
        self.words = {code: text.split() + self._rare(names, code) for code, text in WORDS.items()}
        self.entities = [self._entity(number) for number in range(size.entities)]
        self.publishers = [
            model.Publisher(id=model.Publisher.id_of(f"p{n}.example"), name=f"Paper {n}", domain=f"p{n}.example")
            for n in range(60)
        ]

    @staticmethod
    def _rare(names: random.Random, code: str) -> list[str]:
        letters = "abdefgilmnoprstuvz" if code == "en" else "ابتجحدرزسشصطعفقكلمنهوي"
        return ["".join(names.choices(letters, k=7)) for _ in range(8000)]

    def _entity(self, number: int) -> model.Entity:
        code = "ar" if number % 2 else "en"
        name = " ".join(random.Random(number + 7).sample(self.words[code][30:], 2))
        alias = model.Alias(name, code, "Arab" if number % 2 else "Latn", "text")
        return model.Entity(
            id=model.Entity.id_of(Label.PER, fold(name), str(number)), schema=model.Schema.PERSON, name=name,
            aliases=(alias,), keys=(fold(name),),
        )  # fmt: skip

    def updates(self) -> Iterator[tuple[model.GraphUpdate, model.ResolutionUpdate]]:
        """Articles in order, each with what resolution finds."""
        self.claims.clear()
        for number in range(self.size.articles):
            yield self._article(number)

    def _article(self, number: int) -> tuple[model.GraphUpdate, model.ResolutionUpdate]:
        draw = random.Random(number)
        code = "ar" if number % 2 else "en"
        parts, places = [" ".join(draw.choices(self.words[code], k=60)) + ". "], []
        for _ in range(5):
            speaker = self.entities[_tail(draw, len(self.entities))]
            cue, act = draw.choice(SAID[code])
            content = " ".join(draw.choices(self.words[code][:30], k=6) + draw.choices(self.words[code], k=6))
            at = sum(map(len, parts))
            places.append((at, speaker, cue, act, content))
            parts.append(f"{speaker.name}{cue}{content}. ")
        url = f"https://p{number % 60}.example/{number}"
        version = self._version(url, "".join(parts), code, number)
        said = [self._said(version, draw, *place) for place in places]
        update = model.GraphUpdate(
            publisher=self.publishers[number % 60],
            article=model.Article(id=version.article_id, url=url, publisher_id=self.publishers[number % 60].id),
            version=version,
            entities=tuple({e.id: e for _, e, *_ in places}.values()),
            mentions=tuple(
                model.Mention(span=Span.of(version.text, at, at + len(e.name)), label=Label.PER, entity_id=e.id)
                for at, e, *_ in places
            ),
            attributions=tuple(said),
        )
        return update, self._resolution(version, said, draw)

    def _version(self, url: str, text: str, code: str, number: int) -> model.Version:
        article_id = model.Article.id_of(url)
        published = START + timedelta(minutes=number * 1_051_200 // self.size.articles)
        return model.Version(
            id=model.Version.id_of(article_id, text), article_id=article_id, text=text, language=code,
            retrieved=published + timedelta(hours=1), title=text[:60],
            published=model.Moment(published, model.Precision.MINUTE, "json-ld"),
        )  # fmt: skip

    def _said(self, version: model.Version, draw: random.Random, *place: object) -> model.Attribution:
        at, speaker, cue, act, content = place
        assert isinstance(at, int)
        assert isinstance(speaker, model.Entity)
        assert isinstance(act, Act)
        begin = at + len(speaker.name)
        end = begin + len(str(cue))
        source, cued = Span.of(version.text, at, begin), Span.of(version.text, begin + 1, end - 1)
        spoken = Span.of(version.text, end, end + len(str(content)))
        target = self.entities[_tail(draw, len(self.entities))].id
        return model.Attribution(
            id=model.Attribution.id_of(version.id, act, cued, (spoken,)), version_id=version.id,
            language=version.language, cue=cued, source=source, content=(spoken,), act=act, mode=model.Mode.INDIRECT,
            certainty=model.Certainty.ASSERTED, lemma="say", confidence=0.8, rule="clause", target_ids=(target,),
            frame=model.Frame(norm=fold(str(content)), about=(target,), vector=draw.randbytes(self.size.vector)),
            claimant=model.Claimant(name=speaker.name, span=source, entity_id=speaker.id),
        )  # fmt: skip

    def _resolution(
        self, version: model.Version, said: list[model.Attribution], draw: random.Random
    ) -> model.ResolutionUpdate:
        claims, threads, placed, expresses, answers = [], [], [], [], []
        for attribution in said:
            if not self.claims or draw.random() < 0.29:
                claim = model.Claim(
                    id=model.Claim.id_of(attribution.id), founder_id=attribution.id, frame=attribution.frame,
                    target_ids=attribution.target_ids,
                )  # fmt: skip
                thread = model.Thread(id=model.Thread.id_of(claim.id), founder_id=claim.id)
                if not self.claims or draw.random() < 0.3:
                    threads.append(thread)
                    thread_id = thread.id
                else:
                    thread_id = self.claims[_tail(draw, len(self.claims))][1]
                claims.append(claim)
                placed.append(model.InThread(claim_id=claim.id, thread_id=thread_id, score=1.0, by="bench"))
                self.claims.append((claim.id, thread_id))
                claim_id = claim.id
            else:
                claim_id = self.claims[_tail(draw, len(self.claims))][0]
            edge = {"attribution_id": attribution.id, "claim_id": claim_id, "score": 0.9, "reasons": (), "by": "bench"}
            if attribution.act is Act.DENY and not (claims and claims[-1].founder_id == attribution.id):
                answers.append(model.Answer(kind=model.AnswerKind.DENIES, **edge))  # type: ignore[arg-type]
            else:
                expresses.append(model.Expresses(**edge))  # type: ignore[arg-type]
        return model.ResolutionUpdate(
            version_id=version.id, claims=tuple(claims), threads=tuple(threads), in_thread=tuple(placed),
            expresses=tuple(expresses), answers=tuple(answers),
        )  # fmt: skip


def _tail(draw: random.Random, number: int) -> int:
    """An index with a long tail: the first of a thousand is drawn in about every twentieth case."""
    return int(number * draw.random() ** 3) if draw.random() < 0.95 else 0


def load(store: Store, news: News, *, now: datetime) -> tuple[Changes, float]:
    """Put all articles; gives what changed and the seconds spent in the store (not in making the news)."""
    changes, spent = Changes(), 0.0
    updates = news.updates()
    while batch := list(islice(updates, ARTICLES_A_BATCH)):
        began = time.perf_counter()
        changes += store.write(lambda writer, batch=batch: _put(writer, batch), now=now)
        spent += time.perf_counter() - began
    return changes, spent


def _put(writer: Writer, batch: list[tuple[model.GraphUpdate, model.ResolutionUpdate]]) -> Changes:
    """Article by article; many at once where the store can: a server is asked a few times then, not for each."""
    if isinstance(writer, Neo4jWriter):
        return writer.put_all([update for update, _ in batch], [resolution for _, resolution in batch])
    changes = Changes()
    for update, resolution in batch:
        changes += writer.put(update) + writer.put_resolution(resolution)
    return changes


def questions(store: Store, news: News) -> dict[str, Callable[[random.Random], object]]:
    """What is asked, each with its own draw."""
    claims, entities = news.claims, news.entities
    rare = {code: words[30:] for code, words in news.words.items()}
    late = START + timedelta(days=600)
    hub_claim, hub_entity = claims[0][0], entities[0].id

    def second_page(draw: random.Random) -> object:
        claim_id = claims[_tail(draw, 50)][0]
        first = store.timeline_of_claims([claim_id], limit=50)
        return store.timeline_of_claims([claim_id], limit=50, cursor=first.next)

    def words(draw: random.Random) -> str:
        code = draw.choice(("ar", "en"))
        return f"{draw.choice(news.words[code][:30])} {draw.choice(rare[code])}"

    return {
        "claim timeline, 50": lambda d: store.timeline_of_claims([claims[_tail(d, len(claims))][0]], limit=50),
        "hub claim timeline, 50": lambda d: store.timeline_of_claims([hub_claim], limit=50),
        "two pages of a claim, 50": second_page,
        "entity timeline, 50": lambda d: store.timeline_of_entity(entities[_tail(d, len(entities))].id, limit=50),
        "hub entity timeline, 50": lambda d: store.timeline_of_entity(hub_entity, limit=50),
        "claims about an entity, 200": lambda d: store.claims_about([entities[_tail(d, len(entities))].id]),
        "answers by an entity, 50": lambda d: store.answering_by([entities[_tail(d, len(entities))].id], limit=50),
        "board page, 25 threads": lambda d: store.threads(limit=25),
        "board page as of a day": lambda d: store.threads(
            limit=25, as_of=AsOf(published=START + timedelta(days=d.randrange(30, 700)))
        ),
        "claims of a thread as recorded": lambda d: store.claims_in(
            claims[_tail(d, len(claims))][1], as_of=AsOf(recorded=late)
        ),
        "search, 2 words": lambda d: store.search(words(d), limit=50),
        "search, a very common word": lambda d: store.search("المحكمة", limit=50),
        "search articles, 2 words": lambda d: store.search_articles(words(d), limit=50),
        "find an entity": lambda d: store.find_entities(entities[d.randrange(len(entities))].name),
        "entities by 5 keys": lambda d: store.entities_by_key([k for e in d.sample(entities, 5) for k in e.keys]),
        "canonical of 50": lambda d: store.canonical([entity.id for entity in d.sample(entities, 50)]),
    }


def ask(question: Callable[[random.Random], object], *, times: int) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    draw = random.Random(5)
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        question(draw)
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


def report(store: Store, size: Size) -> None:
    """Load twice, then ask."""
    news = News(size)
    print(
        f"{size.attributions:,} attributions, {size.articles:,} articles, vectors of {size.vector} bytes, {store.url}"
    )
    first, spent = load(store, news, now=START)
    store.tidy()
    print(f"load          {size.attributions / spent:9,.0f} attributions/s   {first}")
    second, again = load(store, news, now=START + timedelta(days=800))
    print(f"second pass   {size.attributions / again:9,.0f} attributions/s   {second}")
    assert not second.changed
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if store.url.startswith("sqlite:///"):
        held = Path(store.url.removeprefix("sqlite:///")).stat().st_size
        print(f"disk          {held / 1e6:9,.0f} MB, {held / size.attributions:,.0f} bytes an attribution")
    print(f"memory        {peak:9,.0f} MB\n\n{'':30}{'p50 ms':>9}{'p95 ms':>9}")
    for name, question in questions(store, news).items():
        p50, p95 = ask(question, times=200)
        print(f"{name:30}{p50:9.2f}{p95:9.2f}")


def main() -> None:
    """Read the command line and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attributions", type=int, default=100_000)
    parser.add_argument("--vector", type=int, default=0, help="bytes of a sentence vector")
    parser.add_argument("--store", action="append", help="URL of an empty store; a temporary file by default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for url in given.store or (f"sqlite:///{folder}/bench.db",):
            with open_store(url) as store:
                report(store, Size(given.attributions, given.vector))


if __name__ == "__main__":
    main()
