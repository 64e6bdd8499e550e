"""Shows an answer: as the response to a command, or as the reply to a message."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

import aiohttp
import discord
from discord import Embed, Message
from discord.ui import View

from bot.chat.delivery import ReplyTarget
from bot.chat.store.commands import KeptCommand
from bot.discord.client import NewsBot
from bot.discord.embeds.text import CONTENT, fitted, plain_text
from bot.discord.retry import is_gone, new_nonce, post, retrying
from bot.errors import ChannelForbiddenError, DeliveryError, MessageGoneError

TOKEN_LIFE = timedelta(minutes=14)
"""Discord forgets an interaction's token after 15 minutes."""
NO_HISTORY = 160002
"""Discord's code for a reply in a channel whose history the bot may not read."""
TOKEN_ENDED = 50027
"""Discord's code for one that it forgot earlier."""


LONGEST_NOTE = 200
"""Characters kept free for what the asker waits for."""


class Reply(ReplyTarget, Protocol):
    """A reply target that shows embeds."""

    threads: bool
    """Whether a thread can be opened under the answer."""

    async def show(self, embed: Embed, view: View | None) -> int:
        """Show the answer; return the id of its message."""


@contextmanager
def delivery_errors() -> Iterator[None]:
    """Raise what Discord does not take as a DeliveryError."""
    try:
        yield
    except discord.HTTPException as error:
        if is_gone(error):
            raise MessageGoneError(error.text) from error
        if isinstance(error, discord.Forbidden):
            raise ChannelForbiddenError(error.text) from error
        raise DeliveryError(str(error)) from error
    except aiohttp.ClientError as error:
        raise DeliveryError(str(error)) from error


class CommandReply:
    """The deferred response to a slash command or a context menu; `edit` changes it."""

    throttle_channel = 0

    def __init__(
        self,
        command: KeptCommand,
        channel: object,
        clock: Callable[[], datetime],
        edit: Callable[..., Awaitable[Message]],
    ) -> None:
        self._command = command
        self._channel = channel
        self._clock = clock
        self._change = edit
        self.threads = has_threads(channel)

    async def type(self) -> None:
        """Do nothing: Discord says that the bot is thinking."""

    async def wait(self, text: str, draft: str) -> None:
        await self._edit(content=waiting_text(text, draft))

    async def show(self, embed: Embed, view: View | None) -> int:
        return await self._edit(content=None, embed=embed, view=view)

    async def tell(self, text: str) -> None:
        await self._edit(content=text, embed=None, view=None)

    async def _edit(self, **content: Any) -> int:
        with delivery_errors():
            if self._clock() - self._command.taken < TOKEN_LIFE:
                try:
                    return (await retrying(lambda: self._change(**content))).id
                except discord.HTTPException as error:
                    if error.code != TOKEN_ENDED:
                        raise
            return await self._post(content)

    async def _post(self, content: dict[str, Any]) -> int:
        """Send it to the channel instead, unless it was for the asker alone."""
        channel = self._channel
        if self._command.private or not isinstance(channel, discord.abc.Messageable):
            raise MessageGoneError
        try:
            return (await post(channel, **content)).id
        except discord.Forbidden as error:
            raise MessageGoneError(error.text) from error


def reply_after_restart(bot: NewsBot, command: KeptCommand) -> CommandReply:
    """Return the response to a command that an earlier process deferred."""
    assert bot.application_id is not None
    webhook = discord.Webhook.partial(bot.application_id, command.token, client=bot)
    edit = partial(webhook.edit_message, command.response)
    return CommandReply(command, bot.get_channel(command.channel), bot.services.clock, edit)


class MessageReply:
    """A reply to the message that asked; `reply` is the one to edit where there is one already.

    `on_first` is told the id of the first message.
    """

    def __init__(
        self, message: Message, reply: int = 0, on_first: Callable[[int], Awaitable[None]] | None = None
    ) -> None:
        self._message = message
        self.reply = reply
        self.throttle_channel = message.channel.id
        self.threads = has_threads(message.channel)
        self._on_first = on_first
        self._first: asyncio.Task[None] | None = None
        self._nonce = new_nonce()

    async def type(self) -> None:
        with delivery_errors():
            await self._message.channel.typing()

    async def wait(self, text: str, draft: str) -> None:
        await self._put(content=waiting_text(text, draft))

    async def show(self, embed: Embed, view: View | None) -> int:
        await self._stop_first()
        if may(self._message.channel, "embed_links"):
            with suppress(ChannelForbiddenError):
                return await self._put(content=None, embed=embed, view=view)
        text = plain_text(embed, CONTENT)
        return await self._put(content=text, embed=None, view=view, suppress=True)

    async def tell(self, text: str) -> None:
        await self._stop_first()
        await self._put(content=text, embed=None, view=None)

    async def _stop_first(self) -> None:
        """Let no answer wait for the note before it, which may be slow to go out."""
        if self._first:
            self._first.cancel()
            await asyncio.wait({self._first})

    async def _put(self, **content: Any) -> int:
        """Edit the reply, or make it: once, since later calls edit it."""
        if self._first:  # whoever wanted it may have given up on it
            await asyncio.wait({self._first})
        with delivery_errors():
            if self.reply:
                channel: Any = self._message.channel
                reply = channel.get_partial_message(self.reply)
                await retrying(lambda: reply.edit(**content))
            else:
                self._first = asyncio.create_task(self._make(content))
                await asyncio.shield(self._first)
        return self.reply

    async def _make(self, content: dict[str, Any]) -> None:
        made = {k: v for k, v in content.items() if v is not None and k != "suppress"}
        made |= {"suppress_embeds": True} if content.get("suppress") else {}
        sent = await self._send(made)
        self.reply = sent.id
        if self._on_first:
            await self._on_first(sent.id)
        if sent.content != made.get("content", ""):
            await retrying(lambda: sent.edit(**content))

    async def _send(self, content: dict[str, Any]) -> Message:
        """Send a reply; where the channel's history may not be read, Discord takes only a plain message.

        The nonce is the same if the first try was given up: Discord may have taken that all the same.
        """
        channel = self._message.channel
        if may(channel, "read_message_history"):
            reference = self._message.to_reference(fail_if_not_exists=False)
            try:
                return await post(channel, self._nonce, reference=reference, mention_author=False, **content)
            except discord.Forbidden as error:
                if error.code != NO_HISTORY:
                    raise
        return await post(channel, self._nonce, **content)


def may(channel: object, permission: str) -> bool:
    """Return whether the bot has a permission in a channel; True where nobody knows."""
    guild = getattr(channel, "guild", None)
    permissions_for = getattr(channel, "permissions_for", None)
    if guild is None or guild.me is None or permissions_for is None:
        return True
    return bool(getattr(permissions_for(guild.me), permission))


def waiting_text(text: str, draft: str) -> str:
    """Return what of the answer is there already, and below it what the asker waits for."""
    return f"{fitted(draft, CONTENT - LONGEST_NOTE)}\n-# {text}" if draft else text


def has_threads(channel: object) -> bool:
    """Return whether messages of a channel can have threads: not in threads, voice channels or private."""
    return getattr(channel, "type", None) in (discord.ChannelType.text, discord.ChannelType.news)
