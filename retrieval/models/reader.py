"""The reader: says where in a passage the answer stands. Trained by `make reader`, shipped as int8 ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import ModelError, UsageError
from retrieval.models.weights import carried

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

CARRIED = "newsdesk-reader"
FOLDER = Path(__file__).parent / "reader_en"
MAX_TOKENS = 256
"""Tokens of question and passage together, as in training; what is longer is cut off."""
MAX_QUESTION = 600
"""Characters of a question that are read."""

Logits = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader made of one passage; `start[i]`, `end[i]` are logits of the token at `offsets[i]`."""

    relevance: float
    """Logit that the passage holds the answer."""
    offsets: tuple[tuple[int, int], ...]
    """Characters of the passage's text, for each token."""
    start: Logits
    end: Logits


def open_reader(name: str, cache: Path, threads: int) -> OnnxReader | None:
    """The carried reader, one in a folder that `make reader` made, or none; UsageError for another name."""
    if name == "none":
        return None
    folder = FOLDER if name == CARRIED else Path(name)
    if not folder.is_dir():
        raise UsageError(f"the reader {name} is unknown: {CARRIED}, none, or a folder that holds one")
    return OnnxReader(cache, threads, folder)


class OnnxReader:
    """Reads with the weights in `folder`, checked by their SHA256 file; loaded at first use."""

    def __init__(self, cache: Path, threads: int, folder: Path = FOLDER) -> None:
        self._cache = cache
        self._threads = threads
        self._folder = folder
        self._loading = Lock()

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """A reading of each passage, given as title and text; all are read in one batch."""
        if not passages:
            return []
        self.load()
        encodings = self._tokenizer.encode_batch(
            [(question[:MAX_QUESTION], f"{title}\n{text}") for title, text in passages]
        )
        relevance, start, end = self._session.run(None, _inputs(encodings))
        return [
            _reading(encoding, len(title) + 1, float(relevance[n]), start[n], end[n])
            for n, (encoding, (title, _)) in enumerate(zip(encodings, passages, strict=True))
        ]

    def load(self) -> None:
        """Load the weights now; raises ModelError where they are missing or damaged."""
        with self._loading:
            _ = self._session, self._tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        from retrieval.models.onnx import session_options

        file = self._folder / "model.onnx"
        _check(file, self._folder / "SHA256")
        return onnxruntime.InferenceSession(
            file, session_options(self._threads), providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(self._cache)


def load_tokenizer(cache: Path) -> Tokenizer:
    """The cross-encoder's, padding to the longest of a batch and cutting the passage, never the question."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(carried("reranker_en", cache) / "tokenizer.json"))
    tokenizer.enable_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return tokenizer


def readable(encoding: Encoding, first: int) -> list[int]:
    """Positions of the tokens from character `first` of the second text on: behind the title."""
    places = enumerate(zip(encoding.sequence_ids, encoding.offsets, strict=True))
    return [n for n, (sequence, (start, _)) in places if sequence == 1 and start >= first]


def _inputs(encodings: Sequence[Encoding]) -> dict[str, NDArray[np.int64]]:
    return {
        "input_ids": np.array([e.ids for e in encodings], dtype=np.int64),
        "attention_mask": np.array([e.attention_mask for e in encodings], dtype=np.int64),
        "token_type_ids": np.array([e.type_ids for e in encodings], dtype=np.int64),
    }


def _reading(encoding: Encoding, first: int, relevance: float, start: Logits, end: Logits) -> Reading:
    kept = readable(encoding, first)
    offsets = tuple((a - first, b - first) for a, b in (encoding.offsets[n] for n in kept))
    return Reading(relevance, offsets, start[kept], end[kept])


def _check(file: Path, sums: Path) -> None:
    try:
        digest, expected = sha256(file.read_bytes()).hexdigest(), sums.read_text().split()[0]
    except (OSError, IndexError) as error:
        raise ModelError(
            f"the reader cannot be loaded: {error}; reinstall newsdesk, or set NEWSDESK_READER=none"
        ) from None
    if digest != expected:
        raise ModelError(
            f"{file} is damaged; reinstall newsdesk, or set NEWSDESK_READER=none to do without it"
        )
