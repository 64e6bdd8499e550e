"""The reranker: a sentence-transformers cross-encoder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from retrieval.errors import ModelError
from retrieval.models.weights import bundled

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

BUNDLED = "ms-marco-minilm-l-12"
BATCH = 8
"""Pairs in a batch. Larger batches pad more, and are slower from 24 passages on."""
MAX_QUESTION = 600
"""Characters of a question; the rest is cut off, since the model reads 512 tokens of question and text."""


class CrossEncoderReranker:
    """Relevance logits, about -11 to 11 for the bundled model; loaded at first use."""

    def __init__(self, name: str, cache: Path, threads: int) -> None:
        self._name = name
        self._cache = cache
        self._threads = threads
        self._loading = Lock()

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return a logit for each text. Raise ModelError if the weights cannot be loaded."""
        if not texts:
            return []
        self.load()
        pairs: Any = [(question[:MAX_QUESTION], text) for text in texts]
        return [float(s) for s in self._model.predict(pairs, batch_size=BATCH, show_progress_bar=False)]

    def load(self) -> None:
        """Load the weights now. Raise ModelError if there are none."""
        with self._loading:
            _ = self._model

    @cached_property
    def _model(self) -> CrossEncoder:
        from sentence_transformers import CrossEncoder
        from torch.nn import Identity

        from retrieval.models.onnx import model_options, quiet

        quiet()
        options: dict[str, Any] = {"device": "cpu", "activation_fn": Identity()}
        name = self._name
        if name == BUNDLED:
            name = str(bundled("reranker_en", self._cache))
            options |= {"backend": "onnx", "model_kwargs": model_options(self._threads)}
        try:
            model: CrossEncoder = CrossEncoder(name, **options)
        except (OSError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise ModelError(f"the reranker {self._name} cannot be loaded: {reason}") from None
        return model
