"""A bot on the small models, connected over real sockets to the Discord double."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.discord.client import NewsBot
from bot.discord.desk import Desk
from bot.discord.line import Bounds
from retrieval.engine import Engine
from retrieval.settings import Settings
from tests.discord_double import Discord

CRANE = "when will the old crane open as a museum?"
Connect = Callable[..., Awaitable[NewsBot]]


@pytest.fixture
async def discord_() -> AsyncIterator[Discord]:
    """A Discord with alice, bob and the administrator "owner"; no test may end with a broken contract."""
    async with Discord() as double:
        double.world.user("alice")
        double.world.user("bob")
        with double.pointed_at():
            yield double
        assert double.rest.errors == []


@asynccontextmanager
async def connected(
    double: Discord, engine: Engine, *, content: bool = True, bounds: Bounds | None = None
) -> AsyncIterator[NewsBot]:
    """A bot that is ready, and closed afterwards; its engine stays open."""
    desk = Desk(engine, bounds or Bounds(), clock=lambda: datetime.now(UTC))
    bot = NewsBot(desk, Settings(data=engine.index.folder), content=content)
    running = asyncio.create_task(bot.start(double.world.token))
    try:
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            ready.cancel()
            running.result()
        await double.wait(lambda: not desk.loading, "the models")
        yield bot
    finally:
        await bot.close()
        with suppress(Exception, asyncio.CancelledError):
            await asyncio.wait_for(running, 5)
        desk.close()


@pytest.fixture
async def connect(discord_: Discord, news_engine: Engine) -> AsyncIterator[Connect]:
    """Connects a bot on the engine with "harbour", "glacier" and "cup", as often as a test likes."""
    async with AsyncExitStack() as stack:

        async def connect_(engine: Engine = news_engine, **options: object) -> NewsBot:
            return await stack.enter_async_context(connected(discord_, engine, **options))

        yield connect_


@pytest.fixture
async def bot(connect: Connect) -> NewsBot:
    return await connect()


@pytest.fixture
def seeds() -> Path:
    return Path(__file__).parents[3] / "seeds"
