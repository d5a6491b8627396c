"""Words of a script without capitals as parts of names: what each may be by its form and by the lists."""

from __future__ import annotations

from ingest.nlp.mentions_guess import Taken
from ingest.nlp.mentions_lookup import Words
from ingest.nlp.mentions_patterns import Patterns
from ingest.nlp.mentions_tokens import Token

_POSSESSED = ("ها", "هم", "هما")  # a noun with its owner, no name
_DEFINITE = ("ال", "وال", "لل", "بال", "كال", "فال")


class Shapes:
    """Tests of the tokens of one text, by number; ``taken`` grows while names are found."""

    def __init__(self, words: Words, patterns: Patterns, taken: Taken) -> None:
        self.words, self.tokens, self.p, self.taken = words, words.tokens, patterns, taken

    def goes_on(self, at: int) -> bool:
        """Only a blank (or a hyphen) stands before token ``at``."""
        gap = self.words.text[self.tokens[at - 1].end : self.tokens[at].start]
        return gap.strip(" \u00a0-") == "" and len(gap) <= 2

    def definite(self, at: int) -> bool:
        return self.tokens[at].folded.startswith(_DEFINITE)

    def verb_or_adjective(self, at: int) -> bool:
        """What unknown words behind "town" and "region" mostly are when they begin or end so: "يحظر", "نائية"."""
        token = self.tokens[at]
        return token.word.endswith("ة") or token.folded.startswith("ي") or token.folded in self.p.common

    def foreign(self, at: int) -> bool:
        """May be a name though nothing defines it: no everyday word, no indefinite adjective."""
        word = self.tokens[at].folded
        return self.name_word(at) and not word.endswith(("يه", "ية")) and not (word.endswith("ي") and len(word) > 5)

    def name_word(self, at: int) -> bool:
        """Can be a part of a name."""
        token = self.tokens[at]
        word = token.folded
        if self.is_given(at):
            return True
        if at in self.taken or not token.arabic or len(word) < 2 or word in self.p.links:
            return False
        if self.everyday(token) or (word.endswith(_POSSESSED) and len(word) > 4):
            return False
        return not word.startswith(("وال", "بال", "فال", "كال", "لل"))

    def everyday(self, token: Token) -> bool:
        """A word that no name has, with or without clitics; also "and" joined to a word of its own."""
        if token.folded.startswith("و") and len(token.folded) > 3 and self._conjoined(token.folded[1:]):
            return True
        return any(key in self.p.stop or key in self.p.triggers for key in token.keys[:2])

    def _conjoined(self, rest: str) -> bool:
        """What follows a "و" is a word of its own, so that the letter is "and" and not a name's first (ويذربي)."""
        return rest.startswith("ال") or rest.endswith(("ه", "ة")) or rest in self.p.given or len(rest) < 5

    def is_given(self, at: int) -> bool:
        return self.p.is_given(self.tokens[at].folded, self.tokens[at].word)


def adjective(word: str) -> bool:
    """A definite adjective of origin: الأميركي, الفرنسية."""
    return word.startswith("ال") and word.endswith(("ي", "ية", "يه")) and len(word) > 5
