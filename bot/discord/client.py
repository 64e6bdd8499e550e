"""The client that every cog and button meets as `interaction.client`; `bot.discord.bot` puts it together."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import discord
from discord import AllowedMentions, Intents, app_commands
from discord.ext import commands

from bot.chat.service import ChatService
from bot.chat.store.commands import KeptCommand
from bot.discord.renderer import Renderer
from retrieval.errors import UsageError
from retrieval.settings import Settings

log = logging.getLogger(__name__)

GRACE = 3.5
"""Seconds that answers under way get when the bot is told to leave; it has to be gone within 5."""


Runner: TypeAlias = Callable[["NewsBot", KeptCommand, Any], Awaitable[int | None]]
"""Answers a command in a reply. Return None where the bot leaves before."""


COMMAND = re.compile(r"`/(\w+)( \w+)?`")


class NewsBot(commands.AutoShardedBot):
    """Made before the event loop runs, connected by `start`; `set_up` adds the features once logged in."""

    def __init__(
        self,
        services: ChatService,
        settings: Settings,
        set_up: Callable[[NewsBot], Awaitable[None]],
        tree: type[app_commands.CommandTree[Any]],
        *,
        content: bool,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=tree,
            intents=intents(content),
            allowed_mentions=AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            max_messages=None,
            chunk_guilds_at_startup=False,
            **shards(settings.discord_shards),
        )
        self.services = services
        self.settings = settings
        self.owners: frozenset[int] = frozenset()
        self.runners: dict[str, Runner] = {}
        """What answers each command, now or after a restart."""
        self.command_ids: dict[str, int] = {}
        """By name, for texts in which commands can be clicked."""
        self.running: set[int] = set()
        """The responses of the commands that are being answered."""
        self._set_up = set_up
        self._warming: asyncio.Task[None] | None = None

    def renderer(self, guild: int | None, language: str = "") -> Renderer:
        """Return what renders now: in `language`, or if that is none of the bot's, in the guild's."""
        return Renderer(self.services.messages(guild or 0, language), self.services.clock())

    def space_of(self, interaction: discord.Interaction[Any]) -> int:
        """Return the guild that a command belongs to; 0 where only its user has installed the bot."""
        return interaction.guild_id if interaction.guild_id and self.get_guild(interaction.guild_id) else 0

    def reader(self, interaction: discord.Interaction[Any]) -> Renderer:
        """Return what renders what only the user sees who clicked or typed, in the language of the client."""
        return self.renderer(interaction.guild_id, interaction.locale.value)

    def clickable(self, text: str) -> str:
        """Return a text whose commands, written as in `/ask`, can be clicked."""
        return COMMAND.sub(lambda found: self._mention(found[0], found[1], found[2] or ""), text)

    def _mention(self, written: str, name: str, sub: str) -> str:
        number = self.command_ids.get(name)
        return f"</{name}{sub}:{number}>" if number else written

    async def setup_hook(self) -> None:
        application = self.application or await self.application_info()
        team = {member.id for member in application.team.members} if application.team else set()
        self.owners = frozenset({application.owner.id, *team})
        await self._set_up(self)

    async def on_ready(self) -> None:
        """Load the models once. Discord may repeat this event after a lost connection."""
        log.info("connected as %s in %d guilds", self.user, len(self.guilds))
        if self._warming is None:
            self._warming = asyncio.create_task(self.services.warm())

    async def on_message(self, message: discord.Message) -> None:
        """Do nothing: there are no prefix commands, and `bot.discord.cogs.messages` listens."""

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("an event went wrong: %s", event_method)

    async def close(self) -> None:
        if not self.is_closed():
            await self.services.leave(GRACE)
        await super().close()


def shards(described: str) -> dict[str, Any]:
    """Return the shards that "0-3/16" describes, as discord.py wants it; for "", Discord is asked."""
    if not described:
        return {}
    span, _, count = described.partition("/")
    first, _, last = span.partition("-")
    chosen = list(range(int(first), int(last or first) + 1))
    if not chosen or chosen[-1] >= int(count):
        raise UsageError(f"setting discord_shards: {described} names no shard of {count}; write it as 0-3/16")
    return {"shard_ids": chosen, "shard_count": int(count)}


def intents(content: bool) -> Intents:
    """Return the intents for guilds and messages. `content` adds the text of messages without a mention."""
    chosen = Intents.none()
    chosen.guilds = chosen.guild_messages = chosen.dm_messages = True
    chosen.message_content = content
    return chosen
