"""The vectors: one Chroma collection, embedded in the data folder or on a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import chromadb
from chromadb.api.client import Client
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from retrieval.errors import StoreError
from retrieval.index.articles import PreparedArticle
from retrieval.text.dates import day_number
from retrieval.values import Query

Vectors = dict[str, Sequence[float]]
"""By the ids of their passages."""
WORDLESS = ""
"""Of each passage's words; LangChain's search leaves out what has no document at all."""
CONFIGURATION: Any = {"hnsw": {"space": "cosine", "ef_construction": 100, "ef_search": 100}}


def open_client(folder: Path, server: str) -> Client:
    """A client that sees the folder's present state, or one for the server at URL `server`."""
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


def forget_clients() -> None:
    """Make the next client start afresh: Chroma keeps even one that failed to open."""
    SharedSystemClient.clear_system_cache()


def open_collection(client: Client, name: str, embeddings: Embeddings) -> Chroma:
    """The collection `name`, by cosine distance; made where there is none."""
    return Chroma(
        name,
        embedding_function=embeddings,
        client=client,
        collection_configuration=CONFIGURATION,
    )


def count(collection: Chroma) -> int:
    """How many passages it holds; LangChain's wrapper has no public way to ask."""
    return int(collection._collection.count())


def embed(embeddings: Embeddings, batch: Iterable[PreparedArticle]) -> Vectors:
    """The vectors of the batch's passages under their headers."""
    texts = {
        passage.id: f"{passage.header}\n\n{prepared.article.text[passage.start : passage.end]}"
        for prepared in batch
        for passage in prepared.passages
    }
    return dict(zip(texts, embeddings.embed_documents(list(texts.values())), strict=True)) if texts else {}


def add(collection: Chroma, batch: Iterable[PreparedArticle], made: Vectors) -> None:
    """Put the batch's vectors in; the same ids replace themselves.

    The words stay in SQLite: a copy in Chroma's own word index, which nobody asks, would take longer than the
    vectors themselves, and be one more place to forget them in.
    """
    ids: list[str] = []
    metadatas: list[Any] = []
    for prepared in batch:
        facts = {"source": prepared.article.source, "day": day_number(prepared.article.published) or 0}
        ids += (passage.id for passage in prepared.passages)
        metadatas += (facts for _ in prepared.passages)
    for part in _parts(collection, len(ids)):
        vectors: Any = [made[i] for i in ids[part]]
        collection._collection.upsert(ids[part], vectors, metadatas[part], [WORDLESS] * len(vectors))


def of(collection: Chroma, passage_ids: list[str]) -> Vectors:
    """The vectors of passages; those it does not hold are left out."""
    found: Vectors = {}
    for part in _parts(collection, len(passage_ids)):
        got = collection.get(passage_ids[part], include=["embeddings"])
        found.update(zip(got["ids"], got["embeddings"], strict=True))
    return found


def remove(collection: Chroma, passage_ids: list[str]) -> None:
    for part in _parts(collection, len(passage_ids)):
        collection.delete(passage_ids[part])


def _parts(collection: Chroma, size: int) -> Iterator[slice]:
    """Slices of what Chroma takes at once: a long article has more passages."""
    most = collection._client.get_max_batch_size()
    return (slice(start, start + most) for start in range(0, size, most))


def search(collection: Chroma, vector: list[float], query: Query, limit: int) -> list[str]:
    """Ids of the nearest passages that pass the query's filters, nearest first."""
    found = collection.similarity_search_by_vector(vector, limit, filter=_where(query))
    return [str(document.id) for document in found]


def _where(query: Query) -> dict[str, Any] | None:
    since, until = day_number(query.since), day_number(query.until)
    conditions: list[dict[str, Any]] = []
    if query.source:
        conditions.append({"source": query.source})
    if since or until:
        conditions.append({"day": {"$gte": since or 1}})
    if until:
        conditions.append({"day": {"$lte": until}})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None
