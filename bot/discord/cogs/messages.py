"""Questions in messages: a mention, a reply, a direct message, a thread of the bot's own."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

import aiohttp
import discord
from discord import Message, RawBulkMessageDeleteEvent, RawMessageDeleteEvent, RawMessageUpdateEvent
from discord.ext import commands

from bot.chat.answerer import ChatQuestion
from bot.chat.permissions import find_denial
from bot.chat.store.questions import KeptQuestion
from bot.discord.answers import answer
from bot.discord.client import NewsBot
from bot.discord.conversation import goes_on_from, is_addressed, is_from_a_person, question_text
from bot.discord.error_text import denial_text
from bot.discord.permissions import visitor_of
from bot.discord.replies import MessageReply
from bot.discord.retry import post, retrying
from bot.errors import NotAllowedError

log = logging.getLogger(__name__)

REMEMBERED = timedelta(minutes=15)
"""After a longer absence, nobody waits for an answer."""


class MessageCog(commands.Cog):
    """Ask by writing."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot
        self._services = bot.services
        self._unanswered: list[KeptQuestion] = []
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def cog_load(self) -> None:
        """Read the unanswered questions of a killed bot before any new one can come."""
        since = self._services.clock() - REMEMBERED
        self._unanswered = await asyncio.to_thread(self._services.questions.unanswered, since)

    @commands.Cog.listener()
    async def on_message(self, message: Message) -> None:
        if is_from_a_person(message) and self._addressed(message):
            await self.take(message)

    async def take(self, message: Message) -> None:
        """Answer a message that speaks to the bot, unless it was answered before."""
        text = question_text(message.content, self._me)
        question = KeptQuestion(message.id, message.channel.id, message.author.id, text)
        if not await asyncio.to_thread(self._services.questions.take, question, self._services.clock()):
            return
        if await self._admit(message, text):
            await asyncio.to_thread(self._services.questions.admit, message.id)
            await self._answer(message, text)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Answer the questions of a killed bot once. Skip those that cannot be fetched."""
        unanswered, self._unanswered = self._unanswered, []
        for question in unanswered:
            try:
                await self._recover(question)
            except (discord.DiscordException, aiohttp.ClientError) as error:
                log.info("message %s stays unanswered: %s", question.message, error)

    async def _recover(self, question: KeptQuestion) -> None:
        bot, place = self._bot, question.channel
        channel: Any = bot.get_channel(place) or await bot.fetch_channel(place)
        message: Message = await channel.fetch_message(question.message)
        # Fetched by itself, a message has no member, and so no roles.
        author = await message.guild.fetch_member(question.user) if message.guild else message.author
        if not self._is_denied(message, author):
            await self._answer(message, question.text, again=False)

    async def _admit(self, message: Message, text: str) -> bool:
        services, guild = self._services, message.guild.id if message.guild else 0
        if services.delivery.is_forbidden(message.channel.id):
            return False
        try:
            visitor = visitor_of(self._bot, message.guild, message.channel, message.author)
            services.check_allowed(visitor)
        except NotAllowedError as error:
            # A flood is answered once, not a thousand times.
            if not error.repeated:
                settings = services.spaces.get(guild)
                await self._say(message, denial_text(error, settings, self._bot.renderer(guild)))
            return False
        if not text:
            await self._say(message, self._bot.renderer(guild).text("what"))
        return bool(text)

    def _is_denied(self, message: Message, author: discord.abc.User) -> bool:
        """Return whether the guild's settings now keep out what was allowed once."""
        visitor = visitor_of(self._bot, message.guild, message.channel, author)
        return find_denial(self._services.spaces.get(visitor.space), visitor) is not None

    async def _answer(self, message: Message, text: str, *, again: bool = True) -> None:
        """Answer a message once the answer before it is done. `again` replaces an answer that it has."""
        async with self._turn(message.id):
            question = await asyncio.to_thread(self._services.questions.get, message.id)
            if question and (again or not question.reply):
                await self._answer_as(message, text, MessageReply(message, question.reply))

    async def _answer_as(self, message: Message, text: str, reply: MessageReply) -> None:
        services = self._services
        question = ChatQuestion(
            text=text,
            user=message.author.id,
            space=message.guild.id if message.guild else 0,
            channel=message.channel.id,
            follows=await goes_on_from(message, services),
        )
        try:
            await answer(self._bot, question, reply, message.id, titled=False)
        finally:
            await asyncio.to_thread(services.questions.settle, message.id, reply.reply)

    async def _say(self, message: Message, text: str) -> None:
        with suppress(discord.HTTPException):
            reference = message.to_reference(fail_if_not_exists=False)
            await post(message.channel, content=text, reference=reference, mention_author=False)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, event: RawMessageUpdateEvent) -> None:
        """Answer the new text of an admitted question, once. Discord's own edits keep the text."""
        message = event.message
        text = question_text(message.content, self._me)
        if not text or not is_from_a_person(message) or self._is_denied(message, message.author):
            return
        if await asyncio.to_thread(self._services.questions.take_edit, message.id, text):
            self._services.delivery.withdraw(message.id)
            await self._answer(message, text)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: RawMessageDeleteEvent) -> None:
        await self._deleted(event.channel_id, event.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: RawBulkMessageDeleteEvent) -> None:
        for message in event.message_ids:
            await self._deleted(event.channel_id, message)

    async def _deleted(self, channel: int, message: int) -> None:
        """Delete the answer to a deleted question, and forget a deleted answer."""
        self._services.delivery.withdraw(message)
        async with self._turn(message):
            question = await asyncio.to_thread(self._services.questions.get, message)
            await asyncio.to_thread(self._services.questions.drop, message)
        for deleted in filter(None, (message, question.reply if question else 0)):
            await asyncio.to_thread(self._services.answers.drop_at, deleted)
        if question and question.reply:
            place: Any = self._bot.get_partial_messageable(channel)
            with suppress(discord.HTTPException):
                await retrying(lambda: place.get_partial_message(question.reply).delete())

    def _turn(self, message: int) -> asyncio.Lock:
        return self._turns.setdefault(message, asyncio.Lock())

    def _addressed(self, message: Message) -> bool:
        settings = self._services.spaces.get(message.guild.id if message.guild else 0)
        return is_addressed(message, self._me, threads=settings.threads)

    @property
    def _me(self) -> int:
        assert self._bot.user is not None
        return self._bot.user.id
