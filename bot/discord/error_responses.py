"""The last handler of errors in commands, buttons and forms: logs them and tells the user."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar

import aiohttp
import discord
from discord import Interaction, InteractionResponseType, app_commands
from discord.ui import Item, Modal, View

from bot.discord.acknowledge import first_response
from bot.discord.client import NewsBot
from bot.discord.retry import retrying

log = logging.getLogger(__name__)
Clicked = TypeVar("Clicked", bound=Item[Any])


async def respond(interaction: Interaction[Any], **content: Any) -> None:
    """Show the asker alone: as the first response, in place of "thinking …", or as a further message.

    A broken connection may lead to a second copy of a further message.
    """
    response = interaction.response
    if not response.is_done():
        kind = InteractionResponseType.channel_message
        await first_response(interaction, kind, lambda: response.send_message(ephemeral=True, **content))
    elif response.type is InteractionResponseType.deferred_channel_message:
        await retrying(lambda: interaction.edit_original_response(**content))
    else:
        await retrying(lambda: interaction.followup.send(ephemeral=True, **content))


async def apologise(interaction: Interaction[NewsBot], error: BaseException) -> None:
    """Tell the user what went wrong. Raise nothing of Discord's."""
    denied = isinstance(error, app_commands.CheckFailure)
    if not denied:
        log.error("an interaction went wrong", exc_info=error)
    text = interaction.client.reader(interaction).text("not-allowed" if denied else "broken")
    try:
        await respond(interaction, content=text)
    except (discord.HTTPException, aiohttp.ClientError) as failure:
        log.info("nor could it be said: %s", failure)


def guarded(
    callback: Callable[[Clicked, Interaction[NewsBot]], Awaitable[None]],
) -> Callable[[Clicked, Interaction[NewsBot]], Awaitable[None]]:
    """Wrap the callback of a dynamic item, for whose failures discord.py has no hook."""

    @wraps(callback)
    async def safe(item: Clicked, interaction: Interaction[NewsBot]) -> None:
        try:
            await callback(item, interaction)
        except Exception as error:  # nothing comes after this
            await apologise(interaction, error)

    return safe


class ReportingTree(app_commands.CommandTree[NewsBot]):
    """Commands whose failures the user is told."""

    async def on_error(
        self, interaction: Interaction[NewsBot], error: app_commands.AppCommandError, /
    ) -> None:
        await apologise(interaction, error)


class ReportingView(View):
    """A view whose failures the user is told."""

    async def on_error(self, interaction: Interaction[Any], error: Exception, item: Item[Any], /) -> None:
        await apologise(interaction, error)


class ReportingModal(Modal):
    """A form whose failures the user is told. Its id must be its own: discord.py keeps one for each id."""

    async def on_error(  # type: ignore[override]
        self, interaction: Interaction[Any], error: Exception, /
    ) -> None:
        await apologise(interaction, error)
