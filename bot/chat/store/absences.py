"""Notices articles that any process removed, so that their answers and votes are deleted too."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol

from retrieval.answer.citations import ArticleLookup


class CitedArticles(ArticleLookup, Protocol):
    """The part of the article store that is needed here."""

    @property
    def generation(self) -> int: ...

    def absent(self, article_ids: Collection[str]) -> set[str]: ...


class Absences:
    """Compares what is cited with what is stored, once for each generation of the store.

    In a process that removes articles `Index.on_removed` is faster; this holds for all others.
    """

    def __init__(
        self,
        articles: CitedArticles,
        cited: Callable[[], Collection[str]],
        forget_articles: Callable[[Collection[str]], None],
    ) -> None:
        self._articles = articles
        self._cited = cited
        self._forget_articles = forget_articles
        self._seen = -1

    def forget(self) -> None:
        """Forget what cites a removed article. Call this before anything is read."""
        generation = self._articles.generation
        if generation != self._seen:
            if gone := self._articles.absent(self._cited()):
                self._forget_articles(gone)
            self._seen = generation
