"""The one writer of a data folder: puts articles in, takes them out, and finishes what a kill left behind."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from retrieval.index import chroma as vectors
from retrieval.index.articles import ArticleStore, PreparedArticle
from retrieval.index.chroma import Vectors
from retrieval.stories.clustering import place

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from retrieval.index.index import Index

BATCH_ARTICLES = 64
"""Articles a batch when the work a kill left behind is finished."""
SLOW = 16 * BATCH_ARTICLES
"""Articles whose stories are looked for without a word about it: some ten seconds."""
UNSCRUBBED = "unscrubbed"
"""Set in the folder's facts while removed articles have left words in the indexes' files, or in the log."""
IN_LOG = "in the log"
READER_SECONDS, READER_SECONDS_AGAIN = 30.0, 0.5
"""The log is waited for when articles are removed, and again at each write while a reader still holds it."""


class Writer:
    """Puts batches in, each wholly or not at all; made by `Index.writing`."""

    def __init__(self, index: Index, articles: ArticleStore) -> None:
        self._index = index
        self._articles = articles

    def add(self, batch: Sequence[PreparedArticle], made: Vectors) -> None:
        """Index `batch` and make it citable in one step, replacing older versions.

        Takes the vectors that `Index.embed` has made, and makes those that are missing.
        """
        self._articles.stage(batch)
        self._finish(batch, made)

    def remove(self, article_ids: Sequence[str]) -> int:
        """Take articles out of every store; says how many were there."""
        found = self._articles.retire(article_ids)
        self._drop_retired()
        return found

    def forget(self, batches: Iterable[Sequence[str]]) -> int:
        """The same, and leave no word of them in any file; takes seconds in a large folder."""
        self._articles.set_meta(UNSCRUBBED, "yes")
        found = sum(self.remove(article_ids) for article_ids in batches)
        self._scrub(READER_SECONDS)
        return found

    def resume(self, on_batch: Callable[[int], None] = lambda done: None) -> None:
        """Finish what was staged and never published, and drop what was retired and never removed."""
        self._drop_retired()
        self._place_unplaced()
        while batch := self._articles.staged(BATCH_ARTICLES):
            self._finish(batch, {})
            on_batch(len(batch))
        if self._articles.meta(UNSCRUBBED):
            self._scrub(READER_SECONDS_AGAIN)

    def _finish(self, batch: Sequence[PreparedArticle], made: Vectors) -> None:
        missing = [p for p in batch if any(passage.id not in made for passage in p.passages)]
        vectors.add(self._index.open_vectors(), batch, made | self._index.embed(missing))
        self._index.open_words().add(batch)
        self._articles.publish([prepared.article.id for prepared in batch], self._index.embedder)
        self._index.wrote()
        self._drop_retired()
        self._place(batch)

    def _place(self, batch: Iterable[PreparedArticle]) -> None:
        with self._articles.transaction():
            place(batch, self._articles.stories, self._articles, self._meanings)

    def _place_unplaced(self) -> None:
        """Those of a batch that a kill broke off, or all of a newsdesk that knew no stories."""
        placed = 0
        while unplaced := self._articles.stories.unplaced(BATCH_ARTICLES):
            self._place(self._prepared(unplaced))
            placed += len(unplaced)
            if placed == SLOW:
                log.warning("finding which articles tell one story, once after an update; this takes a while")

    def _prepared(self, article_ids: Iterable[str]) -> Iterator[PreparedArticle]:
        return filter(None, map(self._articles.prepared, article_ids))

    def _meanings(self, article_ids: Iterable[str]) -> Mapping[str, Sequence[float]]:
        passages = {p.article.id: [passage.id for passage in p.passages] for p in self._prepared(article_ids)}
        found = vectors.of(self._index.open_vectors(), list(chain.from_iterable(passages.values())))
        held = {article_id: [found[i] for i in ids if i in found] for article_id, ids in passages.items()}
        return {article_id: np.mean(made, axis=0) for article_id, made in held.items() if made}

    def _drop_retired(self) -> None:
        if passage_ids := self._articles.retired_passages():
            vectors.remove(self._index.open_vectors(), passage_ids)
            self._index.open_words().remove(passage_ids)
            self._articles.drop_retired()
            self._index.wrote()

    def _scrub(self, seconds: float) -> None:
        """The indexes once; while a reader holds SQLite's log, what is left waits for the next write."""
        if self._articles.meta(UNSCRUBBED) != IN_LOG:
            self._index.open_words().rebuild(self._articles.live(BATCH_ARTICLES))
            self._index.scrub_vectors()
            self._articles.set_meta(UNSCRUBBED, IN_LOG)
            self._index.wrote()
        if self._articles.empty_log(seconds):
            self._articles.unset_meta(UNSCRUBBED)
        else:
            log.warning("a reader still holds words of removed articles; they go with the next write")
