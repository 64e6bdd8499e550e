"""A bot on the small models, connected over real sockets to the Discord double."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from bot.chat.queue import QueueLimits
from bot.discord.bot import create_bot
from bot.discord.client import NewsBot
from retrieval.engine import Engine
from retrieval.settings import Settings
from tests.bot.discord.engines import GatedEngine
from tests.discord_double import Discord, contract
from tests.discord_double.connecting import connected

CRANE = "when will the old crane open as a museum?"
INTERIM = re.compile(r"^Reading …|next in line|^You are number|^(?:.*\n)?-# Writing")
Connect = Callable[..., Awaitable[NewsBot]]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if told := contract.absence():
        terminalreporter.write_line(told)


@pytest.fixture
async def discord_() -> AsyncIterator[Discord]:
    """A Discord with alice, bob and the administrator "owner"; no test may end with a broken contract."""
    async with Discord() as double:
        double.is_interim = INTERIM.search
        double.world.user("alice")
        double.world.user("bob")
        with double.pointed_at():
            yield double
        assert double.rest.errors == []


@pytest.fixture
async def connect(discord_: Discord, news_engine: Engine) -> AsyncIterator[Connect]:
    """Connects a bot on the engine with "harbour", "glacier" and "cup", as often as a test likes."""
    async with AsyncExitStack() as stack:

        async def connect_(
            engine: Engine = news_engine,
            *,
            content: bool = True,
            limits: QueueLimits | None = None,
            **changes: Any,
        ) -> NewsBot:
            settings = Settings(data=engine.index.folder, **changes)
            bot = create_bot(engine, settings, content=content, limits=limits or QueueLimits())
            await stack.enter_async_context(connected(discord_, bot))
            if isinstance(engine, GatedEngine):
                stack.callback(engine.gate.set)  # whatever becomes of the test
            return bot

        yield connect_


@pytest.fixture
async def bot(connect: Connect) -> NewsBot:
    return await connect()
