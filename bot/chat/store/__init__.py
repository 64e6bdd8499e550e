"""What the bot remembers, in the database of the data folder: one class a domain."""

from pathlib import Path

from retrieval.index.database import DATABASE, Database

MOST_TRIES = 3
"""Starts that take up what was never answered: it may be what ends the bot."""


class ChatStore:
    """Tables in the database of a data folder. Usable from any thread; each call is one transaction."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / DATABASE)

    def close(self) -> None:
        self._database.close()
