"""An invented story as graph records and read models: a laboratory alleges that a rival copied its speech model; months later the rival denies it.

All people, companies and outlets are made up. ``updates()`` is what ingestion would write; ``board()``, ``trace()`` and ``article_view()`` are the read
models made by hand, so that a view can be tested without a store.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from graph.model import (
    Act,
    Answer,
    AnswerKind,
    Article,
    Attribution,
    Certainty,
    Claimant,
    Closeness,
    Count,
    Evidence,
    Frame,
    Grade,
    Mode,
    Moment,
    Precision,
    Publisher,
    Reported,
    SourceDescriptor,
    Span,
    Version,
    Zone,
    ZoneKind,
    make_id,
)
from graph.queries import (
    AnswerCell,
    Arc,
    ArticleView,
    Board,
    BoardRow,
    Event,
    EventKind,
    GradeCell,
    Highlight,
    Lane,
    Party,
    Trace,
)
from ui.marks import highlights_of

SEEN = datetime(2025, 6, 1, 9, 30, tzinfo=UTC)
HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\"><script>alert(1)</script> & [link](javascript:alert(1)) **bold**"
)

NARIN = Party("ent:" + "a" * 24, "Narin Labs", (("en", "Narin Labs"), ("ar", "مختبرات نارين")))
OLBIA = Party("ent:" + "b" * 24, "Olbia Speech", (("en", "Olbia Speech"), ("ar", "أولبيا للصوتيات")))
MINISTRY = Party(
    "ent:" + "c" * 24,
    "Ministry of Digital Affairs",
    (("en", "Ministry of Digital Affairs"), ("ar", "وزارة الشؤون الرقمية")),
)
COURT = Party("ent:" + "d" * 24, "Tribunal de Valmont", (("fr", "Tribunal de Valmont"), ("ar", "محكمة فالمون")))


@dataclass(frozen=True)
class Told:
    """One article with one attribution, in short. Spans are given by their words."""

    slug: str
    outlet: str
    language: str
    title: str
    text: str
    source: str
    cue: str
    content: str
    act: Act
    kind: EventKind
    by: Party | None
    about: tuple[Party, ...] = ()
    day: str = ""
    target: str = ""
    hedge: str = ""
    evidence: str = ""
    grade: Grade = Grade.E0
    mode: Mode = Mode.INDIRECT
    certainty: Certainty = Certainty.ASSERTED
    answers: AnswerKind | None = None
    zones: tuple[tuple[ZoneKind, str], ...] = field(default=())


STORY = (
    Told(
        "accusation", "Al-Manar al-Raqmi", "ar", "مختبرات نارين تتهم شركة منافسة بنسخ نموذجها الصوتي",
        "مختبرات نارين تتهم شركة منافسة بنسخ نموذجها الصوتي\n"
        "اتهمت مختبرات نارين شركة أولبيا للصوتيات بأنها نسخت نموذجها الصوتي من دون إذن، لكنها لم تقدم أدلة على ذلك.\n"
        "اقرأ أيضاً: أفضل عشرة تطبيقات للترجمة\n"
        "وقالت الشركة إن التحقيق ما زال جارياً وقد يستغرق أشهراً.\n"
        "يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتك.",
        "مختبرات نارين", "اتهمت", "نسخت نموذجها الصوتي من دون إذن", Act.ACCUSE, EventKind.ALLEGATION, NARIN, (OLBIA,), "",
        target="شركة أولبيا للصوتيات", evidence="لم تقدم أدلة على ذلك", grade=Grade.E1,
        zones=((ZoneKind.TEASER, "اقرأ أيضاً: أفضل عشرة تطبيقات للترجمة"), (ZoneKind.BOILERPLATE, "يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتك.")),
    ),
    Told(
        "repeated", "The Harbour Courier", "en", "Narin says rival copied its voice model",
        "Narin Labs on Tuesday accused Olbia Speech of having copied its voice model without permission, the Harbour Courier has learned.\n"
        "The company may take the case to court, a person close to Narin said.",
        "Narin Labs", "accused", "having copied its voice model without permission", Act.ACCUSE, EventKind.ALLEGATION, NARIN, (OLBIA,), "2025-02-04",
        target="Olbia Speech",
    ),
    Told(
        "insider", "The Harbour Courier", "en", "Logs said to show mass requests",
        "A person close to Narin said the logs probably show eleven million requests from accounts that belong to Olbia.",
        "A person close to Narin", "said", "the logs probably show eleven million requests from accounts that belong to Olbia", Act.ALLEGE,
        EventKind.ALLEGATION, None, (OLBIA,), "2025-02-04", hedge="probably", grade=Grade.E3, evidence="the logs",
        certainty=Certainty.PROBABLE,
    ),
    Told(
        "declined", "The Harbour Courier", "en", "Olbia silent",
        "Olbia Speech declined to comment on the accusations.",
        "Olbia Speech", "declined to comment", "the accusations", Act.DECLINE, EventKind.DECLINED, OLBIA, (), "2025-02-04",
        answers=AnswerKind.DECLINES,
    ),
    Told(
        "demand", "صحيفة الميناء", "ar", "الوزارة تطالب بتوضيحات",
        "وطالبت وزارة الشؤون الرقمية شركة أولبيا بتسليم سجلات التدريب خلال شهر.",
        "وزارة الشؤون الرقمية", "طالبت", "تسليم سجلات التدريب خلال شهر", Act.DEMAND, EventKind.DEMAND, MINISTRY, (OLBIA,), "2025-02-19",
    ),
    Told(
        "denial", "Le Courrier de Valmont", "fr", "Olbia dément",
        "« Notre modèle a été entraîné uniquement sur nos propres enregistrements », a déclaré Olbia Speech, qui dément toute copie.",
        "Olbia Speech", "dément", "toute copie", Act.DENY, EventKind.DENIAL, OLBIA, (NARIN,), "2025-04-11", answers=AnswerKind.DENIES,
        certainty=Certainty.CERTAIN,
    ),
    Told(
        "court", "Le Courrier de Valmont", "fr", "Le tribunal ouvre une enquête",
        "Le tribunal de Valmont enquête sur les accusations de Narin contre Olbia Speech.",
        "Le tribunal de Valmont", "enquête sur", "les accusations de Narin contre Olbia Speech", Act.INVESTIGATE, EventKind.PROCEEDING, COURT,
        (OLBIA,), "2025-05-06", grade=Grade.E5,
    ),
    Told(
        "hostile", "The Harbour Courier", "en", HOSTILE,
        f"Olbia Speech accused Narin Labs of planting {HOSTILE} in its own logs.",
        "Olbia Speech", "accused", f"planting {HOSTILE} in its own logs", Act.ACCUSE, EventKind.ALLEGATION, OLBIA, (NARIN,), "2025-05-06",
        target="Narin Labs",
    ),
)  # fmt: skip


def _span(text: str, words: str) -> Span | None:
    if not words:
        return None
    start = text.index(words)
    return Span(start, start + len(words), words)


def _all(text: str, words: str) -> tuple[Span, ...]:
    span = _span(text, words)
    return (span,) if span else ()


def reported(told: Told) -> Reported:
    """The told article as the store would return its attribution."""
    publisher = Publisher(id=Publisher.id_of(f"{told.outlet}.example"), name=told.outlet, domain="news.example")
    article = Article(
        id=Article.id_of(f"https://news.example/{told.slug}"),
        url=f"https://news.example/{told.slug}",
        publisher_id=publisher.id,
    )
    day = datetime.fromisoformat(f"{told.day}T00:00:00+00:00") if told.day else None
    zones = tuple(Zone(kind, s.start, s.end, "test") for kind, words in told.zones if (s := _span(told.text, words)))
    version = Version(
        id=Version.id_of(article.id, told.text), article_id=article.id, text=told.text, language=told.language, retrieved=SEEN, title=told.title,
        published=Moment(day, Precision.DAY, "json-ld") if day else None, zones=zones,
    )  # fmt: skip
    cue, content = _span(told.text, told.cue), _all(told.text, told.content)
    source = _span(told.text, told.source)
    claimant = Claimant(name=told.by.name, span=source, entity_id=told.by.key) if told.by else None
    descriptor = (
        None if told.by else SourceDescriptor(wording=told.source, closeness=Closeness.CLOSE_TO, count=Count.ONE)
    )
    attribution = Attribution(
        id=Attribution.id_of(version.id, told.act, cue, content), version_id=version.id, language=told.language, cue=cue, source=source,
        content=content, act=told.act, mode=told.mode, certainty=told.certainty, lemma=told.cue, confidence=0.9, rule="test.rule",
        frame=Frame(norm=told.content), target=_all(told.text, told.target), hedge=_all(told.text, told.hedge), claimant=claimant, descriptor=descriptor,
        target_ids=tuple(party.key for party in told.about),
    )  # fmt: skip
    span = _span(told.text, told.evidence)
    evidence = Evidence(
        id=Evidence.id_of(attribution.id, told.grade, span), version_id=version.id, attribution_id=attribution.id, grade=told.grade, span=span, rule="test"
    )  # fmt: skip
    found = () if told.grade is Grade.E0 else (evidence,)
    return Reported(attribution, version, article, publisher, claim_ids=(CLAIM,), evidence=found)


CLAIM = make_id("clm", "story")
THREAD = make_id("thr", "story")


def event(told: Told) -> Event:
    """The told article as a point of a trace."""
    where = reported(told)
    by = told.by or Party(f"unnamed:{where.attribution.id}", told.source, named=False)
    cell = GradeCell(told.grade, where.evidence[0] if where.evidence else None, where)
    answers = (
        (
            Answer(
                attribution_id=where.attribution.id, claim_id=CLAIM, kind=told.answers, score=1.0, reasons=(), by="test"
            ),
        )
        if told.answers
        else ()
    )
    return Event(where.attribution.id, told.kind, by, told.about, where.version.knowable, where, cell, answers)


def events() -> tuple[Event, ...]:
    """All of the story, oldest first; what answers the allegation is with it."""
    told = {slug(each): each for each in sorted(map(event, STORY), key=lambda each: each.when.at or SEEN)}
    told["repeated"] = replace(told["repeated"], replies=answers_of(told))
    return tuple(told.values())


def answers_of(told: dict[str, Event]) -> tuple[AnswerCell, ...]:
    """The refusal and the denial."""
    kinds = (("declined", AnswerKind.DECLINES), ("denial", AnswerKind.DENIES))
    return tuple(AnswerCell(kind, OLBIA, told[name].when, told[name].reported) for name, kind in kinds)


def slug(each: Event) -> str:
    return each.reported.article.url.rsplit("/", 1)[1]


def by_slug() -> dict[str, Event]:
    return {slug(each): each for each in events()}


def row() -> BoardRow:
    """The thread's row on the board."""
    found = by_slug()
    founder = found["repeated"]
    answers = answers_of(found)
    evidence = found["insider"].reported
    return BoardRow(
        THREAD, founder.reported.attribution.words, "en", (NARIN,), (OLBIA,), GradeCell(Grade.E3, evidence.evidence[0], evidence), answers,
        articles=7, outlets=4, origins=3, on_record=4, first=founder.when, last=found["court"].when, founder=founder.reported, latest=found["court"].reported,
    )  # fmt: skip


def lonely_row() -> BoardRow:
    """A thread without an answer, in Arabic, its article without a date."""
    each = by_slug()["accusation"]
    return BoardRow(
        make_id("thr", "lonely"), each.reported.attribution.words, "ar", (NARIN,), (OLBIA,), each.grade, (), articles=1, outlets=1, origins=1,
        on_record=0, first=each.when, last=each.when, founder=each.reported, latest=each.reported,
    )  # fmt: skip


def hostile_row() -> BoardRow:
    """A thread whose words are markup."""
    each = by_slug()["hostile"]
    return BoardRow(
        make_id("thr", "hostile"), each.reported.attribution.words, "en", (OLBIA,), (NARIN,), each.grade, (), articles=1, outlets=1, origins=1,
        on_record=1, first=each.when, last=each.when, founder=each.reported, latest=each.reported,
    )  # fmt: skip


def board() -> Board:
    return Board((row(), lonely_row(), hostile_row()), None, 12)


def trace() -> Trace:
    """The whole story over time."""
    found = by_slug()
    lanes = [
        Lane(NARIN, "accuser"),
        Lane(found["insider"].by, "unnamed"),
        Lane(OLBIA, "accused"),
        Lane(MINISTRY, "third party"),
        Lane(COURT, "third party"),
    ]
    arcs = [
        Arc(found[name].id, found["repeated"].id, kind)
        for name, kind in (("declined", AnswerKind.DECLINES), ("denial", AnswerKind.DENIES))
    ]
    return Trace(row().words, "en", tuple(lanes), events(), tuple(arcs), row(), 12)


def article_view(name: str = "accusation") -> ArticleView:
    """One article with its highlights."""
    each = by_slug()[name]
    where = each.reported
    highlights: tuple[Highlight, ...] = highlights_of(where)
    return ArticleView(
        where.version,
        where.publisher.name if where.publisher else "",
        where.article.url,
        where.version.zones,
        highlights,
        (where,),
        (each,),
        (where.version,),
    )
