"""One data folder as a whole: what readers search, and the one writer's batches."""

from __future__ import annotations

import math
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from chromadb.api.client import Client
from chromadb.errors import ChromaError
from filelock import FileLock, Timeout
from httpx import HTTPError
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from retrieval.errors import FolderLockedError, MismatchError, StoreError
from retrieval.index import chroma as vectors
from retrieval.index.articles import ArticleStore, PreparedArticle
from retrieval.index.bm25 import WordIndex
from retrieval.index.chroma import Vectors
from retrieval.index.database import DATABASE
from retrieval.index.secure_delete import scrub_chroma
from retrieval.index.writer import Writer
from retrieval.values import Article, Passage, Query

WORDS, VECTORS = "words", "chroma"
LOCK_SECONDS = 5
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
        self.embedder = embedder
        self._embeddings = embeddings
        self._server = server
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.articles = ArticleStore(folder / DATABASE)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"the data folder {folder} cannot be used: {error}") from None
        self._opening = threading.RLock()
        self._seen = -1
        self._writing = False
        self._words: WordIndex | None = None
        self._client: Client | None = None
        self._collection: Chroma | None = None

    def close(self) -> None:
        """Release every file; the index is not usable afterwards."""
        self._close_indexes()
        if self._client is not None:
            self._client.close()
        self.articles.close()

    # -- reading

    def search_words(self, query: Query, limit: int) -> list[str]:
        """Ids of the best passages by BM25, best first."""
        with self._readable():
            self._refresh()
            return self.open_words().search(query, limit)

    def search_vectors(self, query: Query, vector: list[float], limit: int) -> list[str]:
        """Ids of the nearest passages by cosine, nearest first."""
        with self._readable():
            self._refresh()
            return self._search_vectors(query, vector, limit)

    def _search_vectors(self, query: Query, vector: list[float], limit: int) -> list[str]:
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
            return vectors.search(self.open_vectors(), vector, query, limit)

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
            # A client that writes sees what it wrote, and must not be closed under the writer.
            if self._writing or self.articles.generation == self._seen:
                return
            self._check_embedder()
            generation, live = self.articles.generation, self.articles.counts()[1]
            self._close_vectors()
            self.open_words().reload()
            self._check_complete(live)
            self._seen = generation

    def _check_complete(self, live: int) -> None:
        """Both indexes hold every live passage at any moment; fewer means that something took files away."""
        if self.open_words().count() < live or vectors.count(self.open_vectors()) < live:
            raise StoreError(
                f"the indexes in {self.folder} have lost passages; run `newsdesk reindex`, or set"
                " NEWSDESK_CHROMA as it was"
            )

    def _check_embedder(self) -> None:
        made_by = self.articles.meta("embedder")
        if made_by not in (None, self.embedder):
            raise MismatchError(
                f"the index in {self.folder} was made by the embedder {made_by}, not {self.embedder};"
                " run `newsdesk reindex` to change it, or set the former one"
            )

    def open_words(self) -> WordIndex:
        if self._words is None:
            try:
                self._words = WordIndex(self.folder / WORDS)
            except (OSError, ValueError) as error:
                raise self._unreadable(error) from error
        return self._words

    def open_vectors(self) -> Chroma:
        with self._opening:
            if self._client is None:
                self._client = vectors.open_client(self.folder / VECTORS, self._server)
            if self._collection is None:
                self._collection = vectors.open_collection(
                    self._client, self._collection_name(), self._embeddings
                )
            return self._collection

    def _collection_name(self) -> str:
        """On a server, folders must not share a collection: each has a name of its own."""
        if not self._server:
            return "passages"
        if self.articles.meta("folder") is None:
            self.articles.set_meta("folder", uuid4().hex)
        return f"passages-{self.articles.meta('folder')}"

    def _close_vectors(self) -> None:
        with self._opening:
            self._collection = None
            # A client of files answers from the vectors it loaded (chroma issue 3769). A server's does not,
            # and Chroma would leave its connection open.
            if self._client is not None and not self._server:
                self._client.close()
                self._client = None

    def _close_indexes(self) -> None:
        self._close_vectors()
        self._words = None

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except HTTPError as error:
            raise self._gone(error) from error
        except (sqlite3.Error, ChromaError) as error:
            raise self._unreadable(error) from error

    def _gone(self, error: HTTPError) -> StoreError:
        return StoreError(
            f"the Chroma server at {self._server} is gone: {error}; start it, and run the same command again"
        )

    def _unreadable(self, error: Exception) -> StoreError:
        vectors.forget_clients()  # a client of a damaged file would fail for ever
        return StoreError(
            f"{self.folder} cannot be searched: {error}; `newsdesk reindex` makes its indexes again"
        )

    # -- writing

    def embed(self, batch: Iterable[PreparedArticle]) -> Vectors:
        """The vectors of articles, for the writer: made beforehand, so that no other writer waits."""
        return vectors.embed(self._embeddings, batch)

    @contextmanager
    def writing(self, seconds: float = 0.0) -> Iterator[Writer]:
        """Return the one writer, after it has finished what a kill left behind.

        Raise FolderLockedError where another process still writes after so many seconds (`LOCK_SECONDS`
        at least), StoreError where the disk will not take it.
        """
        with self._explained(), self._locked(max(seconds, LOCK_SECONDS)) as articles:
            self._refresh()
            with self._holding_clients():
                writer = Writer(self, articles)
                writer.resume()
                yield writer

    def reindex(self, on_batch: Callable[[int], None] = lambda done: None) -> None:
        """Make the word index and the vectors again from the articles; calls back with articles done."""
        self._embeddings.embed_query("news")  # an embedder that cannot be loaded must cost nothing
        with self._explained(), self._locked(LOCK_SECONDS) as articles:
            articles.restage()
            self._discard_indexes()
            with self._holding_clients():
                Writer(self, articles).resume(on_batch)

    def _discard_indexes(self) -> None:
        """Delete files unopened, since they may be damaged; a server's collection can only be asked for."""
        if self._server:
            self.open_vectors().delete_collection()
        self._close_indexes()
        vectors.forget_clients()
        for name in (WORDS, VECTORS):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    @contextmanager
    def _holding_clients(self) -> Iterator[None]:
        self._writing = True
        try:
            yield
        finally:
            self._writing = False
            if self._words is not None:
                self._words.close_writer()

    @contextmanager
    def _locked(self, seconds: float) -> Iterator[ArticleStore]:
        """The writer's own connection, so that readers never see a transaction half done."""
        try:
            with FileLock(self.folder / "writer.lock", timeout=seconds):
                articles = ArticleStore(self.folder / DATABASE)
                try:
                    yield articles
                finally:
                    articles.close()
        except Timeout:
            raise FolderLockedError(
                f"another newsdesk is writing to {self.folder}; try again when it is done"
            ) from None

    def scrub_vectors(self) -> None:
        """Called by the writer: overwrite what was deleted; a Chroma server looks after its own files."""
        if not self._server:
            with self._opening:
                self._close_vectors()
                scrub_chroma(self.folder / VECTORS)

    def wrote(self) -> None:
        """Called by the writer after each change: this process need not reopen anything for it."""
        with self._opening:
            self.open_words().reload()
            self._seen = self.articles.generation

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except HTTPError as error:
            raise self._gone(error) from error
        except (OSError, sqlite3.Error, ChromaError) as error:
            raise self._unwritable(error) from error
        except ValueError as error:
            # tantivy has no error class of its own: a failed write is a ValueError.
            if "IO error" not in str(error) and "Failed to" not in str(error):
                raise
            raise self._unwritable(error) from error

    def _unwritable(self, error: Exception) -> StoreError:
        return StoreError(
            f"cannot write to {self.folder}: {error}; what was reported as added is kept: make room or mend"
            " the folder, and run the same command again"
        )
