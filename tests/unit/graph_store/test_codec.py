"""Model values written down and read back."""

from __future__ import annotations

import json

import pytest

from graph.errors import InputError, UsageError
from graph.model import Attribution, GraphUpdate, Page, Version
from graph.stores.checks import to_json
from graph.stores.codec import COMPACT, PLAIN
from graph.stores.cursor import from_cursor, to_cursor
from tests.contract.samples import accusation, denial


@pytest.mark.parametrize("update", [accusation(1), denial(2)])
def test_plain_values_are_json_and_come_back_the_same(update: GraphUpdate) -> None:
    plain = json.loads(json.dumps(PLAIN.encode(update)))
    assert PLAIN.decode(GraphUpdate, plain) == update


def test_compact_values_need_the_text_for_their_spans() -> None:
    update = accusation(1)
    for attribution in update.attributions:
        compact = COMPACT.encode(attribution)
        assert compact["cue"] == (attribution.cue.start, attribution.cue.end) if attribution.cue else True
        assert "hedge" not in compact, "what is at its default is left out"
        assert COMPACT.decode(Attribution, compact, text=update.version.text) == attribution


def test_fields_that_are_not_known_are_passed_over() -> None:
    version = accusation(1).version
    assert COMPACT.decode(Version, {**COMPACT.encode(version), "a field of tomorrow": 1}) == version


def test_bytes_are_text_only_in_the_plain_form() -> None:
    page = accusation(1).page
    assert page is not None
    assert COMPACT.encode(page)["content"] == page.content
    assert isinstance(PLAIN.encode(page)["content"], str)
    assert PLAIN.decode(Page, PLAIN.encode(page)) == page


def test_half_a_character_is_named() -> None:
    with pytest.raises(InputError, match=r"page\.html: half a character \(U\+DC80\)"):
        to_json({"a": "x\udc80"}, where="page.html")


def test_cursors_are_url_safe_and_typed() -> None:
    cursor = to_cursor((-5, "ver:ü/+"))
    assert cursor.isascii()
    assert not set(cursor) & set("+/=&?")
    assert from_cursor(cursor, int, str) == (-5, "ver:ü/+")
    assert from_cursor(None, int) is None
    with pytest.raises(UsageError):
        from_cursor(cursor, str, int)
