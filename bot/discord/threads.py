"""Opens a thread under an answer, for follow-ups."""

from __future__ import annotations

import asyncio
from typing import Literal

import discord
from discord import Interaction

from bot.chat.store.answers import KeptAnswer
from bot.discord.client import NewsBot
from bot.discord.embeds.text import THREAD_NAME, cut
from bot.discord.error_responses import respond
from bot.discord.renderer import Renderer
from bot.discord.retry import post
from bot.render.text import neutral

WRONG_KIND = 50024
"""Discord's code for a thread in a channel that cannot have one."""
ALREADY_THERE = 160004
"""Discord's code for a second thread on one message."""
ARCHIVED_AFTER: Literal[1440] = 1440
"""Minutes without a message."""


async def open_thread(interaction: Interaction[NewsBot], answer_id: str) -> None:
    """Open a thread for the person who asked, or for a moderator, and say so in the deferred response."""
    renderer, mine = interaction.client.reader(interaction), interaction.app_permissions
    kept = await asyncio.to_thread(interaction.client.services.answers.get, answer_id)
    if kept is None:
        text = renderer.text("lost")
    elif interaction.user.id != kept.user and not interaction.permissions.manage_threads:
        text = renderer.text("not-yours")
    elif not (mine.create_public_threads and mine.send_messages_in_threads):
        text = renderer.text("thread-forbidden")
    else:
        text = await _open(interaction, kept, renderer)
    await respond(interaction, content=text)


async def _open(interaction: Interaction[NewsBot], kept: KeptAnswer, renderer: Renderer) -> str:
    """Open the thread; return the line to show."""
    assert interaction.message is not None
    name = cut(neutral(kept.query.text), THREAD_NAME)
    try:
        thread = await interaction.message.create_thread(name=name, auto_archive_duration=ARCHIVED_AFTER)
        everybodys = interaction.client.renderer(interaction.guild_id)
        await post(thread, content=everybodys.text("thread-opened"))
    except discord.HTTPException as error:
        if error.code == ALREADY_THERE:
            return renderer.text("thread-there", thread=f"<#{interaction.message.id}>")
        if isinstance(error, discord.Forbidden) or error.code == WRONG_KIND:
            return renderer.text("thread-forbidden")
        raise
    return renderer.text("thread-ready", thread=thread.mention)
