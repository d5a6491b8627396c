"""The steps after candidates, one by one: acts, certainty, dates, frames, what goes on, layout, phrases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from graph.model import Act, Certainty, Label
from ingest.nlp import acts, certainty, dates
from ingest.nlp.candidates import layout
from ingest.nlp.continued import continued
from ingest.nlp.draft import Construction, Draft, Range
from ingest.nlp.frames import frame
from ingest.nlp.mentions import Found
from ingest.nlp.phrases import Phrases, tokens

from .reader import named, reading


def said(
    text: str, content: str, *, lemma: str = "say", cue: str = "said", act: Act = Act.ASSERT, **more: object
) -> Draft:
    """A clause draft with the words given."""
    start, at = text.index(content), text.index(cue)
    return Draft(
        construction=Construction.CLAUSE,
        cue=Range(at, at + len(cue)),
        content=(Range(start, start + len(content)),),
        lemma=lemma,
        act=act,
        confidence=0.9,
        **more,  # type: ignore[arg-type]
    )


# ---------------------------------------------------------------- acts


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ("the bank must repay the loan", Act.DEMAND),
        ("the rumour is out of the question", Act.DENY),
        ("the army will retaliate", Act.WARN),
        ("we will rebuild the school", Act.PROMISE),
        ("the school was rebuilt", Act.ASSERT),
        ("they would blockade the port", Act.WARN),
        ("the port may halt talks if it snows", Act.WARN),
        ("it did not know", Act.DENY),
        ("the driver did not stop", Act.ASSERT),
        ("the goal should have stood", Act.ASSERT),
    ],
)
def test_content_changes_a_neutral_verbs_act(content: str, act: Act) -> None:
    text = f"She said {content}."
    assert acts.refine(said(text, content), reading(text)).act is act


def test_wrongdoing_of_a_named_party_is_alleged() -> None:
    text = "She said Norbank stole the plans."
    found = Found(mentions=(named(text, "Norbank", Label.ORG, "ent:1"),))
    done = acts.refine(said(text, "Norbank stole the plans"), reading(text, found=found))
    assert done.act is Act.ALLEGE
    assert [text[slice(*t)] for t in done.target] == ["Norbank"]


def test_wrongdoing_denied_or_of_nobody_is_no_allegation() -> None:
    for content in ("Norbank never stole the plans", "somebody misled the plans"):
        text = f"She said {content}."
        found = Found(mentions=(named(text, "Norbank", Label.ORG, "ent:1"),) if "Norbank" in text else ())
        assert acts.refine(said(text, content), reading(text, found=found)).act is not Act.ALLEGE


def test_wrong_that_was_suffered_accuses_nobody() -> None:
    text = "She said Norbank was hacked in May."
    found = Found(mentions=(named(text, "Norbank", Label.ORG, "ent:1"),))
    assert acts.refine(said(text, "Norbank was hacked in May"), reading(text, found=found)).act is Act.ASSERT


def test_name_of_a_place_is_not_accused() -> None:
    text = "She said that near Norbank thieves stole cars."
    found = Found(mentions=(named(text, "Norbank", Label.LOC, "ent:1"),))
    assert acts.refine(said(text, "near Norbank thieves stole cars"), reading(text, found=found)).act is Act.ASSERT


@pytest.mark.parametrize(
    ("thing", "name", "act"),
    [
        ("the referee", "a thief", Act.ACCUSE),
        ("the claims", "a fairy tale", Act.DENY),
        ("the plan", "a start", Act.ASSERT),
    ],
)
def test_names_called(thing: str, name: str, act: Act) -> None:
    text = f"She called {thing} {name}."
    at = text.index(thing)
    draft = replace(
        said(text, f"{thing} {name}", lemma="call", cue="called"),
        construction=Construction.OBJECT,
        topic=Range(at, at + len(thing)),
    )
    done = acts.refine(draft, reading(text))
    assert done.act is act
    assert (done.target != ()) is (act is not Act.ASSERT)


def test_courts_rule_with_a_neutral_verb() -> None:
    for source, act in (("The court", Act.RULE), ("The mayor", Act.ASSERT)):
        text = f"{source} found it void."
        draft = said(text, "it void", lemma="find", cue="found", source=Range(0, len(source)))
        assert acts.refine(draft, reading(text)).act is act


def test_hostile_promise_warns() -> None:
    text = "They vowed to bomb the port."
    assert (
        acts.refine(said(text, "to bomb the port", lemma="vow", cue="vowed", act=Act.PROMISE), reading(text)).act
        is Act.WARN
    )


def test_what_is_denied_by_negation_is_undone() -> None:
    text = "She did not deny the report."
    draft = said(text, "the report", lemma="deny", cue="did not deny", act=Act.DENY, negated=True)
    assert acts.refine(draft, reading(text)).act is Act.ASSERT


def test_negated_saying_declines() -> None:
    text = "She did not say where it is."
    assert acts.refine(said(text, "where it is", cue="did not say", negated=True), reading(text)).act is Act.DECLINE


def test_verb_of_its_own_act_is_not_changed() -> None:
    text = "She denied it must close."
    draft = said(text, "it must close", lemma="deny", cue="denied", act=Act.DENY)
    assert acts.refine(draft, reading(text)).act is Act.DENY


# ---------------------------------------------------------------- certainty


@pytest.mark.parametrize(
    ("lemma", "content", "level", "hedges"),
    [
        ("say", "it fell", Certainty.ASSERTED, []),
        ("say", "it may have fallen, perhaps", Certainty.POSSIBLE, ["may", "perhaps"]),
        ("say", "it fell in May", Certainty.ASSERTED, []),
        ("claim", "it fell", Certainty.DOUBTFUL, []),
        ("confirm", "it fell", Certainty.CERTAIN, []),
        ("confirm", "it will likely fall", Certainty.PROBABLE, ["likely"]),
    ],
)
def test_hedges_and_stance(lemma: str, content: str, level: Certainty, hedges: list[str]) -> None:
    text = f"She said {content}."
    found, places = certainty.weigh(said(text, content, lemma=lemma), Act.ASSERT, reading(text))
    assert found is level
    assert [text[slice(*p)] for p in places] == hedges


def test_denied_content_is_denied() -> None:
    text = "She said it fell."
    assert certainty.weigh(said(text, "it fell"), Act.DENY, reading(text))[0] is Certainty.DENIED


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("on Tuesday", datetime(2026, 2, 24, tzinfo=UTC)),
        ("Thursday", datetime(2026, 2, 26, tzinfo=UTC)),
        ("yesterday", datetime(2026, 2, 25, tzinfo=UTC)),
        ("on 3 January", datetime(2026, 1, 3, tzinfo=UTC)),
        ("on December 30", datetime(2025, 12, 30, tzinfo=UTC)),
        ("on March 2, 2024", datetime(2024, 3, 2, tzinfo=UTC)),
    ],
)
def test_claim_time_is_the_last_such_day(when: str, day: datetime) -> None:
    text = f"She said {when} that it fell."
    moment = dates.said(said(text, "it fell"), reading(text, dated=True))
    assert moment is not None
    assert (moment.at, moment.words, moment.origin) == (day, when, "text")


def test_undated_article_keeps_the_words_alone() -> None:
    text = "She said on Tuesday that it fell."
    moment = dates.said(said(text, "it fell"), reading(text))
    assert moment is not None
    assert (moment.at, moment.words) == (None, "on Tuesday")


def test_day_of_the_content_is_not_when_it_was_said() -> None:
    text = "She said it fell on Tuesday."
    assert dates.said(said(text, "it fell on Tuesday"), reading(text, dated=True)) is None


def test_impossible_day_is_unknown() -> None:
    text = "She said on 31 June that it fell."
    moment = dates.said(said(text, "it fell"), reading(text, dated=True))
    assert moment is not None
    assert moment.at is None


# ---------------------------------------------------------------- frames


def test_frame_needs_no_language_any_more() -> None:
    text = "Norbank did not copy 2,048 designs of Oru."
    found = Found(mentions=(named(text, "Norbank", Label.ORG, "ent:1"), named(text, "Oru", Label.ORG, "ent:2")))
    made = frame((Range(0, len(text)),), reading(text, found=found))
    assert made.norm == "norbank did not copy 2 048 designs of oru"
    assert not made.positive
    assert (made.numbers, made.about, made.topics) == (("2048",), ("ent:1", "ent:2"), ("copying",))


def test_two_negations_assert() -> None:
    text = "It is not true that it never fell."
    assert frame((Range(0, len(text)),), reading(text)).positive


# ---------------------------------------------------------------- speech that goes on


def test_paragraph_that_is_only_a_quotation_goes_on() -> None:
    text = "“It fell,” she said.\n“Nobody came.”\nIt rained."
    (draft,) = continued([said(text, "It fell,")], reading(text))
    assert [text[slice(*span)] for span in draft.content] == ["It fell,", "Nobody came."]


def test_paragraph_with_words_of_the_narrator_does_not() -> None:
    text = "“It fell,” she said.\n“Nobody came,” it was written."
    (draft,) = continued([said(text, "It fell,")], reading(text))
    assert len(draft.content) == 1


# ---------------------------------------------------------------- layout


def test_colon_headline_with_a_quotation() -> None:
    text = "Brandt: “We lost it all”\nIt rained."
    (draft,) = layout.drafts(reading(text))
    assert (draft.cue, text[slice(*draft.source or ())]) == (None, "Brandt")
    assert [text[slice(*span)] for span in draft.content] == ["We lost it all"]


def test_transcript_speakers_repeat() -> None:
    text = "It began.\nDOLAN: It is cold.\nBRANDT: It is.\nDOLAN: So we go.\nBRANDT: We do."
    assert [text[slice(*d.source or ())] for d in layout.drafts(reading(text))] == [
        "DOLAN",
        "BRANDT",
        "DOLAN",
        "BRANDT",
    ]


def test_colon_in_running_text_is_no_speaker() -> None:
    assert layout.drafts(reading("It rained.\nThree fell: two ships and a boat.")) == ()


def test_signature_under_a_quotation() -> None:
    text = "It rained.\n“We lost it all.” — Ada Brandt"
    (draft,) = layout.drafts(reading(text))
    assert draft.construction is Construction.SIGNATURE
    assert text[slice(*draft.source or ())] == "Ada Brandt"


def test_dash_in_a_sentence_is_no_signature() -> None:
    assert layout.drafts(reading("It rained.\nHe ended “we lost” — and the hall was silent")) == ()


# ---------------------------------------------------------------- phrases


def test_longest_phrase_wins_and_stems_match() -> None:
    table = Phrases([("terms", 1), ("terms of service", 2), ("distil*", 3)])
    text = "Terms of service on distilling; terms."
    found = list(table.find(tokens(text)))
    assert [(text[slice(*place)], value) for place, value in found] == [
        ("Terms of service", 2),
        ("distilling", 3),
        ("terms", 1),
    ]


def test_short_stem_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 3 letters"):
        Phrases([("li*", 1)])
