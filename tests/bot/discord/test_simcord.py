"""A second opinion: the same bot in another's simulation of Discord, strict about permissions and syncing."""

from collections.abc import Callable, Iterator

import discord
import pytest
import simcord
from discord.ext import commands
from discord.utils import utcnow
from simcord.env import Env

from bot.chat.queue import QueueLimits
from bot.chat.service import ChatService
from bot.discord.bot import add_features
from bot.discord.client import NewsBot
from bot.discord.cogs.feeds import FeedsCog
from bot.discord.cogs.watches import WatchesCog
from bot.discord.error_responses import ReportingTree
from bot.discord.error_text import error_text
from retrieval.engine import Engine
from retrieval.settings import Settings
from tests.bot.discord.conftest import CRANE

Make = Callable[[], NewsBot]
SECONDS = 60
"""For a machine that has more to do."""


class Unfed(NewsBot):
    """Without feeds and watches, waits in the background that simcord takes for a hang."""

    async def add_cog(self, cog: commands.Cog, /, **options: object) -> None:
        if not isinstance(cog, FeedsCog | WatchesCog):
            await super().add_cog(cog)


@pytest.fixture
def make(news_engine: Engine) -> Iterator[Make]:
    """Makes bots on one data folder, one after another."""
    made: list[NewsBot] = []

    def make_() -> NewsBot:
        services = ChatService(news_engine, QueueLimits(), error_text, clock=utcnow)
        settings = Settings(data=news_engine.index.folder, discord_shards="0/1")
        made.append(Unfed(services, settings, add_features, ReportingTree, content=True))
        return made[-1]

    yield make_
    for bot in made:
        bot.services.close()


async def test_a_command_and_its_buttons_over_a_restart(make: Make) -> None:
    async with simcord.run(make(), settle_timeout=SECONDS) as env:
        channel = env.create_guild("news").create_text_channel("general")
        alice = env.guild.add_member(env.create_user("alice"))
        asked = await alice.slash(channel, "ask", question=CRANE)
        assert asked.acknowledged and not asked.ephemeral
        assert "will open as a museum in June" in (asked.response.embeds[0].description or "")
        await env.restart_bot(make())
        page = await alice.click(asked.response.message, label="Sources")
        assert page.ephemeral and "museum in June.**" in str(page.response.embeds[0].description)
        form = await alice.click(asked.response.message, custom_id=_id(asked.response.components, "bad"))
        thanked = await alice.submit_modal(form, {})
        assert thanked.response.content == "Thank you, noted."


async def test_a_conversation_in_a_thread(make: Make) -> None:
    async with simcord.run(make(), settle_timeout=SECONDS) as env:
        channel = env.create_guild("news").create_text_channel("general")
        alice = env.guild.add_member(env.create_user("alice"))
        await alice.send(channel, f"{env.bot.user.mention} {CRANE}")
        answer = channel.last_message
        assert answer and answer.reference and "museum in June" in str(answer.embeds[0].description)
        await alice.click(answer, label="Thread")
        (thread,) = channel.threads
        assert thread.name == CRANE
        _bot(env).services.cooldowns.clear()
        await alice.send(thread, "what does the crane work cost?")
        assert "3.2 million euros" in str(thread.last_message.embeds[0].description)


async def test_members_are_shown_no_administrators_commands(make: Make) -> None:
    async with simcord.run(make(), settle_timeout=SECONDS) as env:
        guild = env.create_guild("news")
        channel = guild.create_text_channel("general")
        alice = guild.add_member(env.create_user("alice"))
        with pytest.raises(simcord.SetupError):
            await alice.slash(channel, "settings")
        rights = guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
        admin = guild.add_member(env.create_user("admin"), roles=[rights])
        panel = await admin.slash(channel, "settings")
        assert panel.ephemeral and panel.response.embeds[0].title == "Settings"


async def test_a_server_error_is_survived(make: Make) -> None:
    async with simcord.run(make(), settle_timeout=SECONDS) as env:
        channel = env.create_guild("news").create_text_channel("general")
        alice = env.guild.add_member(env.create_user("alice"))
        env.inject_error("POST", "/channels/*/messages", status=503)
        await alice.send(channel, f"{env.bot.user.mention} {CRANE}")
        assert "museum in June" in str(channel.last_message.embeds[0].description)


def _id(rows: list[dict[str, object]], action: str) -> str:
    ids = [c["custom_id"] for row in rows for c in row["components"] if "custom_id" in c]
    return next(i for i in ids if f":{action}:" in i)


def _bot(env: Env) -> NewsBot:
    assert isinstance(env.bot, NewsBot)
    return env.bot
