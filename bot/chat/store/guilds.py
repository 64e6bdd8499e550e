"""Every guild's settings, and the few facts about the bot itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.chat.permissions import GuildSettings
from retrieval.index.database import DATABASE
from retrieval.index.shared_connection import SharedConnection

SCHEMA = """
CREATE TABLE IF NOT EXISTS discord_guilds (guild INTEGER PRIMARY KEY, settings TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS discord_facts (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
LISTS = ("channels", "roles")


class GuildStore:
    """Read whole when opened, so that looking a guild up costs nothing; written through."""

    def __init__(self, folder: Path) -> None:
        self._db = SharedConnection(folder / DATABASE, SCHEMA)
        rows = self._db.rows("SELECT guild, settings FROM discord_guilds")
        self._guilds = {int(guild): _read(settings) for guild, settings in rows}

    def close(self) -> None:
        self._db.close()

    def get(self, guild: int) -> GuildSettings:
        """A guild's settings, or the defaults; guild 0 is a direct message."""
        return self._guilds.get(guild, GuildSettings())

    def put(self, guild: int, settings: GuildSettings) -> None:
        self._db.change(
            "INSERT OR REPLACE INTO discord_guilds VALUES (?, ?)", (guild, json.dumps(asdict(settings)))
        )
        self._guilds[guild] = settings

    def fact(self, key: str) -> str:
        """A fact about the bot, such as the hash of the commands it has registered; "" for none."""
        row = self._db.row("SELECT value FROM discord_facts WHERE key = ?", (key,))
        return row[0] if row else ""

    def set_fact(self, key: str, value: str) -> None:
        self._db.change("INSERT OR REPLACE INTO discord_facts VALUES (?, ?)", (key, value))


def _read(text: str) -> GuildSettings:
    """Settings of this version: what an older one kept has defaults, what a newer one kept is left out."""
    kept = {k: v for k, v in json.loads(text).items() if k in GuildSettings.__dataclass_fields__}
    lists: dict[str, Any] = {k: tuple(kept.pop(k)) for k in LISTS if k in kept}
    return GuildSettings(**lists, **kept)
