"""Whether two written words are one name: spellings of a script, or two scripts.

Three things can make them one: they are listed as spellings of one given name (then nothing else counts), they differ
only as transcriptions of one word do (Shareef, Sharif; غارسيا, جارسيا), or one is how the other is written in Arabic letters,
as learned (``graph.sounds``) or by the rules of transcription. Vowels count: Hassan is not Hussein. Pure; words are folded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from graph.resolve.vocabulary import vocabulary
from graph.sounds import likeness
from graph.text import match_forms, script_of, skeleton

EXACT, LISTED, SPELLED, HEARD = 1.0, 0.98, 0.93, 0.9
"""How surely two words are one: the same, spellings of one given name, other transcriptions, other scripts."""

# ---------------------------------------------------------------- Latin letters as heard

# Runs of letters → one sign; "x" is sh and ch, whatever language spells it.
_HEARD = tuple(
    (re.compile(spelled), sound)
    for spelled, sound in (
        ("[’'`ʿʾ-]", ""), ("x", "ks"), ("tsch|tch|tsh|sch|sh|ch", "x"), ("dj|dzh|zh", "j"), ("kh", "k"), ("gh", "g"),
        ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("qu|qv|kv", "kv"), ("q", "k"), ("s?c(?=[eiy])", "s"), ("c", "k"),
        ("w(?=[aeiou])", "v"), (r"([^aeiouyw])\1+", r"\1"),
    )
)  # fmt: skip
_TOKENS = re.compile("[aeiouyw]+|.")
_LONG = frozenset({"ee", "ei", "ey", "ie", "oo", "ou", "ow", "ai", "ay", "au", "aw", "aa", "iy"})
_VOWELS = frozenset("aeiouyw")
_OPEN = frozenset("a")
_SOUNDS_LIKE = {
    "e": frozenset("ai"), "ae": frozenset("ai"), "ai": frozenset("i"), "ay": frozenset("i"), "au": frozenset("u"), "aw": frozenset("u"),
}  # fmt: skip
_NEAR = {frozenset(pair): 0.5 for pair in ("kg", "vf", "zs", "jg", "dz", "dt")}
_ALLOWED = 0.55  # differences that one word may have: half a letter


def heard(word: str) -> tuple[str, ...]:
    """Consonants and groups of vowels of a folded Latin word, alike for spellings of one sound."""
    for spelled, sound in _HEARD:
        word = spelled.sub(sound, word)
    return tuple(_TOKENS.findall(word))


def _cost(left: str, right: str) -> float:
    """Of writing the one for the other: 0 the same sound, 1 another letter."""
    if left == right:
        return 0.0
    if left[0] not in _VOWELS or right[0] not in _VOWELS:
        return _NEAR.get(frozenset((left, right)), 2.0)
    if not _colours(left).isdisjoint(_colours(right)):
        return 0.0
    return 0.5 if "e" in (left, right) and len(left) == len(right) else 1.0


def _colours(group: str) -> frozenset[str]:
    """What a group of vowels sounds like: open "a", front "i", back "u"."""
    if group in _SOUNDS_LIKE:
        return _SOUNDS_LIKE[group]
    return frozenset(colour for colour, letters in (("i", "iey"), ("u", "ouw")) if set(group) & set(letters)) or _OPEN


def _gone(token: str, *, last: bool) -> float:
    """Of leaving a token out: a short vowel inside is easily lost, a last one tells who it is."""
    if token in ("h", "e"):
        return 0.5
    if token[0] not in _VOWELS:
        return 2.0
    return 1.0 if last or token in _LONG or len(token) > 1 else 0.5


def distance(left: Sequence[str], right: Sequence[str]) -> float:
    """Least cost of turning one row of tokens into the other."""
    row = [0.0]
    for j, token in enumerate(right):
        row.append(row[-1] + _gone(token, last=j + 1 == len(right)))
    for i, token in enumerate(left):
        gone = _gone(token, last=i + 1 == len(left))
        new = [row[0] + gone]
        for j, other in enumerate(right):
            added = new[-1] + _gone(other, last=j + 1 == len(right))
            new.append(min(row[j] + _cost(token, other), row[j + 1] + gone, added))
        row = new
    return row[-1]


# ---------------------------------------------------------------- Arabic letters

# Letters by which foreign sounds are written: g, s, t, p, v. One sign each.
_FOREIGN = str.maketrans({"غ": "ج", "ز": "س", "ط": "ت", "ق": "ك", "پ": "ب", "ڤ": "ف", "ة": "ه", "ش": "س"})
_ONLY_ARABIC = re.compile("[حخصضطظعء]")
_INNER_VOWEL = re.compile("(?<=.)[اوي](?=.)")
_FOREIGN_LENGTH = 5  # letters of a name that may be a transcription


def _same_arabic(left: str, right: str) -> bool:
    """Transcriptions of one foreign name: غ or ج for its g, a vowel written or not. Arabic words are themselves only."""
    if left.replace("ة", "ه") == right.replace("ة", "ه"):
        return True
    if min(len(left), len(right)) < _FOREIGN_LENGTH or _ONLY_ARABIC.search(left) or _ONLY_ARABIC.search(right):
        return False
    a, b = left.translate(_FOREIGN), right.translate(_FOREIGN)
    if a == b:
        return True
    return max(len(a), len(b)) > _FOREIGN_LENGTH and _vowel_more_or_moved(a, b)


def _vowel_more_or_moved(left: str, right: str) -> bool:
    """One vowel inside is written in one of them only (هارتمان, هارتمن), or stands a letter further on (دميتري, ديمتري)."""
    consonants = _INNER_VOWEL.sub("", left) == _INNER_VOWEL.sub("", right)
    exchanged = len(left) == len(right) and sorted(left) != sorted(right)
    return consonants and not exchanged and left[-1] == right[-1] and OSA.distance(left, right) == 1


# ---------------------------------------------------------------- Arabic and Latin letters

# Mean chance of an Arabic letter (``graph.sounds``) from which two words are one: where their consonants are the same,
# and where they are not. Among names of Wikidata the first takes 97 in 100 of the right ones and 12 of those that sound alike.
_FIT, _FIT_ALONE = 0.10, 0.35
_VOWEL_END, _VOWEL_LETTER = re.compile("(?:[aiou]|ah)$"), re.compile("[اويةهع]$")
_NO_VOWEL_END = re.compile("[bfgklmnprvz]$")
_SPOKEN = {
    "ب": "b|p", "ت": "t", "ث": "t|s", "ج": "j|g", "ح": "h", "خ": "k|h|x", "د": "d", "ذ": "d|z", "ر": "r", "ز": "z|s",
    "س": "s|z", "ش": "x", "ص": "s", "ض": "d", "ط": "t", "ظ": "z|d", "غ": "g|r", "ف": "f|v", "ق": "k|g", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "پ": "p", "ڤ": "v",
}  # fmt: skip
_LONG_SPOKEN = {
    "ا": "(?:a|aa|e|ae|ah)", "و": "(?:[ou]|ou|oo|ow|au|aw|ue|eu|ao|[aeiou]?[vw])",
    "ي": "(?:[iye]|ee|ei|ey|ai|ay|ie|iy|ea|ya|ye|yi|yu|yo|you|ae)", "ع": "[aeiou]{0,2}", "ء": "", "ة": "(?:a|e|ah|eh|at|et)?",
}  # fmt: skip
_SHORT = "[aeiou]?"


@lru_cache(maxsize=20_000)
def _transcribed(arabic: str) -> re.Pattern[str]:
    """What an Arabic word looks like in Latin letters as ``heard``: short vowels may be there, long ones must."""
    signs = _LONG_SPOKEN | {letter: f"(?:{sounds})" for letter, sounds in _SPOKEN.items()}
    first = {"ا": "[aeiouy]{1,2}", "ي": "(?:y|i|j)", "و": "(?:v|w|ou|o|u)"}
    pattern = [first.get(arabic[:1], signs.get(arabic[:1], "."))]
    for letter in arabic[1:]:
        short = "" if letter in "اويةع" else _SHORT
        pattern.append(short + signs.get(letter, "."))
    return re.compile("".join(pattern) + "$")


def _same_sound(latin: str, arabic: str) -> bool:
    if _starts_apart(latin, arabic) or _ends_apart(latin, arabic):
        return False
    consonants = skeleton(latin)
    fit = _FIT if consonants and consonants == skeleton(arabic) else _FIT_ALONE
    return bool(_transcribed(arabic).match("".join(heard(latin)))) or likeness(latin, arabic) >= fit


def _starts_apart(latin: str, arabic: str) -> bool:
    """A first h is heard or it is not: Habbaniya, ألبانيا."""
    return latin.startswith("h") != arabic.startswith(("ه", "ح")) and (latin[:1] == "h" or latin[:1] in _VOWELS)


def _ends_apart(latin: str, arabic: str) -> bool:
    """The one ends in a vowel, the other cannot: Samira, سمير; Smirnov, سميرنوفا; Suleiman, سليماني."""
    if _VOWEL_END.search(latin):
        return not _VOWEL_LETTER.search(arabic)
    return arabic.endswith(("ا", "ة", "ي", "و")) and bool(_NO_VOWEL_END.search(latin))


# ---------------------------------------------------------------- any two words


@lru_cache(maxsize=100_000)
def alike(left: str, right: str, *, loosely: bool = False) -> float:
    """How surely two folded words of names are one: 0, or one of ``EXACT`` ... ``HEARD``. Symmetric.

    ``loosely``: in Latin letters, other transcriptions count; without it Reed and Reid are two names. The Arabic article
    may be there or not.
    """
    if left == right:
        return EXACT
    pairs = {(min(a, b), max(a, b)) for a in match_forms(left) for b in match_forms(right)}
    return max(_alike(*pair, loosely=loosely) for pair in pairs)


def _alike(left: str, right: str, *, loosely: bool) -> float:
    given = vocabulary().given
    if left == right:  # but for the article: الصالح is a family, صالح a son or father
        return 0.0 if left in given else SPELLED
    if left in given and right in given:
        return 0.0 if given[left].isdisjoint(given[right]) else LISTED
    if script_of(right) == "Arab":  # sorts behind Latin letters
        if script_of(left) == "Arab":
            return SPELLED if _same_arabic(left, right) else 0.0
        return HEARD if _same_sound(left, right) else 0.0
    same = distance(heard(left), heard(right)) <= _ALLOWED if loosely else heard_plainly(left) == heard_plainly(right)
    return SPELLED if same else 0.0


def heard_plainly(word: str) -> str:
    """Without marks, and ü as ue."""
    return re.sub("[’'`ʿʾ-]", "", word).replace("ue", "u").replace("oe", "o").replace("qv", "qu")
