"""The search for a question's excerpt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from langchain_core.embeddings import Embeddings

from retrieval.index import Index
from retrieval.quotes.excerpt import find_excerpt, is_complete
from retrieval.quotes.trace import near, standing
from retrieval.search.fusion import reciprocal_rank_fusion
from retrieval.text.languages import language
from retrieval.values import Article, Query, Tracing

DEPTH = 40
"""Passages of each ranking."""
ARTICLES = 20
NEAR_ARTICLES = 10
"""Articles that are compared with the excerpt word by word, and sentence by sentence."""


def trace_question(query: Query, index: Index, embeddings: Embeddings) -> Tracing | None:
    """Return the places of the excerpt in `query`; None for a question without one.

    A tracing without traces means that no article within the limits of the query holds the excerpt.
    """
    excerpt = find_excerpt(query.text, language(query.language))
    if excerpt is None:
        return None
    wanted = replace(query, text=excerpt)
    by_words = index.search_words(wanted, DEPTH)
    traces = standing(excerpt, _articles(by_words, index, ARTICLES))
    if not traces and is_complete(excerpt, query.text):
        # A paraphrase may rank low by words: only then is an embedding worth its time.
        by_meaning = index.search_vectors(wanted, embeddings.embed_query(excerpt), DEPTH)
        ranked = [passage_id for passage_id, _ in reciprocal_rank_fusion([by_meaning, by_words])]
        traces = near(excerpt, _articles(ranked, index, NEAR_ARTICLES), partial(_similarity, embeddings))
    return Tracing(excerpt, traces)


def _articles(passage_ids: Sequence[str], index: Index, limit: int) -> list[Article]:
    """Return the articles of the best passages, each once."""
    stored = index.passages(passage_ids)
    articles = {stored[i][1].id: stored[i][1] for i in passage_ids if i in stored}
    return list(articles.values())[:limit]


def _similarity(embeddings: Embeddings, text: str, others: Sequence[str]) -> list[float]:
    """Return cosines: the embedder's vectors have length one."""
    first, *rest = embeddings.embed_documents([text, *others])
    return [sum(a * b for a, b in zip(first, vector, strict=True)) for vector in rest]
