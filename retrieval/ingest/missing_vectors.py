"""The second stage of the pipeline: vectors of the articles that are citable by words already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.index import Index
from retrieval.ingest.stories import decide_stories
from retrieval.values import PreparedArticle

BATCH_PASSAGES = 256
"""Passages that are embedded together: a few seconds of work on two cores."""
READ_ARTICLES = 64
"""Articles read from the database at once."""
WAIT_SECONDS = 60.0
"""A batch waits so long for other writers."""
LOOK_SECONDS = 1.0
"""Where another process makes the vectors, how it gets on is looked at so often."""


def add_missing_vectors(index: Index, passages: int = BATCH_PASSAGES) -> Iterator[int]:
    """Make the vectors that articles lack, newest first; yield about how many passages lack them, each batch.

    Only one process of a folder does it at a time, and others wait for it. A kill costs a batch of work.
    """
    while left := index.articles.unembedded():
        yield left
        with index.embedding(LOOK_SECONDS) as ours:
            while ours and (articles := index.versions.unembedded(READ_ARTICLES)):
                for batch in _batches(articles, passages):
                    _embed(index, batch)
                    left -= sum(len(each.passages) for each in batch)
                    yield max(0, left)


def _embed(index: Index, batch: Sequence[PreparedArticle]) -> None:
    made = index.embed(batch)
    with index.writing(WAIT_SECONDS) as writer:
        writer.add_vectors([each.article.id for each in batch], made)
        decide_stories(index)


def _batches(articles: Sequence[PreparedArticle], passages: int) -> Iterator[list[PreparedArticle]]:
    batch, size = list[PreparedArticle](), 0
    for article in articles:
        batch.append(article)
        size += len(article.passages)
        if size >= passages:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
