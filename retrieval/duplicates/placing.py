"""Finds a new article's story: candidates by bands, then words, meaning and time together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from retrieval.duplicates.likeness import bands, cosine, is_copy, near_in_time, same_names, shared, shingles
from retrieval.types import Article

if TYPE_CHECKING:
    from retrieval.store.articles import ArticleStore
    from retrieval.store.stories import Stories

Vectors = Callable[[str], Sequence[Sequence[float]]]
"""From an article's id to the vectors of its passages."""


def place(article_id: str, stories: Stories, articles: ArticleStore, vectors: Vectors) -> None:
    """Put a live article into the story of the articles it is a copy of, or into one of its own."""
    prepared = articles.prepared(article_id)
    if prepared is None:
        return
    article = prepared.article
    found = {b for p in prepared.passages for b in bands(article.text[p.start : p.end])}
    others = filter(None, map(articles.article, stories.candidates(found, article_id)))
    stories.place(article_id, found, [o.id for o in others if are_copies(article, o, vectors)])


def are_copies(one: Article, other: Article, vectors: Vectors) -> bool:
    """Whether two articles are one text, perhaps cut, edited or brought up to date."""
    if not near_in_time(one.published or one.fetched, other.published or other.fetched):
        return False
    if not same_names(one.text, other.text):
        return False
    words = shared(shingles(one.text), shingles(other.text))
    # Vectors are fetched only where words alone do not tell.
    return is_copy(words, 0) or (is_copy(words, 1) and is_copy(words, _meaning(one, other, vectors)))


def _meaning(one: Article, other: Article, vectors: Vectors) -> float:
    left, right = vectors(one.id), vectors(other.id)
    if not (len(left) and len(right)):
        return 0.0
    return cosine(np.mean(left, axis=0), np.mean(right, axis=0))
