"""Whether a message addresses the bot, what it asks, and which answer it follows."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

from discord import (
    DiscordException,
    DMChannel,
    ForumChannel,
    Message,
    MessageReferenceType,
    MessageType,
    Thread,
)

from bot.chat.service import ChatService

_MENTION = re.compile(r"<(@[!&]?\d+|#\d+)>")
_OTHER_TAG = re.compile(r"<(?:a?:\w+:\d+|t:-?\d+(?::\w)?|/[^:>]+:\d+|id:\w+)>")
"""Emoji, times, commands and links into Discord."""
LONGEST_CONTEXT = 500
"""Characters of a message that a question is about."""
PAUSE = timedelta(minutes=30)
"""In a direct message, a longer pause ends a conversation."""


def is_from_a_person(message: Message) -> bool:
    """Return whether a message is not from a bot, a webhook or Discord itself."""
    written = message.type in (MessageType.default, MessageType.reply)
    return written and not message.author.bot and message.webhook_id is None


async def is_addressed(message: Message, me: int, services: ChatService, *, threads: bool) -> bool:
    """Return whether a message mentions the bot, replies to it, or is in its direct messages or threads."""
    if isinstance(message.channel, DMChannel) or _is_mentioned(message, me):
        return True
    reference = message.reference
    if reference and reference.message_id:
        if isinstance(reference.resolved, Message):
            return reference.resolved.author.id == me
        return bool(await asyncio.to_thread(services.answers.at_message, reference.message_id))
    # Without the content intent Discord hands on an empty text, which is nothing to answer.
    if not (threads and isinstance(message.channel, Thread) and message.content) or message.mentions:
        return False
    own = message.channel.owner_id == me
    return own or bool(await asyncio.to_thread(services.answers.at_message, message.channel.id))


def _is_mentioned(message: Message, me: int) -> bool:
    """Return whether a message names the bot, or the role of its own that Discord offers beside it."""
    role = message.guild.self_role if message.guild else None
    names = [f"<@{me}>", f"<@!{me}>", *([f"<@&{role.id}>"] if role else [])]
    return any(name in message.content for name in names)


def question_text(message: Message, me: int) -> str:
    """Return what a message asks, or what it forwards, without the mention of the bot."""
    text = message.content
    if not text and message.message_snapshots:
        text = message.message_snapshots[0].content
    role = message.guild.self_role if message.guild else None
    names = {f"@{user.id}": user.display_name for user in message.mentions}
    names |= {f"@&{role.id}": role.name for role in message.role_mentions}
    names |= {f"#{channel.id}": channel.name for channel in message.channel_mentions}
    names |= {f"@{me}": "", **({f"@&{role.id}": ""} if role else {})}
    return in_words(text, names)


def in_words(text: str, names: Mapping[str, str]) -> str:
    """Return a text on one line with the names of who and what it mentions, without emoji and times.

    The keys of `names` are as in "@12", "@&12" and "#12".
    """
    text = _MENTION.sub(lambda found: f" {names.get(found[1].replace('!', ''), '')} ", text)
    return " ".join(re.sub(r"@(?=everyone\b|here\b)", "", _OTHER_TAG.sub(" ", text)).split())


async def context_of(message: Message, me: int) -> str:
    """Return what a question is about beside itself: the message it replies to, or its forum post's title."""
    reference = message.reference
    if reference and reference.type is MessageReferenceType.reply:
        replied = reference.resolved
        if replied is None and reference.message_id:
            with suppress(DiscordException):
                replied = await message.channel.fetch_message(reference.message_id)
        if isinstance(replied, Message):
            return _told(replied, me)
    channel = message.channel
    return channel.name if isinstance(channel, Thread) and isinstance(channel.parent, ForumChannel) else ""


def _told(message: Message, me: int) -> str:
    """Return what a message tells, else what its first embed does."""
    parts = [part for embed in message.embeds[:1] for part in (embed.title, embed.description)]
    return (question_text(message, me) or " ".join(filter(None, parts)))[:LONGEST_CONTEXT]


async def goes_on_from(message: Message, services: ChatService) -> str:
    """Return the id of the kept answer that this message follows; "" for a new question."""
    return await asyncio.to_thread(_goes_on_from, message, services)


def _goes_on_from(message: Message, services: ChatService) -> str:
    reference = message.reference
    if reference and reference.message_id:
        return services.answers.at_message(reference.message_id)
    if isinstance(message.channel, Thread):
        # A thread has the id of the message it was opened on.
        return services.answers.latest_in(message.channel.id) or services.answers.at_message(
            message.channel.id
        )
    if isinstance(message.channel, DMChannel):
        return services.answers.latest_in(message.channel.id, since=services.clock() - PAUSE)
    return ""
