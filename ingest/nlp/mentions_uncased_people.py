"""People in a script without capitals: titles, given names, fathers and verbs of saying tell them."""

from __future__ import annotations

from graph.model import Label, Schema
from ingest.nlp.mentions_guess import Guess
from ingest.nlp.mentions_tokens import Form
from ingest.nlp.mentions_uncased_words import Shapes, adjective

_MOST_PARTS = 5  # words of a person's name, links not counted
_MOST_BETWEEN = 7  # words between a role and the name: "وزير الدولة للشؤون الخارجية في الحكومة ..."
_OF_NOUNS = ("ة", "ات", "ين", "ون", "ان", "اء", "ه", "ها", "هم", "نا", "يو", "لو")  # feminine, plural, with an owner


class People(Shapes):
    """Names of people; each method gives the one that token ``at`` begins or announces."""

    def titled(self, at: int) -> Guess | None:
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
            if not self.goes_on(at):
                return None
            word = self.tokens[at].folded
            if word in self.p.between or word in self.p.titles or adjective(word) or self._quality(at):
                continue
            complement = word.startswith("ل") and self._given(at, weak=True) is None
            return None if complement else at
        return None

    def _quality(self, at: int) -> bool:
        """A definite word between a title and a given name tells of what kind he is: "المهاجم المخضرم باولو"."""
        after = at + 1 < len(self.tokens) and self.goes_on(at + 1)
        return after and self.definite(at) and self._given(at) is None and self._given(at + 1) is not None

    def _after_role(self, role: int) -> int | None:
        """Token where the name begins after a role and its complement."""
        for at in range(role + 1, min(role + 1 + _MOST_BETWEEN, len(self.tokens))):
            if not self.goes_on(at):
                return None
            held = self.taken[at]
            word = self.tokens[at].folded
            if held is not None and held.label is not Label.PER:
                continue
            if held is None and (word in self.p.between or word in self.p.titles or self.definite(at)):
                continue
            return None if held is not None else at
        return None

    def by_given_name(self, at: int) -> Guess | None:
        form = self._given(at)
        return self._person(at, "given", form) if form is not None else None

    def _given(self, at: int, *, weak: bool = False) -> Form | None:
        """The given name at ``at``, with its clitics cut; a weak one only where ``weak`` or another name follows."""
        token = self.tokens[at]
        if at and token.folded in self.p.descent and self.goes_on(at):
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
        if at + 1 >= len(self.tokens) or not self.goes_on(at + 1):
            return False
        if not self.p.servants.isdisjoint(token.keys):
            return self.tokens[at + 1].folded.startswith("ال")
        named = self.is_given(at + 1) or self.tokens[at + 1].folded in self.p.servants
        return not self.p.fathers.isdisjoint(token.keys) and named

    def by_father(self, at: int) -> Guess | None:
        """Whatever stands before "son of" is a name."""
        following = at + 1
        if following + 1 >= len(self.tokens) or self.tokens[following].folded not in self.p.descent:
            return None
        fits = self.goes_on(following) and self.goes_on(following + 1) and self._can_follow(following + 1)
        return self._person(at, "father") if fits and not self.definite(at) else None

    def _can_follow(self, at: int) -> bool:
        """A name, or the beginning of one of several words."""
        held = self.taken[at]
        return self.name_word(at) or self.tokens[at].folded in self.p.links or (held is not None and held.first == at)

    def by_verb(self, at: int) -> Guess | None:
        """Who says it, right behind a verb that goes on with a report ("وأضاف …"), though nothing knows the name."""
        token, following = self.tokens[at], at + 1
        if self.p.reports.isdisjoint(token.keys[:2]) or following >= len(self.tokens) or not self.goes_on(following):
            return None
        return self._person(following, "verb") if self._unlike_a_noun(following) else None

    def _unlike_a_noun(self, at: int) -> bool:
        """May be a foreign or single name: no ending of a noun, no owner, nothing joined in front, no everyday word."""
        token = self.tokens[at]
        if token.folded in self.p.common or self.definite(at) or token.folded.endswith(_OF_NOUNS):
            return False
        return len(token.folded) > 3 and token.folded[0] not in "وفبلي"

    def _name_follows(self, at: int) -> bool:
        if at + 1 >= len(self.tokens) or not self.goes_on(at + 1):
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
        if form is None and not self.name_word(start):
            return None
        unknown = 1 if form is not None or rule == "title" else 0
        last = self._end_of_person(start, unknown=unknown)
        cut = form.cut if form is not None else 0
        return Guess(first=start, last=last, label=Label.PER, schema=Schema.PERSON, rule=rule, cut=cut)

    def _end_of_person(self, start: int, *, unknown: int) -> int:
        """Last token: given names and links, then at most ``unknown`` words that may be a surname."""
        last = at = start + 1 if self._compound(start) else start
        while at + 1 < len(self.tokens) and at - start < _MOST_PARTS and self.goes_on(at + 1):
            at += 1
            held = self.taken[at]
            if held is not None:  # a known surname ends the name of somebody else of that family
                return at if held.label is Label.PER and held.first == held.last else last
            if (named := self._behind_links(at)) is not None:
                if (held := self.taken[named]) is not None:
                    return held.last
                at = named
            elif not self.is_given(at):
                return at if self._surname(at, unknown=unknown) else last
            last = at
        return last

    def _behind_links(self, at: int) -> int | None:
        """The name behind one or two links at ``at``: "بن راشد", "بن أبي سفيان"."""
        for following in range(at + 1, min(at + 3, len(self.tokens))):
            if self.tokens[following - 1].folded not in self.p.links or not self.goes_on(following):
                return None
            held = self.taken[following]
            if held.first == following and held.label is Label.PER if held is not None else self.name_word(following):
                return following
        return None

    def _surname(self, at: int, *, unknown: int) -> bool:
        """The word at ``at``, which nothing knows, ends the name: a definite one always may."""
        return self.name_word(at) and (self.definite(at) or (unknown > 0 and not self._feminine_noun(at)))

    def _feminine_noun(self, at: int) -> bool:
        """Ends in the mark of a noun; after a given name that is no surname ("الرئيس بوش زيارة")."""
        return self.tokens[at].word.endswith("ة") and not self.definite(at)
