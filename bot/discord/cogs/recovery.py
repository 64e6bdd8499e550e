"""Answers what a restart or a lost session left unanswered: commands, questions, and messages never seen."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import aiohttp
import discord
from discord import Message
from discord.ext import commands, tasks

from bot.chat.patience import patiently
from bot.chat.service import ChatService
from bot.chat.store.questions import KeptQuestion
from bot.discord.client import NewsBot
from bot.discord.cogs.messages import REMEMBERED, MessageCog
from bot.discord.conversation import is_from_a_person
from bot.discord.intake import run_command
from bot.discord.replies import TOKEN_LIFE, may, reply_after_restart

log = logging.getLogger(__name__)

ALIVE = "alive"
"""The fact that says when the bot last heard Discord."""
RECENT = timedelta(days=7)
"""Direct messages in which somebody asked so lately are looked through."""
MOST_MESSAGES, MOST_CHANNELS, MOST_CHECKED = 200, 100, 100
"""Messages of a channel, channels, and answers that are looked at after an absence."""
FAILURES = (discord.DiscordException, aiohttp.ClientError)


class RecoveryCog(commands.Cog):
    """Whenever a session begins anew, since Discord then repeats nothing."""

    def __init__(self, bot: NewsBot, messages: MessageCog) -> None:
        self._bot = bot
        self._services = bot.services
        self._messages = messages
        self._connected = False
        self._busy = asyncio.Lock()

    async def cog_load(self) -> None:
        self._note_alive.start()

    async def cog_unload(self) -> None:
        self._note_alive.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        async with self._busy:
            now = self._services.clock()
            since = max(now - REMEMBERED, await self._last_alive())
            self._connected = True
            await asyncio.gather(self._answer_commands(now), self._answer_questions(now))
            await self._answer_missed(since)
            await self._delete_orphans(now)

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        self._connected = True

    @commands.Cog.listener()
    async def on_disconnect(self) -> None:
        self._connected = False

    @tasks.loop(minutes=1)
    async def _note_alive(self) -> None:
        """Note the time while Discord is heard, so that the next start knows how long nobody listened."""
        if self._connected:
            await patiently(note_alive, self._services)

    async def _last_alive(self) -> datetime:
        noted = await asyncio.to_thread(self._services.spaces.fact, ALIVE)
        return datetime.fromisoformat(noted) if noted else self._services.clock() - REMEMBERED

    async def _answer_commands(self, now: datetime) -> None:
        for command in await patiently(self._services.commands.unanswered, now - TOKEN_LIFE):
            if command.response not in self._bot.running:
                await run_command(self._bot, command, reply_after_restart(self._bot, command))

    async def _answer_questions(self, now: datetime) -> None:
        for question in await patiently(self._services.questions.unanswered, now - REMEMBERED):
            try:
                message = await self._fetch(question)
                await self._messages.take_up(message, await _author(message), question)
            except FAILURES as error:
                log.info("message %s stays unanswered: %s", question.message, error)

    async def _fetch(self, question: KeptQuestion) -> Message:
        place = question.channel
        channel: Any = self._bot.get_channel(place) or await self._bot.fetch_channel(place)
        message: Message = await channel.fetch_message(question.message)
        return message

    async def _answer_missed(self, since: datetime) -> None:
        """Answer the messages to the bot that nobody heard."""
        after = discord.Object(discord.utils.time_snowflake(since))
        async for channel in self._channels_with_news(after.id):
            try:
                said = [m async for m in channel.history(after=after, limit=MOST_MESSAGES, oldest_first=True)]
                me = self._messages.me
                done = {m.reference.message_id for m in said if m.author.id == me and m.reference}
                for message in said:
                    new = message.id not in done and is_from_a_person(message)
                    if new and await self._messages.is_addressed(message):
                        await self._messages.take_missed(message, await _author(message))
            except FAILURES as error:
                log.info("channel %s cannot be looked through: %s", channel.id, error)

    async def _channels_with_news(self, after: int) -> AsyncIterator[Any]:
        """Yield the channels that may be read and have a message newer than the snowflake `after`."""
        places: Iterator[Any] = (
            c for guild in self._bot.guilds for c in (*guild.text_channels, *guild.threads)
        )
        newer = (c for c in places if (c.last_message_id or 0) > after)
        readable = (c for c in newer if may(c, "view_channel") and may(c, "read_message_history"))
        for channel in islice(readable, MOST_CHANNELS):
            yield channel
        recent = self._services.clock() - RECENT
        private = await asyncio.to_thread(self._services.questions.private_channels, recent)
        for place in private[:MOST_CHANNELS]:
            try:
                yield self._bot.get_channel(place) or await self._bot.fetch_channel(place)
            except FAILURES as error:
                log.info("direct messages %s cannot be looked through: %s", place, error)

    async def _delete_orphans(self, now: datetime) -> None:
        """Delete the answers to questions that were deleted while nobody heard it."""
        answered = await asyncio.to_thread(self._services.questions.answered, now - REMEMBERED)
        for question in answered[-MOST_CHECKED:]:
            try:
                await self._fetch(question)
            except discord.NotFound:
                await self._messages.deleted(question.channel, question.message)
            except FAILURES as error:
                log.info("message %s cannot be looked up: %s", question.message, error)


def note_alive(services: ChatService) -> None:
    """Note the time; block meanwhile. What was said before is never looked at again."""
    services.spaces.set_fact(ALIVE, services.clock().isoformat())


async def _author(message: Message) -> discord.abc.User:
    """Return who wrote a message: fetched by itself, it has no member, and so no roles."""
    if message.guild is None or isinstance(message.author, discord.Member):
        return message.author
    return await message.guild.fetch_member(message.author.id)
