"""The models behind two small interfaces: LangChain's `Embeddings`, and `Reranker`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Reranker(Protocol):
    """A cross-encoder: it reads the question and a text together."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """One logit a text, higher for a better answer; comparable within and across questions."""
        ...
