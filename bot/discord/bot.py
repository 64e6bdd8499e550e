"""The bot itself: a discord.py client whose every feature is a cog."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import discord
from discord import AllowedMentions, Intents, Interaction, app_commands
from discord.ext import commands

from bot.chat.permissions import GuildSettings
from bot.chat.queue import Bounds
from bot.discord.app import BotServices
from bot.discord.command_sync import sync_if_changed
from bot.discord.error_handling import apologise
from retrieval.engine import Engine
from retrieval.settings import Settings

log = logging.getLogger(__name__)

GRACE = 3.5
"""Seconds that answers under way get when the bot is told to leave; it has to be gone within 5."""


def create_bot(engine: Engine, settings: Settings, *, content: bool = True) -> NewsBot:
    """The bot on an engine. `content`: with the privileged intent to read along in its own threads."""
    return NewsBot(BotServices(engine, Bounds(workers=settings.discord_workers)), settings, content=content)


class NewsBot(commands.Bot):
    """Resources are in `services`; made before the event loop runs, connected by `start`."""

    def __init__(self, services: BotServices, settings: Settings, *, content: bool) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=ReportingTree,
            intents=intents(content),
            allowed_mentions=AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            max_messages=None,
            chunk_guilds_at_startup=False,
        )
        self.services = services
        self.settings = settings
        self._warming: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        from bot.discord.cogs import all_cogs
        from bot.discord.views.buttons import AnswerButton
        from bot.discord.views.pages import PageButton
        from bot.discord.views.settings import SettingsView

        self.add_dynamic_items(AnswerButton, PageButton)
        self.add_view(SettingsView(GuildSettings(), registered=True))
        for cog in all_cogs(self):
            await self.add_cog(cog)
        self.services.owners = await self._owners()
        assert self.application_id is not None
        await sync_if_changed(
            self.tree, self.services.guilds, self.application_id, self.settings.discord_guild
        )

    async def _owners(self) -> frozenset[int]:
        application = self.application or await self.application_info()
        team = {member.id for member in application.team.members} if application.team else set()
        return frozenset({application.owner.id, *team})

    async def on_ready(self) -> None:
        """May come again after a lost connection."""
        log.info("connected as %s in %d guilds", self.user, len(self.guilds))
        if self._warming is None:
            self._warming = asyncio.create_task(self.services.warm())

    async def on_message(self, message: discord.Message) -> None:
        """There are no prefix commands; `bot.discord.cogs.messages` listens."""

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("an event went wrong: %s", event_method)

    async def close(self) -> None:
        if not self.is_closed():
            await self.services.leave(GRACE)
        await super().close()


class ReportingTree(app_commands.CommandTree[NewsBot]):
    """Nobody is left without a word where a command goes wrong."""

    async def on_error(
        self, interaction: Interaction[NewsBot], error: app_commands.AppCommandError, /
    ) -> None:
        await apologise(interaction, error)


def intents(content: bool) -> Intents:
    """Guilds and messages, and the text of messages that do not mention the bot where `content`."""
    chosen = Intents.none()
    chosen.guilds = chosen.guild_messages = chosen.dm_messages = True
    chosen.message_content = content
    return chosen
