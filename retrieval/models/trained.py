"""A model trained by this project and bundled as int8 ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import ModelError
from retrieval.models.weights import bundled

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

MAX_TOKENS = 256
"""Tokens of a pair of texts, as in training; the rest is cut off."""


class TrainedModel:
    """A model of pairs of texts. Its weights in `folder` are checked by their SHA256 file."""

    def __init__(self, folder: Path, cache: Path, threads: int, without: str = "") -> None:
        """`without` completes the error for missing weights by a way to do without the model."""
        self._folder = folder
        self._cache = cache
        self._threads = threads
        self._remedy = f"reinstall newsdesk{without and f', or {without}'}"
        self._loading = Lock()

    def run(self, pairs: Sequence[tuple[str, str]]) -> tuple[list[Encoding], list[Any]]:
        """Return the pairs' tokens and the model's outputs, in one batch. Raise ModelError like `load`."""
        self.load()
        encodings = self._tokenizer.encode_batch(list(pairs))
        return encodings, self._session.run(None, model_inputs(encodings))

    def load(self) -> None:
        """Load the weights now. Raise ModelError if they are missing or damaged."""
        with self._loading:
            _ = self._session, self._tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        from retrieval.models.onnx import session_options

        file = self._folder / "model.onnx"
        self._check(file, self._folder / "SHA256")
        return onnxruntime.InferenceSession(
            file, session_options(self._threads), providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return load_tokenizer(self._cache)

    def _check(self, file: Path, sums: Path) -> None:
        try:
            digest, expected = sha256(file.read_bytes()).hexdigest(), sums.read_text().split()[0]
        except (OSError, IndexError) as error:
            raise ModelError(f"a model cannot be loaded: {error}; {self._remedy}") from None
        if digest != expected:
            raise ModelError(f"{file} is damaged; {self._remedy}")


def load_tokenizer(cache: Path) -> Tokenizer:
    """Return the cross-encoder's tokenizer. It pads to the longest and cuts the longer text first."""
    from tokenizers import Tokenizer

    tokenizer: Tokenizer = Tokenizer.from_file(str(bundled("reranker_en", cache) / "tokenizer.json"))
    tokenizer.enable_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    return tokenizer


def model_inputs(encodings: Sequence[Encoding]) -> dict[str, NDArray[np.int64]]:
    """Return the inputs of a BERT model, each of the shape [texts, tokens]."""
    return {
        "input_ids": np.array([e.ids for e in encodings], dtype=np.int64),
        "attention_mask": np.array([e.attention_mask for e in encodings], dtype=np.int64),
        "token_type_ids": np.array([e.type_ids for e in encodings], dtype=np.int64),
    }
