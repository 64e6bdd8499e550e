"""Vectors in Chroma: one collection, embedded in the data folder or on a server."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import chromadb
from chromadb.api.client import Client
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from httpx import HTTPError
from langchain_chroma import Chroma

from retrieval.errors import StoreError
from retrieval.index.chroma_files import overwrite_deleted
from retrieval.index.limits import Limits
from retrieval.index.vectors import SearchIndexError, VectorEntry, Vectors

WORDLESS = ""
"""Of each passage's words; LangChain's search leaves out what has no document at all."""
CONFIGURATION: Any = {"hnsw": {"space": "cosine", "ef_construction": 100, "ef_search": 100}}


class ChromaIndex:
    """A `VectorIndex`. The words stay in the database: a copy in Chroma's own word index, which nobody asks,
    would take longer than the vectors themselves, and be one more place to forget them in."""

    def __init__(self, folder: Path, server: str = "", name: str = "passages") -> None:
        self._folder = folder
        self._server = server
        self._name = name
        self._lock = threading.RLock()
        self._client: Client | None = None
        self._store: Chroma | None = None

    def add(self, entries: Sequence[VectorEntry]) -> None:
        with self._opened():
            collection = self._open_client().get_collection(self._name, embedding_function=None)
            for part in self._parts(entries):
                collection.upsert(
                    [entry.id for entry in part],
                    cast(Any, [entry.vector for entry in part]),
                    [{"source": entry.source, "day": entry.day} for entry in part],
                    [WORDLESS] * len(part),
                )

    def remove(self, passage_ids: Sequence[str]) -> None:
        with self._opened() as store:
            for part in self._parts(passage_ids):
                store.delete(list(part))

    def search(self, vector: Sequence[float], limits: Limits, limit: int) -> list[str]:
        with self._opened() as store:
            nearest = store.similarity_search_by_vector(list(vector), limit, filter=_where(limits))
            return [str(document.id) for document in nearest]

    def get(self, passage_ids: Sequence[str]) -> Vectors:
        vectors: Vectors = {}
        with self._opened() as store:
            for part in self._parts(passage_ids):
                held = store.get(list(part), include=["embeddings"])
                vectors.update(zip(held["ids"], held["embeddings"], strict=True))
        return vectors

    def count(self) -> int:
        with self._opened():
            return int(self._open_client().get_collection(self._name, embedding_function=None).count())

    def reload(self) -> None:
        with self._lock:
            self._store = None
            # A client of files answers from the vectors it loaded (chroma issue 3769). A server's does not,
            # and Chroma would leave its connection open.
            if not self._server:
                self._close_client()

    def erase(self) -> None:
        """Overwrite deleted words in the embedded files; a server keeps its own."""
        if not self._server:
            with self._lock:
                self.close()
                overwrite_deleted(self._folder)

    def discard(self) -> None:
        with self._lock:
            if self._server:
                with self._opened() as store:
                    store.delete_collection()
                self._store = None
                return
            self.close()
            SharedSystemClient.clear_system_cache()
            shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        with self._lock:
            self._store = None
            self._close_client()

    def _close_client(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    @contextmanager
    def _opened(self) -> Iterator[Chroma]:
        """Hold the lock as well: a client must not be closed under a search."""
        with self._lock:
            try:
                if self._store is None:
                    self._store = Chroma(
                        self._name, client=self._open_client(), collection_configuration=CONFIGURATION
                    )
                yield self._store
            except HTTPError as error:
                raise StoreError(
                    f"the Chroma server at {self._server} is gone: {error}; start it, and try again"
                ) from error
            except ChromaError as error:
                # Chroma keeps a client even where it failed to open, and it would fail for ever.
                SharedSystemClient.clear_system_cache()
                raise SearchIndexError(str(error)) from error

    def _open_client(self) -> Client:
        if self._client is None:
            self._client = open_client(self._folder, self._server)
        return self._client

    def _parts(self, items: Sequence[Any]) -> Iterator[Sequence[Any]]:
        """Yield as many as Chroma takes at once: a long article has more passages."""
        most = self._open_client().get_max_batch_size()
        return (items[start : start + most] for start in range(0, len(items), most))


def open_client(folder: Path, server: str = "") -> Client:
    """Return a client that sees the folder's present state, or one for the server at URL `server`."""
    settings = ChromaSettings(anonymized_telemetry=False)
    if not server:
        return cast(Client, chromadb.PersistentClient(str(folder), settings=settings))
    url = urlsplit(server)
    if url.username or url.path.strip("/"):
        raise StoreError("NEWSDESK_CHROMA takes http://HOST:PORT alone, without a login or a path")
    try:
        ssl = url.scheme == "https"
        port = url.port or (443 if ssl else 8000)
        client = chromadb.HttpClient(url.hostname or server, port, ssl=ssl, settings=settings)
    except (ValueError, OSError) as error:
        raise StoreError(f"no Chroma server answers at {server}: {error}") from None
    return cast(Client, client)


def _where(limits: Limits) -> dict[str, Any] | None:
    conditions: list[dict[str, Any]] = []
    if limits.source:
        conditions.append({"source": limits.source})
    if limits.days:
        first, last = limits.days
        conditions.append({"day": {"$gte": first}})
        if last is not None:
            conditions.append({"day": {"$lte": last}})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None
