"""The interfaces of the models, beside LangChain's `Embeddings` of the embedder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from retrieval.values import Reading


class Reranker(Protocol):
    """A cross-encoder, which scores a question and a text together."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return a logit for each text, higher for a better answer and comparable across questions."""
        ...


class Reader(Protocol):
    """An extractive reader, which marks the answer in a passage."""

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return a reading of each passage, given as title and text; logits comparable within a question."""
        ...


class Verifier(Protocol):
    """An entailment model."""

    def support(self, claim: str, texts: Sequence[str]) -> list[float]:
        """Return for each text the probability that it entails `claim`."""
        ...
