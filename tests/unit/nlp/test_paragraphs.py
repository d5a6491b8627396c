"""What speaks and what does not: lines, holes, datelines."""

from __future__ import annotations

from graph.model import Zone, ZoneKind
from ingest.nlp.draft import Range
from ingest.nlp.paragraphs import paragraphs, spoken, without

from .reader import version

TEASER = "Read also: prices fall"


def with_teaser(text: str) -> str:
    """The text as it is read when ``TEASER`` in it is marked."""
    start = text.index(TEASER)
    return spoken(version(text, zones=(Zone(ZoneKind.TEASER, start, start + len(TEASER)),)))


def test_teaser_is_blanked_and_nothing_moves() -> None:
    text = f"The mayor said.\n{TEASER}\nIt rained."
    assert with_teaser(text) == text.replace(TEASER, " " * len(TEASER))


def test_teaser_inside_a_sentence_lets_it_read_on() -> None:
    text = f"The mayor said\n{TEASER}\nthat it rained."
    start = text.index(TEASER) - 1
    hole = Zone(ZoneKind.TEASER, start, start + len(TEASER) + 2)
    read = spoken(version(text, zones=(hole,)))
    assert read == "The mayor said" + " " * (len(TEASER) + 2) + "that it rained."


def test_teaser_between_sentences_keeps_its_line_breaks() -> None:
    text = f"It rained.\n{TEASER}\nIt stopped."
    hole = Zone(ZoneKind.TEASER, 10, 10 + len(TEASER) + 2)
    assert spoken(version(text, zones=(hole,))).count("\n") == 2


def test_dateline_is_no_speaker() -> None:
    for line in ("KABUL (AB) — ", "Kabul (Northern Wire) - ", "NEW HARBOUR, Ont. — "):
        assert spoken(version(f"{line}The mayor spoke.")) == " " * len(line) + "The mayor spoke."


def test_ordinary_openings_are_no_dateline() -> None:
    for text in ("The mayor (67) said - at last - no.", "One word - and another."):
        assert spoken(version(text)) == text


def test_lines_without_blanks_at_their_edges() -> None:
    text = "  one \r\n\n two"
    assert [text[slice(*p.range)] for p in paragraphs(version(text), text)] == ["one", "two"]


def test_without_gives_the_pieces_around() -> None:
    assert without(Range(0, 10), (Range(2, 4), Range(6, 6), Range(8, 20))) == (Range(0, 2), Range(4, 6), Range(6, 8))
    assert without(Range(0, 4), ()) == (Range(0, 4),)
    assert without(Range(0, 4), (Range(0, 4),)) == ()
