"""The models behind four small interfaces: LangChain's `Embeddings`, `Reranker`, `Reader` and `Verifier`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from retrieval.values import Reading


class Reranker(Protocol):
    """A cross-encoder: it reads the question and a text together."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return one logit a text, higher for a better answer; comparable within and across questions."""
        ...


class Reader(Protocol):
    """An extractive reader: it marks where in a passage the answer stands."""

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return a reading of each passage, given as title and text; logits comparable within a question."""
        ...


class Verifier(Protocol):
    """A model of inference: it says whether sentences bear a claim out."""

    def support(self, claim: str, texts: Sequence[str]) -> list[float]:
        """Return for each text the probability that it entails `claim`."""
        ...
