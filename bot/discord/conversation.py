"""Whether a message speaks to the bot, what it asks, and what it goes on from."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

from discord import DMChannel, Message, MessageType, Thread

from bot.chat.service import ChatService

PAUSE = timedelta(minutes=30)
"""In a direct message, a longer pause ends a conversation."""


def is_from_a_person(message: Message) -> bool:
    """Not from a bot, a webhook or Discord itself."""
    spoken = message.type in (MessageType.default, MessageType.reply)
    return spoken and not message.author.bot and message.webhook_id is None


def is_addressed(message: Message, me: int, *, threads: bool) -> bool:
    """Mentioned by name, replied to, in a direct message, or in a thread of the bot's own."""
    if (
        isinstance(message.channel, DMChannel)
        or f"<@{me}>" in message.content
        or f"<@!{me}>" in message.content
    ):
        return True
    if _replies_to(message) == me:
        return True
    own_thread = isinstance(message.channel, Thread) and message.channel.owner_id == me
    # Without the content intent Discord hands on an empty text, which is nothing to answer.
    return threads and own_thread and bool(message.content) and not message.mentions and not message.reference


def _replies_to(message: Message) -> int:
    """The id of the author of the message that this one replies to; 0 for none."""
    referenced = message.reference.resolved if message.reference else None
    return referenced.author.id if isinstance(referenced, Message) else 0


def question_text(content: str, me: int) -> str:
    """What is left of a message without the bot's name."""
    return " ".join(re.sub(rf"<@!?{me}>", " ", content).split())


async def goes_on_from(message: Message, services: ChatService) -> str:
    """The id of the kept answer that this message follows; "" for a fresh question."""
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
