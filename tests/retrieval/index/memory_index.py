"""A `VectorIndex` in memory: a second implementation, and one that tests may use where no disk is needed."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.index.limits import Limits
from retrieval.index.vectors import VectorEntry, Vectors
from retrieval.stories.similarity import cosine


class MemoryIndex:
    """Those that share a dictionary are processes on one folder."""

    def __init__(self, held: dict[str, VectorEntry]) -> None:
        self._held = held

    def add(self, entries: Sequence[VectorEntry]) -> None:
        self._held.update({entry.id: entry for entry in entries})

    def remove(self, passage_ids: Sequence[str]) -> None:
        for passage_id in passage_ids:
            self._held.pop(passage_id, None)

    def search(self, vector: Sequence[float], limits: Limits, limit: int) -> list[str]:
        passing = [entry for entry in self._held.values() if _passes(entry, limits)]
        return [e.id for e in sorted(passing, key=lambda entry: -cosine(vector, entry.vector))[:limit]]

    def get(self, passage_ids: Sequence[str]) -> Vectors:
        return {i: self._held[i].vector for i in passage_ids if i in self._held}

    def count(self) -> int:
        return len(self._held)

    def reload(self) -> None:
        pass

    def erase(self) -> None:
        pass

    def discard(self) -> None:
        self._held.clear()

    def close(self) -> None:
        pass


def _passes(entry: VectorEntry, limits: Limits) -> bool:
    if limits.source and entry.source != limits.source:
        return False
    if limits.days is None:
        return True
    first, last = limits.days
    return first <= entry.day and (last is None or entry.day <= last)
