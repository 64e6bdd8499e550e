"""One data folder as a whole: what readers search, and the one writer's batches."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from chromadb.api.client import Client
from chromadb.errors import ChromaError
from filelock import FileLock, Timeout
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from retrieval.errors import BusyError, MismatchError, StoreError
from retrieval.store import vectors
from retrieval.store.articles import ArticleStore, Prepared
from retrieval.store.words import WordIndex
from retrieval.types import Article, Passage, Query

LOCK_SECONDS = 5
RESUME_ARTICLES = 64
"""Articles a batch when the work a kill left behind is finished."""
BROAD = 0.1
"""Share of passages from which a filter is applied after Chroma's search, not in it: its own filter
took 6 ms unfiltered and 94 to 428 ms filtered over 150,000 vectors."""


class Index:
    """The articles of `folder` with their word index and vectors.

    Readers may use it from several threads. It is made with the embedder that all its vectors must come from:
    any search or write raises MismatchError on a folder that another one filled.
    """

    def __init__(self, folder: Path, embeddings: Embeddings, embedder: str, server: str = "") -> None:
        self.folder = folder
        self._embeddings = embeddings
        self._embedder = embedder
        self._server = server
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.articles = ArticleStore(folder / "articles.sqlite3")
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"the data folder {folder} cannot be used: {error}") from None
        self._opening = threading.RLock()
        self._seen = -1
        self._words: WordIndex | None = None
        self._client: Client | None = None
        self._collection: Chroma | None = None

    def close(self) -> None:
        """Release every file; the index is not usable afterwards."""
        self._close_vectors()
        self._words = None
        self.articles.close()

    # -- reading

    def search_words(self, query: Query, limit: int) -> list[str]:
        """Ids of the best passages by BM25, best first."""
        self._refresh()
        return self._open_words().search(query, limit)

    def search_vectors(self, query: Query, vector: list[float], limit: int) -> list[str]:
        """Ids of the nearest passages by cosine, nearest first."""
        self._refresh()
        if not (query.since or query.until or query.source):
            return self._nearest(query, vector, limit)
        matching, total = self.articles.count_matching(query), self.articles.counts()[1]
        if not matching:
            return []
        limit = min(limit, matching)
        if matching < BROAD * total:
            return self._nearest(query, vector, limit)
        return self._search_broad(query, vector, limit, math.ceil(1.5 * limit * total / matching))

    def _nearest(self, query: Query, vector: list[float], limit: int) -> list[str]:
        with self._opening:
            return vectors.search(self._open_vectors(), vector, query, limit)

    def _search_broad(self, query: Query, vector: list[float], limit: int, reach: int) -> list[str]:
        """Fetches `reach` unfiltered and filters by SQLite; doubles the reach until there is enough."""
        total = self.articles.counts()[1]
        while True:
            reach = min(total, reach)
            found = self._nearest(Query(query.text), vector, reach)
            passing = self.articles.matching(found, query)
            if len(passing) >= limit or reach >= total:
                return [i for i in found if i in passing][:limit]
            reach *= 2

    def passages(self, passage_ids: Sequence[str]) -> dict[str, tuple[Passage, Article]]:
        """The passages that may be cited now; ids the truth does not hold are left out."""
        return self.articles.passages(passage_ids)

    def _refresh(self) -> None:
        """Reopen what another process has changed since the last search."""
        with self._opening:
            generation = self.articles.generation
            if generation != self._seen:
                self._check_embedder()
                self._close_vectors()
                self._open_words().reload()
                self._check_complete()
                self._seen = generation

    def _check_complete(self) -> None:
        """Both indexes hold every live passage at any moment; fewer means that something took files away."""
        live = self.articles.counts()[1]
        if self._open_words().count() < live or vectors.count(self._open_vectors()) < live:
            raise StoreError(f"the indexes in {self.folder} have lost passages; run `newsdesk reindex`")

    def _check_embedder(self) -> None:
        made_by = self.articles.meta("embedder")
        if made_by not in (None, self._embedder):
            raise MismatchError(
                f"the index in {self.folder} was made by the embedder {made_by}, not {self._embedder};"
                " run `newsdesk reindex` to change it, or set the former one"
            )

    def _open_words(self) -> WordIndex:
        if self._words is None:
            try:
                self._words = WordIndex(self.folder / "words")
            except (OSError, ValueError) as error:
                raise StoreError(f"{self.folder / 'words'} cannot be opened: {error}; delete it and run"
                                 " `newsdesk reindex`") from None  # fmt: skip
        return self._words

    def _open_vectors(self) -> Chroma:
        if self._collection is None:
            self._client = vectors.open_client(self.folder / "chroma", self._server)
            self._collection = vectors.open_collection(self._client, self._embeddings)
        return self._collection

    def _close_vectors(self) -> None:
        with self._opening:
            if self._client is not None:
                # A client that stays open answers from the vectors it loaded (chroma issue 3769).
                self._client.close()
            self._client = self._collection = None

    # -- writing

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """The one writer, after it has finished what a kill left behind.

        Raises BusyError while another process writes, StoreError when the disk will not take it.
        """
        with self._locked():
            self._check_embedder()
            self.articles.set_meta("embedder", self._embedder)
            writer = Writer(self)
            with self._explained():
                writer.resume()
                yield writer

    def reindex(self, on_batch: Callable[[int], None] = lambda done: None) -> None:
        """Make the word index and the vectors again from the articles; calls back with articles done."""
        with self._locked(), self._explained():
            self.articles.restage()
            self.articles.set_meta("embedder", self._embedder)
            self._open_words().clear()
            self._open_vectors().delete_collection()
            self._close_vectors()
            Writer(self).resume(on_batch)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            lock = FileLock(self.folder / "writer.lock", timeout=LOCK_SECONDS)
            with lock:
                try:
                    yield
                finally:
                    if self._words is not None:
                        self._words.close_writer()
        except Timeout:
            raise BusyError(
                f"another newsdesk is writing to {self.folder}; try again when it is done"
            ) from None

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error, ChromaError) as error:
            raise self._unwritable(error) from error
        except ValueError as error:
            # tantivy has no error class of its own: a failed write is a ValueError.
            if "IO error" not in str(error) and "Failed to" not in str(error):
                raise
            raise self._unwritable(error) from error

    def _unwritable(self, error: Exception) -> StoreError:
        return StoreError(
            f"cannot write to {self.folder}: {error}; every article reported as added is kept: make room and"
            " run the same command again"
        )


class Writer:
    """Puts batches in, each wholly or not at all; made by `Index.writing`."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add(self, batch: Sequence[Prepared]) -> None:
        """Index `batch` and make it citable in one step, replacing older versions."""
        self._index.articles.stage(batch)
        self._finish(batch)

    def remove(self, article_ids: Sequence[str]) -> int:
        """Take articles out of every store; says how many were there."""
        found = self._index.articles.retire(article_ids)
        self._drop_retired()
        return found

    def resume(self, on_batch: Callable[[int], None] = lambda done: None) -> None:
        """Finish what was staged and never published, and drop what was retired and never removed."""
        while batch := self._index.articles.staged(RESUME_ARTICLES):
            self._finish(batch)
            on_batch(len(batch))
        self._drop_retired()

    def _finish(self, batch: Sequence[Prepared]) -> None:
        index = self._index
        vectors.add(index._open_vectors(), batch)
        index._open_words().add(batch)
        index.articles.publish([prepared.article.id for prepared in batch])
        index._open_words().reload()
        index._seen = index.articles.generation
        self._drop_retired()

    def _drop_retired(self) -> None:
        index = self._index
        if passage_ids := index.articles.retired_passages():
            index._open_vectors().delete(passage_ids)
            index._open_words().remove(passage_ids)
            index.articles.drop_retired()
            index._open_words().reload()
