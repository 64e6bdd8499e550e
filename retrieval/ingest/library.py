"""The library: the articles of a data folder, without any model to ask about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Self

from retrieval.index import Index
from retrieval.ingest.missing_vectors import BATCH_PASSAGES, add_missing_vectors
from retrieval.ingest.pipeline import Report, ingest, reindex
from retrieval.ingest.workers import Offered
from retrieval.values import Notice


@dataclass(frozen=True, kw_only=True)
class Library:
    """The articles and their indexes: for whoever adds, lists or removes articles. A context manager."""

    index: Index
    today: Callable[[], date] = date.today
    on_close: Callable[[], object] = lambda: None

    def ingest(self, offered: Iterable[Offered], *, vectors: bool = True) -> Iterator[Report | Notice]:
        """Store what is offered, and report each article once it is citable; make its vectors at the end."""
        return ingest(offered, self.index, vectors=vectors)

    def reindex(self, on_batch: Callable[[int], None] = lambda done: None, *, vectors: bool = True) -> None:
        """Make the indexes again, and find the stories anew; call back with articles done."""
        reindex(self.index, on_batch, vectors=vectors)

    def add_missing_vectors(self, passages: int = BATCH_PASSAGES) -> Iterator[int]:
        """Make the vectors that articles lack; yield after each batch how many passages lack them still."""
        return add_missing_vectors(self.index, passages)

    def close(self) -> None:
        """Release every file; the library is not usable afterwards."""
        self.on_close()
        self.index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
