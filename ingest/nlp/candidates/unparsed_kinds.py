"""The word lists of ``[unparsed]`` by which a word is told to be of a kind."""

from __future__ import annotations

LISTS = (
    "adjuncts",
    "adverbs",
    "audience",
    "auxiliaries",
    "clues",
    "completed",
    "considered",
    "copulas",
    "documents",
    "guards",
    "bodies",
    "institutions",
    "introducers",
    "linking",
    "lookalikes",
    "never_before",
    "notes",
    "occasions",
    "openers",
    "periods",
    "placed",
    "prepositions",
    "purposes",
    "qualities",
    "quantifiers",
    "relatives",
    "signs",
    "states",
    "things",
    "titles",
)
NOMINAL = frozenset(("audience", "documents", "institutions", "occasions", "things", "titles"))  # noun lists
