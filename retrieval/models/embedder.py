"""The embedder: a sentence-transformers model as LangChain's `Embeddings`."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

import prompts
from retrieval.errors import ModelError
from retrieval.models.weights import bundled

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "bge-small-en"
BATCH = 16
"""Passages in a batch: 63 a second on two cores, where 8 gave 48 and 32 gave 59."""
QUERIES = 64
"""Vectors of questions that are kept: one question is understood, searched for, and named as history."""


class SentenceTransformerEmbeddings(Embeddings):
    """Unit vectors (384 numbers for the bundled model), loaded at first use."""

    def __init__(self, name: str, cache: Path, threads: int) -> None:
        self._name = name
        self._cache = cache
        self._threads = threads
        self._loading = Lock()
        self._query_vector = lru_cache(QUERIES)(self._encode_query)

    @property
    def identity(self) -> str:
        """The record of an index on its embedder: the model and the prompts around its texts."""
        return f"{self._name}/{prompts.fingerprint('query')[:4]}{prompts.fingerprint('passage_header')[:4]}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a unit vector for each text."""
        return self._encode(texts)

    def embed_query(self, text: str) -> list[float]:
        """Return a unit vector for a question."""
        return list(self._query_vector(text))

    def _encode_query(self, text: str) -> list[float]:
        return self._encode([prompts.render("query", question=text)])[0]

    def load(self) -> None:
        """Load the weights now. Raise ModelError if there are none."""
        with self._loading:
            _ = self._model

    def _encode(self, texts: list[str]) -> list[list[float]]:
        self.load()
        vectors = self._model.encode(
            texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return [vector.tolist() for vector in vectors]

    @cached_property
    def _model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        from retrieval.models.onnx import quiet

        quiet()
        if self._name == BUNDLED:
            return _load_bundled(bundled("bge_small_en", self._cache), self._threads)
        try:
            model: SentenceTransformer = SentenceTransformer(self._name, device="cpu")
            return model
        except (OSError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise ModelError(f"the embedder {self._name} cannot be loaded: {reason}") from None


def _load_bundled(folder: Path, threads: int) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    from retrieval.models.onnx import model_options

    transformer = Transformer(str(folder), backend="onnx", model_kwargs=model_options(threads))
    pooling = Pooling(transformer.get_embedding_dimension(), pooling_mode="cls")
    model: SentenceTransformer = SentenceTransformer(modules=[transformer, pooling], device="cpu")
    return model
