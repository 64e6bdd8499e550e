"""Which articles tell one story, in the folder's SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

MOST_CANDIDATES = 10
"""Articles that a new one is compared with; of those that share one band, the last taken in are looked at."""
MOST_SHARING = 200
"""A band that so many articles share is boilerplate, not a story."""


class StoryCandidate(NamedTuple):
    """An article that may be a copy, and its story."""

    article: str
    story: int


class Stories:
    """The stories of one connection's folder; the caller sees to threads."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def unplaced(self, limit: int) -> list[str]:
        """Ids of live articles whose present version has no story yet."""
        rows = self._db.execute(
            # In the order they came in, as they were placed at first; the plus leaves the index of live ones.
            "SELECT id FROM articles WHERE state = 'live' AND version NOT IN (SELECT version FROM stories)"
            " ORDER BY +version LIMIT ?",
            (limit,),
        )
        return [str(row[0]) for row in rows]

    def candidates(self, bands: Iterable[int]) -> list[StoryCandidate]:
        """Articles that share bands, each weighed by how few share it: an outlet's own words say little."""
        rows = self._db.execute(
            "WITH met AS ("
            "  SELECT b.version, 1.0 / count(*) OVER (PARTITION BY b.band) AS rarity"
            "  FROM json_each(?1) wanted JOIN bands b ON b.band = wanted.value AND b.version >= ifnull("
            "   (SELECT version FROM bands WHERE band = wanted.value"
            "    ORDER BY version DESC LIMIT 1 OFFSET ?2 - 1), 0)"
            "  WHERE NOT EXISTS (SELECT 1 FROM bands WHERE band = wanted.value LIMIT 1 OFFSET ?3 - 1)),"
            " alike AS (SELECT version, sum(rarity) AS weight FROM met GROUP BY version"
            "  ORDER BY weight DESC, version DESC LIMIT ?2)"
            " SELECT id, story FROM alike JOIN stories USING (version) JOIN articles USING (version)",
            (json.dumps(sorted(bands)), MOST_CANDIDATES, MOST_SHARING),
        )
        return [StoryCandidate(*row) for row in rows]

    def place(self, article_id: str, bands: Iterable[int], stories: Collection[int]) -> None:
        """Note a live article that has none as of these stories, which become one, or of one of its own.

        The caller opens the transaction, since one for each article would cost more than the rest.
        """
        (version,) = self._db.execute(
            "SELECT version FROM articles WHERE id = ? AND state = 'live'", (article_id,)
        ).fetchone()
        self._db.execute("INSERT INTO stories VALUES (?, ?)", (version, self._merge({version, *stories})))
        self._db.executemany("INSERT INTO bands VALUES (?, ?)", ((band, version) for band in set(bands)))

    def join(self, one: str, other: str) -> None:
        """Make the stories of two articles one."""
        self._merge({story for article in (one, other) if (story := self.story(article)) is not None})

    def _merge(self, stories: Collection[int]) -> int:
        first = min(stories)  # never above a member's version, see the table
        for joined in set(stories) - {first}:
            self._db.execute("UPDATE stories SET story = ? WHERE story = ?", (first, joined))
        return first

    def story(self, article_id: str) -> int | None:
        """The number of its story; None where it has none."""
        row = self._db.execute(
            "SELECT story FROM stories JOIN articles USING (version) WHERE id = ? AND state = 'live'",
            (article_id,),
        ).fetchone()
        return None if row is None else int(row[0])

    def others(self, article_id: str) -> tuple[str, ...]:
        """Ids of the other articles of its story."""
        rows = self._db.execute(
            "SELECT id FROM stories JOIN articles USING (version)"
            " WHERE story = ? AND state = 'live' AND id != ? ORDER BY id",
            (self.story(article_id), article_id),
        )
        return tuple(str(row[0]) for row in rows)
