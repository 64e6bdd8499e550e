"""What a reader browses without a question: the newest articles, articles by title, how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retrieval.index.articles import PASSES, limits
from retrieval.index.database import DATABASE
from retrieval.index.shared_connection import SharedConnection
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
    """Reads of its own connection, so that browsing never waits for a search. Usable from any thread."""

    def __init__(self, folder: Path) -> None:
        self._db = SharedConnection(folder / DATABASE)

    def close(self) -> None:
        self._db.close()

    def coverage(self, query: Query) -> Coverage:
        """Of the live articles that the query's dates and source let through."""
        ((count,),) = self._db.rows(f"SELECT count(*) FROM articles a WHERE {PASSES}", limits(query))
        ((newest,),) = self._db.rows(
            "WITH newest AS MATERIALIZED"
            f" (SELECT a.day FROM articles a WHERE {PASSES} ORDER BY a.day DESC LIMIT 1)"
            f" SELECT max(a.published) FROM articles a, newest WHERE {PASSES} AND a.day = newest.day",
            limits(query),
        )
        return Coverage(int(count), newest or "")

    def latest(self, query: Query, limit: int) -> list[str]:
        """Ids of the newest articles that the query's dates and source let through, newest first."""
        rows = self._db.rows(
            f"SELECT a.id FROM articles a WHERE {PASSES}"
            " ORDER BY a.day DESC, a.published DESC, a.id LIMIT ?4",
            (*limits(query), limit),
        )
        return [str(row[0]) for row in rows]

    def titled(self, words: str, limit: int) -> list[ArticleTitle]:
        """Articles with every one of `words` in their titles, newest first; all of them for no words."""
        wanted = [f"%{_literal(word)}%" for word in words.split()[:MAX_WORDS]]
        alike = "".join(" AND title LIKE ? ESCAPE '\\'" for _ in wanted)
        rows = self._db.rows(
            f"SELECT id, title, source FROM articles WHERE state = 'live'{alike} ORDER BY day DESC LIMIT ?",
            (*wanted, limit),
        )
        return [ArticleTitle(*map(str, row)) for row in rows]


def _literal(word: str) -> str:
    return word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
