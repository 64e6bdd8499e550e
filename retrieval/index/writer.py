"""The one writer of a data folder, which also finishes interrupted batches."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from retrieval.index.bm25 import WordIndex
from retrieval.index.database import Database
from retrieval.index.facts import FactStore
from retrieval.index.vectors import VectorIndex, Vectors
from retrieval.index.versions import VersionStore
from retrieval.values import PreparedArticle

log = logging.getLogger(__name__)

BATCH_ARTICLES = 64
"""Articles a batch when the work a kill left behind is finished."""
UNSCRUBBED = "unscrubbed"
"""Set in the folder's facts while removed articles have left words in the indexes' files, or in the log."""
IN_LOG = "in the log"
READER_SECONDS, READER_SECONDS_AGAIN = 30.0, 0.5
"""The log is waited for when articles are removed, and again at each write while a reader still holds it."""


@dataclass(frozen=True)
class Writer:
    """Puts batches in, each wholly or not at all; made by `Index.writing`."""

    database: Database
    facts: FactStore
    versions: VersionStore
    words: WordIndex
    vectors: VectorIndex
    embedder: str
    on_change: Callable[[], None]
    on_removed: Callable[[Sequence[str]], None]
    """Hears the ids of articles before their rows go: a kill between the two makes it hear them again."""

    def add(self, batch: Sequence[PreparedArticle]) -> None:
        """Index `batch` by words and make it citable in one step, replacing older versions."""
        self.versions.stage(batch)
        self._finish(batch)

    def add_vectors(self, article_ids: Collection[str], made: Vectors) -> None:
        """Put in the vectors that `Index.embed` made of articles; what changed meanwhile stays without."""
        found = self.versions.entries(article_ids, made)
        self.vectors.add([entry for own in found.values() for entry in own])
        self.versions.note_embedded(found, self.embedder)
        self.on_change()

    def remove(self, article_ids: Sequence[str]) -> int:
        """Take articles out of every store; return how many were there."""
        count = self.versions.retire(article_ids)
        self._drop_retired()
        return count

    def forget(self, batches: Iterable[Sequence[str]]) -> int:
        """Take articles out and leave no word of them in any file; takes seconds in a large folder."""
        self.facts.set(UNSCRUBBED, "yes")
        count = sum(self.remove(article_ids) for article_ids in batches)
        self._scrub(READER_SECONDS)
        return count

    def resume(self, on_batch: Callable[[int], None] = lambda done: None) -> None:
        """Finish what was staged and never published, and drop what was retired and never removed."""
        self._drop_retired()
        while batch := self.versions.staged(BATCH_ARTICLES):
            self._finish(batch)
            on_batch(len(batch))
        if self.facts.get(UNSCRUBBED):
            self._scrub(READER_SECONDS_AGAIN)

    def _finish(self, batch: Sequence[PreparedArticle]) -> None:
        self.words.add(batch)
        self.versions.publish([prepared.article.id for prepared in batch])
        self.on_change()
        self._drop_retired()

    def _drop_retired(self) -> None:
        passage_ids, removed = self.versions.retired_passages(), self.versions.removed()
        if passage_ids:
            self.vectors.remove(passage_ids)
            self.words.remove(passage_ids)
        if removed:
            self.on_removed(removed)
        if passage_ids or removed:
            self.versions.drop_retired()
            self.on_change()

    def _scrub(self, seconds: float) -> None:
        """Erase from the indexes once; what a reader holds in SQLite's log waits for the next write."""
        if self.facts.get(UNSCRUBBED) != IN_LOG:
            self.words.erase(self.versions.live(BATCH_ARTICLES))
            self.vectors.erase()
            self.facts.set(UNSCRUBBED, IN_LOG)
            self.on_change()
        if self.database.empty_log(seconds):
            self.facts.unset(UNSCRUBBED)
        else:
            log.warning("a reader still holds words of removed articles; they go with the next write")
