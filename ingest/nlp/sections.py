"""Sections of ``lexicon.toml`` that carried-over speakers, descriptors, evidence and unparsed candidates read.

Each class is one table of the file; an unknown key is an error. Fields may be added, with a default.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from graph.model import Closeness, Grade

Words = tuple[str, ...]


class Section(BaseModel):
    """A frozen table of a lexicon."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Pronoun(Section):
    """``gender`` "m", "f" or "" and ``number`` "s", "d", "p" or "" of whom it may stand for; ``labels`` PER, ORG ..."""

    words: Words
    gender: str = ""
    number: str = ""
    labels: Words = ()
    first_person: bool = False
    """True for "I" and "we": within what somebody says they are he."""


class Speakers(Section):
    """``[speakers]``: what points back to a speaker named before."""

    pronouns: tuple[Pronoun, ...] = ()
    backreferences: dict[str, Words] = {}
    """Label → nouns that with an article point back to the last one of that kind: ORG = ["company", "ministry"]."""
    parties: Words = ()
    """Nouns of people and bodies, who can be accused and asked: "managers", "the firm"."""
    institutions: Words = ()
    """Those of ``backreferences`` that are a kind of their own: "the court" is no company named before, "the firm" may be."""
    titles: Words = ()
    gendered: dict[str, Words] = {}
    """"m" and "f": titles and nouns that tell the gender of whom they name: "spokeswoman", "Mr"."""
    same: Words = ()
    """Words behind a noun that points back: "the official *himself*"."""
    spokesmen: Words = ()
    """First words of a source that speaks for the body named behind them."""


class DescriptorWords(Section):
    """One ``[[descriptors]]``: nouns or phrases of unnamed sources."""

    closeness: Closeness
    words: Words


class EvidenceWords(Section):
    """One ``[[evidence]]``: phrases that grade what is offered."""

    grade: Grade
    words: Words


class Unparsed(Section):
    """``[unparsed]``: the token grammar of a language without a parser. Words are folded (``strip``, ``letters``).

    Words written joined to the next one (conjunctions, prepositions, article) are tried in front of every known form.
    """

    forms: str = ""
    """File of generated verb forms beside the lexicon."""
    blocked: Words = ()
    """Written forms that are mostly something else than the verb (homographs)."""
    doubtful: Words = ()
    """Written forms that are a verb only where a clause begins, with the content close behind and no comma between."""
    introducers: Words = ()
    """Words between a verb and its content that add nothing: "replied *saying*"."""
    whole: Words = ()
    """Beginnings of words whose first letter is no joined preposition."""
    lookalikes: Words = ()
    """Names that in some hands are written like a preposition: one right before a complementiser."""
    never_before: Words = ()
    """Words that no finite verb follows, besides prepositions."""
    strip: str = ""
    """Characters that are dropped before words are compared: vowel signs, tatweel."""
    letters: dict[str, str] = {}
    """Letters written several ways → the one they are compared as."""
    conjunctions: Words = ()
    prepositions: Words = ()
    """Free prepositions."""
    joined_prepositions: Words = ()
    articles: Words = ()
    fusions: dict[str, str] = {}
    """Preposition + article as they would be written → as they are written."""
    address: Words = ()
    """Joined prepositions before those spoken to: "to the paper"."""
    belonging: Words = ()
    """Free prepositions that stay in the noun phrase before an institution: "soldiers from the army"."""
    feminine: Words = ()
    """Endings of feminine nouns."""
    pronouns: Words = ()
    """Pronouns written joined to the end of a word."""
    silent: Words = ()
    """Letters that a verb form loses before a joined pronoun."""
    shifts: dict[str, str] = {}
    """Last letters of a verb form before a joined pronoun → as they are written at the end of a word."""
    linking: Words = ()
    """Words before a sign that belong to it: "*and this is* what X denied"."""
    prefixes: Words = ()
    """Prefixes of finite verbs, by which an unknown verb after a pronoun is recognised."""
    auxiliaries: Words = ()
    """Words that may stand between a subject and its verb, or open a sentence whose verb follows its subject."""
    relatives: Words = ()
    copulas: Words = ()
    """ "who is": joins an apposition when no verb follows."""
    openers: Words = ()
    """Words before a subject that are no part of it: "while", "where", "but"."""
    considered: Words = ()
    """Forms that without a clause are passive: "*is considered* a success"."""
    guards: Words = ()
    """Words after which a complementiser opens no content: "after", "although", "except"."""
    adverbs: Words = ()
    """Words complete by themselves that end a noun phrase or stand before one: "yesterday", "to him"."""
    adjuncts: Words = ()
    """Words that end a noun phrase: prepositions of time and place."""
    occasions: Words = ()
    """Nouns of time, place and manner of speaking: a preposition before one ends the noun phrase ("in a statement")."""
    links: dict[str, Words] = {}
    """Preposition → nouns and adjectives after which it belongs to the noun phrase ("a number of", "close to")."""
    audience: Words = ()
    """Nouns of those spoken to: media, reporters."""
    bodies: Words = ()
    """Kinds of bodies, not definite, that begin a noun phrase of their own behind a name: "X Labs" | "company Y"."""
    institutions: Words = ()
    """Nouns that stay in the noun phrase behind a joined preposition ("spokesman at-the-ministry")."""
    titles: Words = ()
    """Nouns that open an apposition to a name, or a name."""
    qualities: Words = ()
    """Common adjectives that no ending gives away."""
    adjective_endings: Words = ()
    nominative: Words = ()
    """Endings of plural nouns that are dropped before an owner."""
    oblique: Words = ()
    """Endings of plural nouns that cannot be the subject."""
    quantifiers: Words = ()
    periods: Words = ()
    """Nouns of time that tell when it was said if one of ``placed`` follows: "week"."""
    placed: Words = ()
    """ "last", "next", "this"."""
    notes: Words = ()
    """Forms that at the beginning of a sentence, before a clause, are the narrator's: "*it is recalled* that"."""
    states: Words = ()
    """Verbs of being: a participle right behind one is its predicate."""
    clues: Words = ()
    """Things that "show" something without speaking: evidence, signs."""
    action_nouns: Words = ()
    """Patterns (regular expressions) of nouns of action, which open an object."""
    things: Words = ()
    """Nouns that are no source behind an according-to phrase: law, norm, need."""
    abbreviations: Words = ()
    purposes: Words = ()
    """Words before what is wished or planned: no present verb right behind one is a report ("*in order to* announce")."""
    signs: Words = ()
    """Words between a content and the verb behind it: "as" (X said), "thus"."""
    resumes: Words = ()
    """How the statement begins behind a long "according to X": letters joined to its first word."""
    relays: Words = ()
    """Lemmas of verbs that pass on what another said: the agency *quoted*."""
    credits: Words = ()
    """Prepositions between a relaying verb and that other."""
    unreached: Words = ()
    """Phrases before somebody who gave no answer because nobody reached him."""
    toward: Words = ()
    """Prepositions of direction: in a relative clause they tell nothing of the speaking ("who sat down *at* his side")."""
    manner: Words = ()
    """Words at the end of an object that tell how it was said: denied it *altogether*."""
    completed: Words = ()
    """Participles that a preposition with a pronoun completes: "those *released* (from it)"."""
    reports: Words = ()
    """Phrases before a noun of saying: "it came in" (a statement of the ministry that)."""
    documents: Words = ()
    """Nouns of saying that follow them."""


class Apart(Section):
    """``[apart]``: the token grammar of a language without a parser whose words are written apart. Words are folded."""

    forms: str = ""
    """File of generated verb forms beside the lexicon; "" for a language that is read otherwise."""
    blocked: Words = ()
    """Written forms that are mostly something else than the verb."""
    doubtful: Words = ()
    """Written forms that are nouns too: a verb only without an article before and with what is said right behind."""
    perfects: Words = ()
    """Forms of the auxiliary of the perfect: "has" said."""
    passives: Words = ()
    """Forms of the auxiliary of the passive: "was" accused."""
    copulas: Words = ()
    clitics: Words = ()
    """Pronouns that stand right before their verb."""
    object_clitics: Words = ()
    """Those of them that are the accused or asked party."""
    negations: Words = ()
    """Words that negate a verb right behind them."""
    determiners: Words = ()
    pronouns: Words = ()
    adverbs: Words = ()
    """Words that end a noun phrase or stand before one: "yesterday", "too"."""
    weekdays: Words = ()
    moments: Words = ()
    """Words that make up a time and no speaker: "hours" "later", "three" "days" "before"."""
    occasions: Words = ()
    """Nouns of time, place and manner of speaking: a preposition before one ends the noun phrase."""
    openers: Words = ()
    """Words before a subject that are no part of it: "while", "but"."""
    guards: Words = ()
    """Words after which an infinitive reports: "after" denying, "on" announcing."""
    relatives: Words = ()
    prepositions: Words = ()
    contractions: Words = ()
    """Prepositions fused with an article."""
    free_prepositions: Words = ()
    """Prepositions that never go on with the speaker's noun phrase."""
    linked: Words = ()
    """Words behind which any preposition goes on with the noun phrase: *close* to the case."""
    relative_after: Words = ()
    """Words behind which a complementiser is none: "since", "so that", "that which"."""
    examples: Words = ()
    """What opens an apposition of examples: "historians, *like* X"."""
    reflexive: Words = ()
    """Verbs that are said of somebody with a reflexive pronoun; with others it makes them impersonal."""
    reflexives: Words = ()
    """That pronoun."""
    coordinators: Words = ()
    origins: Words = ()
    """Prepositions before a place that speaks, with a verb in the plural: "*from* the ministry they said"."""
    past_links: Words = ()
    """Prepositions before a complementiser behind which a past subjunctive reports: "after it *announced* that"."""
    never_before: Words = ()
    """Words that no finite verb follows."""
    infinitives: str = "(?!)"
    """Pattern of infinitives."""
    finite_endings: str = "(?!)"
    """Pattern of finite verbs that hardly any noun fits."""
    infinitive_links: Words = ()
    """Prepositions between a verb and its infinitive: refused *to* comment."""
    addressee: Words = ()
    """Prepositions before those spoken to."""
    abbreviations: Words = ()
