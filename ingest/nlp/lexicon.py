"""``lexicon.toml`` read and indexed: all that the engine knows about one language.

The file is data; every table below is one class, an unknown key is an error. Lemmas are written as the candidates give them
(the parser's lemma, or the key of the generated forms). In lists of verbs, "call for" is the lemma with the particle or
preposition that it needs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from graph.model import Act, Certainty, Closeness, Grade
from graph.text import fold
from ingest.nlp.draft import Construction
from ingest.nlp.phrases import Phrases
from ingest.nlp.sections import Apart, DescriptorWords, EvidenceWords, Section, Speakers, Unparsed, Words

Stance = Literal["distancing", "neutral", "factive"]


class VerbGroup(Section):
    """One ``[[verbs]]``: lemmas that do ``act`` in each of the constructions.

    ``clause`` and ``quotation`` go together in most lists; "infinitive" includes an object before it (urged X to).

    ``object`` says what the direct object is: the "content" (denied the report), the "target" (accused the firm of ...)
    or an "addressee" (told reporters). ``content`` are prepositions whose phrase joins the object in the content (blamed X
    *for* ...), ``charge`` those behind which the content stands alone (accused X *of* ...).
    ``weight`` in (0, 1] is how surely a sentence with it is an attribution.
    """

    act: Act
    constructions: tuple[Construction, ...]
    lemmas: Words
    stance: Stance = "neutral"
    object: Literal["content", "target", "addressee"] = "content"
    content: Words = ()
    charge: Words = ()
    target: Words = ()
    """Prepositions before the target (asked *of* X that ...)."""
    bare: bool = True
    """False: an object alone is no content, it needs one of the prepositions or a predicate (saw it *as* a threat)."""
    needs: Words = ()
    """Nouns of which one must open the content: a request, a question (did not answer *a request* for comment)."""
    negated: bool = False
    """True for what only counts where it is denied: did *not* respond to ..."""
    weight: float = 1.0


class Turn(Section):
    """One ``[[turns]]``: a set phrase of a verb and the ``words`` right behind it: *mettre* "en demeure"."""

    act: Act
    lemmas: Words
    words: Words
    party: bool = False
    """Whether the party follows, before the preposition of what is asked of it: "met en demeure *X* de"."""
    object: bool = False
    """Whether the words are part of what is said: requested "five years" in prison."""
    negated: bool = False
    """True for what only counts where it is denied: did *not* give "suite à"."""


class NounGroup(Section):
    """One ``[[nouns]]``: nouns that introduce what is said (X's claim that ...), with the links they accept."""

    act: Act
    lemmas: Words
    links: Words = ()
    """Prepositions before the content besides a clause: "of", "against"."""
    target: Words = ()
    """Prepositions before the accused or asked party."""
    verbs: Words = ()
    """Light verbs of its own that take the noun as object, besides ``light_verbs``."""
    faced: Words = ()
    """Verbs whose subject is the target of what the noun says: *face* charges, *draw* criticism."""
    stance: Stance = "neutral"
    carried: bool = False
    """True for nouns that only count with one of ``verbs`` or a speaker behind them: *issued* a sentence."""
    weight: float = 1.0


class Phrase(Section):
    """One ``[[according]]`` or similar: a fixed phrase that names the source."""

    words: Words
    act: Act = Act.ASSERT
    weight: float = 1.0


class HedgeGroup(Section):
    """One ``[[hedges]]``: words that weaken, with the certainty they leave. ``before`` limits them to a tag (``qad`` + imperfect)."""

    certainty: Certainty
    words: Words
    before: str = ""


_KINDS = {"plain", "demand", "deny", "refusal", "warn", "promise", "wrongdoing", "crime"}
"""Tables of ``[modality]`` whose phrases by themselves change an act."""


class Modality(Section):
    """``[modality]``: phrases in the content that change a neutral verb's act."""

    demand: Words = ()
    deny: Words = ()
    warn: Words = ()
    promise: Words = ()
    plain: Words = ()
    """Phrases that only look like one of the others: "*should have* stood" demands nothing."""
    refusal: Words = ()
    """Negations that deny where the speaker's own doing is meant (``own`` words begin the content): "we *did not* know"."""
    own: Words = ()
    wrongdoing: Words = ()
    """Words that allege when a party is named before them."""
    crime: Words = ()
    """Words that allege even where nobody is named."""
    insults: Words = ()
    """What accuses a party, and denies a claim, that is called so: a liar, a fairy tale."""
    ahead: Words = ()
    """Words behind which a hostile act is announced: will, would."""
    threats: Words = ()
    """Hostile acts that threaten when they are announced: boycott, blockade."""
    suffered: Words = ()
    """Those of ``wrongdoing`` that say behind a word of ``passive`` what was suffered: was *killed*."""
    passive: Words = ()
    places: Words = ()
    """Words before a name that make a place of it: in, near."""
    accusations: Words = ()
    """Nouns that make a denial of a refusal when they are what is refused: the accusation, the claims."""


class Negation(Section):
    """``[negation]``: what a negated verb does: say → decline, confirm → decline."""

    words: Words = ()
    acts: dict[Act, Words] = {}
    """Act → lemmas that do it when negated."""


class Echoes(Section):
    """``[echoes]``: clauses that name who says the sentence they stand in: *as* X *pointed out*."""

    words: Words = ()
    verbs: Words = ()


class Rulings(Section):
    """``[rulings]``: what ``verbs`` say with one of ``bodies`` as their subject is ruled: the *court* *found*."""

    verbs: Words = ()
    bodies: Words = ()


class Dates(Section):
    """``[dates]``: words for days relative to the publication; week days and months come from CLDR."""

    relative: dict[str, int] = {}
    """"yesterday" = -1, in days."""
    between: Words = ()
    """Words between day, month and year: 3 *de* mayo."""
    before: Words = ()
    """Words that may stand before the day and belong to the words: "on", "late"."""


class Grammar(Section):
    """``[grammar]``: dependency labels and tags of the parser's scheme. Empty for unparsed languages.

    Prepositions may head their noun (``preposition`` + ``preposition_object``) or hang on it (``oblique`` + ``case``).
    """

    subject: Words = ()
    passive_subject: Words = ()
    object: Words = ()
    indirect_object: Words = ()
    predicate: Words = ()
    """What is said of the object: called it *a lie*."""
    clause: Words = ()
    open_clause: Words = ()
    preposition: Words = ()
    preposition_object: Words = ()
    preposition_clause: Words = ()
    oblique: Words = ()
    case: Words = ()
    agent: Words = ()
    auxiliary: Words = ()
    passive_auxiliary: Words = ()
    negation: Words = ()
    adverb: Words = ()
    particle: Words = ()
    marker: Words = ()
    relative: Words = ()
    reduced: Words = ()
    adverbial_clause: Words = ()
    conjunct: Words = ()
    coordinator: Words = ()
    parataxis: Words = ()
    apposition: Words = ()
    possessive: Words = ()
    determiner: Words = ()
    punctuation: Words = ()
    verb_tags: Words = ()
    noun_tags: Words = ()
    participle_tags: Words = ()
    """Fine tags of participles whose subject is the noun they hang on (VBG)."""
    passive_tags: Words = ()
    """Fine tags of participles that are passive when they hang on a noun (VBN)."""
    finite_tags: Words = ()
    infinitive_tags: Words = ()
    """Fine tags of the word that opens an infinitive (TO), or of the infinitive itself."""
    modal_tags: Words = ()
    """Fine tags of auxiliaries that are finite by themselves (MD)."""
    relative_tags: Words = ()
    """Fine tags of relative words (WDT, WP)."""
    time_words: Words = ()
    """Words of time, where the model's names have no label for them."""
    impersonal: Words = ()
    """Subject pronouns that stand for nobody in particular: *on* dit que."""
    time_entities: Words = ()
    """Labels of the model's names that are days and hours: never a speaker."""
    features: Words = ()
    """Morphological features whose values are joined to the tag where the model's tags lack them: VERB:Fin:Past."""
    oblique_clause: Words = ()
    """Labels of clauses whose marker stands like a preposition: accused X *of* having copied, in Romance languages."""
    negators: Words = ()
    """Words that negate, where the scheme has no label of its own for them."""
    mute: Words = ()
    """Words that play no part whatever their label: the "t" of *a-t-il*."""
    inverts: bool = False
    """Whether an inserted cue has its subject behind it: "X, a dit le ministre, Y"."""
    inverted: Words = ()
    """Subject pronouns joined to such a verb: "-il" in *a-t-il*."""
    clitics: Words = ()
    """Pronouns that stand between a subject and its verb: "m'" in *m'a confié*."""
    lemmas: tuple[tuple[str, str], ...] = ()
    """(what the model gives as the lemma of a verb, its lemma) where the model is wrong."""
    addressee: Words = ()
    """Prepositions before the party that is told or asked: call *on* X to, demander *à* X de."""
    predicative: Words = ()
    """Verbs that report with an adjective where others need an infinitive: *se dire* convaincu."""
    links_in_content: bool = False
    """Whether the preposition of a charge or an infinitive belongs to the content: "accuse X *d'avoir copié*"."""
    asked_in_content: bool = True
    """Whether the asked party belongs to what is asked: "urged *the firm to pay*", but "a exhorté la société à *payer*"."""


class Lexicon(Section):
    """All of ``lexicon.toml``."""

    complementisers: Words = ()
    questions: Words = ()
    verbs: tuple[VerbGroup, ...]
    nouns: tuple[NounGroup, ...] = ()
    turns: tuple[Turn, ...] = ()
    relative_links: Words = ()
    """What introduces the content of a noun besides a complementiser: "according to which"."""
    noun_sources: Words = ()
    """Prepositions before the speaker of a noun: a claim *by* X."""
    light_verbs: Words = ()
    """Verbs that only carry their object: *make* a claim."""
    according: tuple[Phrase, ...] = ()
    hedges: tuple[HedgeGroup, ...] = ()
    object_control: Words = ()
    """Verbs besides those of asking whose object does what the infinitive says: *let*, *help* them answer."""
    aspect: Words = ()
    """Verbs that belong to the cue when the saying verb hangs on them: *continued* to call for."""
    tails: Words = ()
    """Words that after a comma open the narrator's tail: "although", "while"."""
    close_tails: Words = ()
    """Words that open it without a comma too."""
    labels: Words = ()
    """What stands before the colon of a headline and is no speaker: "correction", "watch", "exclusive"."""
    headline_sources: Words = ()
    """Nouns that speak before the colon of a headline without a name: "police", "finance *minister*"."""
    connectors: Words = ()
    """Openings of a sentence that are the narrator's when the content begins with it: "in fact", "however"."""
    object_links: Words = ()
    """Prepositions right behind an object that go on with it: a ban *on*, support *for*."""
    topics: dict[str, Words] = {}
    modality: Modality = Modality()
    negation: Negation = Negation()
    echoes: Echoes = Echoes()
    rulings: Rulings = Rulings()
    dates: Dates = Dates()
    grammar: Grammar = Grammar()
    speakers: Speakers = Speakers()
    descriptors: tuple[DescriptorWords, ...] = ()
    counts: dict[str, Words] = {}
    """Words of an unnamed source that say how many: "one" and "several"."""
    plural_endings: Words = ()
    anonymity: Words = ()
    """Reasons given for it: "on condition of anonymity"."""
    evidence: tuple[EvidenceWords, ...] = ()
    unparsed: Unparsed = Unparsed()
    apart: Apart = Apart()

    @cached_property
    def senses(self) -> dict[str, tuple[Sense, ...]]:
        """Lemma → what it does, in the order of the file (the first that fits wins)."""
        table: dict[str, list[Sense]] = defaultdict(list)
        for group in self.verbs:
            for entry in group.lemmas:
                lemma, _, particle = entry.partition(" ")
                table[lemma].append(Sense(lemma, particle, group))
        return {lemma: tuple(senses) for lemma, senses in table.items()}

    def sense(self, lemma: str, construction: Construction, particle: str = "") -> Sense | None:
        """The first sense of ``lemma`` that allows ``construction``; one with this particle first, then one without any."""
        fitting = [s for s in self.senses.get(lemma, ()) if construction in s.group.constructions]
        exact = [s for s in fitting if s.particle == particle]
        return next(iter(exact or [s for s in fitting if not s.particle]), None)

    @cached_property
    def verb_lemmas(self) -> frozenset[str]:
        """All lemmas that can head a cue, light verbs included."""
        own = {verb for group in self.nouns for verb in (*group.verbs, *group.faced)}
        turned = {verb for turn in self.turns for verb in turn.lemmas}
        return frozenset({*self.senses, *self.light_verbs, *own, *turned})

    @cached_property
    def controllers(self) -> frozenset[str]:
        """Verbs whose object does what the infinitive behind it says: those of asking and ``object_control``."""
        asking = [group for group in self.verbs if Construction.INFINITIVE in group.constructions]
        named = {lemma for group in asking if group.act is Act.DEMAND for lemma in group.lemmas}
        return frozenset({*named, *self.object_control})

    @cached_property
    def hedge_phrases(self) -> Phrases[HedgeGroup]:
        return Phrases((word, group) for group in self.hedges for word in group.words)

    @cached_property
    def topic_phrases(self) -> Phrases[str]:
        return Phrases((word, topic) for topic, words in self.topics.items() for word in words)

    @cached_property
    def modality_phrases(self) -> Phrases[str]:
        """Phrase → the act that it makes of a neutral verb's, "wrongdoing" or "crime"."""
        listed = self.modality.model_dump(include=_KINDS).items()
        return Phrases((phrase, kind) for kind, phrases in listed for phrase in phrases)

    @cached_property
    def insult_phrases(self) -> Phrases[bool]:
        return Phrases((phrase, True) for phrase in self.modality.insults)

    @cached_property
    def accusations(self) -> frozenset[str]:
        return frozenset(fold(noun) for noun in self.modality.accusations)

    @cached_property
    def evidence_phrases(self) -> Phrases[Grade]:
        return Phrases((word, group.grade) for group in self.evidence for word in group.words)

    @cached_property
    def descriptor_phrases(self) -> Phrases[Closeness]:
        return Phrases((word, group.closeness) for group in self.descriptors for word in group.words)

    @cached_property
    def anonymity_phrases(self) -> Phrases[bool]:
        return Phrases((phrase, True) for phrase in self.anonymity)

    @cached_property
    def noun_groups(self) -> dict[str, NounGroup]:
        return {lemma: group for group in self.nouns for lemma in group.lemmas}


@dataclass(frozen=True, slots=True)
class Sense:
    """One lemma with its particle ("" for none) in one group."""

    lemma: str
    particle: str
    group: VerbGroup

    @property
    def act(self) -> Act:
        return self.group.act
