"""Runs a bot against the double."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.discord.client import NewsBot
from tests.discord_double.double import Discord

LATEST_GUILD = 0.05
"""Seconds without a further guild until discord.py is ready; it waits for 2, and here they come at once."""


@asynccontextmanager
async def connected(discord: Discord, bot: NewsBot) -> AsyncIterator[NewsBot]:
    """The bot, ready, with its guilds known and its models loaded; closed afterwards, with no thread
    of its own left at work, its engine left open.

    Raises what ended the bot, if something did.
    """
    bot._connection.guild_ready_timeout = LATEST_GUILD
    running = asyncio.create_task(bot.start(discord.world.token))
    ready = asyncio.create_task(bot.wait_until_ready())
    try:
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            ready.cancel()
            running.result()
        await discord.wait(
            lambda: _knows_its_guilds(bot) and not bot.services.delivery.loading, "the models", 120
        )
        yield bot
    finally:
        await bot.close()
        with suppress(Exception):
            await running
        await discord.wait(lambda: bot.services.queue.idle, "the threads that answer", 60)
        bot.services.close()


def _knows_its_guilds(bot: NewsBot) -> bool:
    return not any(guild.unavailable for guild in bot.guilds)
