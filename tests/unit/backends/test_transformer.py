"""A token classifier from a folder: a tiny real model, made here, that knows the label of each word of its vocabulary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.model import Act
from ingest.nlp.backends.labelled import LABELS, Labelled, proposals, stretches
from ingest.nlp.backends.opening import open_backend
from ingest.nlp.backends.options import OnnxOptions
from ingest.nlp.backends.rules import Rules
from ingest.nlp.draft import Range

from .reader import analysis, reading

ORDER = ["O", *sorted(LABELS - {"O"})]
WORDS = {
    "Elena": "B-source", "Prado": "I-source", "dijo": "B-cue", "negó": "B-cue", "puente": "B-content",
    "abrirá": "I-content", "sobornos": "B-content", "alcalde": "B-source",
}  # fmt: skip
TEXT = "Ayer Elena Prado dijo que el puente abrirá .\nEl alcalde negó los sobornos .\n"


def model(folder: Path, *, columns: int = len(ORDER)) -> OnnxOptions:
    """The logits of a token are its row of a table: ten for its label, nought for the others."""
    import numpy as np
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    vocabulary = {"[UNK]": 0, **{word: number for number, word in enumerate(WORDS, start=1)}}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))  # noqa: S106 - a word of the vocabulary
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.save(str(folder / "tokenizer.json"))
    table = np.zeros((len(vocabulary), columns), dtype=np.float32)
    for word, number in vocabulary.items():
        table[number, ORDER.index(WORDS.get(word, "O"))] = 10.0
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["logits"])],
        "tiny",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "tokens", columns])],
        [numpy_helper.from_array(table, "table")],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.save(made, str(folder / "model.onnx"))
    (folder / "labels.json").write_text(json.dumps(ORDER), encoding="utf-8")
    return OnnxOptions(folder=folder)


def test_its_spans_go_through_all_shared_steps(tmp_path: Path) -> None:
    backend = open_backend(model(tmp_path))
    says, denies = analysis(TEXT, backend).attributions
    assert (says.source and says.source.exact, says.cue and says.cue.exact) == ("Elena Prado", "dijo")
    assert [span.exact for span in says.content] == ["puente abrirá"]
    assert (says.act, denies.act) == (Act.ASSERT, Act.DENY)
    assert says.claimant is not None
    assert says.claimant.name == "Elena Prado"
    assert backend.name.startswith("onnx ")
    assert says.rule.partition(":")[2] == backend.name


def test_a_paragraph_longer_than_its_window_is_read_in_several(tmp_path: Path) -> None:
    options = model(tmp_path).model_copy(update={"max_tokens": 8})
    line = "Ayer " * 16 + "Elena Prado dijo que el puente abrirá"
    (draft,) = open_backend(options).drafts(reading(line)).drafts
    assert line[slice(*draft.content[0])] == "puente abrirá"


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "labels.json"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    options = model(tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(SettingsError) as caught:
        open_backend(options)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize("labels", ["{}", "[", '["O", "B-cue"]', json.dumps([*ORDER, "B-verdict"])])
def test_labels_that_are_not_ours_are_refused(tmp_path: Path, labels: str) -> None:
    options = model(tmp_path)
    (tmp_path / "labels.json").write_text(labels, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"labels\.json"):
        open_backend(options)


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    options = model(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(SettingsError, match="cannot be loaded"):
        open_backend(options)


def test_a_model_with_other_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="one column a label"):
        open_backend(model(tmp_path, columns=9)).drafts(reading(TEXT))


def test_nothing_said_means_our_own_rules() -> None:
    assert open_backend(None) == Rules()


def _labelled(*labels: str) -> list[Labelled]:
    return [Labelled(Range(n * 10, n * 10 + 5), label, 0.8) for n, label in enumerate(labels)]


def test_what_has_no_cue_or_no_content_is_refused() -> None:
    made, left = proposals(stretches(_labelled("B-source", "I-content")))
    assert (made, [reason for _, reason in left]) == ([], ["no cue", "no cue"])
    made, left = proposals(stretches(_labelled("B-source", "B-cue")))
    assert (made, [reason for _, reason in left]) == ([], ["no content", "no content"])


def test_a_cue_keeps_the_nearest_source_and_all_its_content() -> None:
    found = stretches(_labelled("B-content", "B-source", "B-source", "B-cue", "B-content"))
    (made,), left = proposals(found)
    assert made.source == Range(20, 25)
    assert made.content == (Range(0, 5), Range(40, 45))
    assert [reason for _, reason in left] == ["second source"]
