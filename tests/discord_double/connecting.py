"""Runs a bot against the double."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.discord.client import NewsBot
from tests.discord_double.double import Discord


@asynccontextmanager
async def connected(discord: Discord, bot: NewsBot) -> AsyncIterator[NewsBot]:
    """The bot, ready and with its models loaded; closed afterwards, its engine left open.

    Raises what ended the bot, if something did.
    """
    running = asyncio.create_task(bot.start(discord.world.token))
    ready = asyncio.create_task(bot.wait_until_ready())
    try:
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            ready.cancel()
            running.result()
        await discord.wait(lambda: not bot.desk.loading, "the models", 120)
        yield bot
    finally:
        await bot.close()
        with suppress(Exception):
            await running
        bot.desk.close()
