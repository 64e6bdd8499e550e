"""The tokens that a language model may cost a space in a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import delete, select

from bot.chat.store import ChatStore
from retrieval.index.statements import put
from retrieval.index.tables.chat import spent


class Budget(ChatStore):
    """Usable from any thread. `daily` tokens for each space; 0: no limit, and nothing is counted."""

    def __init__(self, folder: Path, daily: int) -> None:
        super().__init__(folder)
        self._daily = daily

    def is_spent(self, space: int, day: date) -> bool:
        return bool(self._daily) and self._tokens(space, day) >= self._daily

    def spend(self, space: int, day: date, tokens: int) -> None:
        """Count what a question cost. Forget the days before."""
        if not (self._daily and tokens):
            return
        with self._database.changing() as connection:
            connection.execute(delete(spent).where(spent.c.day < day.isoformat()))
            key = {"guild": space, "day": day.isoformat()}
            put(connection, spent, key, {"tokens": self._tokens(space, day) + tokens})

    def _tokens(self, space: int, day: date) -> int:
        row = self._database.row(
            select(spent.c.tokens).where(spent.c.guild == space, spent.c.day == day.isoformat())
        )
        return int(row[0]) if row else 0
