"""What the bot remembers, in the database of the data folder: one class a domain."""

from pathlib import Path

from retrieval.index.database import DATABASE, Database

MOST_TRIES = 3
"""Starts that take up what was never answered: it may be what ends the bot."""


class ChatStore:
    """Tables in the database of a data folder. Usable from any thread; each call is one transaction."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / DATABASE)

    def empty_log(self, seconds: float = 5.0) -> bool:
        """Let go of deleted words that SQLite's log still holds; False where a reader needs it for longer."""
        return self._database.empty_log(seconds)

    def close(self) -> None:
        self._database.close()
