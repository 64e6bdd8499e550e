"""A connection that several threads share, one statement at a time."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from retrieval.index.database import connect


class SharedConnection:
    """Each call is one statement, whole: SQLite counts changes by connection, not by thread."""

    def __init__(self, path: Path, schema: str = "") -> None:
        self._db = connect(path)
        self._lock = threading.Lock()
        self._db.executescript(schema)

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows that a SELECT gives."""
        with self._lock:
            return self._db.execute(statement, values).fetchall()

    def row(self, statement: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first of them."""
        found = self.rows(statement, values)
        return found[0] if found else None

    def change(self, statement: str, values: Sequence[Any] = ()) -> int:
        """How many rows a statement wrote; on disk when this returns."""
        with self._lock:
            return self._db.execute(statement, values).rowcount

    def close(self) -> None:
        with self._lock:
            self._db.close()
