"""A step of the pipeline: which articles tell one story, found once they are citable."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from retrieval.index import Index
from retrieval.stories.clustering import place
from retrieval.values import PreparedArticle

log = logging.getLogger(__name__)

BATCH_ARTICLES = 64
"""Articles whose stories are found and kept together."""
SLOW = 16 * BATCH_ARTICLES
"""Articles whose stories are looked for without a word about it: some ten seconds."""


def find_stories(batch: Iterable[PreparedArticle], index: Index) -> None:
    """Put live articles that have no story into theirs; the caller holds the writer lock."""

    def meanings(article_ids: Iterable[str]) -> Mapping[str, Sequence[float]]:
        passages = index.articles.passage_ids(list(article_ids))
        vectors = index.vectors.get(list(chain.from_iterable(passages.values())))
        held = {article_id: [vectors[i] for i in ids if i in vectors] for article_id, ids in passages.items()}
        return {article_id: np.mean(made, axis=0) for article_id, made in held.items() if made}

    with index.articles.stories.placing() as placement:
        place(batch, placement, index.articles.article, meanings)


def find_missing_stories(index: Index) -> None:
    """Find those of a batch that a kill broke off, of a rebuilt index, or of a newsdesk without stories."""
    placed = 0
    while unplaced := index.articles.stories.unplaced(BATCH_ARTICLES):
        find_stories(filter(None, map(index.articles.prepared, unplaced)), index)
        placed += len(unplaced)
        if placed == SLOW:
            log.warning("finding which articles tell one story, once after an update; this takes a while")
