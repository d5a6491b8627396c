"""Words as the token grammar sees them: folded, their joined parts tried off, looked up once and remembered."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.nlp.candidates.unparsed_forms import Verb, read_forms, senses_of
from ingest.nlp.candidates.unparsed_kinds import LISTS, NOMINAL
from ingest.nlp.lexicon import Lexicon
from ingest.nlp.sections import Unparsed

SHORT = 3  # letters of a word that is whole even if what follows its first letter is a word too
REMEMBERED = 60_000  # distinct words kept analysed: more than a day's news has


@dataclass(frozen=True, slots=True)
class Word:
    """A written word, analysed. ``conjunction``, ``preposition`` and ``pronoun`` are parts written joined to it.

    ``introduces`` is True where a noun of saying or a phrase like "according to" may begin.
    ``bare`` is the folded word without conjunction, preposition and article; ``free`` only without the conjunction.
    """

    key: str
    free: str
    bare: str
    conjunction: str = ""
    preposition: str = ""
    definite: bool = False
    verbs: tuple[Verb, ...] = ()
    pronoun: str = ""
    complementiser: bool = False
    introduces: bool = False
    kinds: frozenset[str] = frozenset()

    @property
    def adjunct(self) -> bool:
        """Ends a noun phrase: tells when, where or how something was said."""
        return not self.kinds.isdisjoint(("adjuncts", "adverbs", "introducers"))

    def is_a(self, kind: str) -> bool:
        """True where the word without its joined parts is in the lexicon's list ``kind``."""
        return kind in self.kinds

    @property
    def finite(self) -> Verb | None:
        return next((v for v in self.verbs if v.tense != "participle"), None)

    @property
    def participle(self) -> Verb | None:
        return next((v for v in self.verbs if v.tense == "participle"), None)


class Grammar:
    """A lexicon compiled for look-ups. Make one a language and keep it: see ``grammar``."""

    def __init__(self, lexicon: Lexicon, folder: Path) -> None:
        self.data: Unparsed = lexicon.unparsed
        self.lexicon = lexicon
        self._strip = re.compile(f"[{self.data.strip}]") if self.data.strip else None
        self._letters = str.maketrans(self.data.letters)
        self.verbs = self._forms(folder)
        self.senses = {lemma: senses_of(found, self.fold) for lemma, found in lexicon.senses.items()}
        self.transitive = frozenset(lemma for lemma, senses in self.senses.items() if senses.takes_object)
        self.kinds = self._kinds()
        self.complementisers = frozenset(map(self.fold, lexicon.complementisers))
        self.negations = frozenset(map(self.fold, lexicon.negation.words))
        self.nouns = {self.fold(noun): group for noun, group in lexicon.noun_groups.items()}
        self.blocked = frozenset(map(self.fold, self.data.blocked))
        self.doubtful = frozenset(map(self.fold, self.data.doubtful))
        self.links = {p: frozenset(map(self.fold, words)) for p, words in self.data.links.items()}
        self.noun_sources = self._folded(lexicon.noun_sources)
        self.questions = self._folded(lexicon.questions)
        self.same = self._folded(lexicon.speakers.same)
        self.anonymity = self._phrases(lexicon.anonymity)
        self.toward = self._folded(self.data.toward)
        self.manner = self._folded(self.data.manner)
        self.credits = frozenset(map(self.fold, self.data.credits))
        self.tails = self._phrases((*lexicon.tails, *lexicon.close_tails))
        self.close_tails = self._phrases(lexicon.close_tails)
        self.reports = self._phrases(self.data.reports)
        self.unreached = self._phrases(self.data.unreached)
        self.according = self._phrases(tuple(w for phrase in lexicon.according for w in phrase.words))
        self.whole = tuple(map(self.fold, self.data.whole))
        self._fronts = self._joined_fronts()
        self.action_noun = re.compile("|".join(f"(?:{p})" for p in self.data.action_nouns) or "(?!)")
        self.word = lru_cache(maxsize=REMEMBERED)(self._analyse)
        self.folded = lru_cache(maxsize=None)(self._folded)

    def fold(self, text: str) -> str:
        """``text`` as words are compared: marks dropped, letters unified, lower case."""
        plain = self._strip.sub("", text) if self._strip else text
        return plain.translate(self._letters).casefold()

    def _folded(self, words: tuple[str, ...]) -> frozenset[str]:
        """Words of a list as words of a text are compared."""
        return frozenset(map(self.fold, words))

    def name(self, text: str, joined: int) -> Word:
        """A word in which a name begins behind ``joined`` letters; it is no verb, and no other letters are joined to it."""
        word, front = self.word(text), self.fold(text[:joined])
        action = bool(word.preposition) and self.action_noun.fullmatch(word.bare) is not None
        if word.definite or word.kinds or word.complementiser or action:
            return word
        rest = self.fold(text[joined:])
        if front in self.data.conjunctions:
            return Word(key=word.key, free=rest, bare=rest, conjunction=front)
        preposition = front if front in self.data.joined_prepositions else ""
        return Word(key=word.key, free=word.key, bare=rest, preposition=preposition)

    def is_free_preposition(self, word: str) -> bool:
        """True for a preposition that is written apart."""
        return "prepositions" in self.kinds.get(self.fold(word), frozenset())

    def _forms(self, folder: Path) -> dict[str, tuple[Verb, ...]]:
        table: dict[str, list[Verb]] = defaultdict(list)
        for lemma, slots in read_forms(folder / self.data.forms).items():
            for key, forms in slots.items():
                tense, voice, gender, number = key.split(" ")
                for form in forms:
                    table[self.fold(form)].append(Verb(lemma, tense, voice == "passive", gender, number))
        return {form: tuple(sorted(readings, key=lambda v: v.passive)) for form, readings in table.items()}

    def _kinds(self) -> dict[str, frozenset[str]]:
        table: dict[str, set[str]] = defaultdict(set)
        for kind in LISTS:
            for word in getattr(self.data, kind):
                table[self.fold(word)].add(kind)
        return {word: frozenset(kinds) for word, kinds in table.items()}

    def _phrases(self, phrases: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
        """First word → the phrases that begin with it, longest first."""
        table: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for phrase in phrases:
            parts = tuple(map(self.fold, phrase.split()))
            table[parts[0]].append(parts)
        return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in table.items()}

    def _joined_fronts(self) -> tuple[tuple[str, str, str, bool], ...]:
        """(what is written, conjunction, preposition, article?) of all that may be joined to a noun, longest first."""
        fronts = []
        for conjunction in ("", *self.data.conjunctions):
            for preposition in ("", *self.data.joined_prepositions):
                for article in ("", *self.data.articles):
                    together = preposition + article
                    written = conjunction + self.data.fusions.get(together, together)
                    fronts.append((written, conjunction, preposition, bool(article)))
        return tuple(sorted((f for f in fronts if f[0]), key=lambda f: -len(f[0])))

    def _analyse(self, text: str) -> Word:
        key = self.fold(text)
        conjunction, free = self._conjunction(key)
        written, verbs, pronoun = self._verbs(key, free)
        if key in self.complementisers or written == key:
            conjunction, free = "", key
        complement = free if free in self.complementisers else ""
        whole = key.startswith(self.whole) and not (len(key) > SHORT and key[1:] in self.kinds)
        front, preposition, definite, bare = self._noun(key) if not whole else ("", "", False, key)
        kinds = self.kinds.get(key) or self.kinds.get(free) or self._nominal(bare, definite)
        if key in self.kinds or complement:
            front, preposition, bare = ("" if key in self.kinds else conjunction), "", free
            definite = key.startswith(self.data.articles)
        return Word(
            key=key,
            free=free if verbs or complement or front else key,
            bare=bare,
            conjunction=conjunction if verbs or complement else front,
            preposition=preposition,
            definite=definite,
            verbs=verbs,
            pronoun=pronoun,
            complementiser=bool(complement),
            introduces=self._introduces(key, bare),
            kinds=kinds,
        )

    def _introduces(self, key: str, bare: str) -> bool:
        written = (key, self._conjunction(key)[1])
        return bare in self.nouns or any(
            w in table for w in written for table in (self.nouns, self.according, self.reports, self.unreached)
        )

    def _nominal(self, bare: str, definite: bool) -> frozenset[str]:
        """Noun lists that hold the word without its joined parts, with or without its article."""
        with_article = self.kinds.get(self.data.articles[0] + bare) if definite else None
        return (with_article or self.kinds.get(bare, frozenset())) & NOMINAL

    def _conjunction(self, key: str) -> tuple[str, str]:
        """The conjunction joined to the front, if what remains is known; and what remains."""
        for conjunction in self.data.conjunctions:
            if key.startswith(conjunction) and len(key) > len(conjunction) + 1:
                return conjunction, key[len(conjunction) :]
        return "", key

    def _verbs(self, key: str, free: str) -> tuple[str, tuple[Verb, ...], str]:
        """The form that is a verb, its readings, and the pronoun joined to it."""
        for form in (key, free):
            if form in self.blocked:
                return "", (), ""
            if form in self.verbs:
                return form, self.verbs[form], ""
        for form in (key, free):
            for pronoun in self.data.pronouns:
                found = self._with_object(form, pronoun) if form.endswith(pronoun) else ()
                if found:
                    return form, found, pronoun
        return "", (), ""

    def _with_object(self, form: str, pronoun: str) -> tuple[Verb, ...]:
        """Finite readings of ``form`` without the joined ``pronoun``; a plural's silent letter comes back."""
        stem = form[: -len(pronoun)]
        if len(stem) < 3 or stem in self.doubtful:
            return ()
        shifted = stem[:-1] + self.data.shifts.get(stem[-1], stem[-1])
        whole = (self.verbs.get(form) for form in (stem, shifted, *(stem + letter for letter in self.data.silent)))
        found = next((readings for readings in whole if readings), ())
        return tuple(v for v in found if v.tense != "participle" and v.lemma in self.transitive)

    def _noun(self, key: str) -> tuple[str, str, bool, str]:
        """(conjunction, preposition, definite, bare) of a noun with what is joined before it."""
        if key in self.data.joined_prepositions:
            return "", key, False, ""
        for written, conjunction, preposition, article in self._fronts:
            rest = key[len(written) :]
            if key.startswith(written) and len(rest) > 1 and (article or rest in self.kinds or rest in self.nouns):
                return conjunction, preposition, article, rest
        for written, conjunction, preposition, _ in self._fronts:
            rest = key[len(written) :]
            if key.startswith(written) and len(rest) > 2 and preposition and not conjunction:
                return conjunction, preposition, False, rest
        return "", "", False, key
