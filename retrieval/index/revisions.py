"""Former versions: what an update replaced, kept to be shown, never to be cited."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from retrieval.values import FormerVersion

MOST = 20
"""Versions kept of one article: a live blog changes a hundred times a day."""

# The one or two rows of an id: the live version and the staged one that will take its place.
_KEEP = """
INSERT INTO former
SELECT old.id, old.title, old.text, old.published, old.modified, old.fetched, new.fetched
FROM articles old JOIN articles new ON new.id = old.id AND new.state = 'staged'
WHERE old.id = ? AND old.state = 'live' AND (old.title != new.title OR old.text != new.text)
"""
_TRIM = """
DELETE FROM former WHERE id = ?1 AND rowid NOT IN
  (SELECT rowid FROM former WHERE id = ?1 ORDER BY rowid DESC LIMIT ?2)
"""


def keep(db: sqlite3.Connection, article_ids: Iterable[str]) -> None:
    """Note the live versions that staged ones with another title or text are about to replace."""
    for article_id in article_ids:
        if db.execute(_KEEP, (article_id,)).rowcount:
            db.execute(_TRIM, (article_id, MOST))


def forget(db: sqlite3.Connection, article_ids: Iterable[str]) -> None:
    db.executemany("DELETE FROM former WHERE id = ?", ((article_id,) for article_id in article_ids))


def versions(db: sqlite3.Connection, article_id: str) -> tuple[FormerVersion, ...]:
    """The former versions of an article, oldest first."""
    rows = db.execute(
        "SELECT title, text, published, modified, fetched, replaced FROM former WHERE id = ? ORDER BY rowid",
        (article_id,),
    )
    return tuple(FormerVersion(*row) for row in rows)
