"""What the bot shows beside its name: how many articles it knows, and how fresh they are."""

from __future__ import annotations

import asyncio
from datetime import UTC

from discord import CustomActivity
from discord.ext import commands, tasks

from bot.discord.client import NewsBot
from bot.discord.embeds.times import moment
from bot.render.text import age
from retrieval.values import Query


class StatusCog(commands.Cog):
    """Tells all who see the bot, in English: a status has no reader's language."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot

    async def cog_load(self) -> None:
        self._tell.start()

    async def cog_unload(self) -> None:
        self._tell.cancel()

    @tasks.loop(minutes=10)
    async def _tell(self) -> None:
        await self._bot.wait_until_ready()
        text = await asyncio.to_thread(self.text)
        await self._bot.change_presence(activity=CustomActivity(text))

    def text(self) -> str:
        """Return the status as in "1,204 articles, the newest from today"; block meanwhile."""
        coverage = self._bot.services.browser.coverage(Query(""))
        articles = self._bot.services.messages(0, "en").text("articles", count=coverage.articles)
        if moment(coverage.newest) is None:
            return articles
        today = self._bot.services.clock().astimezone(UTC).date()
        return f"{articles}, the newest from {age(coverage.newest, today)}"
