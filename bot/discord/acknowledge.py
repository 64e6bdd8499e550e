"""The first response to an interaction, which Discord wants within three seconds, once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import Interaction, InteractionResponseType

from bot.discord.retry import retrying

ALREADY = 40060
"""Discord's code for an interaction that has a response: ours, whose confirmation was lost."""


async def defer(interaction: Interaction[Any], *, ephemeral: bool = True) -> int:
    """Show that the bot is thinking; return the id of the message that says so, 0 if it is unknown."""
    response = interaction.response
    told = await first_response(
        interaction,
        InteractionResponseType.deferred_channel_message,
        lambda: response.defer(ephemeral=ephemeral, thinking=True),
    )
    if told is None:
        return (await retrying(interaction.original_response)).id
    return int(told.message_id or 0)


async def defer_update(interaction: Interaction[Any]) -> None:
    """Promise to change the message whose button was clicked."""
    kind = InteractionResponseType.deferred_message_update
    await first_response(interaction, kind, interaction.response.defer)


async def first_response(
    interaction: Interaction[Any], kind: InteractionResponseType, send: Callable[[], Awaitable[Any]]
) -> Any:
    """Return what Discord says to a response; None if it had that already. Try again where Discord fails."""
    try:
        return await retrying(send)
    except discord.HTTPException as error:
        if error.code != ALREADY:
            raise
        interaction.response._response_type = kind  # discord.py would take it for not answered
        return None
