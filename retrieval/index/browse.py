"""Browsing without a question: the newest articles, articles by title, and the coverage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from retrieval.index.database import DATABASE, Database
from retrieval.index.selection import newest_first, passes
from retrieval.index.tables.articles import LIVE, articles
from retrieval.values import Query

MAX_WORDS = 6
"""Words of a title that are looked for; each is a scan of the titles."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many articles were searched, and when the newest of them was published (ISO; "" unknown)."""

    articles: int
    newest: str = ""


@dataclass(frozen=True, slots=True)
class ArticleTitle:
    """An article's id under its title."""

    id: str
    title: str
    source: str


class ArticleBrowser:
    """What is asked without a search. Usable from any thread."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / DATABASE)

    def close(self) -> None:
        self._database.close()

    def coverage(self, query: Query) -> Coverage:
        """Return that of the articles that the query's dates and source let through."""
        passing = passes(query)
        newest = (
            select(articles.c.day)
            .where(*passing)
            .order_by(articles.c.day.desc().nulls_last())
            .limit(1)
            .scalar_subquery()
        )
        count = select(func.count()).select_from(articles).where(*passing).scalar_subquery()
        (row,) = self._database.rows(
            select(count, func.max(articles.c.published)).where(*passing, articles.c.day == newest)
        )
        return Coverage(int(row[0]), row[1] or "")

    def latest(self, query: Query, limit: int) -> list[str]:
        """Return the ids of the newest articles that the query lets through, newest first."""
        return [str(row[0]) for row in self._database.rows(newest_first(query).limit(limit))]

    def titled(self, words: str, limit: int) -> list[ArticleTitle]:
        """Return articles with each of `words` in their titles, newest first; all of them for no words."""
        alike = [articles.c.title.icontains(word, autoescape=True) for word in words.split()[:MAX_WORDS]]
        rows = self._database.rows(
            select(articles.c.id, articles.c.title, articles.c.source)
            .where(LIVE, *alike)
            .order_by(articles.c.day.desc().nulls_last())
            .limit(limit)
        )
        return [ArticleTitle(*map(str, row)) for row in rows]
