"""The interfaces of the models, beside LangChain's `Embeddings` of the embedder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

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


class Bearing(NamedTuple):
    """How a text bears on a claim: three probabilities, whose sum is 1."""

    entailed: float
    contradicted: float
    silent: float


class Verifier(Protocol):
    """A model of inference."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Bearing]:
        """Return for each pair of a claim and a text how the text bears on the claim.

        A claim is a statement, or a question with an answer behind it: "Who sold the mill? Banvik AB".
        """
        ...
