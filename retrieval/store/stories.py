"""Which articles tell one story, in the folder's SQLite; an article's story is named by its first article."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from retrieval.store.database import transaction

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS stories (article TEXT PRIMARY KEY, version INTEGER NOT NULL,"
    " story TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS articles_by_story ON stories (story)",
    "CREATE TABLE IF NOT EXISTS story_bands (band INTEGER NOT NULL, article TEXT NOT NULL,"
    " PRIMARY KEY (band, article)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS bands_by_article ON story_bands (article)",
)
MOST_CANDIDATES = 20
"""Articles that a new one is compared with, those that share most bands first."""
MOST_SHARING = 200
"""A band that so many articles share is furniture, not a story."""


class Stories:
    """The stories of one connection's folder; the caller sees to threads."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        for statement in SCHEMA:
            db.execute(statement)

    def unplaced(self, limit: int) -> list[str]:
        """Ids of live articles whose present version has no story yet."""
        rows = self._db.execute(
            "SELECT a.id FROM articles a LEFT JOIN stories s ON s.article = a.id AND s.version = a.version"
            " WHERE a.state = 'live' AND s.article IS NULL LIMIT ?",
            (limit,),
        )
        return [str(row[0]) for row in rows]

    def candidates(self, bands: Iterable[int], article_id: str) -> list[tuple[str, str]]:
        """Ids and stories of articles that share bands, those that share most first."""
        rows = self._db.execute(
            "SELECT article, story FROM (SELECT article FROM story_bands WHERE article != ?1 AND band IN ("
            "   SELECT value FROM json_each(?2) WHERE"
            "   (SELECT count(*) FROM (SELECT 1 FROM story_bands b WHERE b.band = value LIMIT ?3)) < ?3)"
            "  GROUP BY article ORDER BY count(*) DESC, article LIMIT ?4) JOIN stories USING (article)",
            (article_id, json.dumps(sorted(bands)), MOST_SHARING, MOST_CANDIDATES),
        )
        return [(str(article), str(story)) for article, story in rows]

    def place(self, article_id: str, bands: Iterable[int], stories: Collection[str]) -> None:
        """Note an article as of these stories, which become one; of none, as a story of its own.

        The caller opens the transaction, since one for each article would cost more than the rest.
        """
        self._drop((article_id,))
        self._db.execute(
            "INSERT INTO stories SELECT id, version, ? FROM articles WHERE id = ? AND state = 'live'",
            (self._merge(stories) if stories else article_id, article_id),
        )
        rows = ((band, article_id) for band in set(bands))
        self._db.executemany("INSERT INTO story_bands VALUES (?, ?)", rows)

    def join(self, one: str, other: str) -> None:
        """Make the stories of two articles one."""
        self._merge({self.story(one), self.story(other)})

    def _merge(self, stories: Collection[str]) -> str:
        story = min(stories)
        for joined in set(stories) - {story}:
            self._db.execute("UPDATE stories SET story = ? WHERE story = ?", (story, joined))
        return story

    def forget(self, article_ids: Sequence[str]) -> None:
        with transaction(self._db):
            self._drop(article_ids)

    def _drop(self, article_ids: Sequence[str]) -> None:
        rows = [(article_id,) for article_id in article_ids]
        self._db.executemany("DELETE FROM stories WHERE article = ?", rows)
        self._db.executemany("DELETE FROM story_bands WHERE article = ?", rows)

    def story(self, article_id: str) -> str:
        """The name of its story; its own id where it has none."""
        row = self._db.execute("SELECT story FROM stories WHERE article = ?", (article_id,)).fetchone()
        return article_id if row is None else str(row[0])

    def others(self, article_id: str) -> tuple[str, ...]:
        """Ids of the other articles of its story."""
        rows = self._db.execute(
            "SELECT article FROM stories WHERE story = ? AND article != ? ORDER BY article",
            (self.story(article_id), article_id),
        )
        return tuple(str(row[0]) for row in rows)
