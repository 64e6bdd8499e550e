"""A step of the pipeline: which articles tell one story, found once they are citable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from retrieval.index import Index
from retrieval.stories.clustering import decide, place

BATCH_ARTICLES = 64
"""Articles whose stories are found and kept together: a second, for which other writers wait."""
WAIT_SECONDS = 60.0
"""A batch waits so long for other writers."""


def find_stories(index: Index) -> None:
    """Find the stories of the articles that have none, by words; `decide_stories` goes on with vectors."""
    more = True
    while more:
        with index.writing(WAIT_SECONDS):
            unplaced = index.versions.unplaced(BATCH_ARTICLES)
            with index.articles.stories.placing() as placement:
                place(unplaced, placement, index.articles.article)
            decide_stories(index)
            more = len(unplaced) == BATCH_ARTICLES


def decide_stories(index: Index) -> None:
    """Join the stories of copies that only vectors could tell; the caller holds the writer lock."""

    def meanings(article_ids: Iterable[str]) -> Mapping[str, Sequence[float]]:
        passages = index.articles.passage_ids(list(article_ids))
        vectors = index.vectors.get(list(chain.from_iterable(passages.values())))
        held = {article_id: [vectors[i] for i in ids if i in vectors] for article_id, ids in passages.items()}
        return {article_id: np.mean(made, axis=0) for article_id, made in held.items() if made}

    with index.articles.stories.placing() as placement:
        decide(placement, meanings)
