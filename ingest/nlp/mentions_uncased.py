"""Names in a script without capitals: titles, given names and triggers begin one, everyday words end it."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Label, Schema
from ingest.nlp.mentions_guess import Guess, Taken
from ingest.nlp.mentions_lookup import Words
from ingest.nlp.mentions_patterns import Patterns, Trigger
from ingest.nlp.mentions_tokens import Form, Token

_MOST_PARTS = 5  # words of a person's name, links not counted
_MOST_BETWEEN = 7  # words between a role and the name: "وزير الدولة للشؤون الخارجية في الحكومة ..."
_POSSESSED = ("ها", "هم", "هما")  # a noun with its owner, no name
_OF_NOUNS = ("ة", "ات", "ين", "ون", "ان", "اء", "ه", "ها", "هم", "نا", "يو", "لو")  # feminine, plural, with an owner
_DEFINITE = ("ال", "وال", "لل", "بال", "كال", "فال")


def guesses(words: Words, patterns: Patterns, taken: Taken) -> Iterator[Guess]:
    """Names by pattern, in the order of the text; the caller adds each to ``taken`` before the next is looked for."""
    reader = _Reader(words, patterns, taken)
    for at in _openings(words, patterns):
        yield from reader.at(at)


def _openings(words: Words, patterns: Patterns) -> list[int]:
    """Tokens that may begin or announce a name: the rest, by far the most, is not looked at again."""
    openers, seconds = patterns.openers, patterns.org_ends | patterns.descent
    following = [token.folded in seconds for token in words.tokens[1:]]
    return [
        at
        for at, (token, second) in enumerate(zip(words.tokens, [*following, False], strict=False))
        if token.arabic and (second or not openers.isdisjoint(token.keys))
    ]


class _Reader:
    def __init__(self, words: Words, patterns: Patterns, taken: Taken) -> None:
        self.words, self.tokens, self.p, self.taken = words, words.tokens, patterns, taken

    def at(self, at: int) -> Iterator[Guess]:
        """At most one name that token ``at`` begins or announces."""
        if at in self.taken:
            return
        found = (
            self._titled(at)
            or self._triggered(at)
            or self._ending(at)
            or self._by_given_name(at)
            or self._by_father(at)
            or self._by_verb(at)
        )
        if found is not None:
            yield found

    # ------------------------------------------------------------ people

    def _titled(self, at: int) -> Guess | None:
        keys = self.tokens[at].keys
        if not self.p.heads.isdisjoint(keys):
            start = self._after_role(at)
            if start is not None and self._given(start, weak=True) is not None:
                return self._person(start, "title")
        if not self.p.titles.isdisjoint(keys):
            start = self._after_title(at)
            doubtful = not self.p.doubtful.isdisjoint(keys)
            if start is not None and not (doubtful and self._given(start, weak=True) is None):
                return self._person(start, "title")
        return None

    def _after_title(self, title: int) -> int | None:
        """Token where the name begins after a title: adjectives and ranks skipped ("الرئيس الأميركي السابق")."""
        for at in range(title + 1, min(title + 5, len(self.tokens))):
            if not self._goes_on(at):
                return None
            word = self.tokens[at].folded
            if word in self.p.between or word in self.p.titles or _adjective(word) or self._quality(at):
                continue
            complement = word.startswith("ل") and self._given(at, weak=True) is None
            return None if complement else at
        return None

    def _quality(self, at: int) -> bool:
        """A definite word between a title and a given name tells of what kind he is: "المهاجم المخضرم باولو"."""
        after = at + 1 < len(self.tokens) and self._goes_on(at + 1)
        return after and self._definite(at) and self._given(at) is None and self._given(at + 1) is not None

    def _after_role(self, role: int) -> int | None:
        """Token where the name begins after a role and its complement."""
        for at in range(role + 1, min(role + 1 + _MOST_BETWEEN, len(self.tokens))):
            if not self._goes_on(at):
                return None
            held = self.taken[at]
            word = self.tokens[at].folded
            if held is not None and held.label is not Label.PER:
                continue
            if held is None and (word in self.p.between or word in self.p.titles or self._definite(at)):
                continue
            return None if held is not None else at
        return None

    def _by_given_name(self, at: int) -> Guess | None:
        form = self._given(at)
        return self._person(at, "given", form) if form is not None else None

    def _given(self, at: int, *, weak: bool = False) -> Form | None:
        """The given name at ``at``, with its clitics cut; a weak one only where ``weak`` or another name follows."""
        token = self.tokens[at]
        if at and token.folded in self.p.descent and self._goes_on(at):
            return None  # "son of", not Ben
        if self._compound(at):
            return next(form for form in token.forms if form.folded in self.p.servants | self.p.fathers)
        for form in token.forms:
            if self.p.is_given(form.folded, token.word) and (form.cut == 0 or token.folded not in self.p.stop):
                if not weak and form.folded in self.p.weak and not self._name_follows(at):
                    return None
                return form
        return None

    def _compound(self, at: int) -> bool:
        """Two words that are one given name: عبد الكريم, أبو أحمد."""
        token = self.tokens[at]
        if at + 1 >= len(self.tokens) or not self._goes_on(at + 1):
            return False
        if not self.p.servants.isdisjoint(token.keys):
            return self.tokens[at + 1].folded.startswith("ال")
        named = self._is_given(at + 1) or self.tokens[at + 1].folded in self.p.servants
        return not self.p.fathers.isdisjoint(token.keys) and named

    def _by_father(self, at: int) -> Guess | None:
        """Whatever stands before "son of" is a name."""
        following = at + 1
        if following + 1 >= len(self.tokens) or self.tokens[following].folded not in self.p.descent:
            return None
        fits = self._goes_on(following) and self._goes_on(following + 1) and self._can_follow(following + 1)
        return self._person(at, "father") if fits and not self._definite(at) else None

    def _can_follow(self, at: int) -> bool:
        """A name, or the beginning of one of several words."""
        held = self.taken[at]
        return self._name_word(at) or self.tokens[at].folded in self.p.links or (held is not None and held.first == at)

    def _by_verb(self, at: int) -> Guess | None:
        """Who says it, right behind a verb that goes on with a report ("وأضاف …"), though nothing knows the name."""
        token, following = self.tokens[at], at + 1
        if self.p.reports.isdisjoint(token.keys[:2]) or following >= len(self.tokens) or not self._goes_on(following):
            return None
        return self._person(following, "verb") if self._unlike_a_noun(following) else None

    def _unlike_a_noun(self, at: int) -> bool:
        """May be a foreign or single name: no ending of a noun, no owner, nothing joined in front, no everyday word."""
        token = self.tokens[at]
        if token.folded in self.p.common or self._definite(at) or token.folded.endswith(_OF_NOUNS):
            return False
        return len(token.folded) > 3 and token.folded[0] not in "وفبلي"

    def _name_follows(self, at: int) -> bool:
        if at + 1 >= len(self.tokens) or not self._goes_on(at + 1):
            return False
        token = self.tokens[at + 1]
        return token.folded in self.p.links or (
            self.p.is_given(token.folded, token.word) and token.folded not in self.p.weak
        )

    def _person(self, start: int, rule: str, form: Form | None = None) -> Guess | None:
        """A person's name from ``start``: parts and links up to the first word that is neither."""
        if start in self.taken:
            return None
        form = form or self._given(start, weak=True)
        if form is None and not self._name_word(start):
            return None
        unknown = 1 if form is not None or rule == "title" else 0
        last = self._end_of_person(start, unknown=unknown)
        cut = form.cut if form is not None else 0
        return Guess(first=start, last=last, label=Label.PER, schema=Schema.PERSON, rule=rule, cut=cut)

    def _end_of_person(self, start: int, *, unknown: int) -> int:
        """Last token: given names and links, then at most ``unknown`` words that may be a surname."""
        last = at = start + 1 if self._compound(start) else start
        while at + 1 < len(self.tokens) and at - start < _MOST_PARTS and self._goes_on(at + 1):
            at += 1
            held = self.taken[at]
            if held is not None:  # a known surname ends the name of somebody else of that family
                return at if held.label is Label.PER and held.first == held.last else last
            if (named := self._behind_links(at)) is not None:
                if (held := self.taken[named]) is not None:
                    return held.last
                at = named
            elif not self._is_given(at):
                return at if self._surname(at, unknown=unknown) else last
            last = at
        return last

    def _behind_links(self, at: int) -> int | None:
        """The name behind one or two links at ``at``: "بن راشد", "بن أبي سفيان"."""
        for following in range(at + 1, min(at + 3, len(self.tokens))):
            if self.tokens[following - 1].folded not in self.p.links or not self._goes_on(following):
                return None
            held = self.taken[following]
            if held.first == following and held.label is Label.PER if held is not None else self._name_word(following):
                return following
        return None

    def _surname(self, at: int, *, unknown: int) -> bool:
        """The word at ``at``, which nothing knows, ends the name: a definite one always may."""
        return self._name_word(at) and (self._definite(at) or (unknown > 0 and not self._feminine_noun(at)))

    def _feminine_noun(self, at: int) -> bool:
        """Ends in the mark of a noun; after a given name that is no surname ("الرئيس بوش زيارة")."""
        return self.tokens[at].word.endswith("ة") and not self._definite(at)

    def _is_given(self, at: int) -> bool:
        return self.p.is_given(self.tokens[at].folded, self.tokens[at].word)

    # ------------------------------------------------------------ organisations and places

    def _triggered(self, at: int) -> Guess | None:
        for form in self.tokens[at].forms:
            trigger = self.p.triggers.get(form.folded)
            if trigger is not None:
                return self._announced(at, form, trigger)
        return None

    def _announced(self, at: int, form: Form, trigger: Trigger) -> Guess | None:
        start = at + 1
        if start >= len(self.tokens) or not self._goes_on(start):
            return None
        last = self._kept_name(start, trigger) if trigger.keep else self._name_after(start, trigger)
        if last is None:
            return None
        return Guess(
            first=at if trigger.keep else start,
            last=last,
            label=trigger.label,
            schema=trigger.schema_,
            rule="trigger",
            cut=form.cut if trigger.keep else 0,
            topics=trigger.topics,
        )

    def _ending(self, at: int) -> Guess | None:
        """A foreign name that ends as companies and papers do: نورثغيت لابز."""
        following = at + 1
        if following >= len(self.tokens) or self.tokens[following].folded not in self.p.org_ends:
            return None
        if following in self.taken or not self._goes_on(following) or not self._foreign(at):
            return None
        if self.tokens[at].word.endswith(("ة", "ات")):
            return None
        cut = 1 if self.tokens[at].folded[0] in "لب" and len(self.tokens[at].folded) > 5 else 0
        return Guess(first=at, last=following, label=Label.ORG, schema=Schema.ORGANIZATION, rule="ending", cut=cut)

    def _kept_name(self, start: int, trigger: Trigger) -> int | None:
        """Last token of "جامعة البلقاء", "منظمة الأقطار المصدرة": a first word, then definite ones; a name ends it."""
        if start not in self.taken and not self._begins_complement(start):
            return None
        at, last = start, None
        while at < len(self.tokens) and at - start < trigger.most and (at == start or self._goes_on(at)):
            held = self.taken[at]
            if held is not None:
                return held.last if held.label is not Label.PER or at == start else last
            if at > start and (not self._definite(at) or self.tokens[at].folded in self.p.stop):
                break
            last, at = at, at + 1
        return last

    def _begins_complement(self, at: int) -> bool:
        return self.tokens[at].folded.startswith("ال") or self._foreign(at)

    def _name_after(self, start: int, trigger: Trigger) -> int | None:
        """Last token of a name that the trigger only announces: one word, or several that belong together."""
        if start in self.taken:
            return None
        definite = self.tokens[start].folded.startswith("ال")
        if _adjective(self.tokens[start].folded) or (not definite and not self._foreign(start)):
            return None
        if trigger.label is Label.LOC and not definite and self._verb_or_adjective(start):
            return None
        at = last = start
        headed = self.tokens[start].folded in self.p.place_heads
        for at in range(start + 1, min(start + trigger.most, len(self.tokens))):
            if not self._goes_on(at) or at in self.taken or not self._name_word(at):
                break
            if not headed and definite != self.tokens[at].folded.startswith("ال"):
                break
            if not headed and not definite and self.tokens[at].folded not in self.p.org_ends:
                break
            last, headed = at, False
        return last if last > start or not headed else None

    # ------------------------------------------------------------ words

    def _goes_on(self, at: int) -> bool:
        """Only a blank (or a hyphen) stands before token ``at``."""
        gap = self.words.text[self.tokens[at - 1].end : self.tokens[at].start]
        return gap.strip(" \u00a0-") == "" and len(gap) <= 2

    def _definite(self, at: int) -> bool:
        return self.tokens[at].folded.startswith(_DEFINITE)

    def _verb_or_adjective(self, at: int) -> bool:
        """What unknown words behind "town" and "region" mostly are when they begin or end so: "يحظر", "نائية"."""
        token = self.tokens[at]
        return token.word.endswith("ة") or token.folded.startswith("ي") or token.folded in self.p.common

    def _foreign(self, at: int) -> bool:
        """May be a name though nothing defines it: no everyday word, no indefinite adjective."""
        word = self.tokens[at].folded
        return self._name_word(at) and not word.endswith(("يه", "ية")) and not (word.endswith("ي") and len(word) > 5)

    def _name_word(self, at: int) -> bool:
        """Can be a part of a name."""
        token = self.tokens[at]
        word = token.folded
        if self._is_given(at):
            return True
        if at in self.taken or not token.arabic or len(word) < 2 or word in self.p.links:
            return False
        if self._everyday(token) or (word.endswith(_POSSESSED) and len(word) > 4):
            return False
        return not word.startswith(("وال", "بال", "فال", "كال", "لل"))

    def _everyday(self, token: Token) -> bool:
        """A word that no name has, with or without clitics; also "and" joined to a word of its own."""
        if token.folded.startswith("و") and len(token.folded) > 3 and self._conjoined(token.folded[1:]):
            return True
        return any(key in self.p.stop or key in self.p.triggers for key in token.keys[:2])

    def _conjoined(self, rest: str) -> bool:
        """What follows a "و" is a word of its own, so that the letter is "and" and not a name's first (ويذربي)."""
        return rest.startswith("ال") or rest.endswith(("ه", "ة")) or rest in self.p.given or len(rest) < 5


def _adjective(word: str) -> bool:
    """A definite adjective of origin: الأميركي, الفرنسية."""
    return word.startswith("ال") and word.endswith(("ي", "ية", "يه")) and len(word) > 5
