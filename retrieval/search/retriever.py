"""The hybrid search: dense and BM25 rankings, fused by reciprocal rank."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from retrieval.index import Index
from retrieval.search.fusion import filled_up, reciprocal_rank_fusion
from retrieval.values import Period, Query, RankedPassage

DEPTH = 50
"""Passages of each ranking."""


class HybridRetriever(BaseRetriever):
    """The project's search as a LangChain retriever; `invoke` takes `k`, `since`, `until` and `source`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    embeddings: Embeddings
    k: int = 10

    def search(self, query: Query, limit: int, period: Period | None = None) -> tuple[RankedPassage, ...]:
        """Return at most `limit` passages, best first, scored by reciprocal rank fusion.

        Passages of the days of `period` are ranked by their words once more, so that an archive does not
        crowd them out.
        """
        depth = max(DEPTH, limit)
        vector = self.embeddings.embed_query(query.text)
        by_meaning, by_words = (
            self.index.search_vectors(query, vector, depth),
            self.index.search_words(query, depth),
        )
        lacking = self.index.articles.lacking_vectors(by_words)
        rankings = [filled_up(by_meaning, by_words, lacking), by_words]
        if period:
            rankings.append(self.index.search_words(_within(query, period), depth // 2))
        fused = reciprocal_rank_fusion(rankings)
        # An id may be missing from the database, so the cut comes after the look-up.
        stored = self.index.passages([passage_id for passage_id, _ in fused])
        ranked = [RankedPassage(*stored[i], score) for i, score in fused if i in stored]
        return tuple(ranked[:limit])

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None, **limits: Any
    ) -> list[Document]:
        return [as_document(passage) for passage in self.search(Query(query, **limits), k or self.k)]


def _within(query: Query, period: Period) -> Query:
    """Return the query within the days of a period too."""
    since = max(query.since, period.first.isoformat())
    return replace(query, since=since, until=min(filter(None, (query.until, period.last.isoformat()))))


def as_document(ranked: RankedPassage) -> Document:
    """Return a passage in the form that LangChain programs expect."""
    article, passage = ranked.article, ranked.passage
    return Document(
        id=passage.id,
        page_content=ranked.text,
        metadata={
            "article_id": article.id,
            "title": article.title,
            "source": article.source,
            "url": article.url,
            "published": article.published,
            "start": passage.start,
            "end": passage.end,
            "score": ranked.score,
        },
    )
