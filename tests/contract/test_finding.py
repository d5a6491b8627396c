"""Full text: the same membership in every store, whichever spelling is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model import Alias, Label, Zone, ZoneKind
from graph.stores.base import Store
from tests.contract.samples import ACME, NADIA, accusation, day, entity, put, said, same, story, update_of, version_of

URL = "https://gazette.example/ar"
# (as written in the article, as asked for); each is also asked the other way round.
ARABIC_PROBES = {
    "harakat": ("اتَّهَمَتِ الشَّرِكَةُ", "اتهمت الشركة"),
    "waw and article": ("والحكومة", "الحكومة"),
    "fa and article": ("فالمحكمة", "محكمة"),
    "ba and article": ("بالنماذج", "النماذج"),
    "kaf and article": ("كالتجارب", "تجارب"),
    "li and article": ("للوزارة", "الوزارة"),
    "alef and hamza": ("أُعلن إيقاف الآلة", "اعلن ايقاف الالة"),
    "ya": ("مستشفى علي", "مستشفي على"),
    "Persian kaf and ya": ("شرکة امریکیة", "شركة امريكية"),
    "digits and tatweel": ("عـــام ٢٠٢٤", "عام 2024"),
}


def arabic(content: str) -> object:
    text = f"قال المتحدث إن {content} ثم انصرف."
    version = version_of(URL, text, published=day(1), language="ar")
    return update_of(version, said(version, content, cue="قال", source="المتحدث"), url=URL)


@pytest.mark.parametrize(("written", "asked"), ARABIC_PROBES.values(), ids=ARABIC_PROBES)
def test_arabic_is_found_however_it_is_spelled(store: Store, written: str, asked: str) -> None:
    for content, query in ((written, asked), (asked, written)):
        put(store, arabic(content))
        assert len(store.search(query).items) >= 1, f"{query} in {content}"
        assert len(store.search_articles(query).items) == 1
        assert store.search(f"{query} غائب").items == ()


def test_all_words_must_be_there(store: Store) -> None:
    put(store, *story())
    assert len(store.search("copied ARCHIVE").items) == 3
    assert store.search("copied elsewhere").items == ()
    for nothing in ("", "  ", '"', "* OR (", "\x00", "\ud800"):
        assert store.search(nothing).items == store.search_articles(nothing).items == ()
    for hostile in ('museum" OR "x', "museum AND NOT museum", "words:museum NEAR x", "{museum} x"):
        assert store.search(hostile).items == ()


def test_a_claimants_names_are_found_in_any_script(store: Store) -> None:
    put(store, *story())
    assert len(store.search("ليند").items) == 1, "by an alias of another script"
    assert len(store.search("ليند museum").items) == 1, "a name and a word of the sentence"
    other = entity("نادية فيرو", aliases=(Alias("Nadya", "en", "Latn", "pair"),))
    put(store, replace(accusation(9), entities=(other, ACME)))
    assert store.search("nadya").items == ()
    store.write(lambda w: w.put_judgement(same(NADIA, other)), now=day(1))
    assert len(store.search("nadya copied").items) == 4, "by a name of one judged the same"
    assert len(store.search("copied").items) == 4


def test_language_narrows(store: Store) -> None:
    put(store, *story(), arabic("museum"))
    assert len(store.search("museum", language="ar").items) == 1
    assert len(store.search("museum").items) == 5
    assert len(store.search_articles("museum", language="en").items) == 4
    assert store.search("museum", language="fr").items == ()


def test_newest_come_first(store: Store) -> None:
    put(store, *story())
    days = [item.version.knowable.at for item in store.search("museum").items]
    assert days == [day(3), day(2), day(1), day(0)]


def test_teasers_are_not_found(store: Store) -> None:
    text = "The body of it. Read also: volcano erupts."
    version = version_of(URL, text, published=day(1))
    zones = (Zone(ZoneKind.BODY, 0, 16), Zone(ZoneKind.TEASER, 16, len(text)))
    put(store, update_of(replace(version, zones=zones), url=URL))
    assert len(store.search_articles("body").items) == 1
    assert store.search_articles("volcano").items == ()


def test_a_superseded_sentence_is_not_found(store: Store) -> None:
    update = accusation(1)
    put(store, update, now=day(1))
    put(store, replace(update, attributions=()), now=day(2))
    assert store.search("copied").items == ()


def test_entities_are_found_by_words_and_by_sound_best_first(store: Store) -> None:
    people = (
        entity("Sacks"),
        entity("David Sacks"),
        entity("ديفيد ساكس"),
        entity("David Oliver Sacks"),
        entity("Sacks Holding", label=Label.ORG),
    )
    put(store, replace(accusation(1), entities=(*people, NADIA, ACME)))
    found = [held.name for held in store.find_entities("david sacks")]
    assert found == ["David Sacks", "David Oliver Sacks", "ديفيد ساكس"]
    assert store.find_entities("ديفيد ساكس")[0].name == "ديفيد ساكس"
    assert [held.name for held in store.find_entities("david sacks", limit=1)] == ["David Sacks"]
    assert store.find_entities("") == store.find_entities("Zzyzx Nobody") == ()
