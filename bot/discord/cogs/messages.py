"""Questions in messages: a mention, a reply, a direct message, a thread of the bot's own."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

import discord
from discord import Message, RawBulkMessageDeleteEvent, RawMessageDeleteEvent, RawMessageUpdateEvent
from discord.ext import commands

from bot.chat.answerer import ChatQuestion
from bot.chat.patience import patiently
from bot.chat.store.questions import KeptQuestion
from bot.discord.answers import answer
from bot.discord.client import NewsBot
from bot.discord.conversation import context_of, goes_on_from, is_addressed, is_from_a_person, question_text
from bot.discord.error_text import denial_text
from bot.discord.permissions import visitor_of
from bot.discord.replies import MessageReply
from bot.discord.retry import retrying
from bot.errors import DeliveryError, Denial, NotAllowedError
from bot.messages.keys import MessageKey

log = logging.getLogger(__name__)

REMEMBERED = timedelta(hours=1)
"""After a longer absence, nobody waits for an answer."""


class MessageCog(commands.Cog):
    """Ask by writing."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot
        self._services = bot.services
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._edits: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    @commands.Cog.listener()
    async def on_message(self, message: Message) -> None:
        if is_from_a_person(message) and await self.is_addressed(message):
            await self.take(message)

    async def take(self, message: Message) -> None:
        """Answer a message that speaks to the bot, unless it was answered before."""
        text = question_text(message, self.me)
        if await self._note(message, text) and await self._admit(message, text):
            await patiently(self._services.questions.admit, message.id)
            await self._answer(message, text, again=False)

    async def take_missed(self, message: Message, author: discord.abc.User) -> None:
        """Answer a message that came while the bot was away, whatever the pace."""
        text = question_text(message, self.me)
        if await self._note(message, text) and text and not self._is_denied(message, author):
            await patiently(self._services.questions.admit, message.id)
            await self._answer(message, text, again=False)

    async def take_up(self, message: Message, author: discord.abc.User, question: KeptQuestion) -> None:
        """Answer a question that was let in by an earlier process."""
        if not self._is_denied(message, author):
            await self._answer(message, question.text, again=False)

    async def _note(self, message: Message, text: str) -> bool:
        """Note that the message was read; return False where it already was."""
        guild = message.guild.id if message.guild else 0
        question = KeptQuestion(message.id, message.channel.id, message.author.id, text, guild=guild)
        return await patiently(self._services.questions.take, question, self._services.clock())

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
                text = denial_text(error, settings, self._bot.renderer(guild), message.guild)
                await self._say(message, text, until=error.until)
            return False
        if not text:
            unreadable = guild and not message.content and not self._bot.intents.message_content
            key: MessageKey = "unreadable" if unreadable else "what"
            await self._say(message, self._bot.clickable(self._bot.renderer(guild).text(key)))
        return bool(text)

    def _is_denied(self, message: Message, author: discord.abc.User) -> bool:
        """Return whether the guild's settings now keep out what was allowed once."""
        visitor = visitor_of(self._bot, message.guild, message.channel, author)
        return self._services.find_denial(visitor) is not None

    async def _answer(self, message: Message, text: str, *, again: bool) -> None:
        """Answer a message once the answer before it is done. `again` replaces an answer that it has."""
        async with self._turn(message.id):
            question = await asyncio.to_thread(self._services.questions.get, message.id)
            if question and (again or not question.reply):
                note = partial(patiently, self._services.questions.note, message.id)
                reply = MessageReply(message, question.reply or question.draft, note)
                await self._answer_as(message, text, reply)

    async def _answer_as(self, message: Message, text: str, reply: MessageReply) -> None:
        services = self._services
        question = ChatQuestion(
            text=text,
            user=message.author.id,
            space=message.guild.id if message.guild else 0,
            channel=message.channel.id,
            follows=(follows := await goes_on_from(message, services)),
            language="" if message.guild else services.spaces.language_of(message.author.id),
            context="" if follows else await context_of(message, self.me),
        )
        if await answer(self._bot, question, reply, message.id, titled=False) is not None:
            await patiently(services.questions.settle, message.id, reply.reply)

    async def _say(self, message: Message, text: str, *, until: float = 0.0) -> None:
        """Tell the asker; delete what is only true until then."""
        reply = MessageReply(message)
        with suppress(DeliveryError):
            await reply.tell(text)
        if until and reply.reply:
            await asyncio.sleep(max(0.0, until - self._services.clock().timestamp()))
            channel: Any = message.channel
            with suppress(discord.HTTPException):
                await channel.get_partial_message(reply.reply).delete()

    @commands.Cog.listener()
    async def on_raw_message_edit(self, event: RawMessageUpdateEvent) -> None:
        """Answer the new text of a question, where its answer stands. Discord's own edits keep the text."""
        message = event.message
        if not is_from_a_person(message):
            return
        text = question_text(message, self.me)
        async with self._edits.setdefault(message.id, asyncio.Lock()):  # in the order in which they came
            known = await asyncio.to_thread(self._services.questions.get, message.id)
            addressed = await self.is_addressed(message)
            asks = addressed and text and not self._is_denied(message, message.author)
            changed = bool(known and asks) and await patiently(
                self._services.questions.take_edit, message.id, text
            )
        if changed:
            await self._answer_edit(message, text)
        elif known and not addressed and (known.reply or known.draft):
            await self.deleted(message.channel.id, message.id)  # as it is for the bot no more
        elif not known and addressed and self._services.clock() - message.created_at < REMEMBERED:
            await self.take(message)

    async def _answer_edit(self, message: Message, text: str) -> None:
        """Answer the new text, once the user may ask again; by then only the newest counts."""
        services = self._services
        services.delivery.withdraw(message.id)
        try:
            services.check_allowed(visitor_of(self._bot, message.guild, message.channel, message.author))
        except NotAllowedError as error:
            if error.denial is Denial.COOLDOWN:
                await asyncio.sleep(max(0.0, error.until - services.clock().timestamp()))
        question = await asyncio.to_thread(services.questions.get, message.id)
        if question and question.text == text:
            await self._answer(message, text, again=True)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: RawMessageDeleteEvent) -> None:
        await self.deleted(event.channel_id, event.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: RawBulkMessageDeleteEvent) -> None:
        for message in event.message_ids:
            await self.deleted(event.channel_id, message)

    async def deleted(self, channel: int, message: int) -> None:
        """Delete the answer to a deleted question, and forget a deleted answer."""
        self._services.delivery.withdraw(message)
        async with self._turn(message):
            question = await asyncio.to_thread(self._services.questions.get, message)
            await patiently(self._services.questions.drop, message)
        reply = question.reply or question.draft if question else 0
        for deleted in filter(None, (message, reply)):
            await patiently(self._services.answers.drop_at, deleted)
        if reply:
            place: Any = self._bot.get_partial_messageable(channel)
            with suppress(discord.HTTPException):
                await retrying(lambda: place.get_partial_message(reply).delete())

    def _turn(self, message: int) -> asyncio.Lock:
        return self._turns.setdefault(message, asyncio.Lock())

    async def is_addressed(self, message: Message) -> bool:
        settings = self._services.spaces.get(message.guild.id if message.guild else 0)
        return await is_addressed(message, self.me, self._services, threads=settings.threads)

    @property
    def me(self) -> int:
        assert self._bot.user is not None
        return self._bot.user.id
