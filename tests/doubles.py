"""Real, small implementations of the models' interfaces: fast, deterministic, without weights."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from langchain_core.embeddings import Embeddings

from retrieval.models.protocols import Bearing
from retrieval.values import Reading

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


class OverlapVerifier:
    """Entailment grows with the share of the claim's words in the text; nothing is contradicted."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Bearing]:
        logits = [OverlapReranker().score(claim, [text])[0] for claim, text in pairs]
        return [Bearing(p, 0.0, 1 - p) for p in (1 / (1 + math.exp(4 - logit)) for logit in logits)]


ENTAILED, CONTRADICTED, SILENT = Bearing(0.98, 0.01, 0.01), Bearing(0.01, 0.98, 0.01), Bearing(0.0, 0.0, 1.0)


@dataclass(frozen=True)
class TableVerifier:
    """Looks a bearing up by words of the claim and of the text; what is not in the table is silent."""

    table: Mapping[tuple[str, str], Bearing]

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Bearing]:
        return [self._bearing(claim, text) for claim, text in pairs]

    def _bearing(self, claim: str, text: str) -> Bearing:
        held = ((c in claim and t in text, bearing) for (c, t), bearing in self.table.items())
        return next((bearing for holds, bearing in held if holds), SILENT)


class NameReader:
    """Takes a capitalised word or a number that the question does not hold for the answer, where the passage
    holds most of the question's words."""

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        return [self._read(question, title, text) for title, text in passages]

    def _read(self, question: str, title: str, text: str) -> Reading:
        (overlap,) = OverlapReranker().score(question, [f"{title} {text}"])
        words = list(re.finditer(r"\w+", text))
        asked = set(stems(question))
        marked = [w[0][0].isupper() or w[0][0].isdigit() for w in words]
        new = [not asked & set(stems(w[0])) for w in words]
        logits = np.array([4.0 * (m and n) for m, n in zip(marked, new, strict=True)], np.float32)
        return Reading(overlap, tuple(w.span() for w in words), logits + overlap, logits)
