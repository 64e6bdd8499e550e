"""The interface of vector indexes; `chroma.py` implements it.

An implementation passes `tests/retrieval/index/vector_index_suite.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from langchain_core.embeddings import Embeddings

from retrieval.index.limits import Limits
from retrieval.values import PreparedArticle

Vectors = dict[str, Sequence[float]]
"""By the ids of their passages."""


class SearchIndexError(Exception):
    """An index of words or vectors cannot be read or written; `str(error)` says why in a clause."""


@dataclass(frozen=True, slots=True)
class VectorEntry:
    """A passage's vector with what it is filtered by."""

    id: str
    vector: Sequence[float]
    source: str = ""
    day: int = 0
    """yyyymmdd; 0 when unknown, and then no limit of days lets it through."""


class VectorIndex(Protocol):
    """Vectors of passages by cosine, for several threads.

    Each call raises SearchIndexError where the files are damaged or full, StoreError where a server is gone.
    """

    def add(self, entries: Sequence[VectorEntry]) -> None:
        """Put entries in, however many; an id that is held already is replaced."""

    def remove(self, passage_ids: Sequence[str]) -> None:
        """Take entries out; ids that are not held are no error."""

    def search(self, vector: Sequence[float], limits: Limits, limit: int) -> list[str]:
        """Return at most `limit` ids of what the limits let through, nearest first."""

    def get(self, passage_ids: Sequence[str]) -> Vectors:
        """Return the vectors of ids; those that are not held are left out."""

    def count(self) -> int:
        """Return how many entries are held."""

    def reload(self) -> None:
        """See what other processes have written."""

    def erase(self) -> None:
        """Overwrite what removed entries have left in files."""

    def discard(self) -> None:
        """Delete everything, without reading it: it may be damaged."""

    def close(self) -> None:
        """Release every file and connection."""


def embed(embeddings: Embeddings, batch: Iterable[PreparedArticle]) -> Vectors:
    """Return the vectors of the batch's passages under their headers."""
    texts = {
        passage.id: f"{passage.header}\n\n{prepared.article.text[passage.start : passage.end]}"
        for prepared in batch
        for passage in prepared.passages
    }
    return dict(zip(texts, embeddings.embed_documents(list(texts.values())), strict=True)) if texts else {}
