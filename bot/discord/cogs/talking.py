"""Questions in messages: a mention, a reply, a direct message, a thread of the bot's own."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import Any
from weakref import WeakValueDictionary

import discord
from discord import Message, RawBulkMessageDeleteEvent, RawMessageDeleteEvent, RawMessageUpdateEvent
from discord.ext import commands

from bot.discord.answering import Asked
from bot.discord.client import NewsBot
from bot.discord.conversation import goes_on_from, is_addressed, is_from_a_person, question_text
from bot.discord.gate import TurnedAway, let_in
from bot.discord.sending import persistently, post
from bot.discord.stores.questions import Question
from bot.discord.surfaces import ReplySurface

REMEMBERED = timedelta(minutes=15)
"""After a longer absence nobody waits for an answer any more."""


class Talking(commands.Cog):
    """Ask by writing."""

    def __init__(self, bot: NewsBot) -> None:
        self._bot = bot
        self._desk = bot.desk
        self._recovered = False
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    @commands.Cog.listener()
    async def on_message(self, message: Message) -> None:
        if is_from_a_person(message) and self._addressed(message):
            await self.take(message)

    async def take(self, message: Message) -> None:
        """Answer a message that speaks to the bot, unless it was answered before."""
        text = question_text(message.content, self._me)
        question = Question(message.id, message.channel.id, message.author.id, text)
        if not await asyncio.to_thread(self._desk.questions.take, question, self._desk.clock()):
            return
        if await self._let_in(message, text):
            await self._answer(message, text)
        else:
            await asyncio.to_thread(self._desk.questions.settle, message.id, 0)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Answer what a kill came between."""
        since = self._desk.clock() - REMEMBERED
        if self._recovered:
            return
        self._recovered = True
        for question in await asyncio.to_thread(self._desk.questions.unanswered, since):
            place = self._bot.get_partial_messageable(question.channel)
            with suppress(discord.HTTPException):
                await self._answer(await place.fetch_message(question.message), question.text)

    async def _let_in(self, message: Message, text: str) -> bool:
        desk = self._desk
        if desk.is_forbidden(message.channel.id):
            return False
        try:
            let_in(desk, message.guild, message.channel, message.author)
        except TurnedAway as no:
            # A flood is answered once, not a thousand times.
            if not no.repeated:
                await self._say(message, str(no))
            return False
        if not text:
            await self._say(message, desk.furniture(message.guild.id if message.guild else 0).what)
        return bool(text)

    async def _answer(self, message: Message, text: str) -> None:
        """One answer to a message at a time: an edit waits until what it overtook is out of the way."""
        async with self._turn(message.id):
            if question := await asyncio.to_thread(self._desk.questions.get, message.id):
                await self._answer_as(message, text, ReplySurface(message, question.reply))

    async def _answer_as(self, message: Message, text: str, surface: ReplySurface) -> None:
        desk = self._desk
        asked = Asked(
            text=text,
            user=message.author.id,
            guild=message.guild.id if message.guild else 0,
            channel=message.channel.id,
            follows=await goes_on_from(message, desk),
        )
        await desk.serve(asked, surface, message.id, titled=False)
        await asyncio.to_thread(desk.questions.settle, message.id, surface.reply)

    async def _say(self, message: Message, text: str) -> None:
        with suppress(discord.HTTPException):
            reference = message.to_reference(fail_if_not_exists=False)
            await post(message.channel, content=text, reference=reference, mention_author=False)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, event: RawMessageUpdateEvent) -> None:
        """Answer the new text of a question that was let in, once; what Discord changes has the old text."""
        message = event.message
        text = question_text(message.content, self._me)
        if not text or not is_from_a_person(message):
            return
        if await asyncio.to_thread(self._desk.questions.take_edit, message.id, text):
            self._desk.withdraw(message.id)
            await self._answer(message, text)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: RawMessageDeleteEvent) -> None:
        await self._deleted(event.channel_id, event.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: RawBulkMessageDeleteEvent) -> None:
        for message in event.message_ids:
            await self._deleted(event.channel_id, message)

    async def _deleted(self, channel: int, message: int) -> None:
        """A deleted question takes its answer with it, given or still to come."""
        self._desk.withdraw(message)
        async with self._turn(message):
            question = await asyncio.to_thread(self._desk.questions.get, message)
            await asyncio.to_thread(self._desk.questions.drop, message)
        if question and question.reply:
            place: Any = self._bot.get_partial_messageable(channel)
            with suppress(discord.HTTPException):
                await persistently(lambda: place.get_partial_message(question.reply).delete())

    def _turn(self, message: int) -> asyncio.Lock:
        return self._turns.setdefault(message, asyncio.Lock())

    def _addressed(self, message: Message) -> bool:
        settings = self._desk.guilds.get(message.guild.id if message.guild else 0)
        return is_addressed(message, self._me, threads=settings.threads)

    @property
    def _me(self) -> int:
        assert self._bot.user is not None
        return self._bot.user.id
