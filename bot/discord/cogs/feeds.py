"""`/feeds add|remove|list|check`, and the feeds that are watched in the background."""

from __future__ import annotations

import asyncio
import logging

from discord import Interaction, app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.chat.messages import Messages
from bot.discord.bot import NewsBot
from bot.discord.cogs.admin import may_change_articles
from bot.discord.embeds.feeds import check_embed, feeds_embed
from bot.discord.embeds.text import CHOICE, CHOICES, fitted
from bot.discord.errors import in_words
from bot.requests.intervals import parse_interval
from retrieval.errors import FetchError, NewsdeskError, RefusedError, UsageError
from retrieval.feeds import FeedCheck, NotAFeedError, check_feed, open_watcher
from retrieval.feeds.factory import open_client, open_feeds

log = logging.getLogger(__name__)

LONGEST_URL = 500


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class FeedsCog(commands.GroupCog, name="feeds", description="Look after the feeds that news comes from"):
    """Everything that is fetched goes through the engine's guarded client."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot
        self._feeds = open_feeds(bot.settings)
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
        """Polls what is due, in worker threads; a failure of one feed is that feed's."""
        try:
            async with open_watcher(self._bot.settings, self._bot.services.engine.ingest) as watcher:
                await watcher.run(self._stop)
        except NewsdeskError as error:
            log.error("feeds are not watched: %s", error)

    async def interaction_check(self, interaction: Interaction[NewsBot], /) -> bool:  # type: ignore[override]
        if not may_change_articles(interaction):
            raise app_commands.CheckFailure
        return True

    @app_commands.command(name="add", description="Watch a feed: RSS, Atom, JSON Feed or a sitemap")
    @app_commands.describe(
        url="The feed's address",
        every="Time between two looks, such as 15m, 2h or 1d",
        source="What the outlet is called",
    )
    async def add(
        self,
        interaction: Interaction[NewsBot],
        url: app_commands.Range[str, 8, LONGEST_URL],
        every: str = "15m",
        source: app_commands.Range[str, 0, 100] = "",
    ) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        words = self._words(interaction)
        try:
            interval = parse_interval(every)
            checked = await self._try(url, words)
        except UsageError as error:
            await self._tell(interaction, error)
            return
        await asyncio.to_thread(self._feeds.add, url, interval, source.strip())
        if isinstance(checked, FetchError):
            told = f"{fitted(str(checked), 500)}\n{words.feed_added_unread}"
            await interaction.edit_original_response(content=told)
        else:
            embed = check_embed(checked, words)
            await interaction.edit_original_response(content=words.feed_added, embed=embed)

    async def _try(self, url: str, words: Messages) -> FeedCheck | FetchError:
        """The check, or why it must wait; UsageError for what will never be a feed."""
        try:
            return await self._look(url)
        except (RefusedError, NotAFeedError) as error:
            why = str(error) if isinstance(error, RefusedError) else f"{url} {error}"
            raise UsageError(words.feed_not_added.format(why=why)) from None
        except FetchError as error:
            return error

    async def _look(self, url: str) -> FeedCheck:
        async with open_client(self._bot.settings) as client:
            return await check_feed(url, client)

    @app_commands.command(name="remove", description="Watch a feed no longer; its articles stay")
    @app_commands.describe(url="The feed's address")
    async def remove(
        self, interaction: Interaction[NewsBot], url: app_commands.Range[str, 1, LONGEST_URL]
    ) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        removed = await asyncio.to_thread(self._feeds.remove, url)
        words = self._words(interaction)
        told = words.feed_removed if removed else words.feed_unknown
        await interaction.edit_original_response(content=told)

    @app_commands.command(name="list", description="The feeds that are watched, and how they fare")
    async def list_(self, interaction: Interaction[NewsBot]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await asyncio.to_thread(self._feeds.all)
        await interaction.edit_original_response(embed=feeds_embed(found, self._words(interaction)))

    @app_commands.command(name="check", description="Look at a feed once, without taking anything in")
    @app_commands.describe(url="The feed's address")
    async def check(
        self, interaction: Interaction[NewsBot], url: app_commands.Range[str, 8, LONGEST_URL]
    ) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            embed = check_embed(await self._look(url), self._words(interaction))
            await interaction.edit_original_response(embed=embed)
        except FetchError as error:
            await self._tell(interaction, UsageError(str(error)))
        except NotAFeedError as error:
            await self._tell(interaction, UsageError(f"{url} {error}"))

    @remove.autocomplete("url")
    @check.autocomplete("url")
    async def _watched(self, interaction: Interaction[NewsBot], typed: str) -> list[Choice[str]]:
        if not may_change_articles(interaction):  # Discord asks for choices without any check
            return []
        found = await asyncio.to_thread(self._feeds.all)
        urls = [feed.url for feed in found if typed.casefold() in feed.url.casefold()]
        return [Choice(name=url, value=url) for url in urls if len(url) <= CHOICE][:CHOICES]

    async def _tell(self, interaction: Interaction[NewsBot], error: UsageError) -> None:
        told = in_words(error, self._words(interaction), self._bot.services.clock())
        await interaction.edit_original_response(content=told)

    def _words(self, interaction: Interaction[NewsBot]) -> Messages:
        return self._bot.services.messages(interaction.guild_id or 0)
