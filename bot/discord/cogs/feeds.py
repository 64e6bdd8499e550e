"""`/feeds add|remove|list|check`, and the feeds that are watched in the background."""

from __future__ import annotations

import asyncio
import logging

from discord import Interaction, app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord.acknowledge import defer
from bot.discord.client import NewsBot
from bot.discord.embeds.feeds import check_embed, feeds_embed
from bot.discord.embeds.text import CHOICE, CHOICES, fitted
from bot.discord.error_text import error_text
from bot.discord.permissions import may_change_articles
from bot.discord.renderer import Renderer
from bot.discord.translator import localized
from bot.services.feeds import FeedService
from bot.services.watch import watch
from retrieval.errors import FetchError, NewsdeskError, UsageError

log = logging.getLogger(__name__)

LONGEST_URL = 500


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.default_permissions(manage_guild=True)
class FeedsCog(commands.GroupCog, name=localized("name-feeds"), description=localized("command-feeds")):
    """Feeds by command, and watched in the background."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot
        self._feeds = FeedService(bot.settings)
        self._stop = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        self._watching = asyncio.create_task(self._watch())

    async def cog_unload(self) -> None:
        self._stop.set()
        if self._watching:
            await self._watching
        self._feeds.close()

    async def _watch(self) -> None:
        """Poll the feeds until the bot stops. Without the metrics if another process has their port."""
        engine, settings = self._bot.services.engine, self._bot.settings
        try:
            try:
                await watch(engine, settings, self._stop)
            except UsageError as error:  # another process that watches has the metrics' port
                log.warning("%s; watching without metrics", error)
                await watch(engine, settings.model_copy(update={"metrics_port": 0}), self._stop)
        except NewsdeskError as error:
            log.error("feeds are not watched: %s", error)

    async def interaction_check(self, interaction: Interaction[NewsBot], /) -> bool:  # type: ignore[override]
        if not may_change_articles(interaction):
            raise app_commands.CheckFailure
        return True

    @app_commands.command(name="add", description=localized("command-feeds-add"))
    @app_commands.describe(
        url=localized("command-feed-url"),
        every=localized("command-feed-every"),
        source=localized("command-feed-source"),
    )
    async def add(
        self,
        interaction: Interaction[NewsBot],
        url: app_commands.Range[str, 8, LONGEST_URL],
        every: str = "15m",
        source: app_commands.Range[str, 0, 100] = "",
    ) -> None:
        await defer(interaction)
        renderer = self._renderer(interaction)
        try:
            check = await self._feeds.add(url, every, source)
        except UsageError as error:
            await self._show_error(interaction, error)
            return
        if isinstance(check, FetchError):
            text = f"{fitted(str(check), 500)}\n{renderer.text('feed-added-unread')}"
            await interaction.edit_original_response(content=text)
        else:
            embed = check_embed(check, renderer)
            await interaction.edit_original_response(content=renderer.text("feed-added"), embed=embed)

    @app_commands.command(name="remove", description=localized("command-feeds-remove"))
    @app_commands.describe(url=localized("command-feed-url"))
    async def remove(
        self, interaction: Interaction[NewsBot], url: app_commands.Range[str, 1, LONGEST_URL]
    ) -> None:
        await defer(interaction)
        removed = await asyncio.to_thread(self._feeds.store.remove, url)
        text = self._renderer(interaction).text("feed-removed" if removed else "feed-unknown")
        await interaction.edit_original_response(content=text)

    @app_commands.command(name="list", description=localized("command-feeds-list"))
    async def list_(self, interaction: Interaction[NewsBot]) -> None:
        await defer(interaction)
        feeds = await asyncio.to_thread(self._feeds.store.all)
        await interaction.edit_original_response(embed=feeds_embed(feeds, self._renderer(interaction)))

    @app_commands.command(name="check", description=localized("command-feeds-check"))
    @app_commands.describe(url=localized("command-feed-url"))
    async def check(
        self, interaction: Interaction[NewsBot], url: app_commands.Range[str, 8, LONGEST_URL]
    ) -> None:
        await defer(interaction)
        try:
            check = await self._feeds.check(url)
        except UsageError as error:
            await self._show_error(interaction, error)
        else:
            await interaction.edit_original_response(embed=check_embed(check, self._renderer(interaction)))

    @remove.autocomplete("url")
    @check.autocomplete("url")
    async def _watched(self, interaction: Interaction[NewsBot], typed: str) -> list[Choice[str]]:
        if not may_change_articles(interaction):  # Discord asks for choices without any check
            return []
        feeds = await asyncio.to_thread(self._feeds.store.all)
        urls = [feed.url for feed in feeds if typed.casefold() in feed.url.casefold()]
        return [Choice(name=url, value=url) for url in urls if len(url) <= CHOICE][:CHOICES]

    async def _show_error(self, interaction: Interaction[NewsBot], error: UsageError) -> None:
        renderer = self._renderer(interaction)
        text = error_text(error, renderer.messages, renderer.now)
        await interaction.edit_original_response(content=text)

    def _renderer(self, interaction: Interaction[NewsBot]) -> Renderer:
        return self._bot.reader(interaction)
