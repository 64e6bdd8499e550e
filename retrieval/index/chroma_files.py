"""The embedded Chroma's own files, where deleted words are overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

FILE = "chroma.sqlite3"
DELETE = 3  # Chroma's code of that operation

# Chroma's log keeps the text of what was put in until enough came after it. Of a passage that was deleted it
# still needs the vector and the deletion, in case its vector index is behind, but not the text.
_BLANK = """
UPDATE embeddings_queue SET metadata = NULL
WHERE operation != ?1 AND id IN (SELECT id FROM embeddings_queue WHERE operation = ?1)
"""


def overwrite_deleted(folder: Path) -> None:
    """Overwrite what was deleted from the embedded Chroma in `folder`, which no client here may have open."""
    if not (folder / FILE).is_file():
        return
    with _opened(folder / FILE) as db:
        db.execute(_BLANK, (DELETE,))
        db.execute("INSERT INTO embedding_fulltext_search(embedding_fulltext_search) VALUES ('optimize')")
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as db:
        db.execute("PRAGMA secure_delete = ON")
        yield db
