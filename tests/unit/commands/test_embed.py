"""Sentence vectors: unit length, the same across languages, the same whatever they are made with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from graph.model import Act, Attribution, Certainty, Frame, Mode, Span
from ingest.embed import DIMENSIONS, SCALE, SentenceEncoder, embedded

TEXT = "The mayor says the bridge is safe. The council denies it."


def attribution(start: int, end: int) -> Attribution:
    content = (Span.of(TEXT, start, end),) if end > start else ()
    cue = Span.of(TEXT, 10, 14)
    return Attribution(
        id=Attribution.id_of("ver:1", Act.ASSERT, cue, content),
        version_id="ver:1",
        language="en",
        cue=cue,
        source=None,
        content=content,
        act=Act.ASSERT,
        mode=Mode.INDIRECT,
        certainty=Certainty.ASSERTED,
        lemma="say",
        confidence=0.9,
        rule="clause",
        frame=Frame(norm=""),
    )


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


def cosine(left: bytes, right: bytes) -> float:
    a, b = (np.frombuffer(v, dtype=np.int8).astype(float) for v in (left, right))
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def test_a_vector_is_of_unit_length_times_127(encoder: SentenceEncoder) -> None:
    (vector,) = encoder.vectors(["The company copied the model of its rival."])
    assert len(vector) == DIMENSIONS
    assert np.linalg.norm(np.frombuffer(vector, dtype=np.int8).astype(float)) == pytest.approx(SCALE, rel=0.02)


def test_one_meaning_in_two_languages_is_nearer_than_another_in_one(encoder: SentenceEncoder) -> None:
    english, arabic, other = encoder.vectors(
        [
            "The company copied its rival's model.",
            "الشركة نسخت نموذج منافستها.",
            "The bridge opened to traffic on Sunday.",
        ]
    )
    assert cosine(english, arabic) > cosine(english, other) + 0.2


class Counting:
    """An embedder that notes how it is called."""

    name = "counting"

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def vectors(self, texts: Sequence[str]) -> list[bytes]:
        self.calls.append(list(texts))
        return [bytes([len(text)]) for text in texts]


def test_one_call_an_article_and_none_for_what_has_no_words() -> None:
    embedder = Counting()
    made = embedded([attribution(15, 33), attribution(0, 0), attribution(35, 56)], embedder)
    assert embedder.calls == [["the bridge is safe", TEXT[35:56]]]
    assert [a.frame.vector for a in made] == [bytes([18]), b"", bytes([21])]
