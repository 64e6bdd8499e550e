"""Real, small implementations of the models' interfaces: fast, deterministic, without weights."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from zlib import crc32

from langchain_core.embeddings import Embeddings

DIMENSIONS = 256
_STOP = {"a", "and", "by", "did", "do", "for", "from", "has", "in", "is", "of", "on", "the", "to", "was"}


def stems(text: str) -> list[str]:
    """Lower-cased words without stop words, cut to five letters: a stemmer that is good enough here."""
    return [w[:5] for w in re.findall(r"\w+", text.lower()) if w not in _STOP]


class HashingEmbeddings(Embeddings):
    """A bag of hashed words as a unit vector."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = [0.0] * DIMENSIONS
        for stem in stems(text):
            vector[crc32(stem.encode()) % DIMENSIONS] += 1.0
        norm = math.sqrt(sum(x * x for x in vector)) or 1.0
        return [x / norm for x in vector] if any(vector) else [1 / 16] * DIMENSIONS


class OverlapReranker:
    """A logit from -8 to 8 that grows with the share of the question's words in the text."""

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        asked = set(stems(question))
        return [16 * len(asked & set(stems(t))) / max(len(asked), 1) - 8 for t in texts]
