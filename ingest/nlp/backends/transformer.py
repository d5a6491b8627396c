"""``Transformer``: a token classifier from a local folder, run by onnxruntime. Nothing is downloaded, no model is shipped.

::

    folder/model.onnx        input_ids, attention_mask [, token_type_ids] : int64 [1, tokens] → logits : float [1, tokens, labels]
    folder/tokenizer.json    of the tokenizers library
    folder/labels.json       a list: the label of each column of the logits, out of ``labelled.LABELS``
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

from graph.errors import BackendError, SettingsError
from ingest.nlp.backends import rules
from ingest.nlp.backends.base import Drafted, Proposal, Refusal
from ingest.nlp.backends.completing import completed
from ingest.nlp.backends.labelled import LABELS, Labelled, proposals, refusals, stretches
from ingest.nlp.backends.options import MODEL, OnnxOptions
from ingest.nlp.draft import Range
from ingest.nlp.phrases import Token
from ingest.nlp.reading import Reading

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

TOKENIZER, LABELS_FILE = "tokenizer.json", "labels.json"
_INPUTS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
"""What a model may ask for → where the tokenizer has it."""
Chances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Transformer:
    """A loaded model. ``name`` holds the beginning of its file's SHA-256: the records say which model it was."""

    name: str
    folder: Path
    session: InferenceSession
    tokenizer: Tokenizer
    labels: tuple[str, ...]

    @classmethod
    def load(cls, options: OnnxOptions) -> Self:
        """The model of a folder. Raises ``SettingsError`` naming what is missing or wrong."""
        folder = options.folder
        name, labels = options.name, _labels(folder / LABELS_FILE)
        try:
            session, tokenizer = _session(folder / MODEL), _tokenizer(folder / TOKENIZER, options.max_tokens)
        except ImportError as error:
            hint = "Install it: pip install 'claimline[onnx]'"
            raise SettingsError(f"the onnx back end needs {error.name}", path=str(folder), hint=hint) from error
        except Exception as error:  # both libraries raise what they like
            raise SettingsError(f"cannot be loaded: {error}", path=str(folder), key="backends.onnx.folder") from error
        unknown = [given.name for given in session.get_inputs() if given.name not in _INPUTS]
        if unknown:
            raise SettingsError(f"the model asks for {', '.join(unknown)}", path=str(folder / MODEL))
        return cls(name, folder, session, tokenizer, labels)

    def drafts(self, reading: Reading) -> Drafted:
        """Paragraph by paragraph; one longer than ``max_tokens`` is read in windows that know nothing of each other."""
        found: list[Proposal] = []
        refused: list[Refusal] = []
        for paragraph in reading.paragraphs:
            taken, left = proposals(stretches(self._labelled(paragraph.range, reading)))
            found += taken
            refused += refusals(left, reading.text)
        return Drafted(completed(found, reading, known=rules.drafts(reading), by=self.name), tuple(refused))

    def _labelled(self, paragraph: Range, reading: Reading) -> Iterator[Labelled]:
        """Each word of a paragraph with the label of its first token."""
        whole = self.tokenizer.encode(reading.text[slice(*paragraph)])
        firsts: dict[int, tuple[str, float]] = {}
        for window in (whole, *whole.overflowing):
            for (start, end), chances in zip(window.offsets, self._chances(window), strict=True):
                best = int(chances.argmax())
                for place in range(paragraph.start + start, paragraph.start + end):
                    firsts.setdefault(place, (self.labels[best], float(chances[best])))
        return _of_words(reading.words_in(paragraph), firsts)

    def _chances(self, window: Encoding) -> Chances:
        """Tokens × labels."""
        wanted = [given.name for given in self.session.get_inputs()]
        inputs = {name: np.array([getattr(window, _INPUTS[name])], dtype=np.int64) for name in wanted}
        try:
            logits = np.asarray(self.session.run(None, inputs)[0], dtype=np.float64)
        except Exception as error:  # the runtime's errors have no common base
            raise BackendError(f"cannot be run: {error}", where=str(self.folder), reason="model") from error
        expected = (1, len(window.ids), len(self.labels))
        if logits.shape != expected:
            message = f"gives {logits.shape} where {expected} is wanted: one column a label of {LABELS_FILE}"
            raise SettingsError(message, path=str(self.folder / MODEL))
        exponentials = np.exp(logits[0] - logits[0].max(axis=-1, keepdims=True))
        chances: Chances = exponentials / exponentials.sum(axis=-1, keepdims=True)
        return chances


def _of_words(words: Sequence[Token], firsts: dict[int, tuple[str, float]]) -> Iterator[Labelled]:
    """Words that the tokenizer gave no token are left out."""
    for word in words:
        label = firsts.get(word.place.start)
        if label is not None:
            yield Labelled(word.place, *label)


def _labels(path: Path) -> tuple[str, ...]:
    try:
        labels = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise SettingsError("there is no such file", path=str(path), key="backends.onnx.folder") from error
    except (OSError, ValueError) as error:
        raise SettingsError(f"cannot be read: {error}", path=str(path)) from error
    if not isinstance(labels, list) or {*map(str, labels)} != LABELS or len(labels) != len(LABELS):
        raise SettingsError(f"is not a list of {', '.join(sorted(LABELS))}, each once", path=str(path))
    return tuple(labels)


def _session(path: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # --workers says how many cores are used
    options.log_severity_level = 3
    session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return session


def _tokenizer(path: Path, max_tokens: int) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=max_tokens)
    return tokenizer
