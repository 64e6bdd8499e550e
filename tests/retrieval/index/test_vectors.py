"""Every index of vectors keeps the promises of the Protocol."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.index.chroma import ChromaIndex
from retrieval.index.vectors import VectorEntry, VectorIndex
from tests.retrieval.index.memory_index import MemoryIndex
from tests.retrieval.index.vector_index_suite import Opened, VectorIndexSuite


class TestChroma(VectorIndexSuite):
    @pytest.fixture
    def opened(self, tmp_path: Path) -> Iterator[Opened]:
        made: list[VectorIndex] = []

        def open_() -> VectorIndex:
            made.append(ChromaIndex(tmp_path / "chroma"))
            return made[-1]

        yield open_
        for index in made:
            index.close()


class TestMemory(VectorIndexSuite):
    @pytest.fixture
    def opened(self) -> Opened:
        held: dict[str, VectorEntry] = {}
        return lambda: MemoryIndex(held)
