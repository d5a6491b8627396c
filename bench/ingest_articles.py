"""News-like articles written for the benchmarks, put together from parts: invented people, firms and outlets.

The same number always gives the same article: a headline and four paragraphs, one statement in about thirty words, as in
real news.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

_EN_PEOPLE = (
    "Maria Lopez", "Daniel Okafor", "Hannah Weiss", "Tom Bellamy", "Aisha Rahman", "Peter Novak", "Julia Brandt",
    "Samuel Osei", "Karen Whitfield", "Omar Haddad",
)  # fmt: skip
_EN_ROLES = ("the chief executive of", "a spokesman for", "the head of research at", "a lawyer for", "an analyst at")
_EN_FIRMS = tuple(
    f"{name} {kind}"
    for kind in ("Labs", "Systems", "Energy", "Freight", "Foods", "Chemicals", "Airways", "Mining")
    for name in (
        "Northgate", "Halcyon", "Bluefin", "Orion", "Kestrel", "Marlow", "Tern", "Ashford", "Brightwater", "Caldera",
        "Dunmore", "Eastvale", "Fenwick", "Greystone", "Hollin", "Ivybridge", "Juniper", "Larkspur", "Merrow", "Oakhurst",
    )
)  # fmt: skip
_EN_DEEDS = (
    "copying its software without permission", "hiding the results of safety tests", "breaking a supply agreement",
    "paying officials in the port", "stealing data from its servers", "misleading investors about its debts",
)  # fmt: skip
_EN_FILLERS = (
    "The dispute has divided the industry since the two companies ended a joint project in the northern port.",
    "The plant employs about four hundred people and supplies most of the hospitals in the region.",
    "Shares of both companies fell slightly in early trading before they recovered in the afternoon.",
    "The city council will discuss the matter at its next meeting, which is open to the public.",
    "Similar cases have ended in settlements, but this one has already lasted longer than most of them.",
    "The first shipment left the harbour in early spring, and three more followed before the end of the season.",
    "Two engineers who had worked on both projects left their posts in the same week last autumn.",
    "The contract, which runs until the end of the decade, covers maintenance, training and spare parts.",
    "Residents of the old town have waited for the new bridge since the flood closed the road four years ago.",
    "Prices for the raw material rose by a third last year, mainly because of a dry summer in the south.",
)
_EN_SAYS = (
    '"We have kept every record of these tests," said {person}, {role} {firm}.',
    "{person}, {role} {firm}, said that the company would publish the documents before the end of the month.",
    "According to a person familiar with the talks, {firm} may offer a payment to end the dispute.",
    "{firm} denied the accusations and said it had never used the files of {rival}.",
    "{firm} declined to comment.",
    "{person} warned that the delay could cost the region hundreds of jobs.",
    "The regulator said it was investigating whether {rival} had broken the rules.",
    "{person} called on {rival} to answer the questions of the inquiry in public.",
)
_AR_PEOPLE = ("سامي الحداد", "ليلى منصور", "كريم البستاني", "نادية شاهين", "طارق العمري", "هدى الخطيب", "رامي عواد")
_AR_ROLES = ("المتحدث باسم", "المدير التنفيذي لـ", "محامي", "رئيس قسم الأبحاث في")
_AR_FIRMS = tuple(
    f"شركة {name} {kind}"
    for kind in ("للطاقة", "للشحن", "للأغذية", "للتعدين", "للطيران", "للأبحاث")
    for name in (
        "نورثغيت", "هالسيون", "أوريون", "كيسترل", "مارلو", "أشفورد", "كالديرا", "دنمور", "إيستفيل", "غرايستون", "جونيبر",
        "لاركسبر", "ميرو", "أوكهيرست", "هولين", "سيلفان",
    )
)  # fmt: skip
_AR_DEEDS = ("نسخ برامجها دون إذن", "إخفاء نتائج اختبارات السلامة", "خرق اتفاق التوريد", "سرقة بيانات من خوادمها")
_AR_FILLERS = (
    "وتشغل القضية الأوساط التجارية منذ أن أنهت الشركتان مشروعا مشتركا في ميناء المدينة.",
    "ويعمل في المصنع نحو أربعمئة موظف، ويزود معظم مستشفيات المنطقة بما تحتاج إليه.",
    "وتراجعت أسهم الشركتين قليلا في بداية التداول قبل أن تتعافى بعد الظهر.",
    "وغادرت الشحنة الأولى الميناء في مطلع الربيع، وتبعتها ثلاث شحنات قبل نهاية الموسم.",
    "ويشمل العقد الذي يمتد إلى نهاية العقد الحالي أعمال الصيانة والتدريب وقطع الغيار.",
    "وينتظر سكان البلدة القديمة الجسر الجديد منذ أن أغلق الفيضان الطريق قبل أربع سنوات.",
    "وارتفعت أسعار المواد الخام بمقدار الثلث في العام الماضي بسبب صيف جاف في الجنوب.",
)
_AR_SAYS = (
    'وقال {person}، {role} {firm}، إن الشركة "احتفظت بكل سجلات الاختبارات" منذ البداية.',
    "وأضاف أن الوثائق ستنشر قبل نهاية الشهر.",
    "ونفت {rival} هذه الاتهامات، وأكدت أنها لم تستخدم ملفات منافستها قط.",
    "وبحسب مصدر مطلع على المفاوضات، قد تعرض {firm} مبلغا لإنهاء النزاع.",
    "ورفضت {rival} التعليق على الأمر.",
    "ودعا {person} إلى تحقيق علني في القضية.",
)


def _two(pick: Random, firms: tuple[str, ...]) -> tuple[str, str]:
    """A firm and its rival. As in the news, a few names come often and most of them seldom (1 / rank)."""
    weights = [1 / rank for rank in range(1, len(firms) + 1)]
    firm, rival = pick.choices(firms, weights, k=2)
    return (firm, rival) if firm != rival else _two(pick, firms)


def english(number: int) -> str:
    """Plain text of one article."""
    pick = Random(number)
    firm, rival = _two(pick, _EN_FIRMS)
    deed, day = pick.choice(_EN_DEEDS), pick.choice(("Monday", "Tuesday", "Thursday"))

    def say() -> str:
        sentence = pick.choice(_EN_SAYS)
        return sentence.format(person=pick.choice(_EN_PEOPLE), role=pick.choice(_EN_ROLES), firm=firm, rival=rival)

    lead = f"{firm} on {day} accused {rival} of {deed} in case number {number}. {pick.choice(_EN_FILLERS)}"
    rest = [" ".join([say(), *pick.sample(_EN_FILLERS, 2), say()]) for _ in range(3)]
    return "\n".join([f"{firm} accuses {rival} of {deed}", lead, *rest]) + "\n"


def arabic(number: int) -> str:
    """Plain text of one article."""
    pick = Random(number)
    firm, rival = _two(pick, _AR_FIRMS)

    def say() -> str:
        sentence = pick.choice(_AR_SAYS)
        return sentence.format(person=pick.choice(_AR_PEOPLE), role=pick.choice(_AR_ROLES), firm=firm, rival=rival)

    deed = pick.choice(_AR_DEEDS)
    lead = f"اتهمت {firm} يوم الاثنين {rival} ب{deed} في القضية رقم {number}. {pick.choice(_AR_FILLERS)}"
    rest = [" ".join([say(), *pick.sample(_AR_FILLERS, 3)]) for _ in range(3)]
    return "\n".join([f"{firm} تتهم {rival} ب{deed}", lead, *rest]) + "\n"


def write(folder: Path, texts: list[str]) -> Path:
    """Each text as a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:06d}.txt").write_text(text, encoding="utf-8")
    return folder


def words(texts: list[str]) -> int:
    """Words between blanks: the unit of all speeds here."""
    return sum(len(text.split()) for text in texts)
