"""The settings of each space, and facts about the bot itself.

The tables keep the names they had when Discord was the only platform.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import delete, select

from bot.chat.permissions import SpaceSettings
from bot.chat.store import ChatStore
from retrieval.index.statements import put
from retrieval.index.tables.chat import facts, guilds, people

LISTS = ("channels", "roles")


class SpaceStore(ChatStore):
    """Read whole when opened, so that looking a space up costs nothing; written through."""

    def __init__(self, folder: Path, private: SpaceSettings | None = None) -> None:
        super().__init__(folder)
        self._private = private or SpaceSettings()
        self._changing = Lock()
        rows = self._database.rows(select(guilds))
        self._spaces = {int(space): _read(settings) for space, settings in rows}
        self._languages: dict[int, str] = {row[0]: row[1] for row in self._database.rows(select(people))}

    def get(self, space: int) -> SpaceSettings:
        """Return a space's settings, or the defaults; space 0 is a direct message."""
        return self._spaces.get(space, SpaceSettings()) if space else self._private

    def put(self, space: int, settings: SpaceSettings) -> None:
        with self._database.changing() as connection:
            put(connection, guilds, {"guild": space}, {"settings": json.dumps(asdict(settings))})
        self._spaces[space] = settings

    def change(self, space: int, **changes: Any) -> SpaceSettings:
        """Change some of a space's settings; return them all."""
        with self._changing:  # or of two changes at once one would be lost
            settings = replace(self.get(space), **changes)
            self.put(space, settings)
        return settings

    def language_of(self, user: int) -> str:
        """Return the language in which a user's client asked last; "" if nobody knows."""
        return self._languages.get(user, "")

    def note_language(self, user: int, language: str) -> None:
        if self._languages.get(user) != language:
            with self._database.changing() as connection:
                put(connection, people, {"user": user}, {"language": language})
            self._languages[user] = language

    def forget_user(self, user: int) -> None:
        self._database.change(delete(people).where(people.c.user == user))
        self._languages.pop(user, None)

    def forget(self, space: int) -> None:
        """Delete a space's settings."""
        self._database.change(delete(guilds).where(guilds.c.guild == space))
        self._spaces.pop(space, None)

    def known(self) -> set[int]:
        """Return the spaces that have settings."""
        return set(self._spaces)

    def fact(self, key: str) -> str:
        """Return a fact about the bot, such as the hash of the commands it has registered; "" for none."""
        row = self._database.row(select(facts.c.value).where(facts.c.key == key))
        return row[0] if row else ""

    def set_fact(self, key: str, value: str) -> None:
        with self._database.changing() as connection:
            put(connection, facts, {"key": key}, {"value": value})


def _read(text: str) -> SpaceSettings:
    """Return stored settings. Fill in what an older version lacks; leave out what a newer one adds."""
    fields = {k: v for k, v in json.loads(text).items() if k in SpaceSettings.__dataclass_fields__}
    lists: dict[str, Any] = {k: tuple(fields.pop(k)) for k in LISTS if k in fields}
    return SpaceSettings(**lists, **fields)
