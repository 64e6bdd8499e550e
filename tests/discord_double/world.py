"""What exists in the small Discord: users, guilds, channels, messages, and what is forbidden."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass, field
from typing import Any

import discord

from tests.discord_double import payloads
from tests.discord_double.payloads import JSON, TEXT, THREAD

EPOCH = 1_420_070_400_000


class ApiError(Exception):
    """An answer that is an error; `headers` go with it."""

    def __init__(self, status: int, code: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.headers = status, headers or {}
        self.body: JSON = {"code": code, "message": message}


@dataclass
class Guild:
    id: str
    name: str
    owner: JSON
    roles: dict[str, JSON]
    bot_permissions: int = payloads.EVERYTHING
    member_roles: dict[str, list[str]] = field(default_factory=dict)


class World:
    """One bot, its owner, a guild "news" with the channels "general" and "support"."""

    def __init__(self) -> None:
        self._last = (0, 0)
        self.users: dict[str, JSON] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, JSON] = {}
        self.messages: dict[str, JSON] = {}
        self.commands: dict[str, JSON] = {}
        self.foreign: set[str] = set()
        """Guilds in which the bot is not."""
        self.forbidden: dict[str, set[str]] = {}
        """By channel: "send_messages", "embed_links" or "create_public_threads" that the bot may not."""
        self.bot = self.user("newsdesk", bot=True)
        self.bot_id = self.bot["id"]
        # The real shape: the bot's id, then two parts that say nothing here.
        first = base64.b64encode(self.bot_id.encode()).decode().rstrip("=")
        self.token = f"{first}.TEST00.not-a-real-token-only-for-the-double"
        self.owner = self.user("owner")
        self.home = self.guild("news")
        self.channel("general")
        self.channel("support")

    def snowflake(self) -> str:
        """Later ones are larger, as in Discord."""
        milliseconds, count = int(time.time() * 1000) - EPOCH, 0
        if milliseconds <= self._last[0]:
            milliseconds, count = self._last[0], self._last[1] + 1
        self._last = (milliseconds, count)
        return str((milliseconds << 22) | (count & 0x3FFFFF))

    def user(self, name: str, *, bot: bool = False) -> JSON:
        self.users[name] = payloads.user(self.snowflake(), name, bot)
        return self.users[name]

    def guild(self, name: str) -> Guild:
        guild_id = self.snowflake()
        everyone = payloads.role(guild_id, "@everyone", payloads.EVERYTHING & ~payloads.ADMINISTRATOR)
        self.guilds[guild_id] = Guild(guild_id, name, self.owner, {guild_id: everyone})
        return self.guilds[guild_id]

    def role(self, name: str, *holders: str) -> JSON:
        made = payloads.role(self.snowflake(), name, 0)
        self.home.roles[made["id"]] = made
        for holder in holders:
            self.home.member_roles.setdefault(self.users[holder]["id"], []).append(made["id"])
        return made

    def channel(self, name: str, guild: Guild | None = None) -> JSON:
        guild = guild or self.home
        made = payloads.channel(self.snowflake(), guild.id, name, len(self.channels))
        self.channels[made["id"]] = made
        return made

    def dm(self, user: str) -> JSON:
        recipient = self.users[user]
        for channel in self.channels.values():
            if channel["type"] == payloads.DM and channel["recipients"][0]["id"] == recipient["id"]:
                return channel
        made = payloads.dm(self.snowflake(), recipient)
        self.channels[made["id"]] = made
        return made

    def find_channel(self, key: str) -> JSON:
        """By id, or by name."""
        if key in self.channels:
            return self.channels[key]
        return next(c for c in self.channels.values() if c.get("name") == key)

    def user_by_id(self, user_id: str) -> JSON | None:
        return next((u for u in self.users.values() if u["id"] == user_id), None)

    def member(self, user: JSON, guild: Guild | None = None) -> JSON:
        return payloads.member(user, (guild or self.home).member_roles.get(user["id"], []))

    def guild_of(self, channel: JSON) -> Guild | None:
        return self.guilds.get(channel.get("guild_id", ""))

    def guild_json(self, guild: Guild) -> JSON:
        return payloads.guild(guild.id, guild.name, guild.owner["id"], list(guild.roles.values()))

    def guild_created(self, guild: Guild, *, all_members: bool) -> JSON:
        channels = [c for c in self.channels.values() if c.get("guild_id") == guild.id]
        users = [u for u in self.users.values() if all_members or u["id"] == self.bot_id]
        return payloads.created_guild(
            self.guild_json(guild),
            [c for c in channels if c["type"] == TEXT],
            [c for c in channels if c["type"] == THREAD],
            [self.member(u, guild) for u in users],
        )

    def message(self, channel: JSON, author: JSON, content: str = "", **more: Any) -> JSON:
        users = list(self.users.values())
        made = payloads.message(self.snowflake(), channel["id"], author, content, users) | more
        if reference := more.pop("reference", None):
            del made["reference"]
            made |= self._reply_to(channel, reference)
        self.messages[made["id"]] = made
        channel["last_message_id"] = made["id"]
        return made

    def _reply_to(self, channel: JSON, reference: JSON) -> JSON:
        target = str(reference["message_id"])
        known = self.messages.get(target)
        replied = {"type": 0, "channel_id": channel["id"], "message_id": target}
        if "guild_id" in channel:
            replied["guild_id"] = channel["guild_id"]
        shown = (
            {k: v for k, v in payloads.public(known).items() if k != "referenced_message"} if known else None
        )
        return {"type": 19, "message_reference": replied, "referenced_message": shown}

    def event(self, message: JSON) -> JSON:
        """A message as the gateway sends it."""
        sent, guild = payloads.public(message), self.guild_of(self.channels[message["channel_id"]])
        if guild is not None:
            sent["guild_id"] = guild.id
            sent["member"] = {k: v for k, v in self.member(message["author"], guild).items() if k != "user"}
        return sent

    def existing_channel(self, channel_id: str) -> JSON:
        if channel_id not in self.channels:
            raise ApiError(404, 10003, "Unknown Channel")
        return self.channels[channel_id]

    def existing_message(self, channel_id: str, message_id: str) -> JSON:
        found = self.messages.get(message_id)
        if found is None or found["channel_id"] != channel_id or found.get("_deleted"):
            raise ApiError(404, 10008, "Unknown Message")
        return found

    def forbid(self, channel_id: str, *permissions: str) -> None:
        """Take permissions from the bot; whoever connects later is told so."""
        self.forbidden.setdefault(channel_id, set()).update(permissions)
        denied = discord.Permissions(**dict.fromkeys(self.forbidden[channel_id], True)).value
        everyone = self.channels[channel_id]["guild_id"]
        overwrite = {"id": everyone, "type": 0, "allow": "0", "deny": str(denied)}
        self.channels[channel_id]["permission_overwrites"] = [overwrite]

    def require(self, channel: JSON, permission: str) -> None:
        """Raise what Discord answers where the bot lacks a permission."""
        if permission in self.forbidden.get(channel["id"], ()):
            raise ApiError(403, 50013, "Missing Permissions")

    def bot_messages(self, channel: str | None = None) -> list[JSON]:
        place = self.find_channel(channel)["id"] if channel else None
        return [
            m
            for m in self.messages.values()
            if m["author"]["id"] == self.bot_id and place in (None, m["channel_id"]) and not m.get("_deleted")
        ]
