"""Whether a message addresses the bot, what it asks, and which answer it follows."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

from discord import DMChannel, Message, MessageType, Thread

from bot.chat.service import ChatService

PAUSE = timedelta(minutes=30)
"""In a direct message, a longer pause ends a conversation."""


def is_from_a_person(message: Message) -> bool:
    """Return whether a message is not from a bot, a webhook or Discord itself."""
    written = message.type in (MessageType.default, MessageType.reply)
    return written and not message.author.bot and message.webhook_id is None


def is_addressed(message: Message, me: int, *, threads: bool) -> bool:
    """Return whether a message mentions the bot, replies to it, or is in its direct messages or threads."""
    mentioned = f"<@{me}>" in message.content or f"<@!{me}>" in message.content
    referenced = message.reference.resolved if message.reference else None
    replied_to = isinstance(referenced, Message) and referenced.author.id == me
    if isinstance(message.channel, DMChannel) or mentioned or replied_to:
        return True
    own_thread = isinstance(message.channel, Thread) and message.channel.owner_id == me
    # Without the content intent Discord hands on an empty text, which is nothing to answer.
    return threads and own_thread and bool(message.content) and not message.mentions and not message.reference


def question_text(content: str, me: int) -> str:
    """Return a message without the mention of the bot."""
    return " ".join(re.sub(rf"<@!?{me}>", " ", content).split())


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
