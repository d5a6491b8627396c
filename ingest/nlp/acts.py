"""What is done by saying it: the verb's act, changed by its negation and by the modality of what is said."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Act, Label
from ingest.nlp.draft import Construction, Draft, Range
from ingest.nlp.lexicon import Lexicon
from ingest.nlp.parties import doer, party
from ingest.nlp.phrases import Token
from ingest.nlp.reading import Reading

_UNDONE = (Act.DENY, Act.ACCUSE, Act.ADMIT, Act.DEMAND, Act.RULE, Act.CORRECT)
"""Acts that a negation leaves undone: "did not deny", "has not accused anybody"."""
_BINDING = (Act.DEMAND, Act.RULE)
"""Acts that bind the party that the content speaks of: "demanded that the mayor resign"."""
_MAIN = 24
"""Words of the content in which its main verb is looked for."""
_SPEAKS = (
    Construction.CLAUSE,
    Construction.QUOTATION,
    Construction.ACCORDING,
    Construction.COLON,
    Construction.SIGNATURE,
    Construction.NOUN,
    Construction.LIGHT_VERB,
)
_WRONG, _CRIME, _OWN, _PLAIN = "wrongdoing", "crime", "refusal", "plain"
_BEFORE = 16
"""Characters before a name in which the word before it stands."""
_AT_ONCE = 4
"""Words of a content among which a refusal of one's own begins: later ones belong to other clauses."""
_NEAR = 3
"""Words from "will" to the hostile act that it announces."""


@dataclass(frozen=True, slots=True)
class Done:
    """The act, and the party it is done to where the content names it."""

    act: Act
    target: tuple[Range, ...]


def refine(draft: Draft, reading: Reading) -> Done:
    """The act of ``draft``: a neutral verb with "must" demands, with wrongdoing alleges, a negated one declines."""
    if draft.negated:
        return Done(_negated(draft, reading.lexicon), draft.target)
    if draft.act is Act.PROMISE and _threatens(draft, reading, announced=True):
        return Done(Act.WARN, draft.target)
    if draft.act is Act.DECLINE and _refuses_an_accusation(draft, reading):
        return Done(Act.DENY, draft.target)
    if draft.act is Act.ADMIT and draft.construction in _SPEAKS and _threatens(draft, reading, announced=False):
        return Done(Act.WARN, draft.target)
    if _is_ruling(draft, reading):
        return Done(Act.RULE, _asked(draft, reading))
    return _done(draft, reading)


def _done(draft: Draft, reading: Reading) -> Done:
    """The act by what is said, where the verb alone leaves it open; and the party that an allegation speaks of."""
    if draft.act is Act.ALLEGE and not draft.target and draft.topic is not None:
        return Done(draft.act, (draft.topic,))
    if draft.act is Act.ASSERT and draft.construction is Construction.OBJECT and draft.topic is not None:
        return _called(draft, reading, draft.topic)
    if draft.act is Act.ASSERT and draft.construction in _SPEAKS and draft.content:
        return _by_modality(draft, reading)
    if draft.act in _BINDING and draft.construction is Construction.CLAUSE:
        return Done(draft.act, _asked(draft, reading))
    return Done(draft.act, draft.target)


def _asked(draft: Draft, reading: Reading) -> tuple[Range, ...]:
    """Whom it is demanded or decided of: the party beside the verb, else the one that the content speaks of."""
    return draft.target or party(draft.topic, reading)


def _is_ruling(draft: Draft, reading: Reading) -> bool:
    """A court, a regulator or an inquiry that finds, orders or concludes."""
    rulings = reading.lexicon.rulings
    if draft.source is None or draft.lemma not in rulings.verbs:
        return False
    return any(_is_among(word, rulings.bodies) for word in reading.words_in(draft.source))


def _called(draft: Draft, reading: Reading, topic: Range) -> Done:
    """``called the referee a thief`` accuses; ``called the claim a fairy tale`` denies."""
    words = [word for span in draft.content for word in reading.words_in(span) if word.place.start >= topic.end]
    if not any(True for _ in reading.lexicon.insult_phrases.find(words)):
        return Done(draft.act, draft.target)
    is_claim = any(form in reading.lexicon.accusations for word in reading.words_in(topic) for form in word.forms)
    return Done(Act.DENY if is_claim else Act.ACCUSE, draft.target or (topic,))


def _by_modality(draft: Draft, reading: Reading) -> Done:
    """What a neutral verb does with this content: a threat, the first phrase that changes an act, a wrong by somebody."""
    if _threatens(draft, reading, announced=False):
        return Done(Act.WARN, draft.target)
    words = reading.words_in(draft.content[0])[:_MAIN]
    for place, kind in reading.lexicon.modality_phrases.find(words):
        if kind == _PLAIN:
            continue
        if kind in (_WRONG, _CRIME):
            done = _alleged(draft, reading, words, place, kind)
        elif kind == _OWN:
            at_once = any(word.place.start == place.start for word in words[:_AT_ONCE])
            done = Done(Act.DENY, draft.target) if at_once and _is_of_speaker(draft, reading, words) else None
        elif kind == Act.DEMAND:
            done = Done(Act.DEMAND, _asked(draft, reading))
        else:
            done = Done(Act(kind), draft.target)
        if done is not None:
            return done
    return Done(draft.act, draft.target)


def _alleged(draft: Draft, reading: Reading, words: list[Token], place: Range, kind: str) -> Done | None:
    """An allegation, where somebody is named who did the wrong, or the wrong is a crime whoever did it."""
    if _is_suffered(words, place, reading.lexicon) or _denied(words, place, reading.lexicon):
        return None
    accused = _doer(draft, reading, place) or _accused(draft, reading, place)
    if accused is None:
        return Done(Act.ALLEGE, draft.target) if kind == _CRIME else None
    topic = draft.topic
    whole = topic if topic is not None and accused.within(topic) and topic.end <= place.start else accused
    return Done(Act.ALLEGE, (whole,))


def _is_of_speaker(draft: Draft, reading: Reading, words: list[Token]) -> bool:
    """What will not be done is the speaker's own doing: the content begins with "we" or "it", or with the speaker's name."""
    first = words[:1]
    if any(_is_among(word, reading.lexicon.modality.own) for word in first):
        return True
    source = reading.words_in(draft.source)[-1:] if draft.source is not None else []
    return any(
        set(word.forms) & set(spoken.forms) for word in words[:2] for spoken in source if spoken.written[:1].isupper()
    )


def _refuses_an_accusation(draft: Draft, reading: Reading) -> bool:
    """The first word of what is refused is an accusation: that is no refusal to speak."""
    first = reading.words_in(draft.content[0])[:1] if draft.content else []
    return any(form in reading.lexicon.accusations for word in first for form in word.forms)


def _negated(draft: Draft, lexicon: Lexicon) -> Act:
    lemma = draft.lemma.split()[0]
    for act, lemmas in lexicon.negation.acts.items():
        if lemma in lemmas:
            return act
    return Act.ASSERT if draft.act in _UNDONE else draft.act


def _threatens(draft: Draft, reading: Reading, *, announced: bool) -> bool:
    """A hostile act behind "will" or "would"; ``announced``: the verb itself (vowed to ...) looks ahead."""
    modality = reading.lexicon.modality
    words = reading.words_in(draft.content[0])[:_MAIN] if draft.content else []
    ahead = [0] if announced else [i + 1 for i, word in enumerate(words) if _is_among(word, modality.ahead)]
    near = (word for at in ahead for word in words[at : at + _NEAR])
    return any(_is_among(word, modality.threats) for word in near)


def _is_among(word: Token, listed: tuple[str, ...]) -> bool:
    return any(form in listed for form in word.forms)


def _is_suffered(words: list[Token], place: Range, lexicon: Lexicon) -> bool:
    """``was killed``: what stands before it is whom it was done to."""
    before = [word for word in words if word.place.end <= place.start][-1:]
    here = [word for word in words if word.place.start == place.start]
    modality = lexicon.modality
    return any(_is_among(w, modality.passive) for w in before) and any(_is_among(w, modality.suffered) for w in here)


def _doer(draft: Draft, reading: Reading, wrong: Range) -> Range | None:
    """The party that did the wrong by the grammar of the clause, other than the speaker."""
    topic = draft.topic if draft.topic is not None and draft.topic.end <= wrong.start else None
    subject = doer(wrong, reading) or topic
    inside = subject is not None and any(subject.within(span) for span in draft.content)
    found = party(subject, reading) if inside else ()
    return next((p for p in found if not _is_speaker(reading.text[slice(*p)], draft, reading)), None)


def _accused(draft: Draft, reading: Reading, wrong: Range) -> Range | None:
    """The nearest person or body named in the content before the wrongdoing, other than the speaker."""
    begin = draft.content[0].start
    named = [m for m in reading.mentions if begin <= m.span.start and m.span.end <= wrong.start]
    others = [
        m
        for m in named
        if m.label in (Label.PER, Label.ORG, Label.LOC)
        and not _is_speaker(m.span.exact, draft, reading)
        and not _is_place(m.span.start, reading)
    ]
    return Range(others[-1].span.start, others[-1].span.end) if others else None


def _is_place(start: int, reading: Reading) -> bool:
    """A name behind "in" or "near" says where, not who."""
    before = reading.words_in(Range(max(0, start - _BEFORE), start))[-1:]
    return any(_is_among(word, reading.lexicon.modality.places) for word in before)


def _is_speaker(name: str, draft: Draft, reading: Reading) -> bool:
    return draft.source is not None and name in reading.text[slice(*draft.source)]


def _denied(words: list[Token], place: Range, lexicon: Lexicon) -> bool:
    """Whether a negation stands before ``place``."""
    return any(form in lexicon.negation.words for w in words if w.place.end <= place.start for form in w.forms)
