"""The tables of the articles, and how an older folder gets them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from retrieval.errors import StoreError
from retrieval.index.database import transaction

VERSION = 3
"""Of these tables; 1 knew neither former versions nor when an article was modified, 2 told stories by ids."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
  version INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('staged', 'live', 'retired')),
  title TEXT NOT NULL, text TEXT NOT NULL, url TEXT NOT NULL, source TEXT NOT NULL,
  authors TEXT NOT NULL,            -- a JSON list
  published TEXT NOT NULL,
  day INTEGER,                      -- published as yyyymmdd; NULL when unknown
  fetched TEXT NOT NULL, content_hash TEXT NOT NULL
);
CREATE UNIQUE INDEX one_live ON articles (id) WHERE state = 'live';
CREATE UNIQUE INDEX one_staged ON articles (id) WHERE state = 'staged';
CREATE INDEX articles_by_day ON articles (day) WHERE state = 'live';
CREATE TABLE sentences (
  version INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  position INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
  PRIMARY KEY (version, position)
) WITHOUT ROWID;
CREATE TABLE passages (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
  first INTEGER NOT NULL, last INTEGER NOT NULL,  -- positions of its sentences
  header TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX passages_by_version ON passages (version);
"""
_SINCE_2 = """
ALTER TABLE articles ADD COLUMN modified TEXT NOT NULL DEFAULT '';
CREATE TABLE former (               -- what an update replaced, to be shown and never cited
  id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  published TEXT NOT NULL, modified TEXT NOT NULL, fetched TEXT NOT NULL,
  replaced TEXT NOT NULL            -- when the next version was fetched
);
CREATE INDEX former_by_id ON former (id);
"""
_STORIES = """
DROP TABLE IF EXISTS bands;
DROP TABLE IF EXISTS stories;
CREATE TABLE stories (
  version INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
  -- The least version that was ever in it. SQLite may give a version again once all above it are gone, and
  -- then none of this story's can be left.
  story INTEGER NOT NULL
);
CREATE INDEX versions_by_story ON stories (story);
CREATE TABLE bands (
  band INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  PRIMARY KEY (band, version)
) WITHOUT ROWID;
CREATE INDEX bands_by_version ON bands (version);
"""
_SINCE_3 = f"""
CREATE INDEX staged ON articles (version) WHERE state = 'staged';
CREATE INDEX retired ON articles (version) WHERE state = 'retired';
CREATE TABLE IF NOT EXISTS stories (article TEXT, version INTEGER, story TEXT);
CREATE TABLE IF NOT EXISTS story_bands (band INTEGER, article TEXT);
ALTER TABLE stories RENAME TO stories_by_article;
{_STORIES}
INSERT INTO stories
  SELECT version, min(version) OVER (PARTITION BY story)
  FROM stories_by_article JOIN articles USING (version);
INSERT INTO bands
  SELECT band, version FROM story_bands JOIN stories_by_article USING (article) JOIN stories USING (version);
DROP TABLE story_bands;
DROP TABLE stories_by_article;
"""


def forget_stories(db: sqlite3.Connection) -> None:
    """Empty the tables of stories, much faster than row by row; the next write fills them again."""
    _run(db, _STORIES)


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Make the tables, or bring those of an older version up to now; StoreError for a newer one.

    Nothing is written where nothing is to be done, so that readers need neither the lock nor room.
    """
    if readable_version(db, path) == VERSION:
        return
    with transaction(db):
        version = readable_version(db, path)  # another process may have been first
        for made_at, statements in ((1, _TABLES), (2, _SINCE_2), (3, _SINCE_3)):
            if version < made_at:
                _run(db, statements)
        db.execute(f"PRAGMA user_version = {VERSION}")


def _run(db: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";\n"):  # `executescript` would end the transaction
        db.execute(statement)


def readable_version(db: sqlite3.Connection, path: Path) -> int:
    """Of the tables in the file, 0 where there are none yet; StoreError for a newer one than `VERSION`."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise StoreError(f"{path} was made by a newer newsdesk; update newsdesk to read it")
    return int(version)
