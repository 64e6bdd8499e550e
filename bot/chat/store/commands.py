"""The commands under way, so that a restart loses none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from bot.chat.store import MOST_TRIES, ChatStore
from retrieval.index.tables.chat import commands


@dataclass(frozen=True, slots=True)
class KeptCommand:
    """A command that was let in; its `response` can be written with the `token` for some minutes."""

    response: int
    user: int
    guild: int
    """0 in a direct message."""
    channel: int
    name: str
    options: Mapping[str, str | None]
    private: bool
    token: str
    language: str
    taken: datetime


class CommandStore(ChatStore):
    """Usable from any thread: every call is one transaction."""

    def put(self, command: KeptCommand) -> None:
        row = asdict(command) | {
            "options": json.dumps(dict(command.options)),
            "private": int(command.private),
            "taken": command.taken.astimezone(UTC).isoformat(),
        }
        with self._database.changing() as connection:
            connection.execute(delete(commands).where(commands.c.response == command.response))
            connection.execute(insert(commands).values(**row))

    def drop(self, response: int) -> None:
        self._database.change(delete(commands).where(commands.c.response == response))

    def unanswered(self, since: datetime) -> list[KeptCommand]:
        """Return what nobody answered, each at most `MOST_TRIES` times; delete what is older than `since`."""
        with self._database.changing() as connection:
            connection.execute(delete(commands).where(commands.c.taken < since.astimezone(UTC).isoformat()))
            connection.execute(update(commands).values(tries=commands.c.tries + 1))
            rows = connection.execute(select(commands).where(commands.c.tries <= MOST_TRIES)).all()
        return [
            KeptCommand(
                response=row.response,
                user=row.user,
                guild=row.guild,
                channel=row.channel,
                name=row.name,
                options=json.loads(row.options),
                private=bool(row.private),
                token=row.token,
                language=row.language,
                taken=datetime.fromisoformat(row.taken),
            )
            for row in rows
        ]

    def export(self, user: int) -> list[dict[str, Any]]:
        """Return a user's, without the tokens, which are Discord's."""
        rows = self._database.rows(select(commands).where(commands.c.user == user))
        return [{key: value for key, value in row._mapping.items() if key != "token"} for row in rows]

    def forget(self, user: int) -> int:
        """Delete all of a user's; return how many there were."""
        return self._database.change(delete(commands).where(commands.c.user == user))

    def forget_guild(self, guild: int) -> None:
        self._database.change(delete(commands).where(commands.c.guild == guild))
