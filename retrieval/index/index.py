"""The index of one data folder: its searches, and the batches of its one writer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout
from langchain_core.embeddings import Embeddings

from retrieval.errors import FolderLockedError, MismatchError, Remedy, StoreError
from retrieval.index.articles import ArticleStore
from retrieval.index.bm25 import WordIndex
from retrieval.index.database import DATABASE, Database, DatabaseError
from retrieval.index.facts import FactStore
from retrieval.index.selection import ArticleSelection
from retrieval.index.vector_search import search_within
from retrieval.index.vectors import SearchIndexError, VectorIndex, Vectors, embed
from retrieval.index.versions import VersionStore
from retrieval.index.writer import Writer
from retrieval.values import Article, Passage, PreparedArticle, Query

WORDS, VECTORS = "words", "chroma"
LOCK_SECONDS = 5


class Index:
    """The articles of `folder` with their word index and vectors.

    Readers may use it from several threads. It is made with the embedder that all its vectors must come from:
    any search or write raises MismatchError on a folder that another one filled.
    """

    def __init__(self, folder: Path, embeddings: Embeddings, embedder: str, server: str = "") -> None:
        self.folder = folder
        self.embedder = embedder
        self._embeddings = embeddings
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"the data folder {folder} cannot be used: {error}") from None
        self._database = Database(folder / DATABASE)
        self.articles = ArticleStore(self._database)
        self.selection = ArticleSelection(self._database)
        self.versions = VersionStore(self._database)
        self.facts = FactStore(self._database)
        self.words = WordIndex(folder / WORDS)
        self.vectors = _open_vectors(folder, server, self.facts)
        self._opening = threading.RLock()
        self._seen = -1
        self._writing = False
        self._on_removed: list[Callable[[Sequence[str]], None]] = []

    def close(self) -> None:
        """Release every file; the index is not usable afterwards."""
        self.words.close()
        self.vectors.close()
        self._database.close()

    # -- reading

    def search_words(self, query: Query, limit: int) -> list[str]:
        """Return the ids of the best passages by BM25, best first."""
        with self._readable():
            self._refresh()
            return self.words.search(query, limit)

    def search_vectors(self, query: Query, vector: list[float], limit: int) -> list[str]:
        """Return the ids of the nearest passages by cosine, nearest first."""
        with self._readable():
            self._refresh()
            return search_within(self.vectors, self.selection, query, vector, limit)

    def passages(self, passage_ids: Sequence[str]) -> dict[str, tuple[Passage, Article]]:
        """Return the passages that may be cited now; ids the database does not hold are left out."""
        return self.articles.passages(passage_ids)

    def _refresh(self) -> None:
        """Reopen what another process has changed since the last search."""
        with self._opening:
            # A client that writes sees what it wrote, and must not be closed under the writer.
            if self._writing or self.facts.generation == self._seen:
                return
            self._check_embedder()
            generation, live = self.facts.generation, self.articles.counts()[1]
            embedded = live - self.articles.unembedded()
            self.vectors.reload()
            self.words.reload()
            # Both hold every passage that they should at any moment; fewer means that files were taken away.
            if self.words.count() < live or self.vectors.count() < embedded:
                raise StoreError(
                    f"the indexes in {self.folder} have lost passages; name the vectors' server as"
                    " before (NEWSDESK_CHROMA), or make them again",
                    Remedy.REINDEX,
                )
            self._seen = generation

    def _check_embedder(self) -> None:
        made_by = self.facts.get("embedder")
        if made_by not in (None, self.embedder):
            raise MismatchError(
                f"the index in {self.folder} was made by the embedder {made_by}, not {self.embedder};"
                " set the former one, or make it again",
                Remedy.REINDEX,
            )

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except SearchIndexError as error:
            raise StoreError(
                f"{self.folder} cannot be searched: {error}; make its indexes again", Remedy.REINDEX
            ) from error

    # -- writing

    def on_removed(self, callback: Callable[[Sequence[str]], None]) -> None:
        """Call back with the ids of articles that this process removes, before the removal is complete.

        A callback hears an id again where a kill came between. Whoever must know what other processes remove
        compares `articles.absent` whenever `facts.generation` has changed.
        """
        self._on_removed.append(callback)

    def embed(self, batch: Iterable[PreparedArticle]) -> Vectors:
        """Return the vectors of articles, for the writer: made beforehand, so that no other writer waits."""
        return embed(self._embeddings, batch)

    @contextmanager
    def embedding(self, seconds: float) -> Iterator[bool]:
        """Yield whether this process is the one that makes vectors; another may for so many seconds."""
        lock = FileLock(self.folder / "vectors.lock")
        with suppress(Timeout):
            lock.acquire(seconds)
        try:
            yield lock.is_locked
        finally:
            lock.release()

    @contextmanager
    def writing(self, seconds: float = 0.0) -> Iterator[Writer]:
        """Yield the one writer, after it has finished what a kill left behind.

        Raise FolderLockedError where another process still writes after so many seconds (`LOCK_SECONDS`
        at least), StoreError where the disk will not take it.
        """
        with self._locked(max(seconds, LOCK_SECONDS)) as writer:
            self._refresh()
            with self._holding_clients():
                writer.resume()
                yield writer

    def reindex(self, on_batch: Callable[[int], None] = lambda done: None) -> None:
        """Make the word index again from the articles, and drop the vectors; call back with articles done.

        Articles are then without vectors and stories, which the pipeline makes.
        """
        self._embeddings.embed_query("news")  # an embedder that cannot be loaded must cost nothing
        with self._locked(LOCK_SECONDS) as writer:
            self.versions.restage()
            self.words.discard()
            self.vectors.discard()
            self.facts.set("embedder", self.embedder)  # only now: no vector of another is left
            with self._holding_clients():
                writer.resume(on_batch)

    @contextmanager
    def _holding_clients(self) -> Iterator[None]:
        self._writing = True
        try:
            yield
        finally:
            self._writing = False
            self.words.close_writer()

    @contextmanager
    def _locked(self, seconds: float) -> Iterator[Writer]:
        try:
            with FileLock(self.folder / "writer.lock", timeout=seconds):
                yield self._writer()
        except Timeout:
            raise FolderLockedError(
                f"another newsdesk is writing to {self.folder}; try again when it is done"
            ) from None
        except (OSError, DatabaseError, SearchIndexError) as error:
            reason = error.reason if isinstance(error, DatabaseError) else error
            raise StoreError(
                f"cannot write to {self.folder}: {reason}; what was reported as added is kept: make room or"
                " mend the folder, and run the same command again"
            ) from error

    def _writer(self) -> Writer:
        return Writer(
            database=self._database,
            facts=self.facts,
            versions=self.versions,
            words=self.words,
            vectors=self.vectors,
            embedder=self.embedder,
            on_change=self._wrote,
            on_removed=self._tell_removed,
        )

    def _wrote(self) -> None:
        """Note after each change of the writer that this process need not reopen anything for it."""
        with self._opening:
            self.words.reload()
            self._seen = self.facts.generation

    def _tell_removed(self, article_ids: Sequence[str]) -> None:
        for callback in self._on_removed:
            callback(article_ids)


def _open_vectors(folder: Path, server: str, facts: FactStore) -> VectorIndex:
    """Return the folder's vectors; on a server, folders must not share a collection: each has its own."""
    from retrieval.index.chroma import ChromaIndex  # takes a second, which browsing need not wait for

    if not server:
        return ChromaIndex(folder / VECTORS)
    if facts.get("folder") is None:
        facts.set("folder", uuid4().hex)
    return ChromaIndex(folder / VECTORS, server, f"passages-{facts.get('folder')}")
