"""Every guild's settings, and the few facts about the bot itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.chat.permissions import GuildSettings
from retrieval.index.database import DATABASE, Database
from retrieval.index.statements import put
from retrieval.index.tables.chat import facts, guilds

LISTS = ("channels", "roles")


class GuildStore:
    """Read whole when opened, so that looking a guild up costs nothing; written through."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / DATABASE)
        rows = self._database.rows(select(guilds))
        self._guilds = {int(guild): _read(settings) for guild, settings in rows}

    def close(self) -> None:
        self._database.close()

    def get(self, guild: int) -> GuildSettings:
        """A guild's settings, or the defaults; guild 0 is a direct message."""
        return self._guilds.get(guild, GuildSettings())

    def put(self, guild: int, settings: GuildSettings) -> None:
        with self._database.changing() as connection:
            put(connection, guilds, {"guild": guild}, {"settings": json.dumps(asdict(settings))})
        self._guilds[guild] = settings

    def fact(self, key: str) -> str:
        """Return a fact about the bot, such as the hash of its registered commands; "" for none."""
        row = self._database.row(select(facts.c.value).where(facts.c.key == key))
        return row[0] if row else ""

    def set_fact(self, key: str, value: str) -> None:
        with self._database.changing() as connection:
            put(connection, facts, {"key": key}, {"value": value})


def _read(text: str) -> GuildSettings:
    """Settings of this version: what an older one kept has defaults, what a newer one kept is left out."""
    kept = {k: v for k, v in json.loads(text).items() if k in GuildSettings.__dataclass_fields__}
    lists: dict[str, Any] = {k: tuple(kept.pop(k)) for k in LISTS if k in kept}
    return GuildSettings(**lists, **kept)
